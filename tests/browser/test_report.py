"""The report in a real browser, from `file://`: offline, filters, links, both themes, and without script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.sample import FIRST, PAGES, RESULT, VALUE

from claimcheck.report import as_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of the system; CI installs it."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser tests")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("chromium is not installed: no browser tests (apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The report of the hand-made result."""
    path = tmp_path / "report.html"
    path.write_text(as_html.render(RESULT, PAGES), "utf-8")
    return path


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context
    context.close()


def opened(context: BrowserContext, report: Path, fragment: str = "") -> tuple[Page, list[str]]:
    """The page, and what it did that it should not: requests but for itself, errors, refused content."""
    trouble: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: trouble.append(request.url))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda message: trouble.append(message.text))
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.goto(report.as_uri() + fragment)
    page.wait_for_load_state("networkidle")
    trouble.remove(report.as_uri())
    return page, trouble


def visible_cards(page: Page) -> list[str]:
    return [card.get_attribute("id") or "" for card in page.locator("article.card").all() if card.is_visible()]


def test_the_page_asks_nothing_of_the_network_and_shows_every_card(context: BrowserContext, report: Path) -> None:
    page, trouble = opened(context, report)
    assert visible_cards(page) == ["c-k-value", "c-k-scope", "c-k-note"]
    assert page.locator("#shown").text_content() == "3 of 3 shown"
    assert page.locator("#c-k-value mark").first.text_content() == "19.2 months"
    assert trouble == []


def test_filters(context: BrowserContext, report: Path) -> None:
    page, trouble = opened(context, report)
    page.get_by_label("note", exact=True).uncheck()
    assert visible_cards(page) == ["c-k-value", "c-k-scope"]
    page.get_by_label("Rule").select_option("S101")
    assert visible_cards(page) == ["c-k-scope"]
    assert page.locator("#shown").text_content() == "1 of 3 shown"
    page.get_by_role("button", name="Clear").click()
    page.wait_for_function("document.getElementById('shown').textContent === '3 of 3 shown'")
    page.get_by_label("Metric").select_option("progression_free_survival")
    assert visible_cards(page) == ["c-k-value"]
    page.get_by_label("Metric").select_option("")
    page.get_by_label("Document").select_option(label="sources/news.md")
    assert len(visible_cards(page)) == 3
    page.get_by_label("Text", exact=True).fill("PRETREATED truncated")
    assert visible_cards(page) == ["c-k-note"]
    page.get_by_label("Text", exact=True).fill("nothing of the kind")
    assert visible_cards(page) == []
    assert page.locator("#none").is_visible()
    assert trouble == []


def test_a_link_to_a_card_shows_it_though_a_filter_hides_it(context: BrowserContext, report: Path) -> None:
    page, trouble = opened(context, report)
    page.get_by_label("error", exact=True).uncheck()
    assert not page.locator("#c-k-value").is_visible()
    page.evaluate("location.hash = 'c-k-value'")
    page.locator("#c-k-value").wait_for(state="visible")
    assert page.get_by_label("error", exact=True).is_checked()
    assert trouble == []


def test_a_link_to_a_table_opens_it(context: BrowserContext, report: Path) -> None:
    page, _ = opened(context, report)
    assert not page.locator("#d-0 table").is_visible()
    page.locator(".ledger a").first.click()
    page.locator("#d-0 table").wait_for(state="visible")


def test_without_script_everything_is_there_but_the_filters(browser: Browser, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    assert len(visible_cards(page)) == 3
    assert not page.locator("#filters").is_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_never_scrolls_sideways(context: BrowserContext, report: Path, width: int) -> None:
    page, _ = opened(context, report)
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


CONTRAST = """() => {
  const paint = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const channels = (color) => {
    paint.clearRect(0, 0, 1, 1); paint.fillStyle = color; paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (rgb) => rgb.slice(0, 3).map((part) => part / 255)
    .map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [.2126, .7152, .0722][index], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = channels(getComputedStyle(at).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  };
  const low = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility() || ["SCRIPT", "OPTION"].includes(element.tagName)) continue;
    const lights = [luminance(channels(getComputedStyle(element).color)), luminance(ground(element))];
    const ratio = (Math.max(...lights) + .05) / (Math.min(...lights) + .05);
    if (ratio < 4.5) low.push(`${element.className || element.tagName}: ${ratio.toFixed(2)}`);
  }
  return low;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_the_contrast_of_wcag_aa(browser: Browser, report: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page, _ = opened(context, report)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert page.evaluate(CONTRAST) == []
    context.close()


def test_a_hostile_document_runs_nothing(context: BrowserContext, tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:alert(3)'>x</a>"
    claims = (replace(FIRST, sentence=evil, document=evil, section=evil), *RESULT.claims[1:])
    conflict = replace(VALUE, explanation=evil, key={"study": evil})
    path = tmp_path / "evil.html"
    path.write_text(as_html.render(replace(RESULT, claims=claims, conflicts=(conflict,)), PAGES), "utf-8")
    page, trouble = opened(context, path)
    page.get_by_label("Text", exact=True).fill("alert(1)")
    assert visible_cards(page) == ["c-k-value"]
    assert page.locator("article img, article script, article a[href^=javascript]").count() == 0
    assert trouble == []
