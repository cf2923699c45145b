"""Documents that try something: nothing runs, nothing is asked for, nothing turns around."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.steps import visible_cards
from tests.unit.report.many import many
from tests.unit.report.sample import COVERAGE, FIRST, PAGES, RESULT, VALUE

from claimcheck.model import CanonicalFact, Decision, Skip, SourceText, Verdict
from claimcheck.report import Exhibits, as_html
from claimcheck.report.exhibits import Earlier

if TYPE_CHECKING:
    from tests.browser.conftest import Open

EVIL = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:alert(3)'>x</a>"
    "<!--<script> \u202eevil\u2066 {{ 7*7 }} ${alert(4)} \x07"
)


def test_a_hostile_document_runs_nothing(opened: Open, tmp_path: Path) -> None:
    claim = replace(FIRST, sentence=EVIL, document=EVIL, section=EVIL, attributes={"study": EVIL, EVIL: EVIL})
    decision = Decision("k-value", Verdict.WRONG_IN, EVIL, by=EVIL, document=EVIL, value=EVIL)
    conflict = replace(VALUE, explanation=EVIL, key={"study": EVIL}, metric=EVIL, decision=decision)
    sides = tuple(replace(side, display=EVIL) for side in VALUE.sides)
    result = replace(
        RESULT,
        documents=(replace(COVERAGE[0], path=EVIL, title=EVIL, reason=EVIL), *COVERAGE[1:]),
        claims=(claim, *RESULT.claims[1:]),
        conflicts=(replace(conflict, sides=sides),),
        facts=(CanonicalFact("f", EVIL, EVIL, "month", {"study": EVIL}, sides, (EVIL,)),),
        texts=(SourceText(EVIL, EVIL, (Skip(0, 9, EVIL),)),),
    )
    path = tmp_path / "evil.html"
    path.write_text(
        as_html.render(result, PAGES, Exhibits(reasons=(EVIL,), earlier=Earlier(EVIL, {"k-value": "new"}))), "utf-8"
    )
    page, trouble = opened(path)
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    for place in ("conflicts", "facts", "documents", "d-0", "c-k-value"):
        page.evaluate("(place) => { location.hash = place; }", place)
        page.wait_for_timeout(50)
    page.get_by_label("Search").fill("alert(1)")
    assert visible_cards(page) == ["c-k-value"]
    page.locator("#c-k-value").get_by_role("button", name="Both valid").click()
    assert page.locator("main img, main script, main a[href^=javascript]").count() == 0
    assert "\u202e" not in page.evaluate("document.body.innerText")
    assert trouble == []


def test_what_the_script_makes_is_as_deaf(opened: Open, tmp_path: Path) -> None:
    result = many(201)
    claims = (*result.claims[:-1], replace(result.claims[-1], sentence=EVIL, section=EVIL))
    last = replace(result.conflicts[-1], explanation=EVIL, metric="follow_up", id="last")
    path = tmp_path / "evil.html"
    path.write_text(
        as_html.render(replace(result, claims=claims, conflicts=(*result.conflicts[:-1], last)), PAGES), "utf-8"
    )
    page, trouble = opened(path, "#c-last")
    assert "\\u202eevil" in (page.locator("#c-last .explanation").text_content() or "")
    assert page.locator("main img, main script, main a[href^=javascript]").count() == 0
    assert trouble == []


def test_a_line_of_ten_megabytes_does_not_swell_the_page(opened: Open, tmp_path: Path) -> None:
    line = "x" * 5_000_000 + " 19.2 months " + "y" * 5_000_000
    claim = replace(FIRST, sentence=line)
    source = SourceText(claim.document, line, ())
    path = tmp_path / "long.html"
    result = replace(RESULT, claims=(claim, *RESULT.claims[1:]), texts=(source,))
    path.write_text(as_html.render(result, PAGES), "utf-8")
    assert path.stat().st_size < 300_000
    page, trouble = opened(path)
    assert page.locator("#c-k-value mark").first.text_content() == "19.2 months"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert trouble == []


def test_an_address_that_names_nothing_or_is_broken_shows_the_conflicts(opened: Open, report: Path) -> None:
    for fragment in ("#c-unknown", "#%E0%A4%A", "#conflicts?level=%00&page=x", "#<img src=x onerror=alert(1)>"):
        page, trouble = opened(report, fragment)
        assert page.locator("#conflicts").is_visible()
        assert trouble == []
