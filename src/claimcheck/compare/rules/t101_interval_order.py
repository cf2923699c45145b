"""T101 interval-order."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.compare.ratios import RATIOS, ends
from claimcheck.model import UNBOUND, Claim, Comparator, Conflict, Interval, Kind, Level

CODE = "T101"
NAME = "interval-order"
KIND = Kind.STATISTICAL

_FAR = 10
"""An estimate so many times its interval away has rather another number's interval beside it."""


def check(paper: Paper) -> Iterator[Conflict]:
    """An estimate lies outside its own confidence interval, or the ends of the interval are in the wrong order.

    Rounding is allowed for: the values that round to what is printed must be able to lie in order.

    Conflicts: `HR 1.88 (95% CI 1.42-1.49)`; `HR 0.70 (95% CI 0.50-0.10)`.

    Agrees: `HR 1.00 (95% CI 1.00-1.02)`; `median 9.7 months (95% CI 7.8-not reached)`.
    """
    for claim in paper.numbers:
        interval = claim.ci
        if interval is None or claim.comparator is not Comparator.EQUAL or not isinstance(claim.value, Decimal):
            continue
        if interval.low is None or interval.high is None:
            continue
        yield from _reversed(claim, interval.low, interval.high)
        yield from _outside(claim, claim.value, interval.low, interval.high)


def _reversed(claim: Claim, low: Decimal, high: Decimal) -> Iterator[Conflict]:
    if low > 0 and ends(low).bottom > ends(high).top:  # of a reduction the larger is often printed first
        said = f"The interval of {claim.quote} runs from {low} to {high}: its low end is the higher."
        yield _found(claim, f"{low} to {high}", said, Level.ERROR)


def _outside(claim: Claim, value: Decimal, low: Decimal, high: Decimal) -> Iterator[Conflict]:
    at, first, last = ends(value), ends(low), ends(high)
    if first.bottom > last.top or (first.bottom <= at.top and at.bottom <= last.top):
        return
    if not _belongs(value, low, high):
        return
    if claim.metric == UNBOUND and claim.statistic not in RATIOS:
        return  # nothing says that the interval is of the same thing
    side = "below" if at.top < first.bottom else "above"
    said = f"{claim.quote} lies {side} its own {_level(claim.ci)} confidence interval, {low} to {high}."
    yield _found(claim, f"{low} to {high}", said, Level.ERROR if claim.statistic in RATIOS else Level.WARNING)


def _belongs(value: Decimal, low: Decimal, high: Decimal) -> bool:
    """Whether the interval can be this value's, a slip apart: not one of another size or sign."""
    if value <= 0 or low <= 0 or high <= 0:
        return (value < 0) == (high < 0) and not low <= -value <= high  # a reduction is printed with either sign
    nearest = low if value < low else high
    return max(value, nearest) < _FAR * min(value, nearest)


def _level(interval: Interval | None) -> str:
    return f"{interval.level.normalize():f}%" if interval else ""


def _found(claim: Claim, shown: str, said: str, level: Level) -> Conflict:
    return finding(CODE, NAME, KIND, [claim], [printed(claim), computed(shown)], level, said)
