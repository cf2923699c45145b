"""Write the manual pages of the rules into docs/rules/, from their docstrings and from what was measured of them.

python scripts/rule_pages.py
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from claimcheck.compare import rules
from claimcheck.report.pages import RulePage, page_of

FOLDER = Path(__file__).parents[1] / "docs" / "rules"
MADE = "<!-- Made by `make rules` from the docstrings; change them there. -->\n\n"
KINDS = {
    "value": "values that differ",
    "scope": "values whose scope differs",
    "arithmetic": "sums, shares and orders",
    "statistical": "intervals, tests and p values",
    "chronology": "dates",
}


def measured() -> dict[str, Any]:
    return tomllib.loads(Path(rules.__file__).with_name("precision.toml").read_text("utf-8"))


def pages() -> dict[str, str]:
    """The name and the text of every file of docs/rules/."""
    found = {rule.code: page_of(rule.code, rule.name, rule.check) for rule in rules.RULES}
    known = measured()
    texts = {f"{rule.code}.md": _page(rule, found[rule.code], known) for rule in rules.RULES}
    return {"README.md": _contents(found), **texts}


def _contents(found: dict[str, RulePage]) -> str:
    """The table of contents, by kind."""
    parts = ["# Rules\n\n", MADE, "`claimcheck explain CODE` prints the same pages.\n"]
    for kind, title in KINDS.items():
        parts.append(f"\n## {title.capitalize()}\n\n| rule | name | what it reports |\n| --- | --- | --- |\n")
        for rule in rules.RULES:
            if rule.kind == kind:
                page = found[rule.code]
                parts.append(f"| [{rule.code}]({rule.code}.md) | {rule.name} | {page.summary} |\n")
    return "".join(parts)


def _page(rule: rules.Rule[Any], page: RulePage, known: dict[str, Any]) -> str:
    runs = "by default" if rule.default else "where it is selected"
    head = f"# {rule.code} {rule.name}\n\n{MADE}*{rule.kind.capitalize()}; runs {runs}.*\n\n"
    return f"{head}{page.text}\n\n## Measured\n\n{_measured(rule.code, known)}\n"


def _measured(code: str, known: dict[str, Any]) -> str:
    entry = known["rule"].get(code)
    read = f"Read were {known['read']} ({known['date']})."
    if entry is None:
        return f"{read} The rule had no hit there, so that its precision is not known."
    loud = (
        f"{entry['right']} of {entry['hits']} errors and warnings are real" if entry["hits"] else "No error or warning"
    )
    notes = f"; of {entry['notes']} notes, {entry['notes_right']}" if "notes" in entry else ""
    why = f" {entry['why']}" if "why" in entry else ""
    return f"{read} {loud}{notes}.{why}"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    written = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in written:
            path.unlink()
    for name, text in written.items():
        (FOLDER / name).write_text(text, "utf-8")
    print(f"{len(written)} pages in docs/rules/")


if __name__ == "__main__":
    main()
