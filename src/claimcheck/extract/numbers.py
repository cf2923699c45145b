"""Find every number of a text and read it: value, precision, comparator, unit, range, spread.

One pass over the places where a number may begin; at each the readers of `READERS` are asked in order and the
first that answers takes the characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from claimcheck.extract import grammar
from claimcheck.extract.atoms import Atom, AtomKind
from claimcheck.extract.dates import bare_year, dates
from claimcheck.extract.number_words import number_words
from claimcheck.model import Comparator, Interval, PValue, Quantity, Special
from claimcheck.vocabulary import Same, Unit, Vocabulary

_POINTS = str.maketrans({"·": ".", "⋅": ".", "∙": ".", "‧": "."})
_SYMBOLS = {"≤": "<=", "⩽": "<=", "≥": ">=", "⩾": ">="}
_NUMBER = re.compile(grammar.NUMBER)
_SIGN = re.compile(r"[-\u2212\u2013]")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_BEFORE_UNIT = " \t\r\n\u00a0\u2009\u202f\u2007-\u2010\u2011\u2012\u2013\u2014\u2212"
_GAP = " \t\r\n\u00a0\u2009\u202f\u2007"
_P_SIGNS = frozenset("=<>≤≥⩽⩾")
_P_WORDS = frozenset({"of", "was", "is", "value", "values", "p"})
_LOOK_BACK = 28
"""Characters before a number in which a comparator, `p =` or `n =` may stand."""


@dataclass(frozen=True)
class Lexicon:
    """The patterns that depend on the vocabulary, compiled once for each."""

    units: dict[str, Unit]
    unit: re.Pattern[str]
    unit_starts: frozenset[str]
    """First characters of units."""
    before: re.Pattern[str]
    before_words: frozenset[str]
    """The last words of comparators, to tell soon that none stands before a number."""
    before_signs: frozenset[str]
    after: re.Pattern[str]
    after_starts: frozenset[str]
    """First characters of the comparators behind a number."""
    comparators: dict[str, Comparator]
    special: re.Pattern[str]
    specials: dict[str, Special]


@lru_cache(maxsize=4)
def _lexicon(same: Same) -> Lexicon:
    vocabulary = same.vocabulary
    comparators = {
        _flat(alias): Comparator(name)
        for label in ("comparator", "comparator_after")
        for name, term in vocabulary.of(label).items()
        for alias in term.aliases
    }
    before = [alias for term in vocabulary.of("comparator").values() for alias in term.aliases]
    after = [alias for term in vocabulary.of("comparator_after").values() for alias in term.aliases]
    specials = {
        _flat(alias): Special(name) for name, term in vocabulary.of("special").items() for alias in term.aliases
    }
    units = {alias: unit for unit in vocabulary.units.values() for alias in unit.aliases}
    return Lexicon(
        units,
        grammar.unit_pattern(vocabulary),
        frozenset(alias[0] for alias in units),
        grammar.comparator_pattern(before),
        frozenset(word.casefold().split()[-1] for word in before),
        frozenset(word[-1] for word in before if not word[-1].isalpha()),
        re.compile(rf"{grammar.GAP}({grammar.alternatives(after)})"),
        frozenset(word[0] for word in after),
        comparators,
        re.compile(grammar.from_first_letter(specials)),
        specials,
    )


def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The patterns of a vocabulary."""
    return _lexicon(Same(vocabulary))


def _flat(words: str) -> str:
    return " ".join(words.casefold().split())


class Place(NamedTuple):
    """Where a number may stand."""

    text: str
    start: int
    end: int
    """Where its digits end."""
    following: str
    """The first character behind it that is no white space: tells soon what it cannot be."""


def _place(text: str, start: int) -> Place:
    number = _NUMBER.match(text, start)
    end = number.end() if number else start
    return Place(text, start, end, text[end : end + _LONGEST_GAP].lstrip(_GAP)[:1])


