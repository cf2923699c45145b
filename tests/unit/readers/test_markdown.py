"""Markdown files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimcheck.model.document import BlockKind, Document, Metadata
from claimcheck.readers import parse, read

if TYPE_CHECKING:
    from tests.conftest import Golden


def kinds(text: str) -> list[tuple[str, int, str]]:
    document = parse(text.encode(), "a.md")
    return [(block.kind.value, block.level, document.text[block.start : block.end]) for block in document.blocks]


def test_a_page_with_front_matter_and_a_table(
    documents: Path, outline: Callable[[Document], str], golden: Golden
) -> None:
    document = read(documents / "page.md", "page.md")
    golden("readers/page.md.txt", outline(document))
    assert document.text == (documents / "page.md").read_text("utf-8")
    assert document.metadata.language == "en"
    assert document.metadata.identifiers == (("doi", "10.1000/example.7"),)


def test_front_matter_needs_its_end() -> None:
    assert kinds("---\ntitle: x\n\nText goes on here.\n")[-1] == ("paragraph", 0, "Text goes on here.")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "---",
                "title: 'A trial: results' # draft",
                "date: 2015-03-02",
                "doi: https://doi.org/10.1000/x.1",
                "pmid: 12345678",
                "---",
            ],
            Metadata(
                "A trial: results", None, (("doi", "10.1000/x.1"), ("pmid", "12345678")), (("published", "2015-03-02"),)
            ),
        ),
        (
            [
                "---",
                "Title: >-",
                "  A title",
                "  on two lines",
                "lang: de",
                "received: March 2014",
                "lastmod: 2016",
                "---",
            ],
            Metadata("A title on two lines", "de", (), (("received", "2014-03"), ("updated", "2016"))),
        ),
        (
            [
                "---",
                "# made by hand",
                "title: Plain",
                "authors:",
                "  - name: A. Author",
                "    title: Dr",
                "registry: NCT01234567",
                "...",
            ],
            Metadata("Plain", None, (("nct", "NCT01234567"),)),
        ),
        (
            [
                "+++",
                'title = "A trial"',
                "date = 2015-03-02T10:00:00Z",
                "[params]",
                'doi = "10.1000/x.1"',
                "pmid = 12345678",
                "+++",
            ],
            Metadata("A trial", None, (("doi", "10.1000/x.1"), ("pmid", "12345678")), (("published", "2015-03-02"),)),
        ),
        (["+++", "title = broken", "+++"], Metadata("Head")),
        (["+++", "n = " + "9" * 5000, "+++"], Metadata("Head")),
        (["---", "---"], Metadata("Head")),
    ],
)
def test_front_matter(lines: list[str], expected: Metadata, end: str) -> None:
    text = end.join([*lines, "", "# Head", "", "Text of 5 mg."])
    document = parse(text.encode(), "a.md")
    assert document.metadata == expected
    assert [(block.kind.value, text[block.start : block.end]) for block in document.blocks] == [
        ("front_matter", end.join(lines)),
        ("heading", "Head"),
        ("paragraph", "Text of 5 mg."),
    ]


def test_a_line_across_the_page_opens_no_front_matter() -> None:
    text = "---\n\nThe dose was 5 mg.\n\n---\n\nMore.\n"
    assert [block for block in kinds(text) if block[0] == "paragraph"] == [
        ("paragraph", 0, "The dose was 5 mg."),
        ("paragraph", 0, "More."),
    ]


def test_windows_line_ends_move_nothing() -> None:
    text = "# One\r\n\r\nFirst line\r\nsecond line\r\n\r\n| a | b |\r\n|---|---|\r\n| c | 4 |\r\n"
    document = parse(text.encode(), "a.md")
    assert document.text == text
    assert kinds(text)[:2] == [("heading", 1, "One"), ("paragraph", 0, "First line\r\nsecond line")]
    assert [text[cell.start : cell.end] for cell in document.tables[0].cells] == ["a", "b", "c", "4"]


def test_nested_lists_quotes_and_code() -> None:
    text = "1. One\n   - Two **bold**\n\n> Quoted 5 mg\n\n```\ncode 7\n```\n"
    assert kinds(text) == [
        ("list_item", 0, "One"),
        ("list_item", 0, "Two **bold**"),
        ("paragraph", 0, "Quoted 5 mg"),
        ("paragraph", 0, "```\ncode 7\n```"),
    ]


def test_a_table_ends_where_pipes_end() -> None:
    text = "| A | B |\n|---|---|\n| x | 1 |\nMedian survival was 20.3 months.\n"
    document = parse(text.encode(), "a.md")
    assert kinds(text)[1] == ("paragraph", 0, "Median survival was 20.3 months.")
    assert [text[cell.start : cell.end] for cell in document.tables[0].cells] == ["A", "B", "x", "1"]


def test_escaped_pipes_stay_in_their_cell() -> None:
    text = "| A | B |\n|---|---|\n| x \\| y | 1 |\n"
    cells = parse(text.encode(), "a.md").tables[0].cells
    assert [text[cell.start : cell.end] for cell in cells] == ["A", "B", "x \\| y", "1"]


def test_tab_rows_written_by_a_converter_are_a_table() -> None:
    text = "Table 1. Two trials.\n\nOutcome\tOne\tTwo\nORR\t72%\t74%\n"
    document = parse(text.encode(), "a.md")
    assert [block.kind for block in document.blocks] == [BlockKind.CAPTION, BlockKind.TABLE]
    assert document.tables[0].caption == (0, 20)
