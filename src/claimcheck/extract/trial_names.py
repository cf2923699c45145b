"""What introduces a trial by its name: `SATURNIA-2 randomised 628 people`, `In X-3,`, a column headed `Trial`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from claimcheck.model import Table

_TAIL = r"(?:[ -]?[0-9]{1,4}[A-Z]?(?![0-9.%])|-[IVX]{1,3}(?![A-Za-z])|-[A-Z][A-Za-z]{1,9})"
_NAME = rf"[A-Z][A-Za-z]{{0,3}}[A-Z]{{2,}}[A-Za-z]{{0,4}}{_TAIL}?"
_NUMBERED = r"(?:[A-Z]{4,}|[A-Z][a-z]{1,4}[A-Z][A-Za-z]{2,}|[A-Z][a-z]{4,})-[0-9]{1,3}[A-Z]?(?![0-9.%])"
_EDGE = r"(?<![A-Za-z0-9-])"

_INTRODUCED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_EDGE}(?P<name>{_NAME}|{_NUMBERED})\s(?:[Tt]rial|[Ss]tudy|[Pp]rogramme)\b",
        rf"{_EDGE}(?P<name>{_NAME}|{_NUMBERED})\s?[(\[;,]\s?(?:(?:ClinicalTrials\.gov|identifier)[ :,]*)*NCT\s?[0-9]",
        rf"{_EDGE}(?P<name>{_NAME}|{_NUMBERED})\s(?:was\san?\s[a-z0-9, -]{{0,60}}(?:trial|study)\b"
        r"|randomi[sz]ed|enrol+ed|recruited)",
        rf"{_EDGE}(?P<name>{_NAME}|{_NUMBERED}),\san?\s(?:[a-z-]+[ ,]+){{0,3}}"
        r"(?:phase|randomi[sz]ed|double-blind|multicent|open-label|trial|study|placebo)",
        rf"[Pp]hase\s(?:[1-4I]|II|III|IV)[ab]?\s(?P<name>{_NAME}|{_NUMBERED})(?![A-Za-z0-9-])",
        rf"\b[Tt]rials?\s[(\[]?(?P<name>{_NUMBERED})(?![A-Za-z0-9-])",
        rf"(?:^|[.;:]\s+|\n\s*)In\s(?P<name>{_NUMBERED}),",
        r"(?:^|[.;:]\s+|\n\s*)In\s(?P<name>[A-Z]{5,14}),\s(?:[0-9][0-9,]*\s(?:patients|adults|people|participants|women|men)\b)",
        rf"\b(?:arm|results?|analys[ie]s|update|report|cohort|publication)\s(?:of|from|in)\s(?P<name>{_NUMBERED})"
        r"(?![A-Za-z0-9-])",
    )
)
_TRIAL_HEAD = re.compile(r"(?:clinical\s)?(?:trial|study|studies|trials)(?:\s(?:name|acronym))?", re.IGNORECASE)
_CELL = re.compile(rf"(?P<name>{_NAME}|{_NUMBERED})(?![A-Za-z-])")
_GENE_LIKE = re.compile(r"[A-Z]{2,3}-?[0-9]{0,2}")
_LETTERS = 3
"""A name of fewer is rather a gene's or a unit's."""


def introduced(text: str, tables: Sequence[Table]) -> Iterator[str]:
    """The names that the words around them, or the heads of their columns, make a trial's."""
    found = (match["name"] for pattern in _INTRODUCED for match in pattern.finditer(text))
    cells = (name for table in tables for name in _tabled(text, table))
    yield from (name for name in chain(found, cells) if _may_name(name))


def _tabled(text: str, table: Table) -> Iterator[str]:
    """The names in a column that is headed `Trial`."""
    columns = {
        cell.column
        for cell in table.cells
        if cell.row == 0 and _TRIAL_HEAD.fullmatch(text[cell.start : cell.end].strip())
    }
    for cell in table.cells:
        if cell.row and cell.column in columns:
            match = _CELL.match(text, cell.start, cell.end)
            if match:
                yield match["name"]


def _may_name(name: str) -> bool:
    return sum(character.isalpha() for character in name) > _LETTERS and not _GENE_LIKE.fullmatch(name)
