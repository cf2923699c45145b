"""A sentence as a sequence of tags: values, terms, connectives, brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from claimcheck.extract.attach import Reading
from claimcheck.extract.grammar import by_first_letter
from claimcheck.extract.terms import Hit
from claimcheck.vocabulary import Same, Vocabulary

_OPENS = re.compile(r"(?:as\s)?compared\b|relative to|in (?:comparison|contrast)", re.IGNORECASE)
_CONNECTIVES = {"versus": "v", "and": "&", "respectively": "r", "preposition": "w"}


@dataclass(frozen=True, slots=True)
class Element:
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


@lru_cache(maxsize=4)
def _connectives(same: Same) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The connectives and signs as one pattern, and the symbol of each word."""
    symbols = {
        " ".join(alias.casefold().split()): _CONNECTIVES[name]
        for name, term in same.vocabulary.of("connective").items()
        for alias in term.aliases
    }
    return re.compile(rf"[()\[\];:,]|(?<![A-Za-z0-9-])(?:{by_first_letter(symbols)})"), symbols


def elements(
    text: str, sentence: tuple[int, int], readings: Sequence[Reading], hits: Sequence[Hit], vocabulary: Vocabulary
) -> list[Element]:
    """The tags of a sentence in order. A term inside a number or its satellites is left out."""
    found = [Element("V", r.start, r.end, reading=i) for i, r in enumerate(readings)]
    busy = [(r.start, r.end) for r in readings]
    for (start, end), same in groupby(hits, key=lambda h: (h.start, h.end)):
        if _free(start, end, busy):
            found.append(Element("H", start, end, hits=tuple(same)))
    taken = sorted([(e.start, e.end) for e in found] + [span for r in readings for span in r.satellites])
    pattern, symbols = _connectives(Same(vocabulary))
    for match in pattern.finditer(text, *sentence):
        if _free_sign(match.start(), taken):
            symbol = symbols.get(" ".join(match[0].casefold().split()), match[0].translate(_ROUND))
            opens = symbol == "v" and bool(_OPENS.match(text, match.start()))
            found.append(Element(symbol, match.start(), match.end(), opens=opens))
    return sorted(found, key=lambda e: (e.start, e.end))


def _free_sign(at: int, taken: Sequence[tuple[int, int]]) -> bool:
    index = bisect_left(taken, (at + 1, 0)) - 1
    return all(taken[i][1] <= at for i in range(max(0, index - 2), index + 1))


def _free(start: int, end: int, busy: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(busy, (end, 0)) - 1
    return at < 0 or busy[at][1] <= start


_ROUND = str.maketrans("[]", "()")
