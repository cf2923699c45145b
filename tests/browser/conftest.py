"""The system's Chromium, headless; without it these tests are skipped with a message."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.sample import PAGES, RESULT

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

Open = Callable[..., "tuple[Page, list[str]]"]


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


@pytest.fixture
def opened(context: BrowserContext) -> Open:
    """Open a report: the page, and what it did that it should not: requests but for itself, errors, refused content."""

    def open_(report: Path, fragment: str = "") -> tuple[Page, list[str]]:
        trouble: list[str] = []
        page = context.new_page()
        page.on("request", lambda request: trouble.append(request.url))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda message: trouble.append(message.text))
        page.goto(report.as_uri() + fragment)
        page.wait_for_load_state("networkidle")
        trouble.remove(report.as_uri())
        return page, trouble

    return open_
