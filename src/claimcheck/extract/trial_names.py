"""Trials that no list holds, by the shape of the name and what is said around it: `SATURNIA-2 randomised 628 people`.

What introduces a name once makes it a study wherever the document uses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.extract.terms import Hit, longest
from claimcheck.model import Document, Table
from claimcheck.vocabulary import Vocabulary

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
_SIBLING = re.compile(r"-[0-9]{1,3}[A-Z]?(?![0-9.%A-Za-z])")


def with_trial_names(document: Document, hits: Sequence[Hit], vocabulary: Vocabulary) -> list[Hit]:
    """The hits, and every place of a trial that the document introduces without the vocabulary knowing it."""
    text = document.text
    hits = [hit for hit in hits if not _is_of_sibling(text, hit)]
    taken = {text[hit.start : hit.end].casefold() for hit in hits if hit.known}
    unlike = {alias for term in vocabulary.of("no_trial").values() for alias in term.aliases}
    names = {name for name in _introduced(document) if name.casefold() not in taken and _may_name(name, unlike)}
    if not names:
        return list(hits)
    body = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    pattern = re.compile(rf"{_EDGE}(?:{body})(?![A-Za-z0-9]|-[A-Za-z0-9])")
    found = (Hit(match.start(), match.end(), "study", match[0], known=False) for match in pattern.finditer(text))
    return longest([*hits, *found])


def _introduced(document: Document) -> Iterator[str]:
    for pattern in _INTRODUCED:
        yield from (match["name"] for match in pattern.finditer(document.text))
    for table in document.tables:
        yield from _tabled(document.text, table)


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


def _may_name(name: str, unlike: set[str]) -> bool:
    letters = sum(character.isalpha() for character in name)
    return letters > 3 and name.upper() not in unlike and not _GENE_LIKE.fullmatch(name)


def _is_of_sibling(text: str, hit: Hit) -> bool:
    """Whether a known trial's name is the beginning of another's: `NEPTUNE` of `NEPTUNE-3`."""
    return hit.label == "study" and hit.known and text[hit.end - 1].isalpha() and bool(_SIBLING.match(text, hit.end))
