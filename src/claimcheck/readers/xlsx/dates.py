"""Dates and times as a cell's format shows them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_TOKEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM/PM|A/P|y+|m+|d+|h+|s+|\.0+|.', re.IGNORECASE | re.DOTALL)
_LETTERS = re.compile(r"[ymdhs]+", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LOCAL = frozenset({"mm-dd-yy", "m/d/yy h:mm", "m/d/yy", "m/d/yyyy", "[$-f800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"})
"""Formats that every machine shows as its own country does, whatever they say."""
_SECONDS = {"h": 3600, "m": 60, "s": 1}


def is_local(number_format: str) -> bool:
    """Whether a format is the machine's own."""
    return number_format.casefold() in _LOCAL or number_format.casefold() == "general"


def shown_date(value: datetime | date | time | timedelta, section: str, *, local: bool) -> str:
    """A date, time or duration in a format; ISO where the format is the machine's own.

    >>> shown_date(datetime(2015, 11, 20), "d-mmm-yy", local=False), shown_date(date(2015, 11, 20), "x", local=True)
    ('20-Nov-15', '2015-11-20')
    >>> shown_date(datetime(2015, 3, 5, 14, 7), "dd/mm/yyyy h:mm AM/PM", local=False)
    '05/03/2015 2:07 PM'
    """
    if isinstance(value, timedelta):
        return _elapsed(value, section)
    if local and isinstance(value, datetime):
        return str(value.date()) if value.time() == time() else value.isoformat(" ", "minutes")
    if local:
        return str(value)
    tokens = _TOKEN.findall(section)
    halves = any(token.upper() in ("AM/PM", "A/P") for token in tokens)
    parts = []
    for index, token in enumerate(tokens):
        if token[0] in "mM" and _is_minutes(tokens, index):
            parts.append(_number(getattr(value, "minute", 0), token))
        else:
            parts.append(_part(value, token, halves=halves))
    return "".join(parts).strip()


def _part(value: datetime | date | time, token: str, *, halves: bool) -> str:
    day = None if isinstance(value, time) else value
    hour = getattr(value, "hour", 0)
    match token[0].lower(), len(token):
        case "y", width:
            return "" if day is None else f"{day.year:04d}" if width > 2 else f"{day.year % 100:02d}"
        case "m", width:
            return "" if day is None else _month(day.month, width)
        case "d", width if width > 2:
            return "" if day is None else _DAYS[day.weekday()][: 3 if width == 3 else None]
        case "d", _:
            return "" if day is None else _number(day.day, token)
        case "h", _:
            return _number((hour - 1) % 12 + 1 if halves else hour, token)
        case "s", _:
            return _number(getattr(value, "second", 0), token)
        case "a", width if width > 1:
            half = "AM" if hour < 12 else "PM"
            return half if width > 3 else half[0]
        case _:
            return _literal(token)


def _month(month: int, width: int) -> str:
    name = _MONTHS[month - 1]
    return {1: str(month), 2: f"{month:02d}", 3: name[:3], 5: name[0]}.get(width, name)


def _is_minutes(tokens: list[str], index: int) -> bool:
    """`m` after hours or before seconds."""
    letters = [(i, token[0].lower()) for i, token in enumerate(tokens) if _LETTERS.fullmatch(token)]
    at = next(i for i, (place, _) in enumerate(letters) if place == index)
    before = letters[at - 1][1] if at else ""
    after = letters[at + 1][1] if at + 1 < len(letters) else ""
    return before == "h" or after == "s"


def _elapsed(value: timedelta, section: str) -> str:
    """`[h]:mm` of 26 hours is 26:00."""
    rest = int(value.total_seconds())
    parts = []
    for token in re.findall(r'\[[hms]+\]|"[^"]*"|\\.|h+|m+|s+|\.0+|.', section, re.IGNORECASE | re.DOTALL):
        elapsed = _ELAPSED.fullmatch(token)
        unit = (elapsed[1] if elapsed else token)[0].lower()
        if unit in _SECONDS and (elapsed or token.isalpha()):
            count, rest = divmod(rest, _SECONDS[unit])
            parts.append(_number(count, elapsed[1] if elapsed else token))
        else:
            parts.append(_literal(token))
    return "".join(parts).strip()


def _number(number: int, token: str) -> str:
    return f"{number:0{min(len(token), 2)}d}"


def _literal(token: str) -> str:
    if token[0] == "[" or (token[0] in "_*" and len(token) == 2) or re.fullmatch(r"\.0+", token):
        return ""
    return token[1:-1] if token[0] == '"' else token[1:] if token[0] == "\\" else token
