"""Do two printed values agree? Interval arithmetic on printed precision, never `==` and never a fixed tolerance.

A printed number stands for every true value that would have been printed so: the open interval of half a unit in its
last place. Two values agree where one true value could have been printed as both (contract.md, "A conflict").
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from claimcheck.model import Claim, Comparator
from claimcheck.vocabulary import Metric, Vocabulary

HALF = Decimal("0.5")
_BELOW = (Comparator.LESS, Comparator.LESS_OR_EQUAL)
_ABOVE = (Comparator.GREATER, Comparator.GREATER_OR_EQUAL)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a printed value says of the true one, in the metric's canonical unit.

    `low` and `high` are the open ends of the interval, None where there is no end. A date has none of them but `date`.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    date: str | None = None
    comparator: Comparator = Comparator.EQUAL
    unit: Decimal = Decimal(0)
    """One unit in the last place printed."""
    point: Decimal | None = None
    """The number itself, None for a range."""


def stated(claim: Claim, metric: Metric, vocabulary: Vocabulary) -> Stated | None:
    """What a claim says of the true value; None where it names no number ('not reached', 'not reported')."""
    if claim.special is not None:
        return None
    if isinstance(claim.value, str):
        return Stated(date=claim.value, comparator=claim.comparator)
    if claim.low is None or claim.high is None:
        return None
    low, high = claim.low, claim.high
    if metric.change:
        low, high = min(abs(low), abs(high)), max(abs(low), abs(high))
    return interval(
        low,
        high,
        decimals=claim.decimals,
        comparator=claim.comparator,
        factor=_factor(claim, vocabulary),
        about=metric.about,
    )


def interval(
    low: Decimal,
    high: Decimal,
    *,
    decimals: int,
    comparator: Comparator = Comparator.EQUAL,
    factor: Decimal = Decimal(1),
    about: Decimal = Decimal(0),
) -> Stated:
    """The interval that a printed number or range stands for; `about` is the relative tolerance of a `~`."""
    unit = Decimal(1).scaleb(-decimals)
    point = low if low == high else None
    slack = HALF * unit
    bottom, top = low - slack, high + slack
    if comparator is Comparator.ABOUT:
        bottom, top = min(bottom, low - about * abs(low)), max(top, high + about * abs(high))
    if comparator in _BELOW:
        return Stated(None, top * factor, None, comparator, unit * factor, None)
    if comparator in _ABOVE:
        return Stated(bottom * factor, None, None, comparator, unit * factor, None)
    return Stated(bottom * factor, top * factor, None, comparator, unit * factor, point and point * factor)


def agree(a: Stated, b: Stated) -> bool:
    """Whether one true value could have been printed as both. Ends that only touch do not count."""
    if a.date is not None or b.date is not None:
        return a.date is not None and b.date is not None and _dates_agree(a, b)
    low = _larger(a.low, b.low)
    high = _smaller(a.high, b.high)
    return low is None or high is None or low < high


def truncated(a: Stated, b: Stated) -> bool:
    """Whether the coarser number is the finer one cut off instead of rounded: 12.6 beside 12.67."""
    coarse, fine = (a, b) if a.unit > b.unit else (b, a)
    if coarse.point is None or fine.point is None or coarse.unit == fine.unit:
        return False
    distance = abs(fine.point) - abs(coarse.point)
    return 0 <= distance < coarse.unit and not agree(a, b)


def rounded_twice(a: Stated, b: Stated) -> bool:
    """Whether the coarser number is the next one up from the finer: 12.7 beside 12.64, which 12.65 explains."""
    coarse, fine = (a, b) if a.unit > b.unit else (b, a)
    if coarse.point is None or fine.point is None or coarse.unit == fine.unit:
        return False
    distance = abs(coarse.point) - abs(fine.point)
    return HALF * coarse.unit <= distance <= HALF * coarse.unit + fine.unit and not agree(a, b)


def _dates_agree(a: Stated, b: Stated) -> bool:
    assert a.date is not None
    assert b.date is not None
    common = min(len(a.date), len(b.date))
    first, second = a.date[:common], b.date[:common]
    if first == second:
        return True
    earlier, later = (a, b) if first < second else (b, a)
    return earlier.comparator in _ABOVE or later.comparator in _BELOW


def _larger(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return b if a is None else a if b is None else max(a, b)


def _smaller(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return b if a is None else a if b is None else min(a, b)


def _factor(claim: Claim, vocabulary: Vocabulary) -> Decimal:
    """From the printed unit to the one that is compared, with every digit; normalise has checked that it exists."""
    if claim.unit == claim.canonical_unit:
        return Decimal(1)
    units = vocabulary.units
    return units[claim.unit].factor / units[claim.canonical_unit].factor
