"""Comments that tell rules to keep quiet, in Markdown, HTML and XML: what they cover, and that they are no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.config import ReadOptions
from claimcheck.model import Document, Ignore
from claimcheck.readers import html, jats, markdown
from claimcheck.readers.ignores import as_elements, ours

COMMENT = "<!-- claimcheck: ignore[V101] other cut-off -->"
OPTIONS = ReadOptions()


def read(name: str, text: str) -> Document:
    parse = {"md": markdown.parse, "html": html.parse, "nxml": jats.parse}[name.rpartition(".")[2]]
    return parse(text.encode(), name, OPTIONS)


def page(body: str) -> str:
    return f"<html><body>{body}</body></html>"


def article(body: str) -> str:
    head = "<front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front>"
    return f"<article>{head}<body><sec><title>Results</title>{body}</sec></body></article>"


@pytest.mark.parametrize(
    ("name", "text", "covers", "line"),
    [
        ("own line.md", f"One 19.1.\n\n{COMMENT}\nTwo 19.2.\n\nThree 19.3.\n", "Two 19.2.", 3),
        ("own paragraph.md", f"One 19.1.\n\n{COMMENT}\n\nTwo 19.2.\n", "Two 19.2.", 3),
        ("behind a sentence.md", f"One 19.1.\n\nTwo 19.2. {COMMENT}\n\nThree.\n", f"Two 19.2. {COMMENT}", 3),
        ("amid a paragraph.md", f"Two {COMMENT} 19.2.\n", f"Two {COMMENT} 19.2.", 1),
        ("list item.md", f"- One 19.1.\n- Two 19.2. {COMMENT}\n- Three.\n", f"Two 19.2. {COMMENT}", 2),
        ("lines end with CR LF.md", f"One.\r\n\r\n{COMMENT}\r\nTwo 19.2.\r\n", "Two 19.2.", 3),
        ("before a table.md", f"{COMMENT}\n\n| a | b |\n| - | - |\n| 1 | 2 |\n", "a | b |\n| - | - |\n| 1 | 2", 1),
        ("in a cell.md", f"| a |\n| - |\n| 1 {COMMENT} |\n", f"a |\n| - |\n| 1 {COMMENT}", 3),
        ("at the end.md", f"One.\n\n{COMMENT}\n", "", 3),
        ("before.html", page(f"<p>One 19.1.</p>\n{COMMENT}<p>Two 19.2.</p>"), "Two 19.2.", 2),
        ("inside.html", page(f"<p>One.</p><p>Two {COMMENT}19.2.</p><p>Three.</p>"), "Two 19.2.", 1),
        ("at its beginning.html", page(f"<p>One.</p><p>{COMMENT}Two 19.2.</p>"), "Two 19.2.", 1),
        ("at its end.html", page(f"<p>One.</p><p>Two 19.2.{COMMENT}</p><p>Three.</p>"), "Two 19.2.", 1),
        (
            "a table.html",
            page(f"<p>One.</p>{COMMENT}<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"),
            "a\tb\n1\t2",
            1,
        ),
        (
            "a row.html",
            page(f"<table><tr><th>a</th><th>b</th></tr>{COMMENT}<tr><td>1</td><td>2</td></tr></table>"),
            "a\tb\n1\t2",
            1,
        ),
        ("before.nxml", article(f"<p>One.</p>\n{COMMENT}\n<p>Two 19.2.</p>"), "Two 19.2.", 2),
        ("inside.nxml", article(f"<p>One.</p><p>Two 19.2.{COMMENT}</p><p>Three.</p>"), "Two 19.2.", 1),
    ],
)
def test_what_a_comment_covers(name: str, text: str, covers: str, line: int) -> None:
    document = read(name, text)
    (ignore,) = document.ignores
    assert document.text[ignore.start : ignore.end].replace("\r", "") == covers
    assert (ignore.rules, ignore.reason, ignore.fault, ignore.line) == (("V101",), "other cut-off", None, line)


def test_a_comment_above_a_captioned_table_covers_the_table() -> None:
    table = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
    wrap = f"<table-wrap><label>Table 1</label><caption><p>Values.</p></caption>{table}</table-wrap>"
    document = read("x.nxml", article(f"<p>One.</p>{COMMENT}{wrap}"))
    (ignore,) = document.ignores
    covered = document.text[ignore.start : ignore.end]
    assert covered.startswith("Table 1")
    assert "1\t2" in covered


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("code.md", f"Two 19.2.\n\n```\n{COMMENT}\n```\n"),
        ("indented code.md", f"Two 19.2.\n\n    {COMMENT}\n"),
        ("a code span.md", f"Write `{COMMENT}` above it.\n"),
        ("not closed.md", "Two 19.2.\n\n<!-- claimcheck: ignore[V101] x\n"),
        ("in another.html", page("<p>Two.</p><!-- <!-- claimcheck: ignore[V101] x --><p>19.2 months</p>")),
        ("shown.html", page("<p>&lt;!-- claimcheck: ignore[V101] x --&gt; 19.2 months</p>")),
        ("CDATA.nxml", article(f"<p>Two 19.2 <![CDATA[{COMMENT}]]></p>")),
        ("somebody else's.html", page("<p>Two 19.2.<!-- other: ignore[V101] x --></p>")),
    ],
)
def test_what_is_no_comment_of_ours_covers_nothing_and_hides_nothing(name: str, text: str) -> None:
    document = read(name, text)
    assert document.ignores == ()
    if name.endswith("html"):
        assert "Two" in document.text or "19.2" in document.text


def test_an_element_that_a_page_brings_itself_is_text_like_any_other() -> None:
    document = read("x.html", page("<p>Two <claimcheck-ignore line='x' said='zz'>19.2</claimcheck-ignore> months.</p>"))
    assert (document.text.strip(), document.ignores) == ("Two 19.2 months.", ())


def test_a_comment_is_no_text_of_its_paragraph() -> None:
    said = "<!-- claimcheck: ignore[V101] 19.9 months in table 7 -->"
    document = read("x.md", f"Two 19.2 {said} months.\n\n| a |\n| - |\n| 1 {said} |\n")
    shown = [document.text[block.start : block.end] for block in document.blocks]
    assert shown[:3] == ["Two 19.2", said, "months."]
    assert document.blocks[1].kind == "boilerplate"
    (table,) = document.tables
    assert [document.text[cell.start : cell.end] for cell in table.cells] == ["a", "1"]


@pytest.mark.parametrize(
    ("comment", "fault"),
    [
        ("<!-- claimcheck: ignore -->", "no rule is named"),
        ("<!-- claimcheck: ignore[] because -->", "no rule is named"),
        ("<!-- claimcheck: ignore all of it -->", "no rule is named"),
        ("<!-- claimcheck: ignore[V101] -->", "no reason is given"),
        ("<!-- claimcheck: off -->", "not understood"),
    ],
)
def test_a_rule_and_a_reason_are_required(comment: str, fault: str) -> None:
    for document in (
        read("x.md", f"Two 19.2.\n\n{comment}\n\nThree.\n"),
        read("x.html", page(f"<p>Two.{comment}</p>")),
    ):
        (ignore,) = document.ignores
        assert ignore.fault is not None
        assert ignore.fault.startswith(fault)


@given(st.text(), st.text(alphabet=st.sampled_from("<!->claimcheck: ignore[V101]x\n'\"")))
def test_a_page_keeps_everything_but_comments_of_ours(before: str, amid: str) -> None:
    text = f"{before}{amid}<p>19.2</p>"
    changed = as_elements(text)
    if "claimcheck-ignore" not in changed:
        assert changed == text


def test_many_comments_that_do_not_end_take_no_time() -> None:
    assert as_elements("<!-- claimcheck: " * 100_000).startswith("<!-- claimcheck: ")
    assert ours("<!-- claimcheck: ignore[" + "[" * 100_000 + "-->") == Ignore(
        0,
        0,
        0,
        (),
        "",
        "no rule is named: write ignore[RULE] and the reason, as in ignore[V101] the poster has the later cut-off",
    )
