"""Conflicts as the rows of a sheet: one a claim, so that each value stands beside its quote and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claimcheck.model import Claim, Conflict, Decision, ScanResult
from claimcheck.report.places import in_order, place
from claimcheck.report.safe import FORMULA, visible
from claimcheck.report.wording import Claims, by_id

Cell = str | int | float | Decimal | None
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?%?")
COLUMNS = (
    "conflict", "status", "level", "rule", "name", "metric", "statistic", "about", "side", "value", "quote",
    "canonical_value", "canonical_unit", "document", "place", "page", "line", "section", "sentence", "reason",
    "missing", "explanation", "supported", "confidence", "verdict", "decision", "by", "expires",
)  # fmt: skip


def rows(result: ScanResult) -> Iterator[tuple[Cell, ...]]:
    """The rows, in the order of the conflicts, of their sides, and of the claims of a side; cells as `COLUMNS`."""
    claims = by_id(result)
    for conflict in result.conflicts:
        yield from _rows_of(conflict, claims)


def _rows_of(conflict: Conflict, claims: Claims) -> Iterator[tuple[Cell, ...]]:
    supported = conflict.supported_side
    first: tuple[Cell, ...] = (
        conflict.id,
        conflict.status,
        conflict.level.value,
        conflict.rule,
        conflict.name,
        conflict.metric,
        conflict.statistic,
        "; ".join(f"{key}: {value}" for key, value in in_order(conflict.key)),
    )
    for number, side in enumerate(conflict.sides, 1):
        last: tuple[Cell, ...] = (
            conflict.reason.value,
            ", ".join(conflict.missing),
            conflict.explanation,
            supported.why if supported is not None and supported.side == number - 1 else None,
            conflict.confidence,
            *_decided(conflict.decision),
        )
        for name in side.claims:
            if name in claims:
                yield tuple(map(_plain, (*first, number, side.display, *_claim(claims[name]), *last)))


def _decided(decision: Decision | None) -> tuple[Cell, ...]:
    if decision is None:
        return (None,) * 4
    return decision.verdict.value, decision.reason, decision.by, decision.expires


def _claim(claim: Claim) -> tuple[Cell, ...]:
    return (
        claim.quote,
        claim.canonical_value,
        claim.canonical_unit,
        claim.document,
        place(claim),
        claim.page,
        claim.line,
        claim.section,
        claim.sentence,
    )


def _plain(cell: Cell) -> Cell:
    """On one line: a cell of several would let a document begin a line of the file."""
    return visible(" ".join(cell.split())) if isinstance(cell, str) else cell


def inert(text: str) -> str:
    """A text that no spreadsheet runs: one that begins like a formula, and is no number, stands behind an apostrophe.

    >>> inert("=1+1"), inert("-0.5"), inert("-12.3%"), inert("-cmd"), inert("19.2 months")
    ("'=1+1", '-0.5', '-12.3%', "'-cmd", '19.2 months')
    """
    return f"'{text}" if text.startswith(FORMULA) and not _NUMBER.fullmatch(text) else text
