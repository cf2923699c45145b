"""What holds for every document, whatever is in it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claimcheck.model.document import BlockKind, Document, Status
from claimcheck.readers import parse, read

PIECES = st.sampled_from(
    [
        "Median PFS was 10.9 months.",
        "Table 1 Outcome",
        "Table 2. Two trials",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        " ",
        "- ",
        "1. ",
        "# ",
        "| a | 2 |\n|---|---|\n| b | 3 |\n",
        "a\tb\nc\t4\n",
        "References",
        "word-\n\npart",
        "*it*",
        "**b**",
        "<sup>3</sup>",
        "[9]",
        "[x](http://a.b/1)",
        "![i](u)",
        "given.1",
        "---\n",
        "Rate 5 6\n",
        "Notes: aX.",
        "†",
        "²",
        "₅",
        "\u00ad",
        "\ufeff",
        "\f",
        "\x85",
        "\u2028",
        "<td>",
        "</p>",
        "<table><tr><td>1</table>",
        "&lt;",
        "🧪",
        "e\u0301",
        "```",
        ">",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join)


def check(document: Document) -> None:
    """Spans are valid, blocks stand in order, tables inside their block, cells and boxes inside their span."""
    length = len(document.text)
    for block in document.blocks:
        assert 0 <= block.start < block.end <= length
        assert (block.level > 0) == (block.kind is BlockKind.HEADING)
    assert all(first.end <= second.start for first, second in pairwise(document.blocks))
    for mark in document.marks:
        assert 0 <= mark.start < mark.end <= length
    assert all(first.end <= second.start for first, second in pairwise(document.marks))
    for table in document.tables:
        around = document.block_at(table.start)
        assert around is not None
        assert around.kind is BlockKind.TABLE
        assert (around.start, around.end) == (table.start, table.end)
        assert all(table.start <= cell.start < cell.end <= table.end for cell in table.cells)
        assert len({(cell.row, cell.column) for cell in table.cells}) == len(table.cells)
        assert all(0 <= start < end <= length for start, end in (*table.notes, *filter(None, [table.caption])))
    assert all(0 <= start < end <= length for start, end in document.doubtful)
    for page in document.pages:
        assert all(page.start <= box.start < box.end <= page.end for box in page.boxes)
        assert all(box.x0 <= box.x1 and box.y0 <= box.y1 for box in page.boxes)
        words = [document.text[box.start : box.end] for box in page.boxes]
        assert not any(char.isspace() for word in words for char in word)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv", "a.tsv"])
@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
@example(text="| a |\n|---|\n")
@example(text="\tx\n\ty\n")
def test_text_is_the_file_and_spans_are_valid(name: str, text: str) -> None:
    data = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()
    document = parse(data, name)
    if document.status is Status.OK:
        assert document.text == data.decode()
    else:
        assert document.status is Status.NOT_TEXT
    check(document)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_pages_have_valid_spans(text: str) -> None:
    check(parse(text.encode("utf-8", "replace"), "a.html"))


NAMES = ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.csv", "a.xlsx", "a.json", "a.xml"]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=200))
@example(data=b"%PDF-1.7\n%%EOF")
@example(data=b"\xef\xbb\xbf")
@example(data=b"\xff\xfe\x00")
def test_any_bytes_make_a_document(name: str, data: bytes) -> None:
    document = parse(data, name)
    assert document.status is Status.OK or document.reason
    check(document)


CELLS = st.text("abcxyz 0123456789.,%±", min_size=1, max_size=14).map(str.strip).filter(bool)


@st.composite
def pages(draw: st.DrawFn) -> list[list[tuple[int, int, int, str]]]:
    """Pages of strings, each with its place in steps of a grid and its size."""
    piece = st.tuples(st.integers(0, 8), st.integers(0, 50), st.sampled_from([7, 10, 10, 10, 16]), CELLS)
    captions = st.tuples(st.just(0), st.integers(0, 50), st.just(10), st.just("Table 1. Of values"))
    return draw(st.lists(st.lists(st.one_of(piece, piece, captions), max_size=40), min_size=1, max_size=3))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=pages(), lines=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 8)), max_size=8))
def test_drawn_pages_have_valid_spans_and_boxes_where_the_words_are(
    make_pdf: Callable[..., bytes], drawn: list[list[tuple[int, int, int, str]]], lines: list[tuple[int, int]]
) -> None:
    from pypdfium2 import PdfDocument

    def drawer(pieces: list[tuple[int, int, int, str]]) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            for column, row, size, text in pieces:
                canvas.setFont("Helvetica", size)
                canvas.drawString(40 + 60 * column, 800 - 15 * row, text)
            for row, column in lines:
                canvas.line(40, 797 - 15 * row, 560, 797 - 15 * row)
                canvas.line(38 + 60 * column, 800, 38 + 60 * column, 100)

        return draw

    data = make_pdf(*map(drawer, drawn))
    document = parse(data, "a.pdf")
    check(document)
    for page, there in zip(document.pages, PdfDocument(data), strict=True):
        characters = there.get_textpage()
        for box in page.boxes:
            inside = characters.get_text_bounded(box.x0 - 1, 842 - box.y1 - 1, box.x1 + 1, 842 - box.y0 + 1)
            word = document.text[box.start : box.end]
            assert set(word) <= set(inside), (word, inside)


def test_all_shared_documents(shared: Path) -> None:
    paths = [
        *(shared / "seeds").glob("*.txt"),
        *(shared / "corpus/trials").glob("*.txt"),
        *(shared / "corpus/pdf").glob("*.pdf"),
        *(
            path
            for path in (shared / "gold/topics/osimertinib/docs").iterdir()
            if path.suffix in {".pdf", ".md", ".html", ".txt", ".docx", ".xml"}
        ),
    ]
    assert len(paths) >= 50
    for path in sorted(paths):
        document = read(path)
        assert document.status is Status.OK, path.name
        check(document)
