"""What the interval of a ratio says of its estimate and of its p value: interval arithmetic on what is printed.

Every printed number stands for all values that round to it, ends counted. Formulas: a Wald interval on the log scale,
`ln theta +/- z * SE`, as survival and logistic models print it (Altman and Bland, BMJ 2011;343:d2090 and d2304).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import erfc, inf, log, sqrt
from statistics import NormalDist

from claimcheck.model import Claim, Comparator, PValue

RATIOS = frozenset({"hazard_ratio", "odds_ratio", "risk_ratio"})
SLACK = 0.05
"""How far the z of a log-rank or stratified test may lie from that of the interval: the 95th percentile is 2-4%."""

FEW_EVENTS_SE = 0.45
"""Standard error of a log ratio of about twenty events (Schoenfeld, Biometrics 1983;39:499)."""


@dataclass(frozen=True, slots=True)
class Ends:
    """All values that a printed number may stand for; `bottom` is never below zero for a ratio."""

    bottom: float
    top: float

    def meets(self, other: Ends) -> bool:
        """Whether the two have a value in common, ends counted; what floating point adds is allowed for."""
        return self.bottom <= other.top * (1 + 1e-12) and other.bottom <= self.top * (1 + 1e-12)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A hazard, odds or risk ratio with its interval."""

    estimate: Ends
    low: Ends
    high: Ends
    level: Decimal
    """Of the interval, in percent."""


def ratio_of(claim: Claim) -> Ratio | None:
    """The ratio that a claim states with both ends of its interval; None for anything else.

    An interval whose low end may be zero as printed says nothing on the log scale.
    """
    interval = claim.ci
    if claim.statistic not in RATIOS or interval is None or claim.comparator is not Comparator.EQUAL:
        return None
    if not isinstance(claim.value, Decimal) or interval.low is None or interval.high is None:
        return None
    found = Ratio(ends(claim.value), ends(interval.low), ends(interval.high), interval.level)
    usable = found.low.bottom > 0 and found.estimate.bottom > 0 and 50 <= interval.level < 100
    return found if usable else None


def ends(printed: Decimal) -> Ends:
    """Half a unit in the last printed place on both sides."""
    exponent = printed.as_tuple().exponent
    assert isinstance(exponent, int)
    half = Decimal(5).scaleb(exponent - 1)
    return Ends(float(printed - half), float(printed + half))


def in_order(ratio: Ratio) -> bool:
    """Whether the estimate can lie between the ends."""
    return ratio.low.bottom <= ratio.estimate.top and ratio.estimate.bottom <= ratio.high.top


def of_few_events(ratio: Ratio) -> bool:
    """Whether the interval is as wide as fewer than some twenty events make it: SE = 2 / sqrt(events), equal arms.

    Then a log-rank p value lies far from the Wald interval's where the effect is large (simulated: beyond the allowed
    ones by a factor of two in 4 of 10 trials), and an interval by the likelihood is not symmetric.
    """
    return log(ratio.high.bottom / ratio.low.top) / (2 * quantile(ratio.level)) >= FEW_EVENTS_SE


def implied(ratio: Ratio) -> Ends:
    """Where the estimate must lie by its interval: at the geometric mean of the ends."""
    return Ends(sqrt(ratio.low.bottom * ratio.high.bottom), sqrt(ratio.low.top * ratio.high.top))


def halfway(ratio: Ratio) -> Ends:
    """The arithmetic mean of the ends, where an interval that was not made on the log scale has its middle."""
    return Ends((ratio.low.bottom + ratio.high.bottom) / 2, (ratio.low.top + ratio.high.top) / 2)


def p_values(ratio: Ratio, slack: float = SLACK) -> Ends:
    """The two-sided p values that estimate and interval allow."""
    width = log(ratio.high.top / ratio.low.bottom), log(max(ratio.high.bottom / ratio.low.top, 1 + 1e-12))
    wide, narrow = (part / (2 * quantile(ratio.level)) for part in width)
    bottom, top = log(ratio.estimate.bottom), log(ratio.estimate.top)
    nearest = 0.0 if bottom <= 0 <= top else min(abs(bottom), abs(top))
    z = Ends(nearest / wide * (1 - slack), max(abs(bottom), abs(top)) / narrow * (1 + slack))
    return Ends(_tail(z.top), _tail(z.bottom))


def excess(p: PValue, allowed: Ends) -> float:
    """By which factor the printed p value lies outside the allowed ones; at most 1 where it may be one of them."""
    printed = ends(p.value)
    bottom, top = max(printed.bottom, 0.0), printed.top
    if p.comparator in (Comparator.LESS, Comparator.LESS_OR_EQUAL):
        return allowed.bottom / float(p.value) if p.value else inf
    if p.comparator in (Comparator.GREATER, Comparator.GREATER_OR_EQUAL):
        return float(p.value) / allowed.top
    if p.value == 0:  # printed 0.000: below what the digits show
        return allowed.bottom / top
    return max(allowed.bottom / top, bottom / allowed.top)


def one_sided(allowed: Ends) -> Ends:
    """The p values of a one-sided test of the same data."""
    return Ends(allowed.bottom / 2, allowed.top / 2)


@lru_cache
def quantile(level: Decimal) -> float:
    """The z of a two-sided interval: 1.96 for 95."""
    return NormalDist().inv_cdf(0.5 + float(level) / 200)


def _tail(z: float) -> float:
    return erfc(z / sqrt(2))
