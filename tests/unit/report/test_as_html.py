"""report.html: complete without script, closed to the network, deaf to what documents try."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from lxml import html as lxml_html
from tests.unit.report.many import many
from tests.unit.report.sample import ALL, CELL, COVERAGE, FIRST, NEWS, PAGES, RESULT, REVIEW, UPDATED, VALUE

from claimcheck.model import Decision, ScanResult, Skip, SourceText, Verdict
from claimcheck.report import NOTHING, Exhibits, as_html
from claimcheck.report.page.evidence import CONTEXT
from claimcheck.report.summary import sentence, summarise

HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)"> \u202eevil\x07 "quoted" {{ 7*7 }} ${x}'


def page(result: ScanResult = RESULT, exhibits: Exhibits = NOTHING) -> Any:
    """The report as a tree."""
    return lxml_html.document_fromstring(as_html.render(result, PAGES, exhibits))


def data(root: Any) -> dict[str, Any]:
    """The data of the page."""
    found: dict[str, Any] = json.loads(root.get_element_by_id("claimcheck-data").text)
    return found


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_policy_names_the_very_style_and_script_of_the_page() -> None:
    text = as_html.render(RESULT, PAGES)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy
    assert "default-src &#39;none&#39;" in policy
    assert "unsafe" not in policy


def test_nothing_is_loaded_and_no_style_is_inline() -> None:
    root = page()
    assert root.xpath("//@src | //link | //iframe | //object | //@style | //@onclick | //base") == []
    assert [link for link in root.xpath("//@href") if not link.startswith("#")] == []
    style, _ = as_html.assets()
    assert "url(" not in style
    assert "@import" not in style


def test_the_script_writes_text_only_and_asks_its_own_server_alone() -> None:
    _, script = as_html.assets()
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "XMLHttp",
        "import(",
        "WebSocket",
    ):
        assert word not in script
    assert script.count("fetch(") == script.count("fetch(server.content") == 1


def test_every_part_of_style_and_script_is_used() -> None:
    names = {path.name for path in (files("claimcheck.report") / "templates").iterdir()}
    used = {f"{name}.css" for name in as_html.STYLES} | {f"{name}.js" for name in as_html.SCRIPTS}
    assert {name for name in names if name.endswith((".css", ".js"))} == used


@pytest.mark.parametrize(
    ("token", "connect"), [(None, "connect-src &#39;none&#39;"), ("secret", "connect-src &#39;self&#39;")]
)
def test_only_a_served_page_may_speak_to_its_server(token: str | None, connect: str) -> None:
    assert connect in as_html.render(RESULT, PAGES, token=token)


def test_what_was_read_begins_with_the_line_a_scan_ends_with() -> None:
    (total,) = page().xpath("//section[@id='coverage']/p[@class='total']")
    assert words(total) == sentence(summarise(RESULT))


def test_the_header_says_what_was_not_read() -> None:
    said = words(page().xpath("//div[@class='masthead']")[0])
    assert "3 conflicts in 3 documents" in said
    assert "1 document could not be read. 3 of 8 pages had no text. Of 16 numbers seen, 6 became claims" in said


def test_the_ledger_has_every_file_and_why() -> None:
    rows = [words(row) for row in page().xpath("//table[@class='ledger']/tbody/tr")]
    assert rows == [
        "sources/a review.pdf A review of ROS1 partial page 5 could not be read 6 1 without text 3 12 3 3 "
        "no metric 3 reference mark 6",
        "sources/news.md ok 0 4 3 2 date 1",
        "sources/scan.pdf not text no page has text 2 2 without text not checked",
        "sources/x.png unsupported no reader for .png not checked",
    ]


def test_a_card_shows_both_sides_with_the_number_marked() -> None:
    card = page().get_element_by_id("c-k-value")
    assert [words(title) for title in card.xpath(".//h4")] == ["A Side A: 19.2 months", "B Side B: 19.3 months"]
    assert [mark.text for mark in card.xpath(".//mark")] == ["19.2 months", "19.3 months", "19.3"]
    quotes = [words(quote) for quote in card.xpath(".//blockquote")]
    assert quotes == [claim.sentence for claim in (FIRST, UPDATED, CELL)]
    assert [words(place) for place in card.xpath(".//figcaption")] == [
        "sources/a review.pdf page 2 Results",
        "sources/news.md line 7 What was found",
        "sources/a review.pdf page 4 table 1: mPFS (months) / PROFILE 1001",
    ]
    said = words(card)
    assert "Supported: two documents give it" in said
    assert "95% CI 14.4 to not reached" in said
    assert "reason later cutoff" in said
    assert "difference 0.1 months (0.5%)" in said
    assert "confidence sure (0.86)" in said
    assert PAGES[0].summary in said


def test_what_one_side_leaves_unsaid_is_marked() -> None:
    card = page().get_element_by_id("c-k-scope")
    assert [words(part) for part in card.xpath(".//div[@class='differs']")] == [
        "therapy line not said",
        "therapy line second-line or later",
    ]
    assert "left unsaid by a side therapy line" in words(card)


def test_every_number_of_a_document_is_marked_and_says_what_it_was_read_as() -> None:
    text = f"A {FIRST.quote} and 72% of [7]."
    read, shown = replace(FIRST, span=(2, 13)), replace(ALL, span=(18, 21))
    source = SourceText(FIRST.document, text, (Skip(26, 27, "reference mark"), Skip(5, 9, "inside a claim")))
    claims = (read, shown, *RESULT.claims[3:])
    (box,) = page(replace(RESULT, claims=claims, texts=(source,))).xpath("//*[@id='d-0']/div[@class='text']")
    assert box.text_content() == text
    assert [(mark.tag, mark.text, mark.get("title")) for mark in box] == [
        ("a", "19.2 months", "progression free survival, median · PROFILE 1001 · crizotinib · ROS1 cohort"),
        ("a", "72%", "objective response rate · PROFILE 1001 · crizotinib · ROS1 cohort"),
        ("i", "7", "reference mark"),
    ]
    assert box[0].get("href") == "#c-k-value"


def test_a_document_without_its_text_says_where_to_see_it() -> None:
    assert "claimcheck show" in words(page().get_element_by_id("d-0"))


def test_the_data_of_the_page_is_that_of_the_cards() -> None:
    found = data(page())
    assert [conflict["id"] for conflict in found["conflicts"]] == ["k-value", "k-scope", "k-note"]
    assert found["documents"][0] == {"path": REVIEW, "name": REVIEW, "sha256": "aa" * 32}
    assert found["decisions"] == []
    assert found["conflicts"][0]["sides"][1]["supported"] == "two documents give it"


def test_a_decision_that_stands_is_shown_and_in_the_data() -> None:
    decision = Decision(
        "k-value", Verdict.BOTH_VALID, "another data cut", "A. Reviewer", "2026-11-01", saw={NEWS: "sha256:bb"}
    )
    root = page(replace(RESULT, conflicts=(replace(VALUE, status="accepted", decision=decision),)))
    card = root.get_element_by_id("c-k-value")
    assert "accepted" in words(card)
    assert "Decided both valid by A. Reviewer on 2026-11-01: another data cut" in words(card)
    assert data(root)["decisions"][0]["saw"] == {NEWS: "sha256:bb"}


def test_more_conflicts_than_stand_in_the_page_are_said_and_in_the_data() -> None:
    root = page(many(250))
    assert len(root.xpath("//article")) == 200
    assert "first 200 of 250 conflicts; conflicts.json beside it holds them all" in words(root.xpath("//noscript")[0])
    assert len(data(root)["conflicts"]) == 250


def test_five_thousand_conflicts_take_less_than_ten_megabytes() -> None:
    assert len(as_html.render(many(5000), PAGES).encode()) < 10_000_000


def test_ids_are_unique_and_links_lead_somewhere() -> None:
    root = page()
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:].partition("?")[0] for link in root.xpath("//a/@href")} <= set(ids)
    assert {name for value in root.xpath("//@aria-labelledby") for name in value.split()} <= set(ids)


def test_a_hostile_document_stays_text() -> None:
    claim = replace(
        FIRST,
        sentence=HOSTILE,
        quote="evil",
        document=HOSTILE,
        section=HOSTILE,
        attributes={HOSTILE: HOSTILE, "study": (HOSTILE,)},
    )
    conflict = replace(
        VALUE,
        id=HOSTILE,
        metric=HOSTILE,
        explanation=HOSTILE,
        key={HOSTILE: HOSTILE},
        sides=(replace(VALUE.sides[0], display=HOSTILE),),
    )
    item = replace(COVERAGE[0], path=HOSTILE, title=HOSTILE, reason=HOSTILE)
    root = page(replace(RESULT, documents=(item,), claims=(claim,), conflicts=(conflict,)))
    assert [script.get("type") for script in root.xpath("//script")] == ["application/json", None]
    assert root.xpath("//img | //@onerror") == []
    text = root.text_content()
    assert "\u202e" not in text
    assert "\x07" not in text
    assert "\\u202eevil\\x07" in text
    assert "{{ 7*7 }}" in text


def test_a_sentence_without_end_is_cut_around_the_number() -> None:
    claim = replace(FIRST, sentence="x" * 5000 + " 19.2 months " + "y" * 5000)
    (quote,) = page(replace(RESULT, claims=(claim,))).get_element_by_id("c-k-value").xpath(".//blockquote")
    assert words(quote) == f"… {'x' * (CONTEXT - 1)} 19.2 months {'y' * (CONTEXT - 1)} …"


@pytest.mark.parametrize("number", [0, 13])
def test_a_long_ledger_is_folded(number: int) -> None:
    result = replace(RESULT, documents=COVERAGE[1:2] * number, conflicts=(), claims=())
    (ledger,) = page(result).xpath("//section[@id='coverage']/details")
    assert ("open" in ledger.attrib) is (number == 0)
    said = "No conflict was found among the 26 claims" if number else "Nothing could be compared"
    assert said in words(page(result).get_element_by_id("conflicts"))
