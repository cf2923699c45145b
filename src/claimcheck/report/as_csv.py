"""CSV in UTF-8: one row a claim of a conflict."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from claimcheck.model import ScanResult
from claimcheck.report.pages import RulePage
from claimcheck.report.rows import COLUMNS, inert, rows


def render(result: ScanResult, pages: Sequence[RulePage] = ()) -> str:
    """A heading and the rows; numbers as printed, texts that a spreadsheet cannot run. `pages` is not used here."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(result):
        writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in row])
    return target.getvalue()
