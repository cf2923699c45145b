"""Web pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimcheck.model.document import BlockKind, Document, Metadata, Status
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
            "<p style='display: none'>9</p><p hidden>8</p><script>7</script><p>Seen</p>",
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
        ("<p>A<br>B<br><br>C<br><br><br>D</p>", [("paragraph", "A\nB"), ("paragraph", "C"), ("paragraph", "D")]),
        (
            "<p>Dose&#58; &frac12;&nbsp;mg, &plusmn;3&#x25;, &bogus; &amp;lt;</p>",
            [("paragraph", "Dose: ½\u00a0mg, ±3%, &bogus; &lt;")],
        ),
        # Hidden, and only seeming to be.
        (
            "<p style='VISIBILITY:hidden'>9</p><p style='color:red;display:none!important'>8</p><p>Seen</p>",
            [("paragraph", "Seen")],
        ),
        ("<p style='backface-visibility: hidden'>Seen</p>", [("paragraph", "Seen")]),
        ("<p hidden=until-found>Found</p><p>Seen</p>", [("paragraph", "Found"), ("paragraph", "Seen")]),
        ("<template><p>9</p></template><noscript><p>8</p></noscript><p>Seen</p>", [("paragraph", "Seen")]),
        ("<details><summary>More</summary><p>Opened</p></details>", [("paragraph", "More"), ("paragraph", "Opened")]),
        (
            "<p><span aria-hidden=true>19.2 mo</span> <span class=sr-only>nineteen months</span></p>",
            [("paragraph", "19.2 mo nineteen months")],
        ),
        (
            "<p><span aria-hidden=true>19.2</span> <span class=sr-only>19.2 months</span></p>",
            [("paragraph", "19.2 months")],
        ),
        ("<p>PFS <b aria-label='19.2'><i aria-hidden=true>19.2</i></b> months</p>", [("paragraph", "PFS 19.2 months")]),
        ("<p><i aria-hidden=true>★</i> Rated</p>", [("paragraph", "Rated")]),
        ("<body style='display:none'><p>Until the script has run</p>", [("paragraph", "Until the script has run")]),
        # What surrounds the article.
        ("<div role=navigation><p>Home</p></div><p>Text</p>", [("boilerplate", "Home"), ("paragraph", "Text")]),
        (
            "<div id=gdpr-notice><p>12 partners</p></div><p>Text</p>",
            [("boilerplate", "12 partners"), ("paragraph", "Text")],
        ),
        (
            "<header><p>Site</p></header><article><header><p>By line</p></header></article>",
            [("boilerplate", "Site"), ("paragraph", "By line")],
        ),
        (
            "<dialog><p>Allow 3 cookies?</p></dialog><p>Text</p>",
            [("boilerplate", "Allow 3 cookies?"), ("paragraph", "Text")],
        ),
        # A term and what is said of it are one block; further descriptions are their own.
        (
            "<dl><dt>Median PFS</dt><dd>10.9 months</dd><dd>in 172</dd></dl>",
            [("list_item", "Median PFS\n10.9 months"), ("list_item", "in 172")],
        ),
        (
            "<dl><dt>ORR</dt><dt>Response rate</dt><dd><p>72%</p><p>in 50</p></dl>",
            [("list_item", "ORR\nResponse rate\n72%"), ("list_item", "in 50")],
        ),
        ("<dl><dt>Alone</dt></dl><p>Text</p>", [("paragraph", "Alone"), ("paragraph", "Text")]),
        (
            "<dl><div><dt>A</dt><dd>1</dd></div><div><dt>B</dt><dd>2</dd></div></dl>",
            [("list_item", "A\n1"), ("list_item", "B\n2")],
        ),
        ("<pre>One line.\n\nTwo\nlines</pre>", [("paragraph", "One line."), ("paragraph", "Two\nlines")]),
        (
            "<p>before</p><pre>\na\n</pre><p>after</p>",
            [("paragraph", "before"), ("paragraph", "a"), ("paragraph", "after")],
        ),
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
        ("<math><msup><mn>10</mn><mn>6</mn></msup></math>", [("superscript", "6")]),
        (
            "<math><msub><mi>C</mi><mn>2</mn></msub><msubsup><mi>x</mi><mn>1</mn><mn>3</mn></msubsup></math>",
            [("subscript", "2"), ("subscript", "1"), ("superscript", "3")],
        ),
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


def grid(body: str) -> list[list[tuple[int, int, int, int, str]]]:
    document = page(body)
    return [
        [(c.row, c.column, c.row_span, c.column_span, document.text[c.start : c.end]) for c in table.cells]
        for table in document.tables
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            "<tbody><tr><td rowspan=0>a<td>1<tr><td>2<tr><td>3<tbody><tr><td>b<td>4",
            [
                (0, 0, 3, 1, "a"),
                (0, 1, 1, 1, "1"),
                (1, 1, 1, 1, "2"),
                (2, 1, 1, 1, "3"),
                (3, 0, 1, 1, "b"),
                (3, 1, 1, 1, "4"),
            ],
            id="rowspan 0 goes to the end of its group",
        ),
        pytest.param(
            "<thead><tr><th rowspan=5>A<th>B</thead><tbody><tr><td>a<td>1<tr><td>b<td>2",
            [
                (0, 0, 1, 1, "A"),
                (0, 1, 1, 1, "B"),
                (1, 0, 1, 1, "a"),
                (1, 1, 1, 1, "1"),
                (2, 0, 1, 1, "b"),
                (2, 1, 1, 1, "2"),
            ],
            id="no span leaves its group",
        ),
        pytest.param(
            "<tr><td>a<td rowspan=2>1<td>x<tr><td colspan=2>b<td>y",
            [(0, 0, 1, 1, "a"), (0, 1, 2, 1, "1"), (0, 2, 1, 1, "x"), (1, 0, 1, 2, "b"), (1, 2, 1, 1, "y")],
            id="overlapping spans",
        ),
        pytest.param(
            "<tr><th colspan=99>All<tr><td>a<td>1",
            [(0, 0, 1, 2, "All"), (1, 0, 1, 1, "a"), (1, 1, 1, 1, "1")],
            id="a span ends where the columns end",
        ),
        pytest.param(
            "<tr><td colspan=0>a<td rowspan=-1>1<tr><td colspan=x>b<td colspan=' 1%'>2",
            [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "1"), (1, 0, 1, 1, "b"), (1, 1, 1, 1, "2")],
            id="spans that are none",
        ),
    ],
)
def test_the_places_of_cells(rows: str, expected: list[tuple[int, int, int, int, str]]) -> None:
    assert grid(f"<table>{rows}</table>") == [expected]


def test_spans_cost_no_memory() -> None:
    document = page("<table><tr>" + "<td rowspan=65534 colspan=1000>a" * 300 + "<tr><td>b</table>")
    assert all(cell.row_span <= 2 for table in document.tables for cell in table.cells)


def test_a_table_inside_a_layout_table_is_read_and_one_inside_a_cell_is_text() -> None:
    inner = "<table><tr><td>ORR<td>72%<tr><td>DCR<td>90%</table>"
    assert grid(f"<table><tr><td>Menu<td>{inner}<tr><td>x<td>y</table>") == [
        [(0, 0, 1, 1, "ORR"), (0, 1, 1, 1, "72%"), (1, 0, 1, 1, "DCR"), (1, 1, 1, 1, "90%")]
    ]
    assert grid(f"<table><tr><th>Trial<th>Outcome<tr><td>One<td>{inner}</table>") == [
        [(0, 0, 1, 1, "Trial"), (0, 1, 1, 1, "Outcome"), (1, 0, 1, 1, "One"), (1, 1, 1, 1, "ORR 72% DCR 90%")]
    ]
    assert grid("<table role=presentation><tr><th>a<th>b<tr><td>c<td>d</table>") == []


def test_a_table_of_preformatted_text_is_a_table() -> None:
    document = page("<p>Text</p><pre>Outcome\tOne\tTwo\nORR\t72%\t74%\n</pre>")
    (table,) = document.tables
    assert [document.text[cell.start : cell.end] for cell in table.cells] == [
        "Outcome",
        "One",
        "Two",
        "ORR",
        "72%",
        "74%",
    ]


def test_a_fraction_keeps_its_line() -> None:
    assert page("<p>in <math><mfrac><mn>14</mn><mn>49</mn></mfrac></math></p>").text == "in 14/49\n"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            "<figure><img src=t1.png><figcaption>Table 1. Outcome</figcaption></figure>",
            "1 table is an image and was not read: Table 1",
        ),
        ("<p>Table 2: Safety</p><div><img src=t2.png></div>", "1 table is an image and was not read: Table 2"),
        (
            "<p><img alt='Table 3. Response'></p><p><img alt='Table 4'></p>",
            "2 tables are images and were not read: Table 3, Table 4",
        ),
        ("<p>Table 1. Outcome</p><img alt='Table 1. Outcome'>", "1 table is an image and was not read: Table 1"),
        ("<figure><img src=f.png><figcaption>Figure 1. Curve</figcaption></figure>", None),
        ("<p>Table 1. Outcome</p><table><tr><th>a<th>b<tr><td>c<td>1</table><img alt='Table 1, enlarged'>", None),
        ("<nav><img alt='Table 9'></nav>", None),
    ],
)
def test_a_table_that_is_an_image_is_counted_and_not_read(body: str, reason: str | None) -> None:
    document = page(f"{body}<p>Median PFS was 10.9 months.</p>")
    assert (document.status, document.reason) == (Status.TABLES_SKIPPED if reason else Status.OK, reason)


def test_the_head_of_a_page_names_the_article() -> None:
    document = parse(
        b"""<html lang=en><head><title>Page</title><meta name=citation_title content="The article">
        <meta name=citation_doi content="doi:10.1000/a.1"><meta name=citation_pmid content="12345678">
        <meta name=citation_publication_date content="2015/03/02"><meta name=citation_online_date content="2015/1/9">
        <meta property="article:modified_time" content="2016-04-05T10:00:00Z"></head>
        <body><p>Received: 3 May 2014; accepted: June 2014</p><p>Text. See doi:10.1000/other.2.</p></body></html>""",
        "a.html",
    )
    assert document.metadata == Metadata(
        title="The article",
        language="en",
        identifiers=(("doi", "10.1000/a.1"), ("pmid", "12345678")),
        dates=(
            ("accepted", "2014-06"),
            ("published", "2015-01-09"),
            ("received", "2014-05-03"),
            ("updated", "2016-04-05"),
        ),
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            '{"@type": "ScholarlyArticle", "headline": "H", "inLanguage": "de", "sameAs": "doi.org/10.1000/x.1", '
            '"datePublished": "2015-03", "dateModified": "2016-01-02T00:00Z"}',
            Metadata("H", "de", (("doi", "10.1000/x.1"),), (("published", "2015-03"), ("updated", "2016-01-02"))),
        ),
        (
            '{"@graph": [{"@type": "Organization", "datePublished": "1999"}, {"@type": ["Thing", "NewsArticle"], '
            '"datePublished": "2015", "citation": {"@type": "Article", "datePublished": "2001"}}]}',
            Metadata("T", dates=(("published", "2015"),)),
        ),
        (
            '[{"@type": "Article", "identifier": [{"propertyID": "doi", "value": "10.1000/y.2"}, 7, null]}]',
            Metadata("T", identifiers=(("doi", "10.1000/y.2"),)),
        ),
        ('{"@type": "Article", "datePublished": [2015], "headline": ["x"], "dateModified": "soon"}', Metadata("T")),
        ("{broken", Metadata("T")),
        ("[" * 100_000, Metadata("T")),
        (
            '{"@type": "Article", "position": ' + "9" * 5000 + ', "datePublished": "2015"}',
            Metadata("T", dates=(("published", "2015"),)),
        ),
        ('[1, null, "x"]', Metadata("T")),
    ],
)
def test_json_ld_describes_the_article(data: str, expected: Metadata) -> None:
    page = f'<html><head><title>T</title><script type="application/ld+json">{data}</script></head><body><p>Text</p>'
    assert parse(page.encode(), "a.html").metadata == expected


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


@pytest.mark.parametrize("depth", [300, 1000, 2000])
def test_a_page_may_nest_deeper_than_python_recurses(depth: int) -> None:
    document = page("<div>" * depth + "deep 5 mg" + "</div>" * depth)
    assert (document.status, document.text) == (Status.OK, "deep 5 mg\n")


@pytest.mark.parametrize("depth", [3000, 100_000])
def test_a_page_that_nests_too_deeply_is_not_called_empty(depth: int) -> None:
    document = page("<div>" * depth + "deep 5 mg")
    assert (document.status, document.text) == (Status.TOO_LARGE, "")
    assert document.reason == "not read to its end: elements nest deeper than the parser goes (2,048)"


def test_text_longer_than_the_parsers_own_limit_is_read() -> None:
    sentence = "Median PFS was 10.9 months. "
    assert len(page("<p>" + sentence * 400_000).text) == 400_000 * len(sentence)


def test_an_element_with_very_many_attributes_is_refused() -> None:
    document = page("<p " + " ".join(f"a{number}=1" for number in range(20_000)) + ">5 mg</p>")
    assert (document.status, document.reason) == (Status.TOO_LARGE, "an element with more than 10,000 attributes")


def test_a_page_all_of_whose_text_is_hidden_is_suspect() -> None:
    document = page("<div hidden><p>Median PFS was 10.9 months.</p></div>")
    assert (document.status, document.reason) == (
        Status.TEXT_SUSPECT,
        "there is text in the page, but all of it is hidden",
    )


def test_a_span_of_a_cell_is_bounded() -> None:
    document = page("<table><tr><td rowspan=99999999 colspan=99999999>a</td></tr><tr><td>b</td></tr></table>")
    assert all(cell.column_span <= 1000 and cell.row_span <= 1000 for table in document.tables for cell in table.cells)
