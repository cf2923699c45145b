"""What belongs to a number: its sign, its unit, the other end of its range, its spread, its comparator."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from claimcheck.extract import grammar
from claimcheck.extract.lexicon import Lexicon, flat
from claimcheck.model import Quantity
from claimcheck.vocabulary import Unit

LOOK_BACK = 28
"""Characters before a number in which a comparator, `p =` or `n =` may stand."""
_LONGEST_GAP = 20
"""Characters of white space, and one more, that `grammar.GAP` lets stand inside a quantity."""
_GAP = " \t\r\n\u00a0\u2009\u202f\u2007"
_BEFORE_UNIT = " \t\r\n\u00a0\u2009\u202f\u2007-\u2010\u2011\u2012\u2013\u2014\u2212"
_POINTS = str.maketrans({"·": ".", "⋅": ".", "∙": ".", "‧": "."})
NUMBER = re.compile(grammar.NUMBER)


def following(text: str, at: int) -> str:
    """The first character from an offset on that is no white space: tells soon what does not stand there."""
    return text[at : at + _LONGEST_GAP].lstrip(_GAP)[:1]


def decimal_of(printed: str) -> Decimal:
    """The value of digits as printed: with any decimal point, without the marks between thousands."""
    if printed.isdigit():
        return Decimal(printed)
    body = printed.translate(_POINTS)
    for mark in ",\u00a0\u2009\u202f":
        body = body.replace(mark, "")
    return Decimal("0" + body if body.startswith(".") else body)


def printed_number(text: str, start: int, end: int, unit: tuple[int, str, Unit] | None = None) -> Quantity:
    """The number printed at `text[start:end]`, its unit, where one follows, included."""
    printed = text[start:end]
    value = decimal_of(printed)
    decimals = 0 if printed.isdigit() else len(printed.translate(_POINTS).partition(".")[2])
    if unit is None:
        return Quantity(start, end, printed, value, value, value, decimals=decimals)
    last, written, known = unit
    return Quantity(
        start, last, text[start:last], value, value, value,
        decimals=decimals, unit=known.name, unit_text=written, dimension=known.dimension,
    )  # fmt: skip


def point(text: str, start: int, lex: Lexicon) -> Quantity | None:
    """The number that begins at an offset, with its sign and its unit; None where none does."""
    match = NUMBER.match(text, start)
    if match is None:
        return None
    quantity = printed_number(text, start, match.end(), _unit_at(text, match.end(), lex))
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
    if text[at : at + 12].lstrip(_BEFORE_UNIT)[:1] not in lex.unit_starts:
        return None
    match = lex.unit.match(text, at)
    if match is None:
        return None
    unit = lex.units.get(match[1]) or lex.units.get(" ".join(match[1].split()))
    return None if unit is None else (match.end(), match[1], unit)


def with_unit(text: str, quantity: Quantity, lex: Lexicon) -> Quantity:
    """The same with the unit behind it, if one is there."""
    found = _unit_at(text, quantity.end, lex)
    if found is None:
        return quantity
    end, written, unit = found
    quote = text[quantity.start : end]
    return replace(quantity, end=end, quote=quote, unit=unit.name, unit_text=written, dimension=unit.dimension)


def with_spread(text: str, quantity: Quantity, spread: re.Match[str], lex: Lexicon) -> Quantity:
    """`12.3 ± 4.5 months`: the same with its spread, and with the unit behind that."""
    wide = replace(quantity, end=spread.end(), quote=text[quantity.start : spread.end()], spread=decimal_of(spread[1]))
    return with_unit(text, wide, lex) if quantity.unit == "1" else _same_unit_after(text, wide, lex)


def _same_unit_after(text: str, quantity: Quantity, lex: Lexicon) -> Quantity:
    after = with_unit(text, quantity, lex)
    return after if after.unit == quantity.unit else quantity


def range_from(text: str, first: Quantity, lex: Lexicon) -> Quantity | None:
    """`3-5 days`, `10%-15%`, `between 5 and 9`: one quantity with two ends."""
    join = grammar.JOINED.match(text, first.end)
    if join is None:
        join = _between(text, first)
    if join is None or (first.unit_text and first.unit_text[0].isalpha() and "-" in join[0]):
        return None
    second = point(text, join.end(), lex)
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


def compared(text: str, quantity: Quantity, lex: Lexicon) -> Quantity:
    """The same with the comparator before or behind it: `at least 12`, `12 or more`."""
    window = max(0, quantity.start - LOOK_BACK)
    words = text[window : quantity.start].rsplit(None, 1)
    before = None
    if words and (words[-1][-1] in lex.before_signs or words[-1].casefold() in lex.before_words):
        before = lex.before.search(text[window : quantity.start])
    if before:
        start = window + before.start(1)
        comparator = lex.comparators[flat(before[1])]
        return replace(quantity, start=start, quote=text[start : quantity.end], comparator=comparator)
    after = lex.after.match(text, quantity.end) if following(text, quantity.end) in lex.after_starts else None
    if after:
        comparator = lex.comparators[flat(after[1])]
        return replace(quantity, end=after.end(), quote=text[quantity.start : after.end()], comparator=comparator)
    return quantity
