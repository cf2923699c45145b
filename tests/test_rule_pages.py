"""docs/rules/ is what the docstrings and the measurements say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from claimcheck.compare.rules import RULES

ROOT = Path(__file__).parents[1]


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rule_pages", ROOT / "scripts" / "rule_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_current() -> None:
    folder = ROOT / "docs" / "rules"
    found = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    assert found == script().pages(), "run `make rules` and commit docs/rules/"


def test_every_rule_has_a_page_and_a_line_in_the_contents() -> None:
    pages = script().pages()
    assert {f"{rule.code}.md" for rule in RULES} == set(pages) - {"README.md"}
    assert all(f"[{rule.code}]" in pages["README.md"] for rule in RULES)


def test_what_was_measured_is_of_rules_there_are_and_counts_no_more_than_there_was() -> None:
    measured = script().measured()["rule"]
    assert set(measured) <= {rule.code for rule in RULES}
    for entry in measured.values():
        assert 0 <= entry["right"] <= entry["hits"]
        assert 0 <= entry.get("notes_right", 0) <= entry.get("notes", 0)
