"""V103 pin-differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from hashlib import sha256

from claimcheck.compare.finding import computed, printed
from claimcheck.compare.parts import required, text
from claimcheck.compare.pins import Pinned, PinnedFact
from claimcheck.compare.reasons import DOUBTFUL
from claimcheck.compare.wording import display
from claimcheck.model import Claim, Conflict, Kind, Level, Reason, Side, SupportedSide
from claimcheck.vocabulary import Metric

CODE = "V103"
NAME = "pin-differs"
KIND = Kind.VALUE


def check(pinned: Pinned) -> Iterator[Conflict]:
    """A document gives a fact another value than the one that a person pinned.

    `claimcheck pin CONFLICT VALUE` records the right value of a fact. Documents that agree with it are fine; the others
    are reported against it. What two documents say of the fact is then a note: it is told here. A required part that
    a document leaves unsaid makes it a warning, a doubtful reading a note.

    Conflicts: `Median PFS in TRIAL-1 was 14.5 months` where the fact is pinned to `15.4 months`.

    Agrees: `15.41 months`, or `15.4 months`, where the fact is pinned to `15.4 months`.
    """
    for fact in pinned.facts:
        if fact.differing:
            yield _against(fact, pinned)


def _against(found: PinnedFact, pinned: Pinned) -> Conflict:
    metric, pin = pinned.vocabulary.metrics[found.pin.metric], found.pin
    claims = [pinned.claims[name] for name in found.differing]
    sides = [*_sides(found, pinned), computed(f"pinned: {pin.value}", _value(found))]
    documents = sorted({claim.document for claim in claims})
    missing = _missing(metric, claims)
    reason, level = _loudness(claims, missing)
    said = sorted({(claim.document, display(claim)) for claim in claims})
    basis = repr((CODE, pin.metric, pin.statistic, sorted(found.fact.key.items()), pin.value, said))
    given = " and ".join(side.display for side in sides[:-1])
    more = f" and {len(documents) - 1} more" if documents[1:] else ""
    return Conflict(
        id=sha256(basis.encode()).hexdigest()[:16],
        rule=CODE,
        name=NAME,
        kind=KIND,
        level=level,
        metric=pin.metric,
        statistic=pin.statistic,
        key=dict(found.fact.key),
        claims=tuple(claim.id for claim in claims),
        sides=tuple(sides),
        scope="within-document" if len(documents) == 1 else "across-documents",
        reason=reason,
        missing=missing,
        explanation=f"{documents[0]}{more} give{'' if more else 's'} {given}; {found.why}",
        confidence=round(max(claim.confidence for claim in claims), 4),
        supported_side=SupportedSide(len(sides) - 1, found.why),
    )


def _sides(found: PinnedFact, pinned: Pinned) -> list[Side]:
    differing = set(found.differing)
    groups = [[pinned.claims[name] for name in side.claims if name in differing] for side in found.fact.sides]
    return [printed(*group) for group in groups if group]


def _value(found: PinnedFact) -> Decimal | str | None:
    return found.value.date or found.value.point


def _missing(metric: Metric, claims: Sequence[Claim]) -> tuple[str, ...]:
    """Required parts that none of the claims says; the study is what the fact is grouped by."""
    needs = (need for need in required(metric) if "study" not in need)
    return tuple(need[0] for need in needs if not any(text(claim, part) for part in need for claim in claims))


def _loudness(claims: Sequence[Claim], missing: Sequence[str]) -> tuple[Reason, Level]:
    if max(claim.confidence for claim in claims) < DOUBTFUL:
        return Reason.EXTRACTION_DOUBTFUL, Level.NOTE
    return Reason.UNEXPLAINED, Level.WARNING if missing else Level.ERROR
