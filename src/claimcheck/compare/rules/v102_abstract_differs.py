"""V102 abstract-differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claimcheck.compare.abstract import abstract_of, compared, explained, printed_as
from claimcheck.compare.agree import Stated, agree, stated
from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import Relation, relation, statistic_class, text
from claimcheck.compare.ratios import RATIOS, ends
from claimcheck.compare.rows import Beside, Printed, Row, alike, beside, in_order
from claimcheck.compare.slips import FEW, digits, is_slip
from claimcheck.model import Claim, Conflict, Interval, Kind, Level, Reason, Side

CODE = "V102"
NAME = "abstract-differs"
KIND = Kind.VALUE

_PARTS = ("subgroup", "timepoint", "event", "grade", "therapy_line", "assessment", "characteristic", "marker")
"""What two places must not say differently. The arm is no such part: the numbers beside tell more than its name."""
_NEAR, _NEAR_OTHER = 1.0, 2.0
"""What two places must have beside them to be one result: a decimal, or three whole numbers; twice that for a value
that is no slip of a digit, which is a note with less."""

_ENOUGH = 30
"""Numbers of a body that is more than a summary itself."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A claim with what its neighbourhood prints."""

    claim: Claim
    value: Stated
    beside: Beside
    row: Row


def check(paper: Paper) -> Iterator[Conflict]:
    """The abstract gives a value that the body of the paper gives differently.

    The body states the same metric and statistic with another value, and the value of the abstract stands nowhere in
    it. That both are one fact is told by the numbers around them (the other arm's value, the interval, the p value) or
    by a slip of one digit; otherwise it is a note. So does a ratio that the body repeats with one end of its interval,
    the other end changed.

    Conflicts: `median PFS 6.8 v 8.7 months (p = 0.02)` in the abstract and `6.0 and 8.7 months (p = 0.02)` in the
    results.

    Agrees: `64%` in the abstract and `63.9%` in the results; a median of all patients in the abstract and one of a
    subgroup in the results.
    """
    span = abstract_of(paper.document)
    if span is None:
        return
    text = paper.document.text
    abstract, body = Printed(text, *span), Printed(text, span[1], len(text))
    inside = list(_places(paper, abstract, *span))
    outside = list(_places(paper, body, span[1], len(text)))
    for place in inside:
        rivals = [other for other in outside if _comparable(paper, place, other)]
        same = [other for other in rivals if agree(place.value, other.value)]
        if any(_one_interval(place, other) or _as_near(place, other, rivals) for other in same):
            yield from _other_end(place, same)
            continue
        repeated = body.likeness(printed_as(place.claim), place.beside)
        apart = [other for other in rivals if not agree(place.value, other.value)]
        likely = [other for other in apart if _is_rival(place, other, abstract, repeated)]
        found = list(_judged(place, likely, alone=repeated < 0))
        yield from found or _nowhere(place, apart, body)


def _as_near(place: _Place, same: _Place, rivals: Sequence[_Place]) -> bool:
    """Whether no other value of the body has more in common with the abstract's place than one that agrees with it."""
    return alike(place.beside, same.beside) >= max(alike(place.beside, other.beside) for other in rivals)


def _one_interval(place: _Place, other: _Place) -> bool:
    """Whether two values have the same interval behind them, or one end of it, which hardly two results have."""
    a, b = place.claim.ci, other.claim.ci
    if a is None or b is None:
        return False
    return (a.low is not None and a.low == b.low) or (a.high is not None and a.high == b.high)


def _other_end(place: _Place, same: Sequence[_Place]) -> Iterator[Conflict]:
    """A ratio that the body repeats with one end of its interval, the other end changed."""
    known = {(other.claim.ci.low, other.claim.ci.high) for other in same if other.claim.ci is not None}
    interval = place.claim.ci
    if interval is None or place.claim.statistic not in RATIOS or (interval.low, interval.high) in known:
        return
    for other in same:
        if _one_interval(place, other) and not _rounded(interval, other.claim.ci):
            sides = [_with_interval(place.claim), _with_interval(other.claim)]
            says = f"The abstract says {sides[0].display}, the body {sides[1].display}: one end differs."
            yield finding(CODE, NAME, KIND, [place.claim, other.claim], sides, Level.WARNING, says)
            return


def _rounded(a: Interval, b: Interval | None) -> bool:
    """Whether all ends of two intervals agree as printed."""
    pairs = [] if b is None else [(a.low, b.low), (a.high, b.high)]
    return all(x is not None and y is not None and ends(x).meets(ends(y)) for x, y in pairs)


def _with_interval(claim: Claim) -> Side:
    side, interval = printed(claim), claim.ci
    assert interval is not None
    return replace(side, display=f"{side.display} ({interval.low} to {interval.high})")


def _narrower(place: _Place, other: _Place) -> bool:
    """Whether the place of the body says itself of which part of the patients it is, and the abstract does not."""
    parts = ("population", "subgroup")
    return any(text(place.claim, part) is None and _says(other.claim, part) for part in parts)


def _says(claim: Claim, part: str) -> bool:
    return part not in claim.inferred and text(claim, part) is not None


