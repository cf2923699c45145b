"""Word documents that are damaged, locked, made to do harm, or made at random."""

from __future__ import annotations

import io
import re
from xml.sax.saxutils import escape, unescape
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.readers.test_properties import check
from tests.unit.readers.word import (
    CONTINUE,
    NEW,
    OLD,
    RESTART,
    archive,
    document,
    docx,
    field,
    notes,
    paragraph,
    point,
    run,
    span,
    table,
)

from claimcheck.config import TRACK_CHANGES
from claimcheck.model.document import Status
from claimcheck.readers import parse

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
WHOLE = paragraph("Median PFS was 10.9 months.")
DEEP = "<w:ins>" * 300 + "</w:ins>" * 300


def said(value: object) -> str:
    """The name of a case: an archive is none."""
    return value if isinstance(value, str) else "data"


def twice(name: str) -> bytes:
    buffer = io.BytesIO(docx(WHOLE))
    with ZipFile(buffer, "a") as packed, pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr(name, "<x/>")
    return buffer.getvalue()


def locked() -> bytes:
    data = bytearray(docx(WHOLE))
    for at in range(len(data)):  # the flag of encryption, in the central directory
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (b"", Status.UNREADABLE, "not a DOCX: it is no ZIP archive"),
        (b"Only words", Status.UNREADABLE, "not a DOCX: it is no ZIP archive"),
        (b"%PDF-1.7\n", Status.NOT_TEXT, "not a DOCX: its first bytes say a PDF"),
        (docx(WHOLE)[:300], Status.UNREADABLE, "broken DOCX: File is not a zip file"),
        (archive({"a.txt": "x"}), Status.UNREADABLE, "not a DOCX: the archive has no word/document.xml"),
        (
            docx(WHOLE + "<w:p>"),
            Status.UNREADABLE,
            "broken DOCX: word/document.xml is no XML: Opening and ending tag mismatch",
        ),
        (
            docx(WHOLE, head="<!DOCTYPE w:document [<!ENTITY a 'aa'>]>"),
            Status.UNREADABLE,
            "broken DOCX: word/document.xml declares a document type",
        ),
        (
            archive({"word/document.xml": "<workbook/>"}),
            Status.UNREADABLE,
            "not a Word document: word/document.xml has no text body",
        ),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            Status.ENCRYPTED,
            "encrypted: opening it needs a password; save a copy without one",
        ),
        (
            OLE + "WordDocument".encode("utf-16-le"),
            Status.UNSUPPORTED,
            "not a DOCX: its first bytes say an old Microsoft Office file; save it as .docx",
        ),
        (locked(), Status.ENCRYPTED, "encrypted: the archive has a password; save a copy without one"),
        (twice("word/document.xml"), Status.UNREADABLE, "broken DOCX: two parts of the archive have one name"),
        (docx(paragraph(" " * 2_000_000)), Status.TOO_LARGE, "word/document.xml unpacks to "),
        (archive({"word/document.xml": b" " * 2_000_000}), Status.TOO_LARGE, "word/document.xml unpacks to "),
        (
            docx(WHOLE + f"<w:p>{DEEP}</w:p>"),
            Status.TOO_LARGE,
            "word/document.xml is more than the XML parser takes: Excessive depth",
        ),
        (
            archive({f"x/{number}": "" for number in range(10_001)}),
            Status.TOO_LARGE,
            "the archive has more than 10,000 entries",
        ),
    ],
    ids=said,
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, status: Status, reason: str) -> None:
    found = parse(data, "a.docx")
    assert (found.status, found.text, found.format) == (status, "", "docx")
    assert found.reason is not None
    assert found.reason.startswith(reason)


def test_no_more_is_unpacked_than_a_document_needs() -> None:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as packed:  # stored, so that nothing is packed tightly
        packed.writestr("word/document.xml", b" " * 50_000_001)
    found = parse(buffer.getvalue(), "a.docx")
    assert (found.status, found.reason) == (
        Status.TOO_LARGE,
        "more than 50 MB of XML in the archive; split the document",
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx(WHOLE, {"styles": "<broken"}), "word/styles.xml is no XML: "),
        (docx(WHOLE, {"footnotes": "<!DOCTYPE x><x/>"}), "word/footnotes.xml declares a document type"),
        (docx(WHOLE, {"styles": ""}, left_out="word/styles.xml"), "word/styles.xml is missing"),
        (
            docx(WHOLE + '<w:altChunk r:id="r9"/>'),
            "documents inside it that were not read: 1; paste their text into it",
        ),
    ],
)
def test_what_is_missing_beside_the_text_makes_it_partial(data: bytes, reason: str) -> None:
    found = parse(data, "a.docx")
    assert (found.status, found.text) == (Status.PARTIAL, "Median PFS was 10.9 months.\n")
    assert found.reason is not None
    assert found.reason.startswith(reason)


