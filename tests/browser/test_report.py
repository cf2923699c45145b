"""The report in a real browser, from `file://`: offline, filters and their address, views, both themes, no script."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import FLAGS as FLAGS
from tests.browser.steps import focused, visible_cards
from tests.unit.report.many import many
from tests.unit.report.sample import ALL, FIRST, NEWS, PAGES, RESULT, REVIEW, SCOPE, UPDATED, VALUE

from claimcheck.model import CanonicalFact, ScanResult, Skip, SourceText
from claimcheck.report import as_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from tests.browser.conftest import Open

FACT = CanonicalFact("f", VALUE.metric, VALUE.statistic, "month", VALUE.key, VALUE.sides, (REVIEW, NEWS))
SOURCE = SourceText(
    NEWS, "The median PFS of the ROS1 cohort was   19.3 months, of 7 [1].\n", (Skip(59, 60, "reference mark"),)
)
FULL = replace(RESULT, facts=(FACT,), texts=(SOURCE,))
"""The hand-made result with a fact to plot and a text to mark."""


def written(folder: Path, result: ScanResult) -> Path:
    path = folder / "report.html"
    path.write_text(as_html.render(result, PAGES), "utf-8")
    return path


def test_the_page_asks_nothing_of_the_network_and_shows_every_card(opened: Open, report: Path) -> None:
    page, trouble = opened(report)
    assert visible_cards(page) == ["c-k-value", "c-k-scope", "c-k-note"]
    assert page.locator("#shown").text_content() == "3 of 3 shown"
    assert page.locator("#c-k-value mark").first.text_content() == "19.2 months"
    assert trouble == []


def test_filters_and_their_counts(opened: Open, report: Path) -> None:
    page, trouble = opened(report)
    page.get_by_label(re.compile("^note")).uncheck()
    assert visible_cards(page) == ["c-k-value", "c-k-scope"]
    assert page.locator("[data-tally='level=note']").text_content() == "1"
    page.get_by_label("Rule").select_option("S101")
    assert visible_cards(page) == ["c-k-scope"]
    assert page.locator("#shown").text_content() == "1 of 3 shown"
    assert page.get_by_label("Rule").locator("option:checked").text_content() == "S101 scope differs (1)"
    assert page.locator("[data-tally='level=error']").text_content() == "0"
    page.get_by_role("button", name="Clear", exact=True).click()
    page.locator("#shown", has_text="3 of 3 shown").wait_for()
    page.get_by_label("Metric").select_option("progression_free_survival")
    assert visible_cards(page) == ["c-k-value"]
    page.get_by_label("Metric").select_option("")
    page.locator("#filters select[name=document]").select_option(label="sources/news.md (3)")
    assert len(visible_cards(page)) == 3
    page.get_by_label("Search").fill("PRETREATED truncated")
    assert visible_cards(page) == ["c-k-note"]
    page.get_by_label("Search").fill("nothing of the kind")
    assert visible_cards(page) == []
    assert page.locator("#none").is_visible()
    assert trouble == []


def test_the_state_stands_in_the_address_and_comes_back_from_it(opened: Open, report: Path) -> None:
    page, _ = opened(report)
    page.get_by_label(re.compile("^note")).uncheck()
    page.get_by_label("Search").fill("rates differ")
    assert page.evaluate("location.hash") == "#conflicts?level=error+warning&text=rates+differ"
    other, trouble = opened(report, page.evaluate("location.hash"))
    assert visible_cards(other) == ["c-k-scope"]
    assert other.get_by_label("Search").input_value() == "rates differ"
    assert not other.get_by_label(re.compile("^note")).is_checked()
    assert trouble == []


def test_a_link_to_a_card_shows_it_though_a_filter_hides_it(opened: Open, report: Path) -> None:
    page, trouble = opened(report)
    page.get_by_label(re.compile("^error")).uncheck()
    assert "c-k-value" not in visible_cards(page)
    page.evaluate("location.hash = 'c-k-value'")
    page.locator("#c-k-value").wait_for(state="visible")
    assert page.get_by_label(re.compile("^error")).is_checked()
    assert focused(page) == "c-k-value"
    assert trouble == []


def test_the_ledger_leads_to_a_document_and_the_matrix_to_conflicts(opened: Open, report: Path) -> None:
    page, trouble = opened(report)
    page.locator(".ledger a").first.click()
    page.locator("#d-0[open]").wait_for(state="visible")
    assert not page.locator("#conflicts").is_visible()
    page.locator(".matrix td a").first.click()
    page.locator("#conflicts").wait_for(state="visible")
    assert len(visible_cards(page)) == 3
    assert page.evaluate("location.hash") == "#conflicts?document=0&with=1"
    assert trouble == []


def test_numbers_of_a_text_say_what_they_were_read_as(opened: Open, tmp_path: Path) -> None:
    read = replace(UPDATED, span=(40, 51))
    claims = (FIRST, ALL, *RESULT.claims[2:3], read)
    result = replace(FULL, claims=claims, conflicts=(VALUE,))
    page, trouble = opened(written(tmp_path, result), "#d-1")
    page.keyboard.press("n")
    said = page.locator("#reading")
    assert said.text_content() == (
        "19.3 months read as: progression free survival, median · PROFILE 1001 · crizotinib · ROS1 cohort Its conflict"
    )
    page.keyboard.press("n")
    assert said.text_content() == "1 skipped: reference mark"
    page.keyboard.press("p")
    said.get_by_role("link").click()
    page.locator("#c-k-value").wait_for(state="visible")
    assert trouble == []


def test_a_fact_has_a_plot_with_words_and_a_table_and_leads_to_its_conflict(opened: Open, tmp_path: Path) -> None:
    page, trouble = opened(written(tmp_path, FULL), "#c-k-value")
    page.get_by_role("link", name="All values of this fact").first.click()
    figure = page.locator("#f-0")
    figure.wait_for(state="visible")
    plot = figure.get_by_role("img", name="progression free survival, median")
    assert plot.is_visible()
    assert "a review: 19.2 months" in (plot.locator("desc").text_content() or "")
    assert figure.locator("tbody tr").count() == 3
    figure.get_by_role("link", name="V101").click()
    page.locator("#c-k-value").wait_for(state="visible")
    assert trouble == []


def test_a_card_made_by_the_script_is_the_card_of_the_page(opened: Open, tmp_path: Path) -> None:
    """card.html.j2 and cards.js say the same; what a person sees must not depend on which of them made it."""
    result = many(201)
    said = replace(VALUE, id="last", claims=("c-first", "c-updated", "c-cell"))
    mixed = replace(
        result,
        documents=(*RESULT.documents, *result.documents),
        claims=(*RESULT.claims, *result.claims),
        conflicts=(VALUE, SCOPE, *result.conflicts, said, replace(SCOPE, id="least", status="expired")),
        facts=(FACT,),
    )
    page, trouble = opened(written(tmp_path, mixed), "#c-last")
    page.locator("#c-last").wait_for(state="visible")
    card = """(id) => {
      const card = document.getElementById(id).cloneNode(true);
      card.querySelector(".triage").remove();
      const state = card.querySelector(".state");
      if (state) state.remove();
      return card.outerHTML.replaceAll(id.slice(2), "ID").replace(/>\\s+/g, ">").replace(/\\s+</g, "<");
    }"""
    made = page.evaluate(card, "c-last"), page.evaluate(card, "c-least")
    page.evaluate("location.hash = 'conflicts'")
    page.locator("#c-k-value").wait_for(state="visible")
    assert made == (page.evaluate(card, "c-k-value"), page.evaluate(card, "c-k-scope"))
    assert trouble == []


def test_without_script_everything_is_there_but_filters_and_decisions(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written(tmp_path, FULL).as_uri())
    assert len(visible_cards(page)) == 3
    for section in ("#coverage", "#conflicts", "#facts", "#documents"):
        assert page.locator(section).is_visible()
    for control in ("#filters", "#desk", "#head", ".triage", "#marks"):
        assert page.locator(control).count() == 0 or not page.locator(control).is_visible()
    context.close()


@pytest.mark.parametrize("fragment", ["", "#facts", "#documents", "#d-1"])
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_the_page_never_scrolls_sideways(opened: Open, tmp_path: Path, width: int, fragment: str) -> None:
    """320 pixels are 1,280 at 400%, 640 are 1,280 at 200% (WCAG 1.4.10)."""
    page, _ = opened(written(tmp_path, FULL), fragment)
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_wide_matrix_scrolls_in_its_own_frame(opened: Open, tmp_path: Path) -> None:
    result = many(200)
    names = [item.path for item in result.documents]
    near = {name: names[place % 14] for place, name in enumerate(names)}  # so few that each differs from each
    claims = tuple(replace(claim, document=near[claim.document]) for claim in result.claims)
    page, _ = opened(written(tmp_path, replace(result, documents=result.documents[:14], claims=claims)), "#documents")
    page.set_viewport_size({"width": 390, "height": 900})
    frame = page.locator(".scroll:has(.matrix)")
    assert frame.evaluate("element => element.scrollWidth > element.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_print_has_every_conflict_with_a_line_to_sign(opened: Open, tmp_path: Path) -> None:
    page, _ = opened(written(tmp_path, many(120)))
    assert len(visible_cards(page)) == 50
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert len(visible_cards(page)) == 120
    assert page.locator("article .signoff").first.is_visible()
    assert not page.locator(".bar").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('article')).breakInside") == "avoid"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert len(visible_cards(page)) == 50


def test_many_conflicts_are_shown_a_page_at_a_time(opened: Open, tmp_path: Path) -> None:
    page, trouble = opened(written(tmp_path, many(320)), "#c-k00260")
    assert page.locator("#page").text_content() == "page 6 of 7"
    assert focused(page) == "c-k00260"
    page.keyboard.press("]")
    assert visible_cards(page) == [f"c-k00{number}" for number in range(300, 320)]
    assert page.evaluate("location.hash") == "#conflicts?page=7"
    page.get_by_role("button", name="Previous").click()
    again, _ = opened(tmp_path / "report.html", page.evaluate("location.hash"))
    assert again.locator("#page").text_content() == "page 6 of 7"
    page.get_by_label("Search").fill("k0031")
    assert page.locator("#shown").text_content() == "10 of 320 shown"
    assert page.locator("article.card").count() == 10
    assert trouble == []
