"""Figures that are one quantity: tolerances, products, ranges, lists with one unit."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.extract.spans.figure import Figure, Shape
from claimcheck.extract.spans.lexicon import Lexicon

_B = r"[\s\u00a0]{0,2}"
_TOLERANCE = re.compile(rf"{_B}(?:±|\+/[-\u2212\u2013]|\+[-\u2212\u2013])\s?")
_PRODUCT = re.compile(rf"{_B}[×x\u2217*]{_B}")
_SCALED = re.compile(rf"\){_B}[×x\u2217*]{_B}")
_DASH = re.compile(r"[\s\u00a0]?[-\u2010-\u2014\u2212][\s\u00a0]?")
_TO = re.compile(r"-?\s{1,2}(?:to|through)\s{1,2}")
_AND = re.compile(r"\s{1,2}and\s{1,2}")
_FROM = re.compile(r"(?<!\w)(?<!ranging )(?:range\s)?from\s{1,2}$", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<!\w)between\s{1,2}$", re.IGNORECASE)
_COMMA = re.compile(r"[,;]\s?")
_INTERVAL = re.compile(r"(?<!\w)(?:CI|CrI|IQR|interval)s?\s?[:=,]?\s?[\[(]?[-\u2212]?$")
_LIST = re.compile(r"\s{0,2}(?:,|/|,?\s(?:and|or|&))\s{0,2}|\sand\s|\sor\s")
_NOUN = re.compile(r"\s(?:([a-z-]{3,20})\s)?([a-z-]{3,20}s)(?!\w)")
_FINAL = re.compile(r"and|or|&|/")
_RESPECTIVELY = re.compile(r"[^.;]{0,60}\brespectively\b")
_LEFT = 32
_MOST = 12
"""Most numbers of one product or list."""


def tolerances(text: str, figures: list[Figure], lexicon: Lexicon) -> list[Figure]:
    """`5.1 ± 0.3 kg`."""
    out: list[Figure] = []
    for figure in figures:
        last = out[-1] if out else None
        if last and last.values and figure.values and _TOLERANCE.fullmatch(text[last.end : figure.start]):
            joined = last.joined(figure, last.shape)
            out[-1] = replace(joined, values=last.values, spread=abs(figure.values[0]))
        else:
            out.append(figure)
    return out


def products(text: str, figures: list[Figure], lexicon: Lexicon) -> list[Figure]:
    """`40 × 15 × 6 mm3`."""
    out: list[Figure] = []
    for figure in figures:
        last = out[-1] if out else None
        gap = text[last.end : figure.start] if last else ""
        if last and _countable(last) and _countable(figure) and _PRODUCT.fullmatch(gap):
            out[-1] = last.joined(figure, Shape.PRODUCT)
        elif last and _SCALED.fullmatch(gap) and text[last.start - 1 : last.start] == "(":
            out[-1] = replace(last, start=last.start - 1, end=figure.end, unit=figure.unit)
        else:
            out.append(figure)
    return out


def _countable(figure: Figure) -> bool:
    return 0 < len(figure.values) <= _MOST and figure.shape in {Shape.POINT, Shape.PRODUCT}


def ranges(text: str, figures: list[Figure], lexicon: Lexicon) -> list[Figure]:
    """`3-5 days`, `5 to 9 mm`, `between 5 and 9 K`, `from 10% to 40%`."""
    out: list[Figure] = []
    for figure in figures:
        last = out[-1] if out else None
        start = _range(text, last, figure, lexicon) if last else None
        if last is not None and start is not None:
            out[-1] = replace(last.joined(figure, Shape.RANGE), start=start)
        else:
            out.append(figure)
    return out


def _range(text: str, a: Figure, b: Figure, lexicon: Lexicon) -> int | None:
    """Where the range of two figures begins, or None where they are none."""
    if a.shape is Shape.RANGE or Shape.SPECIAL in {a.shape, b.shape} or not _alike(text, a, b):
        return None
    gap = lexicon.unbounded(text[a.end : b.start])
    left = max(0, a.start - _LEFT)
    before = lexicon.unbounded(text[left : a.start])
    if between := _BETWEEN.search(before):
        return left + between.start() if _AND.fullmatch(gap) or _DASH.fullmatch(gap) else None
    if _DASH.fullmatch(gap) or (_COMMA.fullmatch(gap) and _INTERVAL.search(before)):
        return a.start
    if _TO.fullmatch(gap):
        cue = _FROM.search(before)
        return left + cue.start() if cue else a.start
    return None


def _alike(text: str, a: Figure, b: Figure) -> bool:
    """The units allow the two to be ends of one range or members of one list."""
    if a.unit is None:
        return True
    return b.unit is not None and _kind(text, a) == _kind(text, b)


def _kind(text: str, figure: Figure) -> str:
    assert figure.unit is not None
    return text[slice(*figure.unit)].strip()


def lists(text: str, figures: list[Figure], lexicon: Lexicon) -> list[Figure]:
    """`2, 4 and 8 mg/L`, `3 and 5 trace elements`: the last member has the unit or the noun of all."""
    out: list[Figure] = []
    for index, figure in enumerate(figures):
        first = _first_member(text, figures, index, lexicon)
        if first == index:
            out.append(figure)
        elif _RESPECTIVELY.match(text, figure.end):
            out[first - index :] = [replace(member, unit=member.unit or figure.unit) for member in figures[first:index]]
            out.append(figure)
        else:
            del out[first - index :]
            out.append(_listed(figures[first : index + 1]))
    return out


def _listed(members: list[Figure]) -> Figure:
    joined = members[0]
    for member in members[1:]:
        joined = joined.joined(member, Shape.LIST)
    return joined


def _first_member(text: str, figures: list[Figure], index: int, lexicon: Lexicon) -> int:
    """Where the list begins that ends at `index`: `index` itself where there is none."""
    last = figures[index]
    first = index
    if last.unit is None and not last.is_year and not _counts(text, last, lexicon):
        return index
    while first > index - _MOST and first and _is_link(text, figures[first - 1], figures[first], last):
        first -= 1
    pair = first == index - 1
    return index if pair and not _FINAL.search(text[figures[first].end : last.start]) else first


def _counts(text: str, figure: Figure, lexicon: Lexicon) -> bool:
    """A noun in the plural follows: `3, 5 and 9 trace elements`."""
    noun = _NOUN.match(text, figure.end) if figure.bare else None
    return noun is not None and lexicon.grammar_words.isdisjoint(noun.groups())


def _is_link(text: str, a: Figure, b: Figure, last: Figure) -> bool:
    """`a` stands in the list before `b`."""
    if not a.values or a.shape not in {Shape.POINT, Shape.RANGE} or a.words != last.words:
        return False
    if a.is_year != last.is_year or a.unit is not None or (b is not last and b.unit is not None):
        return False
    gap = text[a.end : b.start]
    return bool(_LIST.fullmatch(gap.removeprefix("-"))) and gap.startswith("-") == _hyphened(text, last)


def _hyphened(text: str, figure: Figure) -> bool:
    """`10-fold`: its list is written `5- and 10-fold`."""
    return figure.unit is not None and text[figure.unit[0] - 1] in "-\u2010\u2011"
