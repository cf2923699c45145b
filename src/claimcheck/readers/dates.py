"""Dates that a document prints about itself -> ISO 8601, as precise as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = rf"(?P<name>(?:{'|'.join(month[:3] for month in _MONTHS)})[a-z]{{0,6}})\b\.?"
_YEAR, _DAY = r"(?P<year>[12][0-9]{3})", r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?:[-/](?P<month>[01]?[0-9])(?:[-/](?P<day>[0-3]?[0-9]))?)?(?![-/0-9])(?![ \t]+[a-z]{{3}})",
        rf"{_YEAR}\s+{_MONTH}(?:\s+{_DAY})?(?![0-9])",
        rf"{_DAY}[\s-]+{_MONTH},?[\s-]+{_YEAR}(?![0-9])",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}(?![0-9])",
        rf"{_MONTH},?\s+{_YEAR}(?![0-9])",
    )
)
NAMES = {
    "received": "received",
    "revised": "revised",
    "accepted": "accepted",
    "published": "published",
    "published online": "published",
    "first published": "published",
    "publication date": "published",
    "updated": "updated",
    "last updated": "updated",
    "last modified": "updated",
    "last reviewed": "updated",
    "data cutoff": "data_cutoff",
    "data cut-off": "data_cutoff",
    "data cutoff date": "data_cutoff",
    "data cut-off date": "data_cutoff",
    "database lock": "data_cutoff",
}
"""What a document calls its dates -> the name in `Metadata.dates`."""
_PARTS = r"(?:^|[;|/•·(]|[.,]\s)[ \t]*[*_]{0,2}"
_LABEL = re.compile(
    rf"{_PARTS}(?P<label>{'|'.join(sorted(NAMES, key=len, reverse=True))})(?:\s+on)?[ \t]*:?[*_]{{0,2}}[:\s]\s*",
    re.IGNORECASE | re.MULTILINE,
)


def iso_date(text: str) -> str | None:
    """The date that a text begins with; None where it begins with none, or with one that no calendar has.

    >>> [iso_date(text) for text in ("2015/3/2", "2015-03-02T10:00:00Z", "March 2, 2015", "2 Mar. 2015", "2015 Mar 2")]
    ['2015-03-02', '2015-03-02', '2015-03-02', '2015-03-02', '2015-03-02']
    >>> [iso_date(text) for text in ("2015", "Mar 2015", "2015-03", "2015-02-30", "02/03/2015", "20150")]
    ['2015', '2015-03', '2015-03', None, None, None]
    """
    for form in _FORMS:
        match = form.match(text.strip())
        if match:
            return _written(match.groupdict())
    return None


def labelled_dates(text: str) -> Iterator[tuple[str, str]]:
    """Dates behind a word such as `Received`, at the start of a line or behind a sign that parts such notes.

    >>> list(labelled_dates("Received: 3 May 2014; accepted 12 June 2014. Published online: July 2014"))
    [('received', '2014-05-03'), ('accepted', '2014-06-12'), ('published', '2014-07')]
    """
    for match in _LABEL.finditer(text):
        said = iso_date(text[match.end() : match.end() + 40])
        if said:
            yield NAMES[match["label"].lower()], said


def _written(parts: dict[str, str | None]) -> str | None:
    name = (parts.get("name") or "").lower()
    month = _month(name) if name else int(parts.get("month") or 0)
    year, day = int(parts["year"] or 0), int(parts.get("day") or 0)
    if month is None or (parts.get("month") and not month):
        return None
    try:
        whole = date(year, month or 1, day or 1)
    except ValueError:
        return None
    return whole.isoformat()[: 10 if day else 7 if month else 4]


def _month(name: str) -> int | None:
    """The number of a month, written out or cut.

    >>> _month("sept"), _month("august"), _month("mayor")
    (9, 8, None)
    """
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)), None)
