"""Numbers as they stand beside each other: what tells one result from another where names do not."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice

from claimcheck.model import Claim

REACH = 140
"""Characters on each side of a number in which its companions stand."""
_RANGE = re.compile(r"[0-9.\u00b7]+\s?(?:[-\u2013\u2212]|to|,)\s?[0-9.\u00b7]+(?=\s?[%)\];])")
"""The ends of an interval, as brackets close behind them."""
_NUMBER = re.compile(r"(?<![\w.])[0-9]+(?:[.\u00b7][0-9]+)?(?!\w|[.\u00b7][0-9])")
_END = re.compile(r"\. (?=[A-Z])|\n")
_COMMON = frozenset({"95", "90", "100", "0.05", "0.01", "0.001", "0.0001", "1.0", "0.0"})
"""Numbers that stand beside results of every kind."""

Beside = frozenset[str]
_WHOLE = 0.1
"""What a whole number counts in a row, where a decimal counts 1."""
_ROW = 6
"""Numbers on each side that make the row of a number."""
_WIDE = 250
"""Characters on each side in which its row stands."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The telling numbers on both sides of a number, each from the nearest on."""

    before: tuple[str, ...]
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The row that a number stands in: in full, and without the ends of intervals, which not every place prints."""

    full: Sides
    bare: Sides


class Printed:
    """The numbers of a stretch of text: where each is printed, and what stands beside it there."""

    def __init__(self, text: str, start: int, end: int) -> None:
        """Read the numbers once."""
        self._text, self._from, self._to = text, start, end
        found = [(match.start(), _plain(match[0])) for match in _NUMBER.finditer(text, start, end)]
        self._starts = [at for at, _ in found]
        self._printed = [printed for _, printed in found]
        self._places: dict[str, list[int]] = defaultdict(list)
        for at, printed in found:
            self._places[printed].append(at)
        self._ends = [at for match in _RANGE.finditer(text, start, end) for at in match.span()]

    def count(self) -> int:
        """How many numbers there are."""
        return len(self._starts)

    def prints(self, value: Decimal, decimals: int) -> bool:
        """Whether a number of the text is this one, or rounds or is cut off to it; a whole number is none of these."""
        unit = Decimal(1).scaleb(-decimals)
        return any(
            abs(other - abs(value)) < unit if places > decimals else other == value for other, places in self._values
        )

    @cached_property
    def _values(self) -> frozenset[tuple[Decimal, int]]:
        return frozenset((Decimal(number), len(number.partition(".")[2])) for number in self._places)

    def likeness(self, printed: Iterable[str], beside: Beside) -> float:
        """How much the neighbours of one number have in common with those of the likest place that prints it."""
        places = (at for name in printed for at in self._places.get(name, ()))
        return max((alike(beside, self._beside(at)) for at in places), default=-1.0)

    def row(self, start: int, end: int) -> Row:
        """The row that a stretch of the text stands in, as far as the paragraph goes."""
        first = max(self._text.rfind("\n", 0, start), self._from, start - _WIDE)
        over = self._text.find("\n", end)
        last = min(len(self._text) if over < 0 else over, self._to, end + _WIDE)
        left = range(bisect_left(self._starts, start) - 1, bisect_left(self._starts, first) - 1, -1)
        right = range(bisect_left(self._starts, end), bisect_left(self._starts, last))
        return Row(self._sides(left, right), self._sides(*(filter(self._is_bare, side) for side in (left, right))))

    def _sides(self, left: Iterable[int], right: Iterable[int]) -> Sides:
        before, behind = (_in_row(self._printed[at] for at in side) for side in (left, right))
        return Sides(tuple(islice(before, _ROW)), tuple(islice(behind, _ROW)))

    def _is_bare(self, number: int) -> bool:
        """Whether a number is no end of an interval: before or behind all of them, or between two."""
        return bisect_right(self._ends, self._starts[number]) % 2 == 0

    def rows(self, printed: Iterable[str]) -> Iterator[Row]:
        """The rows of every place that prints one of these."""
        for name in printed:
            for at in self._places.get(name, ()):
                yield self.row(at, at + len(name))

    def _beside(self, at: int) -> Beside:
        """The telling numbers of the same sentence, no further than `REACH` from a place."""
        ends = [match.end() for match in _END.finditer(self._text, max(self._from, at - REACH), at)]
        first = ends[-1] if ends else at - REACH
        after = _END.search(self._text, at, min(self._to, at + REACH))
        last = after.start() if after else at + REACH
        near = slice(bisect_left(self._starts, first), bisect_left(self._starts, last))
        return telling(self._printed[near]) - {self._printed[bisect_left(self._starts, at)]}


def alike(a: Beside, b: Beside) -> float:
    """How much two neighbourhoods have in common."""
    return sum(_weight(printed) for printed in a & b)


@dataclass(frozen=True, slots=True)
class Shared:
    """What two rows have in common, in the same order and on the same side."""

    weight: float
    """Its decimals, and next to nothing for whole numbers, which stand in rows of all kinds."""
    both: bool
    """Something on both sides."""
    adjacent: bool
    """The nearest number on one of the sides."""


def in_order(a: Row, b: Row) -> Shared:
    """How much of one row stands in another."""
    return max((_shared(a.full, b.full), _shared(a.bare, b.bare)), key=lambda shared: (shared.weight, shared.adjacent))


def _shared(a: Sides, b: Sides) -> Shared:
    before, behind = _common_run(a.before, b.before), _common_run(a.behind, b.behind)
    nearest = (a.before[:1], b.before[:1]), (a.behind[:1], b.behind[:1])
    return Shared(before + behind, min(before, behind) > 0, any(one == other != () for one, other in nearest))


def _common_run(a: Sequence[str], b: Sequence[str]) -> float:
    """The weight of the longest run that two sequences share, others left out in between."""
    best = [0.0] * (len(b) + 1)
    for one in a:
        previous = 0.0
        for at, other in enumerate(b, 1):
            here = best[at]
            best[at] = previous + (1.0 if "." in one else _WHOLE) if one == other else max(here, best[at - 1])
            previous = here
    return best[-1]


def _weight(printed: str) -> float:
    """A whole number tells one result from others less than a decimal."""
    return 1.0 if "." in printed else 0.4


def _in_row(printed: Iterable[str]) -> Iterator[str]:
    return (number for number in printed if len(number) > 1 and number not in _COMMON)


def telling(printed: Iterable[str]) -> Beside:
    """The numbers that do not stand beside results of every kind."""
    return frozenset(_in_row(printed))


def beside(claim: Claim) -> Beside:
    """The telling numbers around a claim in its sentence, its interval and p value among them."""
    sentence = claim.sentence
    at = max(sentence.find(" ".join(claim.quote.split())), 0)
    near = sentence[max(0, at - REACH) : at] + " " + sentence[at + len(claim.quote) : at + len(claim.quote) + REACH]
    found = set(numbers(near))
    if claim.ci is not None:
        found |= {str(end) for end in (claim.ci.low, claim.ci.high) if end is not None}
    if claim.p_value is not None:
        found.add(str(claim.p_value.value))
    return telling(found)


def numbers(part: str) -> Iterator[str]:
    """The numbers of a text as printed, with a point for a middle dot."""
    return (_plain(match[0]) for match in _NUMBER.finditer(part))


def _plain(printed: str) -> str:
    return printed.replace("\u00b7", ".")
