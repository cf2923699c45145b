"""The blocks and tables of plain text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimcheck.model.document import BlockKind, Document, Status, Table
from claimcheck.readers import parse, read

if TYPE_CHECKING:
    from tests.conftest import Golden

WRAPPED = (
    "The usual dose is 80 mg once daily in all of the three indications, with or\n"
    "without food. If toxicity forces a reduction, give 40 mg once daily, and there\n"
    "is no lower step."
)


def blocks(text: str) -> list[tuple[str, str]]:
    document = parse(text.encode(), "a.txt")
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def grid(document: Document, table: Table) -> list[tuple[int, int, bool, str]]:
    return [(cell.row, cell.column, cell.header, document.text[cell.start : cell.end]) for cell in table.cells]


def test_text_from_a_pdf_with_a_blank_line_after_every_line(
    documents: Path, outline: Callable[[Document], str], golden: Golden
) -> None:
    golden("readers/converted.txt", outline(read(documents / "converted.txt", "converted.txt")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Results\n\nMedian survival was 20.3 months.\nIt was longer than expected in that setting.\n",
            [
                ("heading", "Results"),
                ("paragraph", "Median survival was 20.3 months."),
                ("paragraph", "It was longer than expected in that setting."),
            ],
            id="a line is a paragraph where lines are not wrapped",
        ),
        pytest.param(
            "ABSTRACT.RESULTS:\nORR was 23%.\n\nBODY.METHODS.STATISTICAL ANALYSIS:\nTwo-sided tests were used.\n",
            [
                ("heading", "ABSTRACT.RESULTS:"),
                ("paragraph", "ORR was 23%."),
                ("heading", "BODY.METHODS.STATISTICAL ANALYSIS:"),
                ("paragraph", "Two-sided tests were used."),
            ],
            id="labelled sections",
        ),
        pytest.param(
            WRAPPED + "\n",
            [
                (
                    "paragraph",
                    WRAPPED,
                )
            ],
            id="a wrapped paragraph",
        ),
        pytest.param(
            "Points to keep:\n- Dose 250 mg\n- Twice daily\n  without food\n1. First\n2. Second\n",
            [
                ("paragraph", "Points to keep:"),
                ("list_item", "Dose 250 mg"),
                ("list_item", "Twice daily\n  without food"),
                ("list_item", "First"),
                ("list_item", "Second"),
            ],
            id="list items without their bullets",
        ),
        pytest.param(
            "Figure 1. Study schema.\n\nTable 2 shows the results of both trials.\n\n† Updated in 2019.\n",
            [
                ("caption", "Figure 1. Study schema."),
                ("paragraph", "Table 2 shows the results of both trials."),
                ("footnote", "† Updated in 2019."),
            ],
            id="captions, sentences about tables, notes",
        ),
        pytest.param(
            "Funding\n\nThere was none in 2024.\n\nConclusion\n\nPFS was 10.9 months.\n\nEmail: info@example.org\n",
            [
                ("heading", "Funding"),
                ("boilerplate", "There was none in 2024."),
                ("heading", "Conclusion"),
                ("paragraph", "PFS was 10.9 months."),
                ("boilerplate", "Email: info@example.org"),
            ],
            id="what is about the document",
        ),
        pytest.param(
            "\n".join(f"{n}. Author A. Some trial of it. J Ex {2000 + n};{n}(2):11-20." for n in range(1, 7)) + "\n",
            [("reference", f"{n}. Author A. Some trial of it. J Ex {2000 + n};{n}(2):11-20.") for n in range(1, 7)],
            id="a long list of citations needs no heading",
        ),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


def test_tab_separated_rows_are_a_table_with_caption_and_notes() -> None:
    text = (
        "Outcome\tTrial one\tTrial two\nORR\t72% [9]\t74%\nMedian OS\t51.4 months\tNot reached\n\n"
        "Table 1: Outcome of two trials.\n\n"
        "OS: Overall survival; ORR: Objective response rate.\n\nMore text follows here.\n"
    )
    document = parse(text.encode(), "a.txt")
    (table,) = document.tables
    assert grid(document, table) == [
        (0, 0, True, "Outcome"),
        (0, 1, True, "Trial one"),
        (0, 2, True, "Trial two"),
        (1, 0, False, "ORR"),
        (1, 1, False, "72% [9]"),
        (1, 2, False, "74%"),
        (2, 0, False, "Median OS"),
        (2, 1, False, "51.4 months"),
        (2, 2, False, "Not reached"),
    ]
    assert table.caption is not None
    assert text[slice(*table.caption)] == "Table 1: Outcome of two trials."
    assert [text[slice(*note)] for note in table.notes] == ["OS: Overall survival; ORR: Objective response rate."]
    assert document.blocks[0].kind is BlockKind.TABLE
    assert (document.blocks[0].start, document.blocks[0].end) == (table.start, table.end) == (0, 77)


def test_a_head_over_several_columns_spans_them() -> None:
    text = "Mutation\tIC50 (nM)\t\n\tDrug A\tDrug B\nL1\t5.4\t2.7\n"
    document = parse(text.encode(), "a.txt")
    heads = [(cell.row, cell.column, cell.column_span) for cell in document.tables[0].cells if cell.header]
    assert heads == [(0, 0, 1), (0, 1, 2), (1, 1, 1), (1, 2, 1)]


def test_a_pipe_table_in_text_with_its_empty_corner_lost() -> None:
    text = "Both drugs\n| Drug A | Drug B | |\n|---|---|---|\n| Approval | 2011 | 2015 |\n| Trial | X1 | Y2 |\nMore.\n"
    document = parse(text.encode(), "a.txt")
    cells = grid(document, document.tables[0])
    assert cells[:2] == [(0, 1, True, "Drug A"), (0, 2, True, "Drug B")]
    assert cells[2:5] == [(1, 0, False, "Approval"), (1, 1, False, "2011"), (1, 2, False, "2015")]


def test_a_flattened_table_has_heads_that_span_and_repeat() -> None:
    text = (
        "Table 2 Adverse events by trial\n\nTRIAL-A TRIAL-B\n\nAny grade Grade 3–4 Any grade Grade 3–4\n\n"
        "Vision disorder 41 0 52 0\nNausea 54 0 47 1\nDizziness NA NA 11 0\n\nNotes: Per cent of patients.\n"
    )
    document = parse(text.encode(), "a.txt")
    (table,) = document.tables
    heads = [
        (cell.row, cell.column, cell.column_span, text[cell.start : cell.end]) for cell in table.cells if cell.header
    ]
    assert heads == [
        (0, 1, 2, "TRIAL-A"),
        (0, 3, 2, "TRIAL-B"),
        (1, 1, 1, "Any grade"),
        (1, 2, 1, "Grade 3–4"),
        (1, 3, 1, "Any grade"),
        (1, 4, 1, "Grade 3–4"),
    ]
    assert grid(document, table)[6:11] == [
        (2, 0, False, "Vision disorder"),
        (2, 1, False, "41"),
        (2, 2, False, "0"),
        (2, 3, False, "52"),
        (2, 4, False, "0"),
    ]
    assert table.caption is not None
    assert text[slice(*table.caption)] == "Table 2 Adverse events by trial"


def test_a_list_with_tabs_after_its_numbers_is_no_table() -> None:
    assert blocks("1.\tFirst point\n2.\tSecond point\n") == [
        ("list_item", "First point"),
        ("list_item", "Second point"),
    ]


def test_running_heads_are_boilerplate() -> None:
    page = "Therapy reviewed in 2021\n\nMedian survival was {} months in that trial.\n\n"
    found = blocks("".join(page.format(number) for number in (11, 12, 13)))
    assert [kind for kind, text in found if text == "Therapy reviewed in 2021"] == ["boilerplate"] * 3


@pytest.mark.parametrize(
    ("text", "title", "identifiers"),
    [
        ("TITLE: A trial of something\n\nABSTRACT:\nText.\n", "A trial of something", ()),
        ("TITLE: \nA trial of something\n\n\nText.\n", "A trial of something", ()),
        (
            "A trial of something\n\ndoi: 10.1000/example.7\n\nText follows.\n",
            "A trial of something",
            (("doi", "10.1000/example.7"),),
        ),
        ("See doi: 10.1000/a and doi: 10.1000/b for details of both.\n", None, ()),
    ],
)
def test_title_and_identifiers(text: str, title: str | None, identifiers: tuple[tuple[str, str], ...]) -> None:
    metadata = parse(text.encode(), "a.txt").metadata
    assert (metadata.title, metadata.identifiers) == (title, identifiers)


def test_lines_keep_their_ends() -> None:
    text = "One\r\n\r\nTwo is longer\rThree\n"
    document = parse(text.encode(), "a.txt")
    assert document.text == text
    assert [text[block.start : block.end] for block in document.blocks] == ["One", "Two is longer", "Three"]


def test_the_seeds_have_their_tables(shared: Path) -> None:
    documents = [read(path) for path in sorted((shared / "seeds").glob("*.txt"))]
    assert [len(document.tables) for document in documents] == [2, 1, 4, 2, 0]
    assert all(table.caption for document in documents[2:4] for table in document.tables)


LINES = (
    "Results",
    "",
    "Median PFS was 10.9 months.",
    "",
    "Outcome\tOne\tTwo",
    "ORR\t72%\t74%",
    "",
    "| A | B |",
    "|---|---|",
    "| c | 4 |",
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\u2028", "\u2029", "\x85", "\v"])
def test_every_end_of_a_line_ends_a_line(end: str) -> None:
    text = end.join(LINES) + end
    document = parse(text.encode(), "a.txt")
    assert document.text == text
    assert [(block.kind.value, text[block.start : block.end]) for block in document.blocks] == [
        ("heading", "Results"),
        ("paragraph", "Median PFS was 10.9 months."),
        ("table", end.join(LINES[4:6])),
        ("table", end.join(LINES[7:]).removeprefix("| ").removesuffix(" |")),
    ]
    assert [[text[cell.start : cell.end] for cell in table.cells] for table in document.tables] == [
        ["Outcome", "One", "Two", "ORR", "72%", "74%"],
        ["A", "B", "c", "4"],
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_by_their_ends(end: str) -> None:
    document = parse(end.join(["one", "", "three 3", "four"]).encode(), "a.txt")
    assert document.line_of(0) == 1
    assert document.line_of(document.text.index("3")) == 3
    assert document.line_of(len(document.text)) == 4
    after_three = document.text.index("3") + 1
    assert [document.line_of(after_three + at) for at in range(len(end) + 1)] == [3] * len(end) + [4]


def test_dates_behind_a_label_are_the_documents_own() -> None:
    text = "A trial\n\nReceived: 3 May 2014 | Accepted 12 June 2014\nPublished online: July 2014\n\nText of 2012."
    assert parse(text.encode(), "a.txt").metadata.dates == (
        ("accepted", "2014-06-12"),
        ("published", "2014-07"),
        ("received", "2014-05-03"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Published 2014\nPublished 2015",
        "Received 2014 patients",
        "They accepted May 2014 as a date.",
        "Updated: 31 February 2014",
        "References\n\nPublished: 2014",
    ],
)
def test_what_is_no_date_of_the_document(text: str) -> None:
    assert parse(text.encode(), "a.txt").metadata.dates == ()


def test_a_line_of_ten_million_characters_is_read() -> None:
    sentence = "Median PFS was 10.9 months. "
    document = parse((sentence * 360_000).encode(), "a.txt")
    assert (document.status, len(document.text)) == (Status.OK, 360_000 * len(sentence))
    assert len(document.blocks) == 1
