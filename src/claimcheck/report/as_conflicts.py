"""conflicts.json: the summary, the ledger of the documents, and the conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from claimcheck.model import ScanResult
from claimcheck.report.pages import RulePage
from claimcheck.report.records import conflict_record, coverage_record, indented, known_record
from claimcheck.report.summary import summarise

SCHEMA_VERSION = 1


def render(result: ScanResult, pages: Sequence[RulePage] = ()) -> str:
    """Indented, so that a committed result can be read as a diff. `pages` is not used here."""
    record = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "claimcheck", "version": result.version},
        "summary": asdict(summarise(result)),
        "notices": result.notices,
        "documents": [coverage_record(item) for item in result.documents],
        "remarks": result.remarks,
        "conflicts": [conflict_record(conflict) for conflict in result.conflicts],
        "resolved": [known_record(entry) for entry in result.resolved],
    }
    return indented(record)
