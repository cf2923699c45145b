"""Web pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimcheck.model.document import BlockKind, Document, Status
from claimcheck.readers import parse, read

if TYPE_CHECKING:
    from tests.conftest import Golden


def page(body: str) -> Document:
    return parse(f"<html><body>{body}</body></html>".encode(), "a.html")


def blocks(body: str) -> list[tuple[str, str]]:
    document = page(body)
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def test_a_page_with_all_its_parts(documents: Path, outline: Callable[[Document], str], golden: Golden) -> None:
    document = read(documents / "page.html", "page.html")
    golden("readers/page.html.txt", outline(document))
    assert document.metadata.language == "en"
    assert document.metadata.identifiers == (("doi", "10.1000/example.7"),)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One <b>two</b>\n three</p><p>Four</p>", [("paragraph", "One two three"), ("paragraph", "Four")]),
        (
            "<div>Loose <div>inner</div> tail</div>",
            [("paragraph", "Loose"), ("paragraph", "inner"), ("paragraph", "tail")],
        ),
        ("<p>A<br>B</p>", [("paragraph", "A\nB")]),
        ("<p>5&nbsp;mg &lt; 6&#8201;mg</p>", [("paragraph", "5\u00a0mg < 6\u2009mg")]),
        ("<p><strong>Results of it</strong></p><p>Text.</p>", [("heading", "Results of it"), ("paragraph", "Text.")]),
        (
            "<p style='display: none'>9</p><p aria-hidden=true>8</p><script>7</script><p>Seen</p>",
            [("paragraph", "Seen")],
        ),
        (
            "<aside><p>Most read</p></aside><p role=search>Find</p><p>Text</p>",
            [("boilerplate", "Most read"), ("boilerplate", "Find"), ("paragraph", "Text")],
        ),
        ("<div class='siteFooter-links'>Imprint</div><p>Text</p>", [("boilerplate", "Imprint"), ("paragraph", "Text")]),
        ("<div class='page-with-sidebar'><main><p>Text</p></main></div>", [("paragraph", "Text")]),
        (
            "<h2>References</h2><ol><li>Author A. 2014.</li></ol>",
            [("heading", "References"), ("reference", "Author A. 2014.")],
        ),
        ("<pre>a\n  b</pre>", [("paragraph", "a\n  b")]),
        ("<p>Given <del>20</del> 30 mg</p>", [("paragraph", "Given 30 mg")]),
    ],
)
def test_blocks(body: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("42.5%<sup>12</sup>", [("reference", "12")]),
        ("19.2<sup>a</sup>", [("footnote", "a")]),
        ("10<sup>6</sup> cells/m<sup>2</sup>", [("superscript", "6"), ("superscript", "2")]),
        ("2<sup>nd</sup> line", [("superscript", "nd")]),
        ("text<sup><a href='#b1'>1</a>,<a href='#b2'>2</a></sup>", [("reference", "1"), ("reference", "2")]),
        ("text [<a href='#ref5'>5</a>]", [("reference", "5")]),
        ("the <a href='/trial'>1001</a> trial", []),
        ("H<sub>2</sub>O", [("subscript", "2")]),
    ],
)
def test_superscripts(body: str, expected: list[tuple[str, str]]) -> None:
    document = page(f"<p>{body}</p>")
    assert [(mark.kind.value, document.text[mark.start : mark.end]) for mark in document.marks] == expected


def test_spans_give_cells_their_places() -> None:
    document = page(
        "<table><tr><th rowspan=2>A</th><th colspan=2>B</th></tr><tr><th>b1</th><th>b2</th></tr>"
        "<tr><td rowspan=2>x</td><td>1</td><td><p>2</p><p>two</p></td></tr><tr><td>3</td><td></td></tr></table>"
    )
    (table,) = document.tables
    found = [
        (cell.row, cell.column, cell.row_span, cell.column_span, document.text[cell.start : cell.end])
        for cell in table.cells
    ]
    assert found == [
        (0, 0, 2, 1, "A"),
        (0, 1, 1, 2, "B"),
        (1, 1, 1, 1, "b1"),
        (1, 2, 1, 1, "b2"),
        (2, 0, 2, 1, "x"),
        (2, 1, 1, 1, "1"),
        (2, 2, 1, 1, "2 two"),
        (3, 1, 1, 1, "3"),
    ]
    assert document.text[table.start : table.end] == "A\tB\nb1\tb2\nx\t1\t2 two\n3"


def test_a_layout_table_is_no_table() -> None:
    document = page(
        "<table><tr><td><h2>Menu</h2></td><td><p>PFS was 10.9 months.</p></td></tr>"
        "<tr><td>.</td><td>.</td></tr></table>"
    )
    assert document.tables == ()
    assert (BlockKind.HEADING, "Menu") in [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


def test_a_page_without_visible_text_says_so() -> None:
    document = page("<script>render()</script>")
    assert (document.status, document.text) == (Status.PARTIAL, "")
    assert document.reason == "no visible text in the page (is it made by a script?)"


def test_a_page_may_nest_deeper_than_python_recurses() -> None:
    document = page("<div>" * 3000 + "deep 5 mg" + "</div>" * 3000)
    assert document.status in {Status.OK, Status.PARTIAL}


def test_a_span_of_a_cell_is_bounded() -> None:
    document = page("<table><tr><td rowspan=99999999 colspan=99999999>a</td></tr><tr><td>b</td></tr></table>")
    assert all(cell.column_span <= 1000 and cell.row_span <= 1000 for table in document.tables for cell in table.cells)
