"""PDFs: order, marks, tables, running heads, and what cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from claimcheck.model.document import BlockKind, Document, MarkKind, Status
from claimcheck.readers import parse, read

if TYPE_CHECKING:
    from tests.conftest import Golden

MakePdf = Callable[..., bytes]
LEFT = [
    "The first column of the page has",
    "several lines of text that go on",
    "from one to the next. The response",
    "rate was 61% and the median progres-",
    "sion-free survival was 9.7 months in",
    "the larger trial, in which patients",
]
RIGHT = [
    "had been treated before. The second",
    "column follows here. Overall survival",
    "was 26.8 months, and the hazard ratio",
    "was 0.87 in the end, when most of the",
    "patients had crossed over to the other",
    "drug of the trial.",
]


def write(canvas: Any, x: float, y: float, lines: list[str], font: str = "Times-Roman", size: float = 10) -> None:
    canvas.setFont(font, size)
    for number, line in enumerate(lines):
        canvas.drawString(x, y - 12 * number, line)


def two_columns(canvas: Any) -> None:
    write(canvas, 50, 800, ["Journal of Examples 2024"], size=8)
    write(canvas, 50, 760, ["Second-line treatment in two trials"], "Times-Bold", 16)
    for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):  # row by row, as some producers write
        write(canvas, 50, 720 - 12 * number, [left])
        write(canvas, 310, 720 - 12 * number, [right])
    write(canvas, 290, 30, ["1"], size=8)


def words(document: Document, kind: BlockKind) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.kind is kind]


def test_two_columns_are_read_one_after_the_other(make_pdf: MakePdf) -> None:
    document = parse(make_pdf(two_columns), "a.pdf")
    assert words(document, BlockKind.HEADING) == ["Second-line treatment in two trials"]
    assert words(document, BlockKind.PARAGRAPH) == ["\n".join(LEFT + RIGHT)]
    assert words(document, BlockKind.BOILERPLATE) == ["Journal of Examples 2024", "1"]
    assert document.metadata.title == "Second-line treatment in two trials"
    assert (document.status, document.page_count, document.pages_without_text) == (Status.OK, 1, ())


def test_a_word_broken_at_a_line_end_is_marked(make_pdf: MakePdf) -> None:
    document = parse(make_pdf(two_columns), "a.pdf")
    cuts = [mark for mark in document.marks if mark.kind is MarkKind.HYPHENATION]
    assert [document.text[mark.start - 7 : mark.end + 4] for mark in cuts] == ["progres-\nsion"]
    assert [document.text[mark.start : mark.end] for mark in cuts] == ["-\n"]


def test_every_word_has_its_box_on_its_page(make_pdf: MakePdf) -> None:
    document = parse(make_pdf(two_columns, two_columns), "a.pdf")
    assert [page.number for page in document.pages] == [1, 2]
    assert (document.pages[0].start, document.pages[0].end) == (0, document.pages[1].start)
    boxes = {document.text[box.start : box.end]: box for box in document.pages[0].boxes}
    box = boxes["26.8"]
    assert document.page_of(box.start) == 1
    assert (round(box.x0), round(box.x1)) == (328, 346)
    assert 842 - 720 + 24 - 10 < box.y0 < box.y1 < 842 - 720 + 24 + 5
    assert boxes_of(document, 0) == boxes_of(document, 1)


def boxes_of(document: Document, page: int) -> list[str]:
    return [document.text[box.start : box.end] for box in document.pages[page].boxes]


def test_superscripts_and_subscripts(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        line = canvas.beginText(50, 700)
        for text, size, rise in [
            ("Survival was 19.2 months.", 10, 0),
            ("12,13", 6.5, 4),
            (" At 250 mg/m", 10, 0),
            ("2", 6.5, 4),
            (" the IC", 10, 0),
            ("50", 6.5, -2),
            (" was 60 nM, or 38.6", 10, 0),
            ("a", 6.5, 4),
            (" months.", 10, 0),
        ]:
            line.setFont("Times-Roman", size)
            line.setRise(rise)
            line.textOut(text)
        canvas.drawText(line)

    document = parse(make_pdf(draw), "a.pdf")
    assert document.text == "Survival was 19.2 months.12,13 At 250 mg/m2 the IC50 was 60 nM, or 38.6a months.\n"
    found = [(mark.kind.value, document.text[mark.start : mark.end]) for mark in document.marks]
    assert found == [("reference", "12,13"), ("superscript", "2"), ("subscript", "50"), ("footnote", "a")]


def unruled(canvas: Any) -> None:
    write(canvas, 50, 700, ["Table 1. Outcome of two trials."], "Helvetica-Bold", 9)
    rows = [
        ("Outcome", "Trial one", "Trial two"),
        ("Response rate", "72% [5]", "74% [6]"),
        ("Median survival, months", "51.4", "not reached"),
        ("Four-year survival", "51%", "56.6%"),
    ]
    for number, row in enumerate(rows):
        for x, cell in zip((50, 220, 340), row, strict=True):
            write(canvas, x, 682 - 14 * number, [cell], "Helvetica-Bold" if number == 0 else "Helvetica", 9)
    write(canvas, 50, 620, ["Values as published at the first report."], "Helvetica", 7)
    body = "The paragraph below the table is set in the size of the text and goes on over the width"
    write(
        canvas,
        50,
        595,
        [body, "of the page, so that nobody takes it for a row of the table above it."],
        "Helvetica",
        10,
    )


def ruled(canvas: Any) -> None:
    write(canvas, 50, 700, ["Table 1. Outcome of two trials."], "Helvetica-Bold", 9)
    xs, ys = (50, 190, 290, 390), (690, 670, 650, 620)
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)
    cells = [("Outcome", "Trial one", "Trial two"), ("Response rate", "72%", "74%")]
    for number, row in enumerate(cells):
        for x, cell in zip(xs, row, strict=False):
            write(canvas, x + 4, ys[number] - 14, [cell], "Helvetica-Bold" if number == 0 else "Helvetica", 9)
    write(canvas, 54, 640, ["Median survival,", "months"], "Helvetica", 9)
    write(canvas, 194, 640, ["51.4"], "Helvetica", 9)
    write(canvas, 294, 640, ["not reached"], "Helvetica", 9)


@pytest.mark.parametrize(
    ("draw", "rows"),
    [
        (
            unruled,
            [
                ["Outcome", "Trial one", "Trial two"],
                ["Response rate", "72% [5]", "74% [6]"],
                ["Median survival, months", "51.4", "not reached"],
                ["Four-year survival", "51%", "56.6%"],
            ],
        ),
        (
            ruled,
            [
                ["Outcome", "Trial one", "Trial two"],
                ["Response rate", "72%", "74%"],
                ["Median survival, months", "51.4", "not reached"],
            ],
        ),
    ],
)
def test_tables(make_pdf: MakePdf, draw: Callable[[Any], None], rows: list[list[str]]) -> None:
    document = parse(make_pdf(draw), "a.pdf")
    (table,) = document.tables
    expected = [(r, c, r == 0, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)]
    assert [(c.row, c.column, c.header, document.text[c.start : c.end]) for c in table.cells] == expected
    assert document.text[table.start : table.end] == "\n".join("\t".join(row) for row in rows)
    assert table.caption is not None
    assert document.text[slice(*table.caption)] == "Table 1. Outcome of two trials."


def test_small_print_below_a_table_is_its_note(make_pdf: MakePdf) -> None:
    document = parse(make_pdf(unruled), "a.pdf")
    assert [document.text[slice(*note)] for note in document.tables[0].notes] == [
        "Values as published at the first report."
    ]
    assert words(document, BlockKind.PARAGRAPH)[0].startswith("The paragraph below the table is set")


def test_running_heads_come_back_and_table_heads_are_none(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        write(canvas, 50, 805, ["Example reviews, volume 12"], size=8)
        write(canvas, 50, 20, [f"Page {canvas.getPageNumber()} of 2"], size=8)
        canvas.translate(0, 85)
        unruled(canvas)

    document = parse(make_pdf(draw, draw), "a.pdf")
    assert words(document, BlockKind.BOILERPLATE) == [
        "Example reviews, volume 12",
        "Page 1 of 2",
        "Example reviews, volume 12",
        "Page 2 of 2",
    ]
    assert [len(table.cells) for table in document.tables] == [12, 12]


def test_a_sideways_page_is_read_upright(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        canvas.rotate(90)
        canvas.translate(0, -595)
        write(canvas, 100, 500, ["A page set sideways has 12 lines.", "And this is its second line of text."])

    document = parse(make_pdf(draw), "a.pdf")
    assert document.text.replace("\n", " ").strip() == (
        "A page set sideways has 12 lines. And this is its second line of text."
    )


def test_a_page_without_text_layer_is_named(make_pdf: MakePdf) -> None:
    def scanned(canvas: Any) -> None:
        canvas.rect(100, 100, 200, 200, fill=1)

    document = parse(make_pdf(two_columns, scanned), "folder/my scan.pdf")
    assert (document.status, document.page_count, document.pages_without_text) == (Status.PARTIAL, 2, (2,))
    assert document.reason == (
        "no text layer on page 2 of 2; make one with: ocrmypdf --skip-text 'my scan.pdf' 'my scan.ocr.pdf'"
    )
    document = parse(make_pdf(scanned), "scan.pdf")
    assert document.reason == "no page has a text layer; make one with: ocrmypdf --skip-text scan.pdf scan.ocr.pdf"


def test_a_blank_page_lacks_nothing(make_pdf: MakePdf) -> None:
    document = parse(make_pdf(two_columns, lambda canvas: None), "a.pdf")
    assert (document.status, document.pages_without_text, document.page_count) == (Status.OK, (), 2)


def test_an_encrypted_file_is_said_to_be_one(make_pdf: MakePdf) -> None:
    document = parse(make_pdf(two_columns, password="secret"), "a.pdf")  # noqa: S106
    assert (document.status, document.text) == (Status.ENCRYPTED, "")
    assert document.reason == "encrypted: opening it needs a password; save a copy without one"


def test_the_golden_page(make_pdf: MakePdf, outline: Callable[[Document], str], golden: Golden) -> None:
    golden("readers/pages.pdf.txt", outline(parse(make_pdf(two_columns, unruled, ruled), "a.pdf")))


def test_the_sources_have_their_tables(root: Path) -> None:
    folder = root / "sources"
    found = {path.name: len(read(path).tables) for path in sorted(folder.glob("*.pdf"))}
    assert found == {"crizotinib-comparison-guide.pdf": 2, "ros1-crizotinib-review.pdf": 3}
