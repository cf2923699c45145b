"""claims.jsonl: one claim a line."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.model import ScanResult
from claimcheck.report.pages import RulePage
from claimcheck.report.records import claim_record, encode


def render(result: ScanResult, pages: Sequence[RulePage] = ()) -> str:
    """The claims in the order of the result. `pages` is not used here."""
    return "".join(encode(claim_record(claim)).decode() + "\n" for claim in result.claims)
