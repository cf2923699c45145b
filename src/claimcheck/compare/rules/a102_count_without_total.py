"""A102 count-without-total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.model import Claim, Comparator, Conflict, Kind, Level

CODE = "A102"
NAME = "count-without-total"
KIND = Kind.ARITHMETIC

_REACH = 60
"""Characters in front of a percentage in which its count stands."""


def check(paper: Paper) -> Iterator[Conflict]:
    """A percentage stands beside its count, and no whole number of people gives that percentage.

    For a count n and a percentage p there must be a total N, at least n, whose n/N lies within one unit of the last
    printed place of p: rounding and cutting off are both allowed for. Of a number that nothing names it is a warning;
    a note in a column of a table that prints whole percentages with `.0` throughout.

    Conflicts: `42 patients (73.4%)`: 42 of 57 is 73.7%, of 58 is 72.4%; `23 (77.6%)`.

    Agrees: `32 (64%)`, which is of 50; `1 (9.1%)`, which is of 11.
    """
    for claim in paper.numbers:
        if claim.unit != "percent" or claim.denominator is not None or not claim.numerator:
            continue
        if _is_total(paper.before(claim, _REACH), claim.numerator):
            continue
        if isinstance(claim.value, Decimal) and claim.comparator is Comparator.EQUAL and 0 < claim.value < 100:
            yield from _checked(claim, claim.value, claim.numerator, paper.last_place(claim))


def _is_total(before: str, count: int) -> bool:
    """Whether the number in front of the percentage is no count of its own: `ten of 12 (83%)`, `at least 1 (77%)`."""
    words = r"\b(?:of|than|least|most|to|over|under|\u2265|>)"
    return bool(re.search(rf"{words}\s?(?:the\s)?{count}\b[^()]*[(\[]\s*$", before))


def _checked(claim: Claim, value: Decimal, count: int, place: Decimal) -> Iterator[Conflict]:
    """Args: place: one unit in the last place that means something, 1 in a column padded with zeros."""
    if has_total(count, value, Decimal(1).scaleb(-claim.decimals)):
        return
    padded = has_total(count, value, place)
    near = Decimal(100 * count) / value
    below = max(int(near.to_integral_value(ROUND_FLOOR)), count)
    above = max(int(near.to_integral_value(ROUND_CEILING)), below + 1)
    shares = " and ".join(f"{count}/{n} = {Decimal(100 * count) / n:.{claim.decimals + 1}f}%" for n in (below, above))
    yield finding(
        CODE,
        NAME,
        KIND,
        [claim],
        [printed(claim), computed(shares)],
        Level.NOTE if padded else Level.ERROR,
        f"{claim.quote} is given for {count}, yet no total makes {count} that share: {shares}.",
    )


def has_total(count: int, value: Decimal, unit: Decimal) -> bool:
    """Whether a whole number N, at least `count`, has 100 * count / N strictly within `unit` of `value`."""
    least = Decimal(100 * count) / (value + unit)
    first = max(int(least.to_integral_value(ROUND_FLOOR)) + 1, count)  # the first integer beyond `least`
    return value <= unit or Decimal(100 * count) / first > value - unit
