"""A101 percentage-of-count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.model import Claim, Comparator, Conflict, Kind, Level, Reason

CODE = "A101"
NAME = "percentage-of-count"
KIND = Kind.ARITHMETIC

_SMALL = 4
"""Of so few a fraction is often a ratio of another kind: `1/4`, `2/3 of the patients`."""
_REACH = 60
"""Characters on each side of a percentage in which its fraction stands."""
_MEASURED = r"(?:mg|\u03bcg|\u00b5g|mcg|g|kg|ml|mL|mmHg|mm Hg|IU|U|Gy|days?|weeks?|months?|years?|cycles?)\b"
"""Behind what looks like a fraction: a pair of doses, pressures or times."""


def check(paper: Paper) -> Iterator[Conflict]:
    """A percentage is not that of the count and the total printed beside it.

    The printed percentage stands for everything that rounds to it; the calculated one must lie there. A percentage that
    is cut off or off by less than one unit in its last place is a note: a habit of the author rather than a slip; so is
    one that fits as a whole number in a column of a table that prints all of them with `.0`. Two
    groups written as a pair, `men / women 39/65`, and pairs of doses are no fractions. Of a number that nothing
    names it is a warning.

    Conflicts: `14 of 52 patients (28.9%)`, which is 26.9%; `4/49 (8.3%)`, which is 8.2% (8.3% would be 4 of 48).

    Agrees: `14/52 (26.9%)`; `14/52 (27%)`; `more than 25% (14/52)`.
    """
    for claim in paper.numbers:
        if claim.unit == "percent" and claim.comparator is Comparator.EQUAL and isinstance(claim.value, Decimal):
            yield from _checked(paper, claim, claim.value)


def _is_pair(paper: Paper, claim: Claim, value: Decimal) -> bool:
    """Whether `39 / 65 (37%)` are two groups, the percentage that of the first in both, or two doses."""
    count, total = claim.numerator, claim.denominator
    if not count or not total:
        return False
    around = paper.before(claim, _REACH) + paper.after(claim, _REACH)
    pair = rf"(?<![0-9.]){count}\s?/\s?{total}(?![0-9])"
    if re.search(rf"{pair}\s?-?{_MEASURED}", around):
        return True
    unit = Decimal(1).scaleb(-claim.decimals)
    return bool(re.search(pair, around)) and abs(value - Decimal(100 * count) / (count + total)) < unit


def _checked(paper: Paper, claim: Claim, value: Decimal) -> Iterator[Conflict]:
    count, total = claim.numerator, claim.denominator
    if count is None or total is None or total <= _SMALL or not 0 <= count <= total:
        return
    exact = Decimal(100 * count) / total
    unit = Decimal(1).scaleb(-claim.decimals)
    if abs(value - exact) <= unit / 2:
        return
    place = paper.last_place(claim)
    mild = abs(value - exact) < unit or abs(value - exact) <= place / 2
    if not mild and _is_pair(paper, claim, value):
        return
    cut = mild and 0 < exact - value < unit
    reason = Reason.TRUNCATION if cut else Reason.ROUNDING if mild else Reason.UNEXPLAINED
    shown = f"{count}/{total} = {exact:.{claim.decimals + 1}f}%"
    yield finding(
        CODE,
        NAME,
        KIND,
        [claim],
        [printed(claim), computed(shown, round(exact, claim.decimals + 1))],
        Level.NOTE if mild else Level.ERROR,
        f"{claim.quote} is given for {count} of {total}, which is {exact:.{claim.decimals + 1}f}%"
        f"{_repair(claim, value)}.",
        reason,
    )


def _repair(claim: Claim, value: Decimal) -> str:
    """Which count or which total gives the printed percentage, if a whole number does."""
    count, total = claim.numerator, claim.denominator
    if not count or not total or not value:
        return ""
    half = Decimal(5).scaleb(-claim.decimals - 1)
    other = int((value * total / 100).to_integral_value())
    whole = int((Decimal(100 * count) / value).to_integral_value())
    fits = [
        f"{n} of {of}"
        for n, of in ((count, whole), (other, total))
        if n <= of and abs(Decimal(100 * n) / of - value) <= half
    ]
    return f"; {value}% is {' or '.join(fits)}" if fits else ""
