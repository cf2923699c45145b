"""The whole way: scan, decide by keyboard, export, import, scan again; the page of a corpus, and of 5,000 conflicts."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.browser.steps import downloaded, focused, visible_cards
from tests.unit.report.many import many
from tests.unit.report.sample import PAGES

from claimcheck.report import as_html

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Open


def claimcheck(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "claimcheck", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=170, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr


def test_a_triage_is_exported_imported_and_shown_in_the_next_report(opened: Open, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "sources", tmp_path / "sources")
    claimcheck(tmp_path, "scan", "sources", "--fail-on", "never", "--quiet")
    report = tmp_path / "reports/report.html"
    page, trouble = opened(report)
    number = page.locator("article.card").count()
    assert number > 3
    for _ in range(number):
        page.keyboard.press("j")
        page.keyboard.press("r")
        page.keyboard.type("read in the source")
        page.keyboard.press("Escape")
        page.keyboard.press("3")
        page.keyboard.press("k")
    assert page.locator("#unsaved").text_content() == f"{number} unsaved"
    decisions = downloaded(page, tmp_path)
    assert len({decision["id"] for decision in decisions}) == number
    assert {decision["reason"] for decision in decisions} == {"read in the source"}
    assert trouble == []
    claimcheck(tmp_path, "decisions", "import", "claimcheck-decisions.json")
    claimcheck(tmp_path, "scan", "sources", "--quiet")
    following, trouble = opened(report)
    assert following.locator(".state.accepted").count() == number
    assert following.locator(".earlier", has_text="both valid").count() == number
    assert following.locator("#decided").text_content() == f"· {number} decided"
    assert following.locator("#unsaved").text_content() == "all saved"
    assert trouble == []


def test_crops_of_pages_are_shown_and_sources_linked(opened: Open, root: Path, tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    for name in ("ros1-crizotinib-review.pdf", "crizotinib-comparison-guide.pdf"):
        shutil.copy(root / "sources" / name, tmp_path / "sources")
    claimcheck(tmp_path, "scan", "sources", "--fail-on", "never", "--quiet")
    page, trouble = opened(tmp_path / "reports/report.html")
    crop = page.locator("img.crop").first
    crop.scroll_into_view_if_needed()
    assert crop.evaluate("(image) => image.complete && image.naturalWidth") > 100
    href = page.locator("cite a").first.get_attribute("href") or ""
    assert href.startswith("../sources/")
    assert "#page=" in href
    assert trouble == []


def test_twenty_documents_of_the_corpus_take_less_than_three_megabytes(
    opened: Open, shared: Path, tmp_path: Path
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for path in sorted((shared / "corpus/trials").glob("*.txt"))[:20]:
        shutil.copy(path, papers)
    claimcheck(tmp_path, "scan", "papers", "--fail-on", "never", "--quiet")
    report = tmp_path / "reports/report.html"
    assert report.stat().st_size < 3_000_000
    page, trouble = opened(report, "#documents")
    assert page.locator("details.document .text").count() == 20
    assert trouble == []


def test_five_thousand_conflicts_are_searched_and_walked(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(as_html.render(many(5000), PAGES), "utf-8")
    page, trouble = opened(path)
    assert page.locator("article.card").count() == 50
    page.get_by_label("Search").fill("k04999")
    assert visible_cards(page) == ["c-k04999"]
    page.get_by_label("Search").fill("")
    assert page.locator("#shown").text_content() == "5,000 of 5,000 shown"
    page.evaluate("location.hash = 'c-k02500'")
    page.locator("#c-k02500").wait_for(state="visible")
    page.keyboard.press("3")
    assert focused(page) == "c-k02501"
    assert page.locator("article.card").count() == 50
    assert trouble == []
