"""Find every number of a text and read it: value, precision, comparator, unit, range, spread.

One pass over the places where a number may begin; at each the readers of `READERS` are asked in order and the
first that answers takes the characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from claimcheck.extract import grammar
from claimcheck.extract.atoms import Atom, AtomKind
from claimcheck.extract.dates import bare_year, dates
from claimcheck.extract.lexicon import Lexicon, flat, lexicon
from claimcheck.extract.number_parts import (
    LOOK_BACK,
    NUMBER,
    compared,
    decimal_of,
    following,
    point,
    printed_number,
    range_from,
    with_spread,
    with_unit,
)
from claimcheck.extract.number_words import number_words
from claimcheck.model import Comparator, Interval, PValue, Quantity
from claimcheck.vocabulary import Vocabulary

_SYMBOLS = {"≤": "<=", "⩽": "<=", "≥": ">=", "⩾": ">="}
_SIGN = re.compile(r"[-\u2212\u2013]")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_P_SIGNS = frozenset("=<>≤≥⩽⩾")
_P_WORDS = frozenset({"of", "was", "is", "value", "values", "p"})


class Place(NamedTuple):
    """Where a number may stand."""

    text: str
    start: int
    end: int
    """Where its digits end."""
    behind: str
    """The first character behind it that is no white space: tells soon what it cannot be."""


def _place(text: str, start: int) -> Place:
    number = NUMBER.match(text, start)
    end = number.end() if number else start
    return Place(text, start, end, following(text, end))


def scan(text: str, vocabulary: Vocabulary) -> list[Atom]:
    """Every number of the text as an atom, in order, none overlapping."""
    lex = lexicon(vocabulary)
    atoms = [Atom(AtomKind.SKIPPED, start, end, reason="identifier or link") for start, end in _identifiers(text)]
    atoms += [Atom(AtomKind.VALUE, q.start, q.end, q) for q in dates(text)]
    blocked = _Blocked(sorted((atom.start, atom.end) for atom in atoms))
    done = 0
    for match in grammar.START.finditer(text):
        start = match.start()
        if start < done:
            continue
        if (end := blocked.end_at(start)) is not None:
            done = end
            continue
        place = _place(text, start)
        for reader in READERS:
            atom = reader(place, lex)
            if atom is not None:
                atoms.append(atom)
                done = atom.end
                break
    blocked = _Blocked(sorted((atom.start, atom.end) for atom in atoms))
    atoms += [
        Atom(AtomKind.VALUE, q.start, q.end, q)
        for q in [*_specials(text, lex), *(with_unit(text, q, lex) for q in number_words(text))]
        if blocked.end_at(q.start) is None
    ]
    return sorted(atoms, key=lambda atom: (atom.start, -atom.end))


def _identifiers(text: str) -> list[tuple[int, int]]:
    """Links, and the numbers of registers."""
    named = [(m.start(), m.end()) for m in grammar.IDENTIFIER.finditer(text)]
    bare = [(m.start() - 4, m.end()) for m in grammar.EUDRACT.finditer(text)]
    links = [(m.start(), m.end()) for m in grammar.URL.finditer(text)]
    return [*links, *named, *(span for span in bare if not any(s <= span[0] < e for s, e in named))]


class _Blocked:
    """Spans already taken, asked in rising order or not."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def end_at(self, offset: int) -> int | None:
        index = bisect_right(self.starts, offset) - 1
        return self.ends[index] if index >= 0 and offset < self.ends[index] else None


def _specials(text: str, lex: Lexicon) -> list[Quantity]:
    found = []
    for match in lex.special.finditer(text):
        special = lex.specials[flat(match[0])]
        found.append(Quantity(match.start(), match.end(), match[0], None, None, None, special=special))
    return found


_LEVEL_STARTS = frozenset("%\\cC")
_FRACTION_STARTS = frozenset("/oO")
_SPREAD_STARTS = frozenset("±+\\")
_RANGE_STARTS = frozenset(f"{_DASHES}ta")
"""What stands behind the first number of each: a quick look before the match."""
_YEAR = 4

# ---- readers: place of a number, lexicon -> atom or None ----


def _identifier(place: Place, lex: Lexicon) -> Atom | None:
    """`IL-3`, `PROFILE-1007`, `3D`, `2nd`: digits of a name."""
    text, start, end, _ = place
    if start >= 2 and text[start - 1] in "-\u2010\u2011\u2013" and text[start - 2].isalpha():
        return Atom(AtomKind.SKIPPED, start, _digits_end(text, start), reason="part of a name")
    if start >= 2 and text[start - 1] in ".,;)" and (text[start - 2].isalpha() or text[start - 2] in ")%"):
        return Atom(AtomKind.SKIPPED, start, _digits_end(text, start), reason="reference mark")
    glued = start < end < len(text) and (text[end].isalpha() or text[end] == "_")
    if glued and lex.unit.match(text, end) is None:
        return Atom(AtomKind.SKIPPED, start, _digits_end(text, start), reason="part of a name")
    return None


def _digits_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and (text[end].isalnum() or (text[end] in ".-/" and text[end + 1 : end + 2].isalnum())):
        end += 1
    return max(end, start + 1)


