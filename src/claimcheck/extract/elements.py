"""A sentence as a sequence of tags: values, terms, connectives, brackets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from claimcheck.extract.attach import Reading
from claimcheck.extract.grammar import by_first_letter
from claimcheck.extract.terms import Hit
from claimcheck.vocabulary import Same, Vocabulary

_OPENS = re.compile(r"(?:as\s)?compared\b|against\b|relative to|in (?:comparison|contrast)", re.IGNORECASE)
_CONNECTIVES = {"versus": "v", "and": "&", "respectively": "r", "preposition": "w"}


class Element(NamedTuple):
    """One tag of a sentence.

    `symbol` is `V` for a value, `H` for a term, `v & r w` for connectives, a sign for itself.
    """

    symbol: str
    start: int
    end: int
    reading: int = -1
    """Index of the reading of a value; -1 for everything else."""
    hits: tuple[Hit, ...] = ()
    opens: bool = False
    """A connective that puts the other arm first: `Compared with chemotherapy, crizotinib ...`."""


def any_between(positions: Sequence[int], first: int, last: int) -> bool:
    """Whether one of the positions, in rising order, stands between two others."""
    index = bisect_right(positions, first)
    return index < len(positions) and positions[index] < last


class Brackets:
    """Which bracket of a sentence stands around which element."""

    def __init__(self, elements: Sequence[Element]) -> None:
        """Find the bracket of every element, and where each bracket closes."""
        self.inside: list[int] = []
        """Position -> where the innermost bracket around it opens, or -1."""
        self._closes: dict[int, int] = {}
        opened: list[int] = []
        self._holds: set[int] = set()
        """Brackets that hold a value."""
        for position, element in enumerate(elements):
            if element.symbol == ")" and opened and opened.pop() in self._holds:
                self._closes[self.inside[-1]] = position
            elif element.symbol == "V":
                self._holds.update(opened)
            self.inside.append(opened[-1] if opened else -1)
            if element.symbol == "(":
                opened.append(position)

    def outermost(self, position: int) -> int:
        """Where the outermost bracket around a position opens, or -1."""
        opened = self.inside[position]
        while opened >= 0 and self.inside[opened] >= 0:
            opened = self.inside[opened]
        return opened

    def behind(self, term: int, position: int) -> bool:
        """Whether a term stands in a bracket with values of its own that opens behind a position."""
        return self.inside[term] > position and self.inside[term] in self._holds

    def closed(self, term: int, position: int) -> bool:
        """Whether a term stands in a bracket with values of its own that has closed before a position."""
        return self._closes.get(self.inside[term], position) < position


@lru_cache(maxsize=4)
def _connectives(same: Same) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The connectives and signs as one pattern, and the symbol of each."""
    words = {
        " ".join(alias.casefold().split()): _CONNECTIVES[name]
        for name, term in same.vocabulary.of("connective").items()
        for alias in term.aliases
    }
    return re.compile(rf"[()\[\];:,]|(?<![A-Za-z0-9-])(?:{by_first_letter(words)})"), _SIGNS | words


def elements(
    text: str, sentence: tuple[int, int], readings: Sequence[Reading], hits: Sequence[Hit], vocabulary: Vocabulary
) -> list[Element]:
    """The tags of a sentence in order. A term inside a number or its satellites is left out."""
    found = [Element("V", r.start, r.end, reading=i) for i, r in enumerate(readings)]
    busy = [(r.start, r.end) for r in readings]
    for (start, end), same in groupby(hits, key=_SPAN):
        if _free(start, end, busy):
            found.append(Element("H", start, end, hits=tuple(same)))
    taken = sorted([(e.start, e.end) for e in found] + [span for r in readings for span in r.satellites])
    starts, reach = [start for start, _ in taken], list(accumulate((end for _, end in taken), max))
    pattern, symbols = _connectives(Same(vocabulary))
    for match in pattern.finditer(text, *sentence):
        start, end = match.span()
        index = bisect_right(starts, start)
        if index and reach[index - 1] > start:
            continue
        words = match[0]
        symbol = symbols.get(words) or symbols[" ".join(words.casefold().split())]
        opens = symbol == "v" and bool(_OPENS.match(text, start))
        found.append(Element(symbol, start, end, -1, (), opens))
    return _without_own_brackets(text, sorted(found, key=_PLACE), readings)


_COUNT_BEFORE = re.compile(r"(?:[0-9]|\b[a-z]{2,12})\s?$", re.IGNORECASE)


def _without_own_brackets(text: str, found: list[Element], readings: Sequence[Reading]) -> list[Element]:
    """Without the brackets of a percentage behind its count: `29 [11%] vs two [1%]` compares two values."""
    own: set[int] = set()
    for at, element in enumerate(found[1:-1], 1):
        if element.symbol != "V" or readings[element.reading].numerator is None:
            continue
        before, after = found[at - 1], found[at + 1]
        bracketed = before.symbol == "(" and after.symbol == ")"
        if bracketed and _COUNT_BEFORE.search(text, max(0, before.start - 14), before.start):
            own.update((at - 1, at + 1))
    return [e for at, e in enumerate(found) if at not in own] if own else found


def _free(start: int, end: int, busy: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(busy, (end, 0)) - 1
    return at < 0 or busy[at][1] <= start


_SPAN = attrgetter("start", "end")
_PLACE = itemgetter(1, 2)
"""The span of an element."""
_SIGNS = {"[": "(", "]": ")"} | {sign: sign for sign in "();:,"}
