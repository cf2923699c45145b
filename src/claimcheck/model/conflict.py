"""A conflict: claims that cannot all be true, or that a person must look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from claimcheck.model.claim import AttributeValue
from claimcheck.model.decision import Decision


class Level(StrEnum):
    """How loud a conflict is, as in SARIF."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Kind(StrEnum):
    """What kind of conflict a rule reports."""

    VALUE = "value"
    SCOPE = "scope"
    ARITHMETIC = "arithmetic"
    STATISTICAL = "statistical"
    CHRONOLOGY = "chronology"


class Reason(StrEnum):
    """What may explain a difference: the closed list of contract.md, tried in the order of `compare.reasons`."""

    ROUNDING = "rounding"
    TRUNCATION = "truncation"
    EXTRACTION_DOUBTFUL = "extraction-doubtful"
    TIMEPOINT = "timepoint"
    SUBGROUP = "subgroup"
    THERAPY_LINE = "therapy-line"
    REGION = "region"
    ASSAY = "assay"
    LATER_CUTOFF = "later-cutoff"
    POPULATION = "population"
    ASSESSOR = "assessor"
    ARM = "arm"
    INVERTED_RATIO = "inverted-ratio"
    UNIT = "unit"
    SWAPPED_ARMS = "swapped-arms"
    TRANSPOSED_DIGITS = "transposed-digits"
    ONE_DIGIT = "one-digit"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values of a conflict and the claims that state it."""

    value: Decimal | str | tuple[Decimal, Decimal] | None
    display: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A conflict as the baseline remembers it: enough to know it again, and to see what it was."""

    id: str
    rule: str
    name: str
    metric: str
    statistic: str
    key: Mapping[str, AttributeValue] = field(hash=False)
    values: tuple[tuple[str, str], ...]
    """Pairs of a document's identity and the value that it prints, sorted."""


@dataclass(frozen=True, slots=True)
class SupportedSide:
    """Which side something speaks for, and why."""

    side: int
    why: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict; the fields are those of contract.md."""

    id: str
    rule: str
    name: str
    kind: Kind
    level: Level
    metric: str
    statistic: str
    key: Mapping[str, AttributeValue] = field(hash=False)
    claims: tuple[str, ...]
    sides: tuple[Side, ...]
    scope: str
    """`within-document` or `across-documents`."""
    reason: Reason
    missing: tuple[str, ...]
    explanation: str
    confidence: float
    status: str = "new"
    supported_side: SupportedSide | None = None
    decision: Decision | None = None
    """What a person decided about it, where a decision stands or ran out."""
