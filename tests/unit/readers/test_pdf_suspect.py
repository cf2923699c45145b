"""What bad PDFs do, and that it is said: hidden text, lost pages, fonts that lie, pages turned round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from claimcheck.model.document import BlockKind, MarkKind, Status
from claimcheck.readers import parse
from claimcheck.readers.pdf.findings import Findings
from claimcheck.readers.pdf.pages import RawPage
from claimcheck.readers.pdf.second import Second
from claimcheck.readers.pdf.signs import true_sign

MakePdf = Callable[..., bytes]
SEEN = "The median survival was 12.3 months."
PLANTED = "and 99.9 months"


def plain(canvas: Any) -> None:
    canvas.drawString(50, 700, SEEN)


def white(canvas: Any) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(50, 600, PLANTED)


def tiny(canvas: Any) -> None:
    canvas.setFont("Helvetica", 0.5)
    canvas.drawString(50, 600, PLANTED)


def clear(canvas: Any) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(50, 600, PLANTED)


def without_ink(canvas: Any) -> None:
    text = canvas.beginText(50, 600)
    text.setTextRenderMode(3)
    text.textLine(PLANTED)
    canvas.drawText(text)


def on_dark(canvas: Any) -> None:
    canvas.rect(40, 590, 300, 30, fill=1)
    white(canvas)


def over_scan(canvas: Any) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)
    without_ink(canvas)


@pytest.mark.parametrize("draw", [white, tiny, clear, without_ink])
def test_what_nobody_sees_is_kept_and_doubted(make_pdf: MakePdf, draw: Callable[[Any], None]) -> None:
    def page(canvas: Any) -> None:
        plain(canvas)
        draw(canvas)

    document = parse(make_pdf(page), "a.pdf")
    assert document.text == f"{SEEN}\n{PLANTED}\n"
    assert [document.text[start:end] for start, end in document.doubtful] == PLANTED.split()
    assert document.status is Status.TEXT_SUSPECT
    assert document.reason == "page 1 has text that nobody sees; what it says is doubtful"


@pytest.mark.parametrize("draw", [on_dark, over_scan])
def test_white_on_a_ground_and_the_text_of_a_scan_are_no_secret(make_pdf: MakePdf, draw: Callable[[Any], None]) -> None:
    document = parse(make_pdf(draw), "a.pdf")
    assert (document.text, document.doubtful, document.status) == (f"{PLANTED}\n", (), Status.OK)


def test_what_stands_beside_the_page_is_kept_apart(make_pdf: MakePdf) -> None:
    def page(canvas: Any) -> None:
        plain(canvas)
        canvas.drawString(50, 900, PLANTED)

    document = parse(make_pdf(page), "a.pdf")
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        (BlockKind.PARAGRAPH, SEEN),
        (BlockKind.BOILERPLATE, PLANTED),
    ]
    assert [document.text[start:end] for start, end in document.doubtful] == [PLANTED]
    assert document.status is Status.OK


@pytest.mark.parametrize(
    ("count", "reason"),
    [
        (b"/Count 1", "pdfium counts 1 pages, pdfminer 2"),
        (b"/Count 3", "pdfium counts 3 pages, pdfminer 2; page 3 of 3 cannot be opened"),
    ],
)
def test_page_counts_are_compared(make_pdf: MakePdf, count: bytes, reason: str) -> None:
    data = make_pdf(plain, plain)
    assert data.count(b"/Count 2") == 1
    document = parse(data.replace(b"/Count 2", count), "a.pdf")
    assert (document.status, document.reason) == (Status.TEXT_SUSPECT, reason)
    assert SEEN in document.text


def framed(canvas: Any) -> None:
    canvas.drawString(60, 700, "Table 1. Outcomes.")
    for number, cells in enumerate([("Outcome", "Arm"), ("Response, %", "61"), ("Survival, months", "9.7")]):
        for x, cell in zip((60, 220), cells, strict=True):
            canvas.drawString(x, 676 - 20 * number, cell)
    for y in (690, 670, 650, 630):
        canvas.line(55, y, 300, y)
    for x in (55, 215, 300):
        canvas.line(x, 690, x, 630)


def test_a_page_without_a_box_loses_neither_itself_nor_the_others(
    make_pdf: MakePdf, capfd: pytest.CaptureFixture[str]
) -> None:
    data = make_pdf(framed, plain, framed)
    assert data.count(b"/MediaBox") == 3
    document = parse(data.replace(b"/MediaBox", b"/MediaBix", 1), "a.pdf")
    assert [(document.page_of(table.start), len(table.cells)) for table in document.tables] == [(1, 6), (3, 6)]
    assert (document.status, document.doubtful) == (Status.OK, ())
    assert capfd.readouterr().err == ""


def test_text_that_only_the_other_reader_finds_is_said(make_pdf: MakePdf) -> None:
    findings = Findings(2)
    Second(make_pdf(plain, lambda canvas: canvas.rect(1, 1, 9, 9)), findings).look_for_text(
        [RawPage(1, empty=True), RawPage(2, empty=True)]
    )
    assert findings.text_elsewhere == [1]
    assert findings.status("a.pdf") == (Status.TEXT_SUSPECT, "pdfminer finds text on page 1, pdfium none")


def raw_pdf(content: bytes, *objects: bytes) -> bytes:
    """A PDF of one page with two fonts: F1 is the first of the objects, F2 is Helvetica."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    resources = b"/Resources<</Font<</F1 6 0 R/F2 5 0 R>>>>"
    numbered: Sequence[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + resources + b">>",
        stream(content),
        font,
        *objects,
    ]
    body, places = b"%PDF-1.4\n", []
    for number, item in enumerate(numbered, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(numbered) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(numbered) + 1, len(body))


def stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


MAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <FF> "
    b"endcodespacerange 2 beginbfchar <32> <0032> <33> <2021> endbfchar endcmap end end"
)
SIGN_FONT = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Symbol/FirstChar 50/LastChar 51/Widths[549 549]"
    b"/Encoding<</Type/Encoding/Differences[50/minus/greaterequal]>>/ToUnicode 7 0 R/FontDescriptor 8 0 R>>"
)
DESCRIPTOR = (
    b"<</Type/FontDescriptor/Flags 4/FontName/Symbol/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200"
    b"/CapHeight 700/StemV 80>>"
)


def test_signs_with_the_names_of_other_characters_are_told_by_their_shape() -> None:
    content = (
        b"BT /F2 10 Tf 50 700 Td (change ) Tj /F1 10 Tf (2) Tj /F2 10 Tf (50%, ) Tj "
        b"/F1 10 Tf (3) Tj /F2 10 Tf ( 12 and 22) Tj ET"
    )
    document = parse(raw_pdf(content, SIGN_FONT, stream(MAP), DESCRIPTOR), "a.pdf")
    assert document.text == "change −50%, ≥ 12 and 22\n"
    assert document.status is Status.OK


@pytest.mark.parametrize(
    ("char", "height", "width", "sign"),
    [("2", 0.5, 5.0, "−"), ("2", 7.0, 4.4, "2"), ("5", 2.0, 5.0, "="), ("5", 7.0, 4.4, "5"), ("‡", 6.4, 5.0, "≥"),
     ("‡", 8.3, 3.8, "‡"), ("£", 6.4, 5.0, "≤"), ("£", 6.8, 4.8, "£"), ("2", 0.0, 0.0, "2"), ("x", 0.1, 5.0, "x")],
)  # fmt: skip
def test_true_sign(char: str, height: float, width: float, sign: str) -> None:
    assert true_sign(char, height, width) == sign


def test_fonts_that_do_not_say_their_letters_are_named() -> None:
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 50/LastChar 51"
        b"/Widths[500 500]/CharProcs<</g1 7 0 R/g2 7 0 R>>/Encoding<</Type/Encoding/Differences[50/g1/g2]>>>>"
    )
    glyph = stream(b"500 0 0 0 500 700 d1 0 0 500 700 re f")
    document = parse(raw_pdf(b"BT /F1 10 Tf 50 700 Td (2323 2323) Tj ET", font, glyph), "a.pdf")
    assert document.status is Status.TEXT_SUSPECT
    assert document.reason == "the fonts of page 1 do not say which letters they draw"