_LONGEST_GAP = 20
"""Characters of white space, and one more, that `grammar.GAP` lets stand inside a quantity."""


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
        for q in [*_specials(text, lex), *(_with_unit(text, q, lex) for q in number_words(text))]
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
        special = lex.specials[_flat(match[0])]
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
    text, start, _, following = place
    level = grammar.LEVEL.match(text, start) if following in _LEVEL_STARTS else None
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
    value = _decimal(body.lstrip(_DASHES))
    return -value if negative else value


def _p_value(place: Place, lex: Lexicon) -> Atom | None:
    """`P<0.001`, `p = 0.02`, `P value of .04`."""
    text, start, end, _ = place
    window = max(0, start - _LOOK_BACK)
    words = text[window:start].rsplit(None, 1)
    if not words or (words[-1][-1] not in _P_SIGNS and words[-1].casefold() not in _P_WORDS):
        return None
    before = grammar.P_BEFORE.search(text[window:start])
    if before is None or start == end or (before[1] is None and "value" not in before[0].casefold()):
        return None
    symbol = before[1] or "="
    comparator = Comparator(_SYMBOLS.get(symbol, symbol))
    value = _decimal(text[start:end])
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
    quantity = _point(text, start, lex)
    return None if quantity is None else Atom(AtomKind.SIZE, window + before.start(), quantity.end, quantity)


def _fraction(place: Place, lex: Lexicon) -> Atom | None:
    """`144/168`, `4 of 9`: a numerator and its denominator."""
    text, start, _, following = place
    match = grammar.FRACTION.match(text, start) if following in _FRACTION_STARTS else None
    if match is None:
        return None
    numerator, denominator = (int(group.replace(",", "")) for group in match.groups())
    if lex.unit.match(text, match.end()) and "/" not in match[0]:
        return None
    if denominator == 0 or numerator > denominator or (denominator <= 4 and "/" in match[0]):
        return None
    quantity = _plain(text, match.start(1), match.end(1))
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
    quantity = _point(text, start, lex)
    if quantity is None:
        return Atom(AtomKind.SKIPPED, start, start + 1, reason="not a number")
    following = text[quantity.end : quantity.end + _LONGEST_GAP].lstrip(_GAP)[:1]
    spread = grammar.SPREAD.match(text, quantity.end) if following in _SPREAD_STARTS else None
    if spread:
        quantity = _spread(text, quantity, spread, lex)
    elif following in _RANGE_STARTS:
        quantity = _range(text, quantity, lex) or quantity
    quantity = _compared(text, quantity, lex)
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


# ---- parts of a value ----


def _decimal(printed: str) -> Decimal:
    if printed.isdigit():
        return Decimal(printed)
    body = printed.translate(_POINTS)
    for mark in ",\u00a0\u2009\u202f":
        body = body.replace(mark, "")
    return Decimal("0" + body if body.startswith(".") else body)


def _plain(text: str, start: int, end: int, unit: tuple[int, str, Unit] | None = None) -> Quantity:
    """The number printed at `text[start:end]`, its unit, where one follows, included."""
    printed = text[start:end]
    value = _decimal(printed)
    decimals = 0 if printed.isdigit() else len(printed.translate(_POINTS).partition(".")[2])
    if unit is None:
        return Quantity(start, end, printed, value, value, value, decimals=decimals)
    last, written, known = unit
    return Quantity(
        start, last, text[start:last], value, value, value,
        decimals=decimals, unit=known.name, unit_text=written, dimension=known.dimension,
    )  # fmt: skip


def _point(text: str, start: int, lex: Lexicon) -> Quantity | None:
    match = _NUMBER.match(text, start)
    if match is None:
        return None
    quantity = _plain(text, start, match.end(), _unit_at(text, match.end(), lex))
    if start and text[start - 1] in "-\u2212\u2013" and _is_sign(text, start - 1):
        quantity = _negative(text, quantity)
    return quantity


