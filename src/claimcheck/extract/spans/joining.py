"""Figures that are one quantity: tolerances, products, ranges, lists with one unit."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.extract.spans.figure import Figure, Shape
from claimcheck.extract.spans.lexicon import Lexicon

_B = r"[\s\u00a0]{0,2}"
_BOUND = r"(?:[<>~∼≈≤≥≳≲][\s\u00a0]?)?"
_TOLERANCE = re.compile(rf"{_B}(?:±|\+/[-\u2212\u2013]|\+[-\u2212\u2013])\s?")
_PRODUCT = re.compile(rf"{_B}[×x∗*]{_B}")
_DASH = re.compile(rf"[\s\u00a0]?[-\u2010-\u2014\u2212][\s\u00a0]?{_BOUND}")
_TO = re.compile(rf"\s{{1,2}}(?:(?:up\s)?to|through)\s{{1,2}}(?:about\s|around\s|approximately\s|over\s|more than\s)?{_BOUND}")
_AND = re.compile(rf"\s{{1,2}}and\s{{1,2}}{_BOUND}")
_FROM = re.compile(rf"(?<!\w)(?:range\s)?from\s{{1,2}}(?:about\s|around\s|approximately\s)?{_BOUND}$", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?<!\w)between\s{{1,2}}(?:about\s|around\s|approximately\s)?{_BOUND}$", re.IGNORECASE)
_LIST = re.compile(r"\s{0,2}(?:,|/|,?\s(?:and|or|&))\s{0,2}|\sand\s|\sor\s")
_RESPECTIVELY = re.compile(r"[^.;]{0,60}\brespectively\b")
_LEFT = 32


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
        if last and _countable(last) and _countable(figure) and _PRODUCT.fullmatch(text[last.end : figure.start]):
            out[-1] = last.joined(figure, Shape.PRODUCT)
        else:
            out.append(figure)
    return out


def _countable(figure: Figure) -> bool:
    return bool(figure.values) and figure.shape in {Shape.POINT, Shape.PRODUCT}


def ranges(text: str, figures: list[Figure], lexicon: Lexicon) -> list[Figure]:
    """`3-5 days`, `5 to 9 mm`, `between 5 and 9 K`, `from 10% to 40%`."""
    out: list[Figure] = []
    for figure in figures:
        last = out[-1] if out else None
        start = _range(text, last, figure) if last else None
        if last is not None and start is not None:
            out[-1] = replace(last.joined(figure, Shape.RANGE), start=start)
        else:
            out.append(figure)
    return out


def _range(text: str, a: Figure, b: Figure) -> int | None:
    """Where the range of two figures begins, or None where they are none."""
    if a.shape is Shape.RANGE or Shape.SPECIAL in {a.shape, b.shape} or not _alike(text, a, b):
        return None
    gap = text[a.end : b.start]
    before = text[max(0, a.start - _LEFT) : a.start]
    if between := _BETWEEN.search(before):
        return a.start - len(before) + between.start() if _AND.fullmatch(gap) or _DASH.fullmatch(gap) else None
    if _DASH.fullmatch(gap):
        return a.start
    if _TO.fullmatch(gap):
        cue = _FROM.search(before)
        return a.start - len(before) + cue.start() if cue else a.start
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
    """`2, 4 and 8 mg/L`: members without a unit of their own, and the one that has it."""
    out: list[Figure] = []
    for index, figure in enumerate(figures):
        first = index
        while first and _member(text, figures[first - 1], figures[first], figure):
            first -= 1
        if figure.unit is None or first == index:
            out.append(figure)
            continue
        if _RESPECTIVELY.match(text, figure.end):
            out[first - index :] = [replace(member, unit=figure.unit) for member in figures[first:index]]
            out.append(figure)
            continue
        members = figures[first:index]
        del out[len(out) - len(members) :]
        joined = members[0]
        for member in [*members[1:], figure]:
            joined = joined.joined(member, Shape.LIST)
        out.append(joined)
    return out


def _member(text: str, a: Figure, b: Figure, last: Figure) -> bool:
    plain = a.unit is None and bool(a.values) and a.shape in {Shape.POINT, Shape.RANGE} and a.words == last.words
    return plain and (b is last or b.unit is None) and bool(_LIST.fullmatch(text[a.end : b.start]))
