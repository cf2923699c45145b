"""T106 interval-of-share."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.guards import OTHER_SHARE, guard
from claimcheck.compare.paper import Paper
from claimcheck.compare.proportions import Method, intervals
from claimcheck.model import UNBOUND, Claim, Comparator, Conflict, Interval, Kind, Level

CODE = "T106"
NAME = "interval-of-share"
KIND = Kind.STATISTICAL

_COUNTED = frozenset({
    UNBOUND, "objective_response_rate", "complete_response_rate", "partial_response_rate", "disease_control_rate",
    "clinical_benefit_rate", "proportion", "adverse_event_rate", "discontinuation_rate", "prevalence",
})  # fmt: skip
"""What is counted in patients. A survival rate is an estimate, and its interval is of another kind."""
_CLOSE = 3
"""So many units of the last place from a method: a variant of it rather than a slip."""


def check(paper: Paper) -> Iterator[Conflict]:
    """The confidence interval of a percentage is not that of the count and the total printed beside it.

    Clopper-Pearson, Wilson, Wald, Agresti-Coull, mid-p and Jeffreys, with and without continuity correction, are tried;
    both ends must be within one unit in the last place of one of them. An interval within three units is a note, with
    the method that comes closest. Survival rates and intervals of Bayesian, two-stage or adjusted analyses are passed
    over.

    Conflicts: `64% (32 of 50; 95% CI 41.2-77.1)`, where an exact interval begins at 49.2; `12/40 (30%, 95% CI 5-55)`.

    Agrees: `64% (32 of 50; 95% CI 49.2-77.1)`, which is exact; `64% (32/50; 95% CI 50.1-75.9)`, which is Wilson's.
    """
    for claim in paper.numbers:
        interval = claim.ci
        if interval is None or interval.low is None or interval.high is None or not 50 <= interval.level < 100:
            continue
        if claim.metric not in _COUNTED or claim.unit != "percent" or claim.comparator is not Comparator.EQUAL:
            continue
        count, total = claim.numerator, claim.denominator
        if count is None or not total or not 0 <= count <= total or not isinstance(claim.value, Decimal):
            continue
        if not _of_the_count(claim.value, count, total) or guard(paper, claim, OTHER_SHARE):
            continue
        yield from _checked(claim, interval, count, total)


def _of_the_count(value: Decimal, count: int, total: int) -> bool:
    """Whether the percentage is that of the count; where it is not, A101 says so."""
    return abs(value - Decimal(100 * count) / total) < 1


def distance(method: Method, interval: Interval) -> float:
    """How far a method's ends are from the printed ones, in units of their last place; the farther of the two."""
    assert interval.low is not None
    assert interval.high is not None
    ends = ((method.low, interval.low), (method.high, interval.high))
    return max(abs(end - float(told)) / float(Decimal(1).scaleb(_exponent(told))) for end, told in ends)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return min(exponent, 0)


def _checked(claim: Claim, interval: Interval, count: int, total: int) -> Iterator[Conflict]:
    nearest = min(intervals(count, total, interval.level), key=lambda method: distance(method, interval))
    off = distance(nearest, interval)
    if off <= 1 + 1e-9:
        return
    exact = intervals(count, total, interval.level)[0]
    shown = f"{count}/{total}: {exact.low:.1f} to {exact.high:.1f}"
    close = off <= _CLOSE
    said = f"closest is {nearest.name}, {nearest.low:.2f} to {nearest.high:.2f}"
    yield finding(
        CODE,
        NAME,
        KIND,
        [claim],
        [printed(claim), computed(shown)],
        Level.NOTE if close else Level.WARNING,
        f"{claim.quote} of {count}/{total} has the interval {interval.low} to {interval.high}, which no common method "
        f"gives; {said}.",
    )
