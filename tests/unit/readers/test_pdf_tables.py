"""Tables of PDFs: over pages, over two routes, as pictures, and what accuses nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from claimcheck.model.document import Block, BlockKind, Document, Status, Table
from claimcheck.readers import parse
from claimcheck.readers.pdf.second import Second

MakePdf = Callable[..., bytes]
HEADS = ("Outcome", "Arm one", "Arm two")
ROWS = [(f"Outcome {letter}", f"{number}.4", f"{number + 3}.9") for number, letter in enumerate("ABCDEFGH", 11)]


def line(canvas: Any, x: float, y: float, text: str, font: str = "Helvetica", size: float = 9) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def row(canvas: Any, y: float, cells: tuple[str, ...], font: str = "Helvetica") -> None:
    for x, cell in zip((60, 220, 340), cells, strict=True):
        line(canvas, x, y, cell, font)


def grid(canvas: Any, top: float, rows: Sequence[tuple[str, ...]], bold: bool) -> None:
    for number, cells in enumerate(rows):
        row(canvas, top - 14 - 20 * number, cells, "Helvetica-Bold" if bold and number == 0 else "Helvetica")
    foot = top - 20 * len(rows)
    for number in range(len(rows) + 1):
        canvas.line(55, top - 20 * number, 460, top - 20 * number)
    for x in (55, 215, 335, 460):
        canvas.line(x, top, x, foot)


def head(canvas: Any, number: int) -> None:
    line(canvas, 60, 815, "Example reviews, volume 12", size=7)
    line(canvas, 60, 20, f"Page {number} of 2", size=7)


def over_pages(*, ruled: bool) -> tuple[Callable[[Any], None], Callable[[Any], None]]:
    def first(canvas: Any) -> None:
        head(canvas, 1)
        line(canvas, 60, 200, "Table 1. Outcomes of both arms.", "Helvetica-Bold")
        if ruled:
            grid(canvas, 190, [HEADS, *ROWS[:4]], bold=True)
        else:
            row(canvas, 180, HEADS, "Helvetica-Bold")
            for number, cells in enumerate(ROWS[:4]):
                row(canvas, 164 - 16 * number, cells)

    def second(canvas: Any) -> None:
        head(canvas, 2)
        if ruled:
            grid(canvas, 780, ROWS[4:], bold=False)
        else:
            for number, cells in enumerate(ROWS[4:]):
                row(canvas, 770 - 16 * number, cells)
        for number in range(4):
            text = "The paragraph after the table is set over the whole width of the page, in lines of one length."
            line(canvas, 60, 640 - 13 * number, text)

    return first, second


def cells_of(document: Document, table: Table) -> list[tuple[int, int, bool, str]]:
    return [(c.row, c.column, c.header, document.text[c.start : c.end]) for c in table.cells]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_goes_on_over_the_end_of_its_page(make_pdf: MakePdf, ruled: bool) -> None:
    document = parse(make_pdf(*over_pages(ruled=ruled)), "a.pdf")
    (table,) = document.tables
    expected = [(r, c, r == 0, cell) for r, cells in enumerate([HEADS, *ROWS]) for c, cell in enumerate(cells)]
    assert cells_of(document, table) == expected
    assert [document.page_of(cell.start) for cell in table.cells] == [1] * 15 + [2] * 12
    assert table.caption is not None
    assert document.text[slice(*table.caption)] == "Table 1. Outcomes of both arms."
    said = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.BOILERPLATE]
    assert sorted(said) == ["Example reviews, volume 12"] * 2 + ["Page 1 of 2", "Page 2 of 2"]
    assert document.block_at(table.start) == Block(table.start, table.end, BlockKind.TABLE)


def test_a_table_with_its_own_caption_does_not_go_on(make_pdf: MakePdf) -> None:
    def captioned(canvas: Any) -> None:
        line(canvas, 60, 800, "Table 2. Something else.", "Helvetica-Bold")
        grid(canvas, 790, [HEADS, *ROWS[:2]], bold=True)

    document = parse(make_pdf(over_pages(ruled=True)[0], captioned), "a.pdf")
    assert [len(table.cells) for table in document.tables] == [15, 9]


def wrapped(canvas: Any) -> None:
    line(canvas, 60, 700, "Table 1. Values of both arms.", "Helvetica-Bold")
    for y in (690, 660, 570):
        canvas.line(60, y, 460, y)
    row(canvas, 678, ("", "Arm one", "Arm two"), "Helvetica-Bold")
    row(canvas, 667, ("", "(n = 40)", "(n = 41)"), "Helvetica-Bold")
    row(canvas, 645, ("Observed flow", "18.1", "18.6"))
    row(canvas, 634, ("rate (mg/h)", "(0.77)", "(0.28)"))
    row(canvas, 590, ("Ratio of both", "90", "93"))
    row(canvas, 579, ("Arms (%)", "(4)", "(1)"))


def test_lines_of_a_cell_are_one_cell_and_the_last_rule_ends_the_table(make_pdf: MakePdf) -> None:
    document = parse(make_pdf(wrapped), "a.pdf")
    (table,) = document.tables
    assert document.text[table.start : table.end] == (
        "Arm one (n = 40)\tArm two (n = 41)\n"
        "Observed flow rate (mg/h)\t18.1 (0.77)\t18.6 (0.28)\n"
        "Ratio of both Arms (%)\t90 (4)\t93 (1)"
    )


def in_its_column(canvas: Any) -> None:
    for number in range(20):
        line(canvas, 320, 780 - 13 * number, "a line of the text in the second column")
        line(canvas, 60, 480 - 13 * number, "a line of the text in the first column.")
        line(canvas, 320, 480 - 13 * number, "more of the text in the second column")
    line(canvas, 60, 780, "Table 1. The caption of a table that goes on", size=8)
    line(canvas, 60, 769, "over a second line and into no other column", size=8)
    canvas.line(60, 760, 280, 760)
    for number, cells in enumerate([HEADS, *ROWS[:3]]):
        for x, cell in zip((60, 150, 220), cells, strict=True):
            line(canvas, x, 748 - 16 * number, cell, size=8)


def test_a_table_keeps_to_its_column(make_pdf: MakePdf) -> None:
    document = parse(make_pdf(in_its_column), "a.pdf")
    (table,) = document.tables
    assert document.text[table.start : table.end] == "\n".join("\t".join(cells) for cells in [HEADS, *ROWS[:3]])


def picture(canvas: Any) -> None:
    from reportlab.lib.utils import ImageReader

    line(canvas, 60, 700, "Table 1. A table that was photographed.", "Helvetica-Bold")
    canvas.drawImage(ImageReader(grey(200, 100)), 60, 500, 400, 190)
    line(canvas, 60, 460, "A paragraph below it with as many words as it takes to be one.")


def grey(width: int, height: int) -> Any:
    from PIL import Image

    return Image.new("L", (width, height), 128)


def test_tables_that_are_pictures_are_counted(make_pdf: MakePdf) -> None:
    document = parse(make_pdf(picture), "a.pdf")
    assert (document.status, document.tables) == (Status.TABLES_SKIPPED, ())
    assert document.reason == "1 table is a picture and was not read (page 1)"
    document = parse(make_pdf(picture, picture), "a.pdf")
    assert document.reason == "2 tables are pictures and were not read (pages 1, 2)"


def test_two_routes_that_agree_leave_no_doubt(make_pdf: MakePdf) -> None:
    for draw in (*over_pages(ruled=True)[:1], *over_pages(ruled=False)[:1], wrapped, in_its_column):
        assert parse(make_pdf(draw), "a.pdf").doubtful == ()


def disagreeing(canvas: Any) -> None:
    line(canvas, 60, 700, "Table 1. Outcomes of both arms.", "Helvetica-Bold")
    grid(canvas, 690, [HEADS, *ROWS[:4]], bold=True)


def test_a_table_that_the_other_route_reads_otherwise_is_doubtful(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pdfplumber.container import Container
    from pdfplumber.page import Page

    # a PDF that the two libraries read differently is hard to draw: one of them is changed
    chars: Callable[[Page], list[dict[str, Any]]] = vars(Container)["chars"].fget

    def misread(page: Page) -> list[dict[str, Any]]:
        return [{**char, "text": "7" if char["text"] == "4" else char["text"]} for char in chars(page)]

    monkeypatch.setattr(Page, "chars", property(misread))
    document = parse(make_pdf(disagreeing), "a.pdf")
    (table,) = document.tables
    assert document.doubtful == ((table.start, table.end),)
    assert document.status is Status.OK


def test_other_columns_make_a_table_without_frames_doubtful(make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    from pdfplumber.page import CroppedPage
    from pdfplumber.table import Table as Cells

    def one_cell(page: CroppedPage, settings: object) -> list[Cells]:
        return [Cells(page, [page.bbox])]

    monkeypatch.setattr(CroppedPage, "find_tables", one_cell)
    document = parse(make_pdf(over_pages(ruled=False)[0]), "a.pdf")
    (table,) = document.tables
    assert document.doubtful == ((table.start, table.end),)


def test_a_page_that_pdfplumber_fails_on_costs_only_its_frames(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_to = Second._turn_to

    def failing(self: Second, page: Any) -> Any:
        if page.number == 1:
            raise TypeError("no box")
        return turn_to(self, page)

    monkeypatch.setattr(Second, "_turn_to", failing)
    document = parse(make_pdf(disagreeing, disagreeing), "a.pdf")
    assert [len(table.cells) for table in document.tables] == [15, 15]
    assert document.doubtful == ((document.tables[0].start, document.tables[0].end),)
    assert (document.status, document.reason) == (
        Status.TABLES_SKIPPED,
        "framed tables were not looked for on page 1: pdfplumber cannot read it",
    )


def test_a_drawing_is_not_searched_for_tables(make_pdf: MakePdf) -> None:
    def drawn(canvas: Any) -> None:
        line(canvas, 60, 700, "Table 1. Outcomes of both arms.", "Helvetica-Bold")
        row(canvas, 680, HEADS)
        row(canvas, 664, ROWS[0])
        for number in range(3001):
            canvas.rect(60 + number % 100, 100 + number / 100, 1, 1)

    document = parse(make_pdf(drawn), "a.pdf")
    assert (document.status, len(document.tables)) == (Status.TABLES_SKIPPED, 1)
    assert document.reason == "framed tables were not looked for on page 1: more than 3,000 drawn lines"


def test_doubtful_tables_accuse_nobody(make_pdf: MakePdf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimcheck import scan
    from claimcheck.model import Level, Reason

    def trial(value: str) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            line(canvas, 60, 760, "Crizotinib in the PROFILE 1001 trial", "Helvetica-Bold", 16)
            line(canvas, 60, 700, "Table 1. Outcomes of crizotinib in PROFILE 1001.", "Helvetica-Bold")
            rows = [("Outcome", "Crizotinib"), ("Median progression-free survival, months", value)]
            for number, (name, cell) in enumerate([*rows, ("Objective response rate, %", "72")]):
                line(canvas, 60, 686 - 16 * number, name)
                line(canvas, 300, 686 - 16 * number, cell)

        return draw

    (tmp_path / "a.pdf").write_bytes(make_pdf(trial("19.3")))
    (tmp_path / "b.pdf").write_bytes(make_pdf(trial("14.8")))
    (sure,) = scan([tmp_path]).conflicts
    assert sure.reason is not Reason.EXTRACTION_DOUBTFUL
    monkeypatch.setattr(Second, "doubts", lambda self, page, region: True)
    (conflict,) = scan([tmp_path]).conflicts
    assert (conflict.reason, conflict.level) == (Reason.EXTRACTION_DOUBTFUL, Level.NOTE)
