"""The conflicts, one JSON object a line, each with the claims that take part."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.model import ScanResult
from claimcheck.report.pages import RulePage
from claimcheck.report.records import claim_record, conflict_record, encode
from claimcheck.report.wording import by_id, known_claims


def render(result: ScanResult, pages: Sequence[RulePage] = ()) -> str:
    """A line is an entry of `conflicts` with its claims under `evidence`. `pages` is not used here."""
    claims = by_id(result)
    lines = (
        {**conflict_record(conflict), "evidence": [claim_record(claim) for claim in known_claims(conflict, claims)]}
        for conflict in result.conflicts
    )
    return "".join(encode(line).decode() + "\n" for line in lines)
