"""Markdown files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.model.document import BlockKind, Document
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
