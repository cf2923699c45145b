"""A scale from values to places on a plot, with round ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

PAD = 0.06
"""Room at both ends, as a share of what the values span."""
WIDE = 50
"""Values that span more than this factor are drawn on a logarithmic scale."""
TINY = 1e-12
"""Below it no value is drawn on a logarithmic scale: nothing is measured that is so small."""
NARROW, YEAR = 0.1, 365.0
"""The least that an axis spans: a share of its highest value, or days."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Values `low` to `high`, drawn from `left` to `right`."""

    low: float
    high: float
    left: float
    right: float
    log: bool = False
    dates: bool = False

    def place(self, value: float) -> float:
        """Where a value stands; what lies outside is drawn at the end."""
        low, high, value = (
            (math.log(part) for part in (self.low, self.high, max(value, 1e-300)))
            if self.log
            else (
                self.low,
                self.high,
                value,
            )
        )
        share = (value - low) / (high - low)
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left), 1)

    def ticks(self, most: int = 5) -> tuple[Tick, ...]:
        """Round values inside, few enough for their labels."""
        values = _log_ticks(self.low, self.high) if self.log else _years(self.low, self.high) if self.dates else []
        values = _thinned(values, most) if len(values) >= 2 else _round_ticks(self.low, self.high, most)
        return tuple(Tick(self.place(value), self._label(value)) for value in values)

    def _label(self, value: float) -> str:
        if self.dates:
            day = date.fromordinal(round(value))
            return f"{day.year}" if (day.month, day.day) == (1, 1) else day.isoformat()[:7]
        return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.6g}"


def axis(values: Sequence[float], left: float, right: float, *, log: bool = False, dates: bool = False) -> Axis:
    """An axis on which all of the values have room.

    Args:
        values: what is drawn, ends of intervals included; at least one.
        left: where the axis begins on the plot.
        right: where it ends.
        log: draw ratios, for which 0.5 and 2 are equally far from 1.
        dates: the values are days, as `date.toordinal` counts them.
    """
    low, high = min(values), max(values)
    log = low > TINY and (log or (not dates and high / low > WIDE))
    if log:
        room = max(math.log(high / low), 0.1) * PAD
        return Axis(low * math.exp(-room), high * math.exp(room), left, right, log=True)
    least = YEAR if dates else abs(high) * NARROW or 1.0
    if (more := least - (high - low)) > 0:  # values that differ by little are drawn as such
        low, high = low - more / 2, high + more / 2
    room = (high - low) * PAD
    return Axis(low - room, high + room, left, right, dates=dates)


def day(text: str) -> float | None:
    """A date as precise as printed, as the number of its first day; None where the text is none.

    >>> day("2016-03"), day("2016-03-01"), day("not reached")
    (736024.0, 736024.0, None)
    """
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        year, month, first = [*numbers, 1, 1][:3]
        return float(date(year, month, first).toordinal())
    except (ValueError, TypeError):
        return None


def _round_ticks(low: float, high: float, most: int) -> list[float]:
    step = 10 ** math.floor(math.log10((high - low) / most))
    step = next(step * factor for factor in (1, 2, 5, 10, 20) if (high - low) / (step * factor) <= most)
    first = math.ceil(low / step)
    return [number * step for number in range(first, math.floor(high / step) + 1)]


def _log_ticks(low: float, high: float) -> list[float]:
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    found = [factor * 10.0**power for power in powers for factor in (1, 2, 5)]
    return [value for value in found if low <= value <= high]


def _years(low: float, high: float) -> list[float]:
    years = range(date.fromordinal(max(round(low), 1)).year, date.fromordinal(round(high)).year + 2)
    firsts = [float(date(year, 1, 1).toordinal()) for year in years]
    return [value for value in firsts if low <= value <= high]


def _thinned(values: list[float], most: int) -> list[float]:
    return values[:: -(-len(values) // most)]
