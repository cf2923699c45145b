"""GitLab's code quality report: a JSON array, one entry a conflict, at one line of one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from claimcheck.model import Conflict, Level, ScanResult
from claimcheck.report.pages import RulePage
from claimcheck.report.records import indented
from claimcheck.report.safe import visible
from claimcheck.report.wording import by_id, fact, file_line, formats_of, known_claims, message

SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}


def render(result: ScanResult, pages: Sequence[RulePage] = ()) -> str:
    """The conflicts but for those that people accepted. `pages` is not used here.

    Known ones stay: GitLab compares with the report of the target branch by fingerprint, and would call them fixed.
    """
    claims, formats = by_id(result), formats_of(result)
    seen: Counter[str] = Counter()
    entries: list[dict[str, Any]] = []
    for conflict in result.conflicts:
        known = known_claims(conflict, claims)
        if conflict.status == "accepted" or not known:
            continue
        seen[conflict.id] += 1
        entries.append(
            {
                "description": visible(f"{fact(conflict)}: {message(conflict, claims)}"),
                "check_name": f"claimcheck/{conflict.name}",
                "fingerprint": _fingerprint(conflict, seen[conflict.id]),
                "severity": SEVERITIES[conflict.level],
                "location": {
                    "path": known[0].document.removeprefix("./"),
                    "lines": {"begin": file_line(known[0], formats)},
                },
            }
        )
    return indented(entries)


def _fingerprint(conflict: Conflict, occurrence: int) -> str:
    """The conflict's id; GitLab drops a second entry of one fingerprint."""
    return conflict.id if occurrence == 1 else f"{conflict.id}-{occurrence}"
