"""Ids, numbers and units as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

LOCAL = frozenset({"citation"})
"""Attributes that mean something inside their document only: [9] here and [8] there may be one paper."""
UPPER = frozenset({"ic50", "ec50"})
COUNTED = frozenset({"day", "week", "month", "year"})
"""Units that take a plural s."""
LARGE, SMALL = 10_000, 0.001


@dataclass(frozen=True, slots=True)
class Pair:
    """A name with its value, as shown in a list of facts."""

    name: str
    value: str
    differs: bool = False
    """Not the same for all claims of the conflict: what a reviewer looks at first."""
    inferred: bool = False
    """Not said beside the number, but taken from a heading, a caption or the document itself."""


def words(name: str) -> str:
    """An id as words.

    >>> words("progression_free_survival"), words("later-cutoff"), words("ic50")
    ('progression free survival', 'later cutoff', 'IC50')
    """
    text = name.replace("_", " ").replace("-", " ")
    return text.upper() if text in UPPER else text


def title(metric: str, statistic: str) -> str:
    """A metric with its statistic, where that adds something.

    >>> title("follow_up", "median"), title("objective_response_rate", "rate"), title("dose", "point")
    ('follow up, median', 'objective response rate', 'dose')
    """
    name, kind = words(metric), words(statistic)
    return name if kind == "point" or name.endswith(kind) else f"{name}, {kind}"


def letter(number: int) -> str:
    """The letter of a side, or its number behind the alphabet."""
    return chr(ord("A") + number) if number < 26 else str(number + 1)


def figure(value: Decimal | float) -> str:
    """A number with the digits that a comparison needs, not more.

    >>> figure(Decimal("11.29999")), figure(Decimal("0.10")), figure(Decimal(49615)), figure(0.00004)
    ('11.3', '0.1', '49,615', '4e-05')
    """
    number = float(value)
    if abs(number) >= LARGE:
        return f"{number:,.0f}"
    text = f"{number:.4g}"
    return text if number == 0 or abs(number) >= SMALL else f"{number:.3g}"


def quantity(value: Decimal | float, unit: str) -> str:
    """A number with its unit.

    >>> quantity(Decimal("19.3"), "month"), quantity(1, "month"), quantity(Decimal(72), "percent"), quantity(144, "1")
    ('19.3 months', '1 month', '72%', '144')
    """
    shown = figure(value)
    if unit == "percent":
        return f"{shown}%"
    if unit in ("1", "date", ""):
        return shown
    return f"{shown} {unit}{'s' if unit in COUNTED and shown != '1' else ''}"


def listed(names: Iterable[str]) -> str:
    """Ids as words, separated by commas."""
    return ", ".join(words(name) for name in names)