def test_a_document_of_pictures_says_that_it_has_no_text() -> None:
    found = document(paragraph("<w:r><w:drawing/></w:r>"))
    assert (found.status, found.reason) == (Status.PARTIAL, "no text in the document (only pictures?)")


def test_a_part_outside_the_archive_is_left_there() -> None:
    target = 'Target="https://example.org/styles.xml" TargetMode="External"'
    outside = docx(WHOLE, {"styles": "<x/>"}, left_out="word/styles.xml", form={'Target="styles.xml"': target})
    found = parse(outside, "a.docx")
    assert (found.status, found.text) == (Status.OK, "Median PFS was 10.9 months.\n")


# What holds for every document

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12).map(escape)
LOOKS = st.sampled_from(
    ["", "<w:b/>", "<w:vanish/>", '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>']
)
RUNS = st.one_of(
    st.builds(run, st.one_of(WORDS, st.sampled_from(["19.2", "12", "a", "PFS", " ", "*", "Table 1"])), LOOKS),
    st.builds(OLD.format, WORDS),
    st.builds(NEW.format, WORDS),
    st.sampled_from(
        [
            "<w:r><w:tab/></w:r>",
            "<w:r><w:br/></w:r>",
            "<w:r><w:softHyphen/></w:r>",
            point("footnote", 1),
            field("SEQ", "3"),
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            f"<w:r><w:pict><w:txbxContent>{paragraph('In a box')}</w:txbxContent></w:pict></w:r>",
        ]
    ),
)
PROPERTIES = st.sampled_from(
    [
        "",
        '<w:pStyle w:val="Heading1"/>',
        '<w:pStyle w:val="Caption"/>',
        '<w:rPr><w:del w:id="1"/></w:rPr>',
        '<w:rPr><w:ins w:id="1"/></w:rPr>',
    ]
)
PARAGRAPHS = st.builds(lambda runs, look: paragraph("".join(runs), look), st.lists(RUNS, max_size=6), PROPERTIES)
MERGES = st.sampled_from(["", "", RESTART, CONTINUE, span(2), span(3) + CONTINUE])
CELLS = st.builds(lambda inner, merge: f"<w:tc><w:tcPr>{merge}</w:tcPr>{inner}</w:tc>", PARAGRAPHS, MERGES)
ROWS = st.builds(lambda head, made: head + "".join(made), st.sampled_from(["", "H"]), st.lists(CELLS, max_size=4))
TABLES = st.lists(ROWS, max_size=5).map(lambda rows: table(*rows))
BODIES = st.lists(st.one_of(PARAGRAPHS, TABLES), max_size=8).map("".join)


@settings(max_examples=100, deadline=None)
@given(body=BODIES, view=st.sampled_from(TRACK_CHANGES))
def test_spans_are_valid_whatever_the_document_holds(body: str, view: str) -> None:
    found = document(body, {"footnotes": notes("footnote", " A note of 5.")}, view)
    assert found.status is Status.OK or not found.text.strip()
    check(found)


@settings(max_examples=200, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=10))
def test_no_word_of_a_paragraph_is_lost_or_changed(words: list[str]) -> None:
    found = document(paragraph("".join(run(word) for word in words)))
    printed = unescape("".join(words))
    assert re.sub(r"[ \t\r\n\f]+", "", found.text) == re.sub(r"[ \t\r\n\f]+", "", printed)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_damaged_archive_is_a_document_that_says_so(data: st.DataObject) -> None:
    damaged = bytearray(docx(WHOLE, {"footnotes": notes("footnote", " x")}))
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    found = parse(bytes(damaged), "a.docx")
    assert found.status is Status.OK or found.reason
    check(found)
