"""CSV and TSV: the file is the text, cells are spans of it."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.readers.test_properties import check

from claimcheck.config import ReadOptions, from_table
from claimcheck.model.document import BlockKind, Document, Status
from claimcheck.readers import parse, read
from claimcheck.readers.sheets import MOST_CELLS

if TYPE_CHECKING:
    from tests.conftest import Golden


def grid(document: Document) -> list[list[str]]:
    """The cells of all tables, a list a row."""
    rows: dict[tuple[int, int], list[str]] = {}
    for index, table in enumerate(document.tables):
        for cell in table.cells:
            rows.setdefault((index, cell.row), []).append(document.text[cell.start : cell.end])
    return list(rows.values())


def table(text: str, name: str = "a.csv") -> list[list[str]]:
    return grid(parse(text.encode(), name))


def options(text: str) -> ReadOptions:
    return from_table(tomllib.loads(text), Path("claimcheck.toml")).read_options


def test_a_sheet_with_all_its_parts(documents: Path, outline: Callable[[Document], str], golden: Golden) -> None:
    document = read(documents / "sheet.csv", "sheet.csv")
    golden("readers/sheet.csv.txt", outline(document))
    assert document.text == (documents / "sheet.csv").read_bytes().decode()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\nc,4\n", [["a", "b"], ["c", "4"]]),
        ("a;b\nc;4,5\n", [["a", "b"], ["c", "4,5"]]),
        ("a;b;c\nx;10,9;3,2\ny;8,1;4,4\n", [["a", "b", "c"], ["x", "10,9", "3,2"], ["y", "8,1", "4,4"]]),
        ("a\tb\nc, d\t4\n", [["a", "b"], ["c, d", "4"]]),
        ("a|b\nc|4\n", [["a", "b"], ["c", "4"]]),
        ("sep=;\na;b,b\nc;4\n", [["a", "b,b"], ["c", "4"]]),
        ("\ufeffa,b\r\nc,4\r\n", [["a", "b"], ["c", "4"]]),
        ("a,b\rc,4\r", [["a", "b"], ["c", "4"]]),
        ('"a, A","b\nB"\n"c ""x""",4\n', [["a, A", "b\nB"], ['c ""x""', "4"]]),
        (' "a" , b \nc,4\n', [["a", "b"], ["c", "4"]]),
        ('a,b\n"c,4\nd,5\n', [["a", "b"], ['"c', "4"], ["d", "5"]]),
        ('a,b\n"c" x,4\n', [["a", "b"], ['"c" x', "4"]]),
        ("a,b,c\nd,4\ne,5,6,7\n", [["a", "b", "c"], ["d", "4"], ["e", "5", "6", "7"]]),
        ("a,,c\nd,4,\n", [["a", "c"], ["d", "4"]]),
    ],
)
def test_dialects(text: str, rows: list[list[str]]) -> None:
    assert table(text) == rows


def test_a_tsv_is_parted_by_tabs_whatever_else_it_holds() -> None:
    assert table("a,x\tb,y\nc,z\t4,5\n", "a.tsv") == [["a,x", "b,y"], ["c,z", "4,5"]]


@pytest.mark.parametrize(
    ("text", "comma"),
    [("a;b\nc;10,9\n", True), ("a;b\nc;10.9\n", False), ("a;b\nc;1,234\n", False), ('a,b\nc,"10,9"\n', False)],
)
def test_the_decimal_comma_is_known_from_the_cells(text: str, comma: bool) -> None:
    assert parse(text.encode(), "a.csv").decimal_comma is comma


def test_addresses_count_every_record_as_a_spreadsheet_does() -> None:
    document = parse(b'# made by hand\n\nTrial,"Value\n(%)"\nA,4\n', "a.csv")
    assert [cell.address for cell in document.tables[0].cells] == ["A3", "B3", "A4", "B4"]


@pytest.mark.parametrize(
    "above", ["# by hand, in 2024\n", "Efficacy, all patients\n", "Table 1. Efficacy\n\n", "# a\nTitle\n\n"]
)
def test_what_stands_above_the_headings_is_a_caption(above: str) -> None:
    document = parse(f"{above}Trial,ORR,PFS\nA,4,5\n".encode(), "a.csv")
    (found,) = document.tables
    assert found.caption is not None
    assert document.text[slice(*found.caption)] == above.strip()
    assert [cell.header for cell in found.cells] == [True] * 3 + [False] * 3


