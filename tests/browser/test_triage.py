"""A whole triage by keyboard alone: decided, undone, explained, exported; and it outlives the page."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser.steps import downloaded, focused
from tests.unit.report.sample import NEWS, PAGES, RESULT, REVIEW, VALUE

from claimcheck.model import Decision, Verdict
from claimcheck.report import as_html

if TYPE_CHECKING:
    from playwright.sync_api import Dialog
    from tests.browser.conftest import Open

SAW = {REVIEW: f"sha256:{'aa' * 32}", NEWS: f"sha256:{'bb' * 32}"}


def test_a_whole_triage_by_keyboard_alone(opened: Open, report: Path, tmp_path: Path) -> None:
    page, trouble = opened(report)
    press, type_ = page.keyboard.press, page.keyboard.type
    press("j")
    assert focused(page) == "c-k-value"
    press("e")
    type_("19.3 months")
    press("Escape")
    assert focused(page) == "c-k-value"
    press("r")
    type_("older data cut")
    press("Enter")
    press("1")
    assert focused(page) == "c-k-scope"
    assert page.locator("#live").text_content() == "Wrong in A. 1 conflict of 3 decided."
    assert page.locator("#unsaved").text_content() == "1 unsaved"
    press("5")
    assert focused(page) == "c-k-note"
    press("u")
    assert focused(page) == "c-k-scope"
    assert page.locator("#unsaved").text_content() == "1 unsaved"
    press("3")
    press("6")
    press("k")
    assert focused(page) == "c-k-scope"
    press("r")
    type_("other population or subgroup")
    press("Tab")
    press("Escape")
    assert page.locator("#unsaved").text_content() == "3 unsaved"
    decisions = downloaded(page, tmp_path)
    assert page.locator("#unsaved").text_content() == "all saved"
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    common = {"by": None, "on": today, "expires": None, "document": None, "value": None, "saw": SAW}
    assert {decision["id"]: decision for decision in decisions} == {
        "k-value": {
            **common,
            "id": "k-value",
            "verdict": "wrong-in",
            "reason": "older data cut",
            "document": REVIEW,
            "value": "19.3 months",
        },
        "k-scope": {**common, "id": "k-scope", "verdict": "both-valid", "reason": "other population or subgroup"},
        "k-note": {**common, "id": "k-note", "verdict": "needs-source", "reason": "no reason given"},
    }
    assert trouble == []


def test_what_was_exported_is_what_the_next_report_shows(opened: Open, report: Path, tmp_path: Path) -> None:
    """Here the decision goes straight into the next result; `decisions import` has its own tests."""
    page, _ = opened(report)
    page.get_by_label("Reviewer").fill("A. Reviewer")
    page.locator("#c-k-value").get_by_role("button", name="Wrong in B").click()
    (record,) = downloaded(page, tmp_path)
    decision = Decision(**{**record, "verdict": Verdict(record["verdict"])})
    assert (decision.by, decision.document) == ("A. Reviewer", NEWS)
    decided = replace(VALUE, status="accepted", decision=decision)
    report.write_text(as_html.render(replace(RESULT, conflicts=(decided, *RESULT.conflicts[1:])), PAGES), "utf-8")
    following, trouble = opened(report)
    card = following.locator("#c-k-value")
    assert "Decided wrong in sources/news.md by A. Reviewer" in (card.locator(".earlier").text_content() or "")
    assert card.get_by_role("button", name="Wrong in B").get_attribute("aria-pressed") == "true"
    assert following.locator("#unsaved").text_content() == "all saved"
    following.keyboard.press("j")
    following.keyboard.press("k")
    card.get_by_role("button", name="Withdraw").click()
    assert downloaded(following, tmp_path) == [{"id": "k-value", "verdict": None}]
    assert trouble == []


def test_decisions_outlive_the_page_and_are_unsaved_until_they_are_downloaded(
    opened: Open, report: Path, tmp_path: Path
) -> None:
    page, _ = opened(report)
    page.keyboard.press("j")
    page.keyboard.press("4")
    other, trouble = opened(report)
    assert other.locator("#unsaved").text_content() == "1 unsaved"
    assert "Decided: extraction error" in (other.locator("#c-k-value .said").text_content() or "")
    assert [decision["verdict"] for decision in downloaded(other, tmp_path)] == ["extraction-error"]
    third, _ = opened(report)
    assert third.locator("#unsaved").text_content() == "all saved"
    assert trouble == []


def test_leaving_with_something_unsaved_asks(opened: Open, report: Path) -> None:
    page, _ = opened(report)
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.locator("#c-k-value").get_by_role("button", name="Both valid").click()
    page.goto("about:blank")
    assert asked == ["beforeunload"]


def test_keys_can_be_switched_off_and_stay_off(opened: Open, report: Path) -> None:
    page, _ = opened(report)
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("1")
    assert focused(page) == ""
    assert page.locator("#unsaved").text_content() == ""
    other, trouble = opened(report)
    other.keyboard.press("j")
    assert focused(other) == ""
    other.get_by_role("button", name="Keys").click()
    other.get_by_label("Use these keys").check()
    other.get_by_role("button", name="Close").click()
    other.keyboard.press("j")
    assert focused(other) == "c-k-value"
    assert trouble == []


def test_keys_are_letters_where_one_writes(opened: Open, report: Path) -> None:
    page, _ = opened(report)
    page.keyboard.press("/")
    page.keyboard.type("j1?u")
    assert page.get_by_label("Search").input_value() == "j1?u"
    assert page.locator("#unsaved").text_content() == ""


def test_decided_and_undecided_are_a_filter(opened: Open, report: Path) -> None:
    page, _ = opened(report)
    page.locator("#c-k-scope").get_by_role("button", name="Both valid").click()
    page.get_by_label("undecided").check()
    assert page.locator("#shown").text_content() == "2 of 3 shown"
    assert page.evaluate("location.hash") == "#conflicts?decided=no"


@pytest.mark.parametrize("entry", ["nonsense", "{}", '[{"id": "unknown", "verdict": "both-valid"}]'])
def test_a_damaged_store_is_no_obstacle(opened: Open, report: Path, entry: str) -> None:
    page, _ = opened(report)
    key = page.evaluate("'claimcheck:' + JSON.parse(document.getElementById('claimcheck-data').textContent).result")
    page.evaluate("([key, entry]) => localStorage.setItem(key, entry)", [key, entry])
    other, trouble = opened(report)
    assert other.locator("#shown").text_content() == "3 of 3 shown"
    assert trouble == []
    assert json.loads(other.locator("#claimcheck-data").text_content() or "")["schema_version"] == 1
