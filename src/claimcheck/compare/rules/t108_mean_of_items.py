"""T108 mean-of-items."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.model import Conflict, Kind, Level, SampleMean

CODE = "T108"
NAME = "mean-of-items"
KIND = Kind.STATISTICAL


def check(paper: Paper) -> Iterator[Conflict]:
    """The mean of whole numbers, such as visits or sessions, cannot come from the number of members printed beside it.

    The sum of n whole numbers is a whole number: a whole sum must lie within what rounds, or is cut off, to the mean
    times n. Where n is so large that nearly every mean can be reached nothing is said (Brown and Heathers, Soc Psychol
    Personal Sci 2017). It is always a note: members with nothing recorded make n smaller.

    Conflicts: `the mean number of sessions was 1.54 (n = 12)`: 18 in all make 1.50, 19 make 1.58; `3.47` of `n = 20`.

    Agrees: `the mean number of sessions was 1.58 (n = 12)`; `mean age 61.54 (n = 12)`, which is no count.
    """
    for claim in paper.loose:
        if not isinstance(claim.detail, SampleMean) or not claim.detail.whole or not isinstance(claim.value, Decimal):
            continue
        size, unit = claim.detail.size, Decimal(1).scaleb(-claim.decimals)
        if size * unit * 2 >= 1 or reachable(claim.value, unit, size):
            continue
        below = int((claim.value * size).to_integral_value(ROUND_FLOOR))
        places = claim.decimals + 1
        shown = " and ".join(f"{total}/{size} = {Decimal(total) / size:.{places}f}" for total in (below, below + 1))
        yield finding(
            CODE,
            NAME,
            KIND,
            [claim],
            [printed(claim), computed(shown)],
            Level.NOTE,
            f"{claim.quote} is no mean of {size} whole numbers: {shown}.",
        )


def reachable(mean: Decimal, unit: Decimal, size: int) -> bool:
    """Whether some whole sum over `size` members rounds to the mean, or is cut off to it."""
    first = int((mean * size).to_integral_value(ROUND_FLOOR))
    means = [Decimal(total) / size for total in (first, first + 1)]
    return any(abs(found - mean) <= unit / 2 or 0 <= found - mean < unit for found in means)
