"""A number as printed: its value, its precision, its comparator and its unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Comparator(StrEnum):
    """How a printed number bounds the true one."""

    EQUAL = "="
    LESS = "<"
    LESS_OR_EQUAL = "<="
    GREATER = ">"
    GREATER_OR_EQUAL = ">="
    ABOUT = "~"


class Special(StrEnum):
    """What a document says instead of a number."""

    NOT_REACHED = "not_reached"
    NOT_REPORTED = "not_reported"
    NOT_ESTIMABLE = "not_estimable"


class Dimension(StrEnum):
    """What kind of thing a unit measures; a metric accepts some dimensions and vetoes the rest."""

    TIME = "time"
    PERCENT = "percent"
    CONCENTRATION = "concentration"
    MASS = "mass"
    NUMBER = "number"
    DATE = "date"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number read from the text, span and printed form kept.

    `value` is None for a range, for a list and for a special; `low` and `high` equal `value` for a point.
    """

    start: int
    end: int
    quote: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    comparator: Comparator = Comparator.EQUAL
    special: Special | None = None
    decimals: int = 0
    unit: str = "1"
    """As normalised: `month`, `percent`, `nmol/L`, `1` for a bare number."""
    unit_text: str = ""
    """As written, empty where none is printed."""
    dimension: Dimension = Dimension.NUMBER
    date: str | None = None
    """ISO 8601, as precise as printed, for a date."""
    values: tuple[Decimal, ...] = ()
    """The members where a list with one unit stands as one span (`claimcheck quantities`)."""
    spread: Decimal | None = None
    """What stands behind a plus-minus sign."""
    words: bool = False
    """Written in words: `three hundred and forty-seven`."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval; an end that is 'not reached' is None."""

    level: Decimal
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class PValue:
    """A p value with its comparator."""

    comparator: Comparator
    value: Decimal


@dataclass(frozen=True, slots=True)
class TestStatistic:
    """What stands around the value of a test statistic: `t(28) = 2.20`, `F(2, 45) = 3.1`."""

    __test__ = False  # no test of ours, whatever pytest makes of its name

    kind: str
    """`t`, `F`, `chi2`, `z`, `r` or `Q`."""
    df: tuple[Decimal, ...]
    """Degrees of freedom: none for z, two for F, else one."""


@dataclass(frozen=True, slots=True)
class StudyDate:
    """What a date is in the course of a study."""

    kind: str
    """`start` or `end` of enrolment, `cutoff` of the data."""


@dataclass(frozen=True, slots=True)
class SampleMean:
    """What stands around a mean: `4.6 sessions \u00b1 1.2 (n = 12)`."""

    size: int
    spread: Decimal | None
    named: str
    """What the document calls the spread: `SD`, `SE`, or empty behind a bare plus-minus sign."""
    whole: bool
    """Whether each member of the sample is a whole number, as a number of visits is."""


@dataclass(frozen=True, slots=True)
class SameArm:
    """The arm that a value and the one it is set against are both given to: `11.3 (drug A) and 5.3 (drug A)`."""

    name: str
    start: int
    """Where the pair begins in the text; both of its values have the same."""


Detail = TestStatistic | SampleMean | StudyDate | SameArm
"""What else a rule needs to check a number by; no part of the output."""
