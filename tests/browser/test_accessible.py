"""WCAG 2.1 A and AA by axe-core, in every view, both themes, wide and narrow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.test_report import FULL, written
from tests.unit.report.sample import SCOPE, VALUE

from claimcheck.model import Decision, Verdict
from claimcheck.report import Exhibits, as_html
from claimcheck.report.exhibits import Earlier

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
DECIDED = replace(
    FULL,
    conflicts=(
        replace(
            VALUE,
            status="accepted",
            decision=Decision("k-value", Verdict.BOTH_VALID, "another data cut", "A. Reviewer"),
        ),
        *FULL.conflicts[1:],
    ),
)
STATES = {
    "conflicts": ("", ""),
    "facts": ("#facts", ""),
    "documents": ("#d-1", ""),
    "a number": ("#d-1", "n"),
    "decided": ("#c-k-scope", "1"),
    "nothing found": ("#conflicts?text=nothing-of-the-kind", ""),
    "help": ("", "?"),
}


def violations(page: Page) -> list[str]:
    """What axe finds: rule and the elements."""
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is not installed")
    page.evaluate(Path(axe.AXE_FILE_PATH).read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [f"{item['id']}: {node['html'][:150]}" for item in found["violations"] for node in item["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("state", STATES)
def test_no_violation(browser: Browser, tmp_path: Path, state: str, width: int, scheme: str) -> None:
    path = written(tmp_path, DECIDED)
    states = {"k-value": "changed", "k-scope": "same", "k-note": "new"}
    earlier = Earlier("old.json", states, (replace(SCOPE, id="k-gone"),))
    path.write_text(as_html.render(DECIDED, (), Exhibits(earlier=earlier)), "utf-8")
    # axe is no part of the page: the policy of the page would refuse to run it
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    page = context.new_page()
    fragment, key = STATES[state]
    page.goto(path.as_uri() + fragment)
    if key:
        page.keyboard.press(key)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert violations(page) == []
    context.close()


def test_axe_would_find_a_violation(browser: Browser, report: Path) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(report.as_uri())
    page.evaluate(
        "document.querySelector('#filters input').closest('label').replaceWith(document.createElement('input'))"
    )
    assert any(found.startswith("label:") for found in violations(page))
    context.close()
