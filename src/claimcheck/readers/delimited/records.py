"""The records of a CSV with the spans of their fields (RFC 4180). Python's `csv` gives the words, not their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_QUOTED = re.compile(r' *"([^"]*(?:""[^"]*)*)" *')
LONGEST = 100_000
"""Characters of a field in quotes; what goes on longer is a quote that was never closed."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its span without the line end, and the spans of its fields without their quotes."""

    start: int
    end: int
    fields: tuple[tuple[int, int], ...]


def records(text: str, start: int, delimiter: str) -> Iterator[Record]:
    """Every record from an offset on, an empty one for an empty line; doubled quotes stay inside their field."""
    plain = _plain(delimiter)
    at = start
    while at < len(text):
        begin = at
        fields: list[tuple[int, int]] = []
        while True:
            quoted = _QUOTED.match(text, at)
            if quoted and quoted.end() - at <= LONGEST and text[quoted.end() : quoted.end() + 1] in _ends(delimiter):
                fields.append(quoted.span(1))
                at = quoted.end()
            else:
                field = plain.match(text, at)
                assert field is not None  # it matches nothing as well
                fields.append(field.span())
                at = field.end()
            if at < len(text) and text[at] == delimiter:
                at += 1
                continue
            break
        yield Record(begin, at, tuple(fields))
        at += 2 if text.startswith("\r\n", at) else 1


@cache
def _plain(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf"[^{re.escape(delimiter)}\r\n]*")


@cache
def _ends(delimiter: str) -> frozenset[str]:
    return frozenset({delimiter, "\r", "\n", ""})
