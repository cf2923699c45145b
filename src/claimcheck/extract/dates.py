"""Dates, as precise as printed: `17 December 2024`, `June 1, 2013`, `November 2015`, `2025-12-30`, `2016`."""

from __future__ import annotations

import re

from claimcheck.extract.grammar import GAP
from claimcheck.model import Dimension, Quantity

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = rf"(?:{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?"
_YEAR = r"(?:19|20)[0-9]{2}"
_DATE = re.compile(
    rf"(?<![A-Za-z0-9])(?:"
    rf"(?P<d1>[0-3]?[0-9])(?:st|nd|rd|th)?{GAP}(?P<m1>{_MONTH}),?{GAP}(?P<y1>{_YEAR})"
    rf"|(?P<m2>{_MONTH}){GAP}(?P<d2>[0-3]?[0-9])(?:st|nd|rd|th)?,{GAP}(?P<y2>{_YEAR})"
    rf"|(?P<m3>{_MONTH}),?{GAP}(?P<y3>{_YEAR})"
    rf"|(?P<y4>{_YEAR})[-/](?P<m4>0[1-9]|1[0-2])(?:[-/](?P<d4>0[1-9]|[12][0-9]|3[01]))?"
    rf")(?![0-9A-Za-z]|[-/][0-9])",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"[12](?<![0-9.].)(?:(?<=1)9|(?<=2)0)[0-9]{2}(?![0-9])", re.DOTALL)
_LONGEST = 26
"""Characters that may stand between the start of a date and its year."""
_BARE_YEAR = re.compile(rf"{_YEAR}(?![0-9A-Za-z%]|{'[.,·]'}[0-9]|[-/][0-9])")


def dates(text: str) -> list[Quantity]:
    """Every date of the text with a month, in order. A bare year is read by `bare_year`."""
    found: list[Quantity] = []
    for year in _ANY_YEAR.finditer(text):
        at = max(found[-1].end if found else 0, year.start() - _LONGEST)
        match = next((m for m in _DATE.finditer(text, at, year.end() + 8) if m.end() >= year.end()), None)
        if match is not None:
            found.append(_quantity(text, match))
    return found


def bare_year(text: str, start: int) -> Quantity | None:
    """The year that begins at `start`, or None where the digits are no year by themselves."""
    match = _BARE_YEAR.match(text, start)
    if match is None or int(match[0]) > 2100:
        return None
    return _date(text, match.start(), match.end(), match[0])


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    part = {name[0]: value for name, value in match.groupdict().items() if value}
    iso = part["y"]
    if "m" in part:
        iso += f"-{_month(part['m']):02d}"
    if "d" in part:
        iso += f"-{int(part['d']):02d}"
    return _date(text, match.start(), match.end(), iso)


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.casefold().rstrip(".")[:3]))


def _date(text: str, start: int, end: int, iso: str) -> Quantity:
    return Quantity(
        start, end, text[start:end], None, None, None, unit="date", unit_text="", dimension=Dimension.DATE, date=iso
    )
