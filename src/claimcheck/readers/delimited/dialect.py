"""Which sign parts the fields of a file, where its records begin and how wide they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from claimcheck.readers.delimited.records import Record, records

DELIMITERS = "\t;|,"
"""Asked in this order where several part the records equally well: a comma may be that of `10,9`."""
COMMENT = "#"
_SAMPLE = 100
"""Records looked at."""
_DECLARED = re.compile(r"\ufeff?sep=([\t;|,])\r?(?:\n|$)", re.IGNORECASE)
_NUMERIC = re.compile(r"[0-9.,%()\[\]<>\u2264\u2265~±\u2013\u2212\s;+-]+")
_COMMA = re.compile(r"(?<![0-9.,])(?:[0-9]+,[0-9]{1,2}|0,[0-9]+)(?![0-9,])")
_POINT = re.compile(r"[0-9]\.[0-9]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file parts its fields."""

    delimiter: str
    start: int
    """Offset of the first record: after a byte order mark and a line such as `sep=;`."""
    width: int
    """Fields of most records."""
    first: int
    """Number of the first record of that width, from 0; what stands above is no part of the table."""


def dialect_of(text: str, name: str) -> Dialect:
    """The dialect that a file declares in its first line, else the one that makes most records equally wide."""
    declared = _DECLARED.match(text)
    start = declared.end() if declared else int(text.startswith("\ufeff"))
    if declared:
        return _measured(text, start, declared[1])
    if PurePosixPath(name).suffix.lower() == ".tsv" and "\t" in text:
        return _measured(text, start, "\t")
    found = [_measured(text, start, delimiter) for delimiter in DELIMITERS]
    return max(found, key=lambda dialect: _share(text, dialect))


def has_decimal_comma(cells: Iterable[str]) -> bool:
    """Whether the cells that hold nothing but numbers print them with a comma, and none with a point.

    >>> has_decimal_comma(["10,9", "1,234"]), has_decimal_comma(["10.9", "8,4"]), has_decimal_comma(["refs 8,4"])
    (True, False, False)
    """
    numeric = [cell for cell in cells if _NUMERIC.fullmatch(cell)]
    return any(map(_COMMA.search, numeric)) and not any(map(_POINT.search, numeric))


def _measured(text: str, start: int, delimiter: str) -> Dialect:
    widths = [len(record.fields) for record in _sample(text, start, delimiter)]
    counted = Counter(width for width in widths if width > 1)
    width = max(counted, key=lambda w: (counted[w], w), default=1)
    return Dialect(delimiter, start, width, widths.index(width) if width in widths else 0)


def _share(text: str, dialect: Dialect) -> float:
    """The share of the records that hold something and are as wide as most."""
    sample = [record for record in _sample(text, dialect.start, dialect.delimiter) if record.end > record.start]
    fit = sum(len(record.fields) == dialect.width for record in sample) if dialect.width > 1 else 0
    return fit / len(sample) if sample else 0.0


def _sample(text: str, start: int, delimiter: str) -> list[Record]:
    return list(islice(records(text, start, delimiter), _SAMPLE))
