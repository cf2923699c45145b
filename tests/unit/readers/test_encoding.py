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
        (codecs.BOM_UTF32_BE + "10 µg".encode("utf-32-be"), "utf-32-be", "\ufeff10 µg"),
        (b"", "utf-8", ""),
        (codecs.BOM_UTF8, "utf-8", "\ufeff"),
    ],
)
def test_what_a_bom_or_utf8_says_is_not_a_guess(data: bytes, encoding: str, text: str) -> None:
    document = parse(data, "a.txt")
    assert (document.text, document.encoding, document.status) == (text, encoding, Status.OK)


def test_a_guessed_encoding_is_partial_and_named() -> None:
    document = parse(SENTENCE.encode("cp1252"), "a.txt")
    assert (document.text, document.encoding, document.status) == (SENTENCE, "cp1252", Status.PARTIAL)
    assert document.reason == "not UTF-8 and no encoding declared: read as cp1252, a guess; save it as UTF-8"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The median was 19.2 months (95% CI 14.4–21.8); mean age 54 ± 3 years.", "cp1252"),
        ("Stored at 20 °C, 5 µg/mL, Ménière’s disease", "cp1252"),
        ("Медиана выживаемости составила 19,2 месяца после лечения", "cp1251"),
        ("Медиана выживаемости составила 19,2 месяца после лечения", "koi8-r"),
        ("Mediana przeżycia wyniosła 19,2 miesiąca u chorych później", "cp1250"),
        ("生存期間の中央値は19.2か月であった。", "shift_jis"),
        ("中位无进展生存期为19.2个月 患者172例。", "gb18030"),
        ("무진행 생존기간 중앙값은 19.2개월이었다.", "euc_kr"),
    ],
)
def test_legacy_encodings_are_guessed(text: str, encoding: str) -> None:
    document = parse(text.encode(encoding), "a.txt")
    assert (document.text, document.encoding, document.status) == (text, encoding, Status.PARTIAL)


def test_a_page_says_its_encoding() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>±3 – “19,2” Monate</p></body></html>'
    document = parse(page.encode("cp1252"), "a.html")
    assert (document.text, document.encoding, document.status) == ("±3 – “19,2” Monate\n", "cp1252", Status.OK)


def test_utf8_wins_over_a_wrong_declaration() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>±3 Monate</p>'
    document = parse(page.encode("utf-8"), "a.html")
    assert (document.text, document.encoding) == ("±3 Monate\n", "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_wide_characters_without_a_bom_are_a_guess(encoding: str, name: str) -> None:
    document = parse(SENTENCE.encode(encoding), name)
    assert (document.text, document.encoding, document.status) == (SENTENCE, encoding, Status.PARTIAL)
    assert document.reason == f"not UTF-8 and no encoding declared: read as {encoding}, a guess; save it as UTF-8"


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF16_LE + "10 mg".encode("utf-16-le") + b"x",  # cut inside a character
        b"Median PFS was 10.9 months.\x00 And more.",
        b"\x00" * 64,
        bytes(range(256)) * 8,
        bytes(number % 7 for number in range(4096)),
    ],
)
def test_binary_data_is_no_text(data: bytes) -> None:
    document = parse(data, "a.txt")
    assert (document.status, document.text) == (Status.NOT_TEXT, "")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("shift_jis", "shift_jis"),
        ("windows-1251", "cp1251"),
        ("gb18030", "gb18030"),
        ("latin1", "cp1252"),
    ],
)
def test_a_declared_encoding_is_no_guess(declared: str, encoding: str) -> None:
    words = {"shift_jis": "中央値は十九", "windows-1251": "Медиана – 19", "gb18030": "中位数 19", "latin1": "Größe 19"}[
        declared
    ]
    page = f'<?xml version="1.0" encoding="{declared}"?><html><body><p>{words} months</p>'
    document = parse(page.encode(encoding), "a.html")
    assert (document.text, document.encoding, document.status) == (f"{words} months\n", encoding, Status.OK)


@pytest.mark.parametrize(
    "declared", ["unicode_escape", "punycode", "idna", "zlib", "rot13", "no-such", "undefined", "utf-7"]
)
def test_a_declaration_that_names_no_encoding_is_passed_over(declared: str) -> None:
    page = f"<meta charset={declared}><p>Größe \\u0041 +AEE- 19,2 Monate, länger als erwartet</p>"
    document = parse(page.encode("cp1252"), "a.html")
    assert (document.text, document.encoding) == ("Größe \\u0041 +AEE- 19,2 Monate, länger als erwartet\n", "cp1252")
    assert document.status is Status.PARTIAL
