"""A fact as a forest plot: a row a document, point and interval; and as a timeline where the dates differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath

from claimcheck.model import Claim, Comparator
from claimcheck.report.page.axis import Axis, Tick, axis, day

WIDTH, LABELS, ROW, TOP = 420, 132, 22, 8
"""Sizes in the plot's own units: the whole, the column of names, a row, the room above the first."""
MARGIN = 18
"""Room at the right end, for half a label of the axis."""
NAME = 20
"""Characters of a document's name."""
RATIOS = frozenset({"hazard_ratio", "odds_ratio", "risk_ratio"})
POINTING = {
    Comparator.LESS: "less",
    Comparator.LESS_OR_EQUAL: "less",
    Comparator.GREATER: "more",
    Comparator.GREATER_OR_EQUAL: "more",
}


@dataclass(frozen=True, slots=True)
class Row:
    """What one document gives as the value."""

    letter: str
    number: int
    """Of its side: what chooses shape and colour."""
    claim: Claim
    place: str
    display: str
    times: int
    """How often the document states it."""
    cutoff: str | None
    date: str | None

    @property
    def name(self) -> str:
        """The document, short enough for the plot."""
        stem = PurePosixPath(self.claim.document).stem
        return stem if len(stem) <= NAME else f"{stem[: NAME - 1]}…"


@dataclass(frozen=True, slots=True)
class Mark:
    """A row as drawn: a point, an interval, or words where there is no number."""

    row: Row
    y: float
    x: float | None
    low: float | None
    high: float | None
    pointing: str = ""
    """`less` or `more` where the value is a bound."""


@dataclass(frozen=True, slots=True)
class Plot:
    """The geometry; the template draws it."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    none: float | None = None
    """Where a ratio of 1, no difference, stands."""
    upright: tuple[Tick, ...] = ()
    """Of a timeline: the ticks of the value."""


def forest(rows: Sequence[Row], statistic: str) -> Plot | None:
    """The rows above one axis; None where no row has a number or a date."""
    dated = any(claim.unit == "date" for claim in (row.claim for row in rows))
    drawn = [number for row in rows for number in numbers_of(row.claim) if number is not None]
    if not drawn:
        return None
    left, right = LABELS + 8.0, float(WIDTH - MARGIN)
    values = [*drawn, 1.0] if statistic in RATIOS else drawn
    scale = axis(values, left, right, log=statistic in RATIOS, dates=dated)
    bottom = TOP + ROW * len(rows) + 4.0
    marks = tuple(_mark(row, TOP + ROW * (index + 0.5), scale) for index, row in enumerate(rows))
    none = scale.place(1.0) if statistic in RATIOS else None
    return Plot(WIDTH, bottom + 20, left, right, bottom, marks, scale.ticks(), none)


def timeline(rows: Sequence[Row]) -> Plot | None:
    """Value against date: of the data cut where all name one, else of the document; None where no two dates differ."""
    dated = [
        (row, when, number) for row in rows if (when := _when(row)) and (number := numbers_of(row.claim)[0]) is not None
    ]
    if len({when for _, when, _ in dated}) < 2 or any(row.claim.unit == "date" for row in rows):
        return None
    bottom = 110.0
    across = axis([when for _, when, _ in dated], 52.0, float(WIDTH - MARGIN), dates=True)
    numbers = [part for row, _, _ in dated for part in numbers_of(row.claim) if part is not None]
    up = axis(numbers, bottom, float(TOP))
    marks = tuple(_mark_in_time(row, across.place(when), up) for row, when, _ in dated)
    return Plot(WIDTH, bottom + 20, 52.0, WIDTH - MARGIN, bottom, marks, across.ticks(4), upright=up.ticks(3))


def _when(row: Row) -> float | None:
    text = row.cutoff or row.date
    return None if text is None else day(text)


def numbers_of(claim: Claim) -> tuple[float | None, float | None, float | None]:
    """Point, low and high of a claim in the canonical unit; the interval as printed, so scaled as the point is."""
    if claim.unit == "date" and isinstance(claim.value, str):
        return day(claim.value), None, None
    point = claim.canonical_value
    if point is None or not point.is_finite():
        return None, None, None
    factor = _factor(claim, point)
    if claim.ci is not None:
        return float(point), _scaled(claim.ci.low, factor), _scaled(claim.ci.high, factor)
    if claim.low is not None and claim.high is not None and claim.low != claim.high:
        return float(point), _scaled(claim.low, factor), _scaled(claim.high, factor)
    return float(point), None, None


def _factor(claim: Claim, point: Decimal) -> Decimal:
    if isinstance(claim.value, Decimal) and claim.value:
        return point / claim.value
    if claim.low is not None and claim.high is not None and claim.low + claim.high:
        return point * 2 / (claim.low + claim.high)
    return Decimal(1)


def _scaled(value: Decimal | None, factor: Decimal) -> float | None:
    return None if value is None or not value.is_finite() else float(value * factor)


def _mark(row: Row, y: float, scale: Axis) -> Mark:
    point, low, high = (None if number is None else scale.place(number) for number in numbers_of(row.claim))
    if row.claim.ci is not None and point is not None and (low is None or high is None):  # an end not reached
        low, high = (scale.left if low is None else low), (scale.right if high is None else high)
    return Mark(row, y, point, low, high, POINTING.get(row.claim.comparator, ""))


def _mark_in_time(row: Row, x: float, up: Axis) -> Mark:
    point, low, high = (None if number is None else up.place(number) for number in numbers_of(row.claim))
    return Mark(row, point or 0.0, x, low, high, POINTING.get(row.claim.comparator, ""))
