"""What a number of the text is at first sight: a value, an interval, a p value, a group size, a fraction."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from claimcheck.model import Interval, PValue, Quantity


class AtomKind(StrEnum):
    """First sight of a number, before it is known what it is about."""

    VALUE = "value"
    INTERVAL = "interval"
    P_VALUE = "p"
    SIZE = "n"
    FRACTION = "fraction"
    SKIPPED = "skipped"


class Atom(NamedTuple):
    """A number and the reading its immediate neighbours give it. A tuple, for there are very many."""

    kind: AtomKind
    start: int
    end: int
    quantity: Quantity | None = None
    intervals: tuple[Interval, ...] = ()
    """One, or one each for two values before: `(95% CI, 2.5-5.3 and 1.9-3.8)`."""
    p_value: PValue | None = None
    numerator: int | None = None
    denominator: int | None = None
    reason: str = ""
    """Why a skipped number makes no claim."""
