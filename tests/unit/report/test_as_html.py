"""report.html: complete without script, closed to the network, deaf to what documents try."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from importlib.resources import files

import pytest
from lxml import html as lxml_html
from tests.unit.report.sample import CELL, COVERAGE, FIRST, PAGES, RESULT, UPDATED, VALUE

from claimcheck.model import ScanResult
from claimcheck.report import as_html
from claimcheck.report.summary import sentence, summarise

HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)"> \u202eevil\x07 "quoted" {{ 7*7 }} ${x}'


def page(result: ScanResult = RESULT) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(as_html.render(result, PAGES))


def words(element: lxml_html.HtmlElement) -> str:
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
    style = (files("claimcheck.report") / "templates/report.css").read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_the_script_writes_text_only() -> None:
    script = (files("claimcheck.report") / "templates/report.js").read_text("utf-8")
    for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval", "fetch", "XMLHttp", "import("):
        assert word not in script


def test_what_was_read_begins_with_the_line_a_scan_ends_with() -> None:
    (total,) = page().xpath("//section[@id='coverage']/p[@class='total']")
    assert words(total) == sentence(summarise(RESULT))


def test_the_header_says_what_was_not_read() -> None:
    said = words(page().xpath("//header[@class='masthead']")[0])
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
    assert "Reason later cutoff" in said
    assert PAGES[0].summary in said


def test_what_one_side_leaves_unsaid_is_marked() -> None:
    card = page().get_element_by_id("c-k-scope")
    assert [words(part) for part in card.xpath(".//div[@class='differs']")] == [
        "therapy line not said",
        "therapy line second-line or later",
    ]
    assert "Left unsaid by a side therapy line" in words(card)


def test_every_claim_is_in_the_table_of_its_document() -> None:
    root = page()
    counts = [len(root.xpath(f"//details[@id='d-{n}']//tbody/tr")) for n in range(4)]
    assert counts == [3, 3, 0, 0]
    assert root.xpath("//details[@id='d-0']//tbody/tr[1]//a/@href") == ["#c-k-value"]


def test_ids_are_unique_and_links_lead_somewhere() -> None:
    root = page()
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in root.xpath("//a/@href")} <= set(ids)
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
    assert len(root.xpath("//script")) == 1
    assert root.xpath("//img | //@onerror") == []
    text = root.text_content()
    assert "\u202e" not in text
    assert "\x07" not in text
    assert "\\u202eevil\\x07" in text
    assert "{{ 7*7 }}" in text


def test_a_sentence_without_end_is_cut_around_the_number() -> None:
    claim = replace(FIRST, sentence="x" * 5000 + " 19.2 months " + "y" * 5000)
    (quote,) = page(replace(RESULT, claims=(claim,))).get_element_by_id("c-k-value").xpath(".//blockquote")
    assert words(quote) == f"… {'x' * 699} 19.2 months {'y' * 699} …"


@pytest.mark.parametrize("number", [0, 13])
def test_a_long_ledger_is_folded(number: int) -> None:
    result = replace(RESULT, documents=COVERAGE[1:2] * number, conflicts=(), claims=())
    (ledger,) = page(result).xpath("//section[@id='coverage']/details")
    assert ("open" in ledger.attrib) is (number == 0)
    assert "No conflict was found" in words(page(result).get_element_by_id("conflicts"))
