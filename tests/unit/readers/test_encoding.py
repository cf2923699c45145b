"""How bytes become text, and when the ledger says that an encoding was guessed."""

from __future__ import annotations

import codecs

import pytest

from claimcheck.model.document import Status
from claimcheck.readers import parse

SENTENCE = (
    "Überleben war 19,2 Monate – länger als erwartet (95 % KI 14,4–21,8); ±3 %. Größe und Häufigkeit: siehe Tabelle."
)


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (SENTENCE.encode(), "utf-8", SENTENCE),
        (codecs.BOM_UTF8 + b"10 mg", "utf-8", "\ufeff10 mg"),
        (codecs.BOM_UTF16_LE + "10 µg".encode("utf-16-le"), "utf-16-le", "\ufeff10 µg"),
        (codecs.BOM_UTF16_BE + "10 µg".encode("utf-16-be"), "utf-16-be", "\ufeff10 µg"),
        (codecs.BOM_UTF32_LE + "10 µg".encode("utf-32-le"), "utf-32-le", "\ufeff10 µg"),
    ],
)
def test_what_a_bom_or_utf8_says_is_not_a_guess(data: bytes, encoding: str, text: str) -> None:
    document = parse(data, "a.txt")
    assert (document.text, document.encoding, document.status) == (text, encoding, Status.OK)


def test_a_guessed_encoding_is_partial_and_named() -> None:
    document = parse(SENTENCE.encode("cp1252"), "a.txt")
    assert (document.text, document.encoding, document.status) == (SENTENCE, "cp1252", Status.PARTIAL)
    assert document.reason == "not UTF-8 and no encoding declared: read as cp1252, a guess; save it as UTF-8"


def test_a_page_says_its_encoding() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>±3 – “19,2” Monate</p></body></html>'
    document = parse(page.encode("cp1252"), "a.html")
    assert (document.text, document.encoding, document.status) == ("±3 – “19,2” Monate\n", "cp1252", Status.OK)


def test_utf8_wins_over_a_wrong_declaration() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>±3 Monate</p>'
    document = parse(page.encode("utf-8"), "a.html")
    assert (document.text, document.encoding) == ("±3 Monate\n", "utf-8")
