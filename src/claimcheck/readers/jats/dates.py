"""Dates in fields, as precise as they are printed."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")


def iso_date(year: str | None, month: str | None = None, day: str | None = None) -> str | None:
    """A date as ISO 8601, cut off behind the last part that is given and possible; None without a year.

    >>> iso_date("2015", "3", "02"), iso_date("2015", "Mar"), iso_date("2015", "Spring"), iso_date("2015", "2", "30")
    ('2015-03-02', '2015-03', '2015', '2015-02')
    """
    found = _YEAR.fullmatch((year or "").strip())
    if found is None:
        return None
    number = _month((month or "").strip().lower())
    if number is None:
        return found[0]
    said = (day or "").strip()
    if said.isascii() and said.isdigit() and len(said) <= 2:
        try:
            return date(int(found[0]), number, int(said)).isoformat()
        except ValueError:
            pass
    return f"{found[0]}-{number:02}"


def _month(said: str) -> int | None:
    if said.isascii() and said.isdigit() and len(said) <= 2:
        return int(said) if 1 <= int(said) <= 12 else None
    return _MONTHS.index(said[:3]) + 1 if said[:3] in _MONTHS else None