def _interval(place: Place, lex: Lexicon) -> Atom | None:
    """`95% CI 7.8-14.2`, `95% confidence interval [CI] 0.17 to 0.75`, `90% CI: 10.1-not reached`."""
    text, start, _, behind = place
    level = grammar.LEVEL.match(text, start) if behind in _LEVEL_STARTS else None
    if level is None:
        return None
    number = Decimal(level[1])
    match = grammar.INTERVAL.match(text, level.end())
    if match is None:
        return Atom(AtomKind.SKIPPED, start, level.end(), reason="level of an interval")
    intervals = [Interval(number, _signed(match[1]), _signed(match[2]))]
    end = match.end()
    while len(intervals) < 4 and (more := grammar.MORE_INTERVAL.match(text, end)):
        intervals.append(Interval(number, _signed(more[1]), _signed(more[2])))
        end = more.end()
    return Atom(AtomKind.INTERVAL, start, end, intervals=tuple(intervals))


def interval_at(text: str, start: int, end: int, level: Decimal) -> Interval | None:
    """`7.8 to 14.2` or `(7.8; NR)` where it is known to be an interval, such as in a column of intervals."""
    match = grammar.INTERVAL.match(text, start, end)
    if match is None:
        return None
    low, high = _signed(match[1]), _signed(match[2])
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Interval(level, low, high)


def _signed(printed: str) -> Decimal | None:
    body = printed.strip()
    if not any(c.isdigit() for c in body):
        return None
    negative = bool(_SIGN.match(body))
    value = decimal_of(body.lstrip(_DASHES))
    return -value if negative else value


def _p_value(place: Place, lex: Lexicon) -> Atom | None:
    """`P<0.001`, `p = 0.02`, `P value of .04`."""
    text, start, end, _ = place
    window = max(0, start - LOOK_BACK)
    words = text[window:start].rsplit(None, 1)
    if not words or (words[-1][-1] not in _P_SIGNS and words[-1].casefold() not in _P_WORDS):
        return None
    before = grammar.P_BEFORE.search(text[window:start])
    if before is None or start == end or (before[1] is None and "value" not in before[0].casefold()):
        return None
    symbol = before[1] or "="
    comparator = Comparator(_SYMBOLS.get(symbol, symbol))
    value = decimal_of(text[start:end])
    if value > 1:
        return None
    return Atom(AtomKind.P_VALUE, window + before.start(), end, p_value=PValue(comparator, value))


def _size(place: Place, lex: Lexicon) -> Atom | None:
    """`n = 147`: a group size."""
    text, start, _, _ = place
    if text[max(0, start - 3) : start].rstrip()[-1:] not in ("=", ":"):
        return None
    window = max(0, start - 8)
    before = grammar.N_BEFORE.search(text[window:start])
    if before is None:
        return None
    if grammar.FRACTION.match(text, start):
        return _fraction(place, lex)  # `n = 12/40` is a fraction like another
    quantity = point(text, start, lex)
    return None if quantity is None else Atom(AtomKind.SIZE, window + before.start(), quantity.end, quantity)


def _fraction(place: Place, lex: Lexicon) -> Atom | None:
    """`144/168`, `4 of 9`: a numerator and its denominator."""
    text, start, _, behind = place
    match = grammar.FRACTION.match(text, start) if behind in _FRACTION_STARTS else None
    if match is None:
        return None
    numerator, denominator = (int(group.replace(",", "")) for group in match.groups())
    if lex.unit.match(text, match.end()) and "/" not in match[0]:
        return None
    if denominator == 0 or numerator > denominator or (denominator <= 4 and "/" in match[0]):
        return None
    quantity = printed_number(text, match.start(1), match.end(1))
    return Atom(AtomKind.FRACTION, start, match.end(), quantity, numerator=numerator, denominator=denominator)


def _year(place: Place, lex: Lexicon) -> Atom | None:
    """`2016` by itself."""
    text, start, end, _ = place
    year = bare_year(text, start) if end - start == _YEAR else None
    if year is None or lex.unit.match(text, year.end):
        return None
    return Atom(AtomKind.VALUE, year.start, year.end, year)


def _value(place: Place, lex: Lexicon) -> Atom:
    """Any other number, with everything that belongs to it."""
    text, start, _, _ = place
    quantity = point(text, start, lex)
    if quantity is None:
        return Atom(AtomKind.SKIPPED, start, start + 1, reason="not a number")
    behind = following(text, quantity.end)
    spread = grammar.SPREAD.match(text, quantity.end) if behind in _SPREAD_STARTS else None
    if spread:
        quantity = with_spread(text, quantity, spread, lex)
    elif behind in _RANGE_STARTS:
        quantity = range_from(text, quantity, lex) or quantity
    quantity = compared(text, quantity, lex)
    return Atom(AtomKind.VALUE, quantity.start, quantity.end, quantity)


READERS: tuple[Callable[[Place, Lexicon], Atom | None], ...] = (
    _identifier,
    _interval,
    _p_value,
    _size,
    _fraction,
    _year,
    _value,
)
"""Asked in this order at every place where a number may begin."""
