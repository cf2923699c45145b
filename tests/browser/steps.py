"""What a person sees and does on the page, for the browser tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page


def visible_cards(page: Page) -> list[str]:
    """Ids of the cards on the page."""
    return [card.get_attribute("id") or "" for card in page.locator("article.card").all() if card.is_visible()]


def focused(page: Page) -> str:
    """Id of the card that has the focus, or that holds the field that has it."""
    return str(page.evaluate("document.activeElement.closest('article.card')?.id ?? ''"))


def downloaded(page: Page, folder: Path) -> list[dict[str, Any]]:
    """Press the key for it and read the decisions that come."""
    page.evaluate("document.activeElement.blur()")
    with page.expect_download() as waiting:
        page.keyboard.press("s")
    assert waiting.value.suggested_filename == "claimcheck-decisions.json"
    target = folder / "claimcheck-decisions.json"
    waiting.value.save_as(target)
    record = json.loads(target.read_text("utf-8"))
    assert record["schema_version"] == 1
    decisions: list[dict[str, Any]] = record["decisions"]
    return decisions