def test_notes_and_a_second_table() -> None:
    text = 'A,B\nx,1\n"* Not reached at the time of the analysis, by the investigators."\n\nSecond\nC,D\ny,2\n'
    document = parse(text.encode(), "a.csv")
    first, second = document.tables
    assert [document.text[slice(*note)][:5] for note in first.notes] == ["* Not"]
    assert second.caption is not None
    assert document.text[slice(*second.caption)] == "Second"


def test_an_empty_row_does_not_end_a_table() -> None:
    assert len(parse(b"Trial,ORR\nA,4\n\nB,5\n", "a.csv").tables) == 1


def test_lines_of_prose_are_paragraphs() -> None:
    document = parse(b"Median PFS was 10.9 months.\nORR was 40%.\n", "a.csv")
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH] * 2
    assert document.tables == ()


def test_an_encoding_that_is_guessed_is_said_to_be() -> None:
    document = parse("Étude,Réponse\nA,45 %\nB,50 %\n".encode("cp1252"), "a.csv")
    assert document.status is Status.PARTIAL
    assert document.reason is not None
    assert "a guess" in document.reason


def test_no_more_cells_are_read_than_can_be() -> None:
    rows = MOST_CELLS // 4 + 10
    document = parse(("a,b,c,d\n" * rows).encode(), "a.csv")
    assert sum(len(found.cells) for found in document.tables) == MOST_CELLS
    assert document.status is Status.PARTIAL
    assert document.reason == f"not read after row {MOST_CELLS // 4}: 200,000 cells are read of a sheet"


def test_a_mapping_says_what_columns_hold() -> None:
    document = parse(
        b"Title\nTrial, N ,n,ORR (%)\nA,9,3,4\n",
        "in/a.csv",
        options('[[sheet]]\nfiles = "in/*.csv"\ncolumns = { trial = "study", N = "denominator", n = "numerator" }'),
    )
    (found,) = document.tables
    assert found.roles is not None
    assert found.roles.columns == ((0, "study"), (1, "denominator"), (2, "numerator"))
    assert (document.status, document.reason) == (Status.OK, None)


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        (
            'columns = { Triall = "study", ORR = "metric:objective_response_rate" }',
            "the mapping of claimcheck.toml: sheet 1 names the column 'Triall', not in the sheet;"
            " did you mean 'Trial'?",
        ),
        (
            'columns = { Zzzz = "study" }',
            "the mapping of claimcheck.toml: sheet 1 names the column 'Zzzz', not in the sheet (known: Trial, ORR)",
        ),
        ('files = "b.csv"\ncolumns = { Zzzz = "study" }', None),
    ],
)
def test_a_column_that_is_not_there_is_named(mapping: str, reason: str | None) -> None:
    document = parse(b"Trial,ORR\nA,4\n", "a.csv", options(f"[[sheet]]\n{mapping}"))
    assert document.reason == reason
    assert document.status is (Status.PARTIAL if reason else Status.OK)


def test_a_heading_row_that_is_named_holds() -> None:
    text = b"Trial,ORR\nx,y\nTrial,ORR\nA,4\n"
    named = parse(text, "a.csv", options('[[sheet]]\nheading_row = 3\ncolumns = { Trial = "study" }'))
    assert grid(named) == [["Trial", "ORR"], ["A", "4"]]
    missing = parse(text, "a.csv", options('[[sheet]]\nheading_row = 9\ncolumns = { Trial = "study" }'))
    assert missing.reason == "the mapping of claimcheck.toml: sheet 1 takes its headings from row 9, which is empty"


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@settings(max_examples=200, deadline=None)
@given(rows=st.lists(st.lists(CELL, min_size=2, max_size=5), min_size=2, max_size=8), sign=st.sampled_from(",;\t"))
def test_what_is_written_is_what_is_read(rows: list[list[str]], sign: str) -> None:
    """Every cell is a span of the text; quoted fields are those that were written."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(rows)
    document = parse(f"sep={sign}\n{buffer.getvalue()}".encode(), "a.csv")
    if document.status is Status.NOT_TEXT:
        return
    check(document)
    cells = {cell for found in grid(document) for cell in found}
    written = {cell.replace('"', '""').strip() for row in rows for cell in row}
    assert cells <= written