def test_a_ligature_is_its_letters() -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[50/fi/fl]>>>>"
    content = b"BT /F2 10 Tf 50 700 Td (a bene) Tj /F1 10 Tf (2) Tj /F2 10 Tf (t of ) Tj /F1 10 Tf (3) Tj "
    document = parse(raw_pdf(content + b"/F2 10 Tf (ow) Tj ET", font), "a.pdf")
    assert document.text == "a benefit of flow\n"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_shown_turned_is_read_all_the_same(make_pdf: MakePdf, turn: int) -> None:
    def page(canvas: Any) -> None:
        canvas.setPageRotation(turn)
        canvas.drawString(50, 550, SEEN)
        canvas.drawString(50, 536, "It goes on in a second line.")
        canvas.translate(0, -250)
        framed(canvas)

    document = parse(make_pdf(page), "a.pdf")
    assert document.text.startswith(f"{SEEN}\nIt goes on in a second line.\nTable 1. Outcomes.\n")
    (table,) = document.tables
    assert [document.text[c.start : c.end] for c in table.cells if c.row == 1] == ["Response, %", "61"]


def test_a_table_set_sideways_is_a_table(make_pdf: MakePdf) -> None:
    def page(canvas: Any) -> None:
        canvas.rotate(90)
        canvas.translate(0, -595)
        canvas.translate(0, -200)
        framed(canvas)

    document = parse(make_pdf(page), "a.pdf")
    (table,) = document.tables
    assert document.text[table.start : table.end] == "Outcome\tArm\nResponse, %\t61\nSurvival, months\t9.7"
    for box in document.pages[0].boxes:
        assert 0 <= box.x0 < box.x1 <= 842
        assert 0 <= box.y0 < box.y1 <= 595


def test_letters_set_apart_are_words(make_pdf: MakePdf) -> None:
    def page(canvas: Any) -> None:
        text = canvas.beginText(50, 700)
        text.setFont("Helvetica-Bold", 12)
        text.setCharSpace(1.5)
        text.textOut("RESEARCH ARTICLE")
        canvas.drawText(text)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 650, SEEN)

    assert parse(make_pdf(page), "a.pdf").text == f"RESEARCH ARTICLE\n{SEEN}\n"


def test_a_sign_after_a_raised_letter_stays_with_it(make_pdf: MakePdf) -> None:
    def page(canvas: Any) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(50, 700, "so it was")
        canvas.drawString(92.6, 700, ". The rest")
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(88.7, 704, "4")  # after its line, as some producers write

    document = parse(make_pdf(page), "a.pdf")
    assert document.text == "so it was 4. The rest\n"
    assert [mark.kind for mark in document.marks] == [MarkKind.SUPERSCRIPT]


def columns(canvas: Any) -> None:
    """One column, then two beside each other, then one again."""
    canvas.setFont("Times-Roman", 10)
    wide = "A line over the whole width of the page, as long as a summary has them, and then some more words of it."
    for number in range(4):
        canvas.drawString(50, 760 - 13 * number, f"{number} {wide}")
        canvas.drawString(50, 400 - 13 * number, f"{number + 4} {wide}")
    for number in range(16):
        canvas.drawString(50, 690 - 13 * number, f"left {number} has a line of about this length")
        canvas.drawString(310, 690 - 13 * number, f"right {number} has a line of about this length")


def test_columns_between_lines_of_the_whole_width(make_pdf: MakePdf) -> None:
    document = parse(make_pdf(columns), "a.pdf")
    first = [line.split(" ")[:2] for line in document.text.splitlines()]
    sides = [[side, str(number)] for side in ("left", "right") for number in range(16)]
    assert [line[0] for line in first[:4]] == ["0", "1", "2", "3"]
    assert first[4:36] == sides
    assert [line[0] for line in first[36:]] == ["4", "5", "6", "7"]


def test_a_rule_over_both_columns_ends_them(make_pdf: MakePdf) -> None:
    def page(canvas: Any) -> None:
        canvas.setFont("Times-Roman", 10)
        for number in range(12):
            for side, x in (("left", 50), ("right", 310)):
                canvas.drawString(x, 760 - 13 * number, f"{side} {number} has a line of about this length")
                canvas.drawString(x, 560 - 13 * number, f"{side} {number + 12} has a line of about this length")
        canvas.line(150, 590, 420, 590)

    lines = [line.split(" ")[:2] for line in parse(make_pdf(page), "a.pdf").text.splitlines()]
    halves = (range(12), range(12, 24))
    assert lines == [[side, str(n)] for half in halves for side in ("left", "right") for n in half]