def _is_rival(place: _Place, other: _Place, abstract: Printed, repeated: float) -> bool:
    """Whether a value of the body may stand where the abstract has another.

    Not where the abstract has the same value in a likelier place, and not where the body has the abstract's.
    """
    shared = alike(place.beside, other.beside)
    if printed_as(other.claim) & place.beside or printed_as(place.claim) & other.beside:
        return False
    if repeated >= 0 and (shared <= repeated or shared < _NEAR):
        return False
    elsewhere = abstract.likeness(printed_as(other.claim), other.beside)
    return elsewhere < 0 or elsewhere < shared


def _places(paper: Paper, part: Printed, start: int, end: int) -> Iterator[_Place]:
    for claim in paper.claims:
        if not start <= claim.span[0] < end:
            continue
        metric = paper.vocabulary.metrics[claim.metric]
        if not compared(claim):
            continue
        value = stated(claim, metric, paper.vocabulary)
        if value is not None and value.point is not None:
            yield _Place(claim, value, beside(claim) - printed_as(claim), part.row(*claim.span))


def _comparable(paper: Paper, a: _Place, b: _Place) -> bool:
    one, other = a.claim, b.claim
    metric = paper.vocabulary.metrics[one.metric]
    if one.metric != other.metric or one.canonical_unit != other.canonical_unit:
        return False
    if statistic_class(one, metric, paper.vocabulary) != statistic_class(other, metric, paper.vocabulary):
        return False
    if any(relation(part, text(one, part), text(other, part)) is Relation.DIFFERS for part in _PARTS):
        return False
    if one.metric in ("adverse_event_rate", "event_rate"):
        return text(one, "event") == text(other, "event") is not None and text(one, "grade") == text(other, "grade")
    return relation("study", text(one, "study"), text(other, "study")) is not Relation.DIFFERS


def _judged(place: _Place, rivals: Sequence[_Place], *, alone: bool) -> Iterator[Conflict]:
    """The place of the body that is most like that of the abstract, if one is alike enough."""
    ranked = sorted(rivals, key=lambda other: _likeliest(place, other))
    if not ranked:
        return
    best = ranked[0]
    shared, slipped = _shared(place, best), is_slip(place.claim, best.claim)
    same_arm = _arm(place, best) is Relation.SAME and text(place.claim, "treatment") is not None
    single = len({other.value.point for other in rivals if _arm(place, other) is not Relation.DIFFERS}) == 1
    if not (shared >= _NEAR or (alone and slipped and (same_arm or single) and not _narrower(place, best))):
        return
    others = [other.claim for other in rivals if other is not best and agree(other.value, best.value)]
    sides = [printed(place.claim), printed(best.claim, *others)]
    reason = explained(place.claim, best.claim, (place.value, best.value))
    chance = shared < (_NEAR_OTHER if not slipped else _NEAR if len(digits(place.claim)) <= FEW else 0)
    mild = chance or reason in (Reason.ROUNDING, Reason.TRUNCATION)
    level = Level.NOTE if mild else Level.WARNING
    yield finding(
        CODE,
        NAME,
        KIND,
        [place.claim, best.claim, *others],
        sides,
        level,
        f"The abstract says {sides[0].display}, the body {sides[1].display}, {_why(place, best)}.",
        reason,
    )


def _likeliest(place: _Place, other: _Place) -> tuple[bool, float, float, Decimal]:
    """A slip beside the same numbers first, then what has most in common, then what has it in the same order."""
    shared = _shared(place, other)
    slip = shared >= _NEAR and is_slip(place.claim, other.claim)
    return not slip, -shared, -in_order(place.row, other.row).weight, _gap(place, other)


def _nowhere(place: _Place, apart: Sequence[_Place], body: Printed) -> Iterator[Conflict]:
    """A value with a decimal that the body prints nowhere, not rounded otherwise, nor as the rest of a hundred."""
    value, claim = place.claim.value, place.claim
    if not isinstance(value, Decimal) or not claim.decimals or body.count() < _ENOUGH:
        return
    same = [value, 100 - value] if claim.unit == "percent" else [value]
    if any(body.prints(number, claim.decimals) for number in same):
        return
    nearest = min(apart, key=lambda other: (_gap(place, other), other.claim.span), default=None)
    sides = [printed(claim), printed(nearest.claim) if nearest else computed("nowhere in the body")]
    says = f"the nearest of its kind there is {sides[1].display}" if nearest else "nor another value of its kind"
    text = f"The abstract says {sides[0].display}, which the body does not print; {says}."
    yield finding(CODE, NAME, KIND, [claim, *([nearest.claim] if nearest else [])], sides, Level.NOTE, text)


def _why(a: _Place, b: _Place) -> str:
    common = sorted(a.beside & b.beside, key=lambda token: (-len(token), token))[:3]
    return f"each beside {' and '.join(common)}" if common else "and the body does not repeat that of the abstract"


def _arm(a: _Place, b: _Place) -> Relation:
    return relation("treatment", text(a.claim, "treatment"), text(b.claim, "treatment"))


def _gap(a: _Place, b: _Place) -> Decimal:
    assert a.value.point is not None
    assert b.value.point is not None
    return abs(a.value.point - b.value.point)


def _shared(a: _Place, b: _Place) -> float:
    return alike(a.beside, b.beside)