def _is_sign(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in " \t\n([=,;:\u00a0"


def _negative(text: str, quantity: Quantity) -> Quantity:
    assert quantity.value is not None
    start = quantity.start - 1
    value = -quantity.value
    return replace(quantity, start=start, quote=text[start : quantity.end], value=value, low=value, high=value)


def _unit_at(text: str, at: int, lex: Lexicon) -> tuple[int, str, Unit] | None:
    """Where the unit that follows a number ends, how it is written, and what it is."""
    following = text[at : at + 12].lstrip(_BEFORE_UNIT)[:1]
    if following not in lex.unit_starts:
        return None
    match = lex.unit.match(text, at)
    if match is None:
        return None
    unit = lex.units.get(match[1]) or lex.units.get(" ".join(match[1].split()))
    return None if unit is None else (match.end(), match[1], unit)


def _with_unit(text: str, quantity: Quantity, lex: Lexicon) -> Quantity:
    found = _unit_at(text, quantity.end, lex)
    if found is None:
        return quantity
    end, written, unit = found
    quote = text[quantity.start : end]
    return replace(quantity, end=end, quote=quote, unit=unit.name, unit_text=written, dimension=unit.dimension)


def _spread(text: str, quantity: Quantity, spread: re.Match[str], lex: Lexicon) -> Quantity:
    wide = replace(quantity, end=spread.end(), quote=text[quantity.start : spread.end()], spread=_decimal(spread[1]))
    return _with_unit(text, wide, lex) if quantity.unit == "1" else _same_unit_after(text, wide, lex)


def _same_unit_after(text: str, quantity: Quantity, lex: Lexicon) -> Quantity:
    after = _with_unit(text, quantity, lex)
    return after if after.unit == quantity.unit else quantity


def _range(text: str, first: Quantity, lex: Lexicon) -> Quantity | None:
    """`3-5 days`, `10%-15%`, `between 5 and 9`: one quantity with two ends."""
    join = grammar.JOINED.match(text, first.end)
    if join is None:
        join = _between(text, first)
    if join is None or (first.unit_text and first.unit_text[0].isalpha() and "-" in join[0]):
        return None
    second = _point(text, join.end(), lex)
    if second is None or first.value is None or second.value is None or second.value <= first.value:
        return None
    if first.unit not in ("1", second.unit) or (
        first.unit == "1" and second.unit == "1" and first.decimals != second.decimals and "to" in join[0]
    ):
        return None
    return replace(
        second,
        start=first.start,
        quote=text[first.start : second.end],
        value=None,
        low=first.value,
        high=second.value,
        decimals=max(first.decimals, second.decimals),
    )


_BETWEEN = re.compile(r"between\s{1,3}$", re.IGNORECASE)
_AND = re.compile(rf"{grammar.GAP}and{grammar.GAP}(?={grammar.NUMBER})")


def _between(text: str, first: Quantity) -> re.Match[str] | None:
    if not _BETWEEN.search(text[max(0, first.start - 12) : first.start]):
        return None
    return _AND.match(text, first.end)


def _compared(text: str, quantity: Quantity, lex: Lexicon) -> Quantity:
    window = max(0, quantity.start - _LOOK_BACK)
    words = text[window : quantity.start].rsplit(None, 1)
    before = None
    if words and (words[-1][-1] in lex.before_signs or words[-1].casefold() in lex.before_words):
        before = lex.before.search(text[window : quantity.start])
    if before:
        start = window + before.start(1)
        comparator = lex.comparators[_flat(before[1])]
        return replace(quantity, start=start, quote=text[start : quantity.end], comparator=comparator)
    following = text[quantity.end : quantity.end + _LONGEST_GAP].lstrip(_GAP)[:1]
    after = lex.after.match(text, quantity.end) if following in lex.after_starts else None
    if after:
        comparator = lex.comparators[_flat(after[1])]
        return replace(quantity, end=after.end(), quote=text[quantity.start : after.end()], comparator=comparator)
    return quantity
