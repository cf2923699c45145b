"""A number bound to what it is about, as the document words it, before names and units are made canonical."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from claimcheck.model.quantity import Detail, Interval, PValue, Quantity
from claimcheck.model.work import CitedWork


class Scope(IntEnum):
    """Where an attribute came from; each step outwards lowers the confidence."""

    CELL = 0
    CLAUSE = 1
    SENTENCE = 2
    PARAGRAPH = 3
    HEADING = 4
    CAPTION = 5
    DOCUMENT = 6


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing a number is about: a key of the contract, what the text says, and where it says it."""

    key: str
    value: str
    """The vocabulary's name where it knows the term, else the words as written."""
    known: bool = True
    """False where the vocabulary does not know the term."""
    start: int = -1
    end: int = -1
    scope: Scope = Scope.CLAUSE


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where in a table a number stands: index of the table, text of its row and column headings."""

    index: int
    row: str
    column: str
    cell: str | None = None
    """Address in a spreadsheet: `Sheet1!B7`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A number, the metric it states and what it is about."""

    quantity: Quantity
    metric: str
    statistic: str
    attributes: tuple[Attribute, ...]
    sentence: tuple[int, int]
    frame: str
    """Name of the frame that bound it: what `claimcheck why` prints."""
    ci: Interval | None = None
    p_value: PValue | None = None
    numerator: int | None = None
    denominator: int | None = None
    table: TablePlace | None = None
    section: str | None = None
    confidence: float = 1.0
    detail: Detail | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """A number that makes no claim, and why: a line of the coverage ledger."""

    start: int
    end: int
    reason: str


UNBOUND = "unbound"
"""The metric of a number that nothing in its document names."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read out of one document: the mentions, and every number that is none."""

    mentions: tuple[Mention, ...]
    skipped: tuple[Skip, ...]
    works: tuple[CitedWork, ...] = ()
    """What its reference list holds."""
    loose: tuple[Mention, ...] = ()
    """Skipped numbers that can be checked all the same, by the count, the interval or the p value beside them: their
    metric is `UNBOUND`."""
    study: str | None = None
    """The study that the document reports."""
    own: CitedWork | None = None
    """The document itself as a work, where it reports a study of its own."""
