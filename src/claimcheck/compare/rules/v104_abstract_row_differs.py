"""V104 abstract-row-differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claimcheck.compare.abstract import abstract_of, compared, explained, printed_as
from claimcheck.compare.agree import Stated, interval
from claimcheck.compare.finding import finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.compare.ratios import RATIOS
from claimcheck.compare.rows import Printed, Row, in_order
from claimcheck.compare.slips import FEW, digits, is_slip
from claimcheck.model import UNBOUND, Claim, Conflict, Kind, Level, Reason

CODE = "V104"
NAME = "abstract-row-differs"
KIND = Kind.VALUE

_SLIP, _OTHER = 2.0, 3.0
"""How many decimals the two rows must share for a slip in three digits or more, and for another value."""
_NEAREST = 3
"""So many numbers on each side are looked up to find the same row."""

_MILD = frozenset({Reason.ROUNDING, Reason.TRUNCATION})


@dataclass(frozen=True, slots=True)
class _Place:
    """A number in its row."""

    claim: Claim
    row: Row


def check(paper: Paper) -> Iterator[Conflict]:
    """A row of numbers of the abstract stands in the body with one of them changed.

    The numbers before and behind are the same in the same order, at least two decimals of them; only this one differs,
    and neither value stands in a likelier row of the other part. Two values that are no slip of a digit stand nowhere
    in the other part. What the numbers are called is of no account: the rule sees a slip where a name was not
    understood. Where both ends of the interval differ as well, it is a note: rather another analysis.

    Conflicts: `4.0, 5.6 and 4.0 months (p = 0.21)` in the abstract, `4.0, 5.6 and 6.0 months (p = 0.21)` in the body.

    Agrees: `64%, 31% (p = 0.013)` and `63.9%, 30.8% (p = 0.013)`; the rows of two endpoints that share a p value.
    """
    span = abstract_of(paper.document)
    if span is None:
        return
    text = paper.document.text
    abstract, body = Printed(text, *span), Printed(text, span[1], len(text))
    inside = [claim for claim in _numbers(paper) if span[0] <= claim.span[0] < span[1]]
    outside = _by_neighbour(_Place(c, body.row(*c.span)) for c in _numbers(paper) if c.span[0] >= span[1])
    for claim in inside:
        place = _Place(claim, abstract.row(*claim.span))
        yield from _judged(place, outside, abstract, body)


def _numbers(paper: Paper) -> Iterator[Claim]:
    return filter(compared, paper.numbers)


def _by_neighbour(places: Iterator[_Place]) -> Mapping[str, Sequence[_Place]]:
    found: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        for number in _near(place.row):
            found[number].append(place)
    return found


def _next(row: Row) -> set[str]:
    """The two numbers on each side."""
    return {number for side in (row.bare.before, row.bare.behind) for number in side[:2]}


def _near(row: Row) -> set[str]:
    """The decimals next to a number."""
    sides = (row.full.before, row.full.behind, row.bare.before, row.bare.behind)
    return {number for side in sides for number in side[:_NEAREST] if "." in number}


def _judged(
    place: _Place, outside: Mapping[str, Sequence[_Place]], abstract: Printed, body: Printed
) -> Iterator[Conflict]:
    rivals = {other.claim.id: other for number in _near(place.row) for other in outside.get(number, ())}
    fitting = [other for other in rivals.values() if _may_be_one(place.claim, other.claim) and _same_row(place, other)]
    ranked = sorted(((in_order(place.row, other.row).weight, other) for other in fitting), key=_likeliest)
    if not ranked:
        return
    shared, best = ranked[0]
    repeated = max((in_order(place.row, row).weight for row in body.rows(printed_as(place.claim))), default=-1.0)
    elsewhere = max((in_order(best.row, row).weight for row in abstract.rows(printed_as(best.claim))), default=-1.0)
    if max(repeated, elsewhere) < (shared if is_slip(place.claim, best.claim) else 0):
        yield _reported(place, best)


def _may_be_one(a: Claim, b: Claim) -> bool:
    """Whether two numbers are of one unit and one count, as far as both print them, and of one precision."""
    if a.decimals != b.decimals or (a.statistic in RATIOS) != (b.statistic in RATIOS):
        return False
    if a.numerator and b.numerator and a.numerator != b.numerator:
        return False
    return a.unit == b.unit or ("1" in (a.unit, b.unit) and a.decimals > 0)


def _same_row(place: _Place, other: _Place) -> bool:
    """Whether two rows are one: alike on both sides, and next to the number on one of them."""
    if place.claim.value == other.claim.value or printed_as(other.claim) & _next(place.row):
        return False
    shared = in_order(place.row, other.row)
    slip = is_slip(place.claim, other.claim)
    named = place.claim.metric == other.claim.metric != UNBOUND
    telling = slip and len(digits(place.claim)) > FEW
    if not shared.adjacent or shared.weight < (_SLIP if telling else _OTHER) or not (slip or named):
        return False
    return shared.both or telling


def _likeliest(ranked: tuple[float, _Place]) -> tuple[float, tuple[int, int]]:
    return -ranked[0], ranked[1].claim.span


def _interval(claim: Claim) -> Stated:
    assert isinstance(claim.value, Decimal)
    return interval(claim.value, claim.value, decimals=claim.decimals)


def _reported(place: _Place, best: _Place) -> Conflict:
    sides = [printed(place.claim), printed(best.claim)]
    common = [
        number
        for number in (*place.row.full.before, *place.row.full.behind)
        if number in {*best.row.full.before, *best.row.full.behind}
    ]
    reason = explained(place.claim, best.claim, (_interval(place.claim), _interval(best.claim)))
    return finding(
        CODE,
        NAME,
        KIND,
        [place.claim, best.claim],
        sides,
        Level.NOTE if reason in _MILD or _other_interval(place.claim, best.claim) else Level.WARNING,
        f"The abstract says {sides[0].display}, the body {sides[1].display}, in a row with {', '.join(common[:4])}.",
        reason,
    )


def _other_interval(a: Claim, b: Claim) -> bool:
    """Whether more than one number differs: both ends of an interval too, as in an adjusted analysis."""
    return a.ci is not None and b.ci is not None and a.ci.low != b.ci.low and a.ci.high != b.ci.high
