"""A conflict inside one document: a number, and what its neighbours say it should be."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from claimcheck.compare.wording import display
from claimcheck.model import UNBOUND, Claim, Conflict, Kind, Level, Reason, Side

LONGEST_SENTENCE = 400
"""Characters of the longest sentence that is believed to be one."""


def printed(*claims: Claim) -> Side:
    """A side that the document prints: the claims that state one value."""
    first = claims[0]
    value = first.value
    if value is None and first.low is not None and first.high is not None:
        return Side((first.low, first.high), display(first), tuple(claim.id for claim in claims))
    return Side(value, display(first), tuple(claim.id for claim in claims))


def computed(shown: str, value: Decimal | str | None = None) -> Side:
    """A side that follows from other numbers: `14/49 = 28.57%`."""
    return Side(value, shown, ())


def finding(
    code: str,
    name: str,
    kind: Kind,
    claims: Sequence[Claim],
    sides: Sequence[Side],
    level: Level,
    explanation: str,
    reason: Reason = Reason.UNEXPLAINED,
) -> Conflict:
    """One conflict of a document with itself; its id comes last (`compare.identity`).

    Args:
        code: the rule.
        name: its name.
        kind: its kind.
        claims: the numbers that take part; the first is the one that is contradicted.
        sides: the values that are set against each other.
        level: how loud it is; a warning at most where nothing names the number, since an error says what it is of.
        explanation: what differs and by which calculation, in one or two sentences.
        reason: what may explain it.
    """
    first = claims[0]
    if level is Level.ERROR and not _is_named(first):
        level = Level.WARNING
    key = {part: value for part, value in first.attributes.items() if isinstance(value, str)}
    return Conflict(
        id="",
        rule=code,
        name=name,
        kind=kind,
        level=level,
        metric=first.metric,
        statistic=first.statistic,
        key=key,
        claims=tuple(dict.fromkeys(claim.id for claim in claims)),
        sides=tuple(sides),
        scope="within-document",
        reason=reason,
        missing=(),
        explanation=explanation,
        confidence=round(min(claim.confidence for claim in claims), 4),
    )


def _is_named(claim: Claim) -> bool:
    """Whether the document says what a number is of, and not in a table that has run together into one line."""
    return claim.metric != UNBOUND and (claim.table is not None or len(claim.sentence) <= LONGEST_SENTENCE)
