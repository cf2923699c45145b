"""Units of a metric: which one its claims are compared in, and how to get there."""

from __future__ import annotations

from decimal import Context, Decimal

from claimcheck.vocabulary import Metric, Vocabulary

_PRECISION = Context(prec=9)
"""Digits kept after a conversion: more than anybody prints, few enough to look the same everywhere."""


def factor(unit: str, target: str, vocabulary: Vocabulary) -> Decimal | None:
    """What a number in `unit` is multiplied by to be in `target`; None where the two measure different things."""
    if unit == target:
        return Decimal(1)
    a, b = vocabulary.units.get(unit), vocabulary.units.get(target)
    if a is None or b is None or a.base != b.base:
        return None
    return a.factor / b.factor


def canonical_unit(unit: str, metric: Metric, vocabulary: Vocabulary) -> str:
    """The metric's own unit where the printed one converts to it, else the base unit of what is printed."""
    if factor(unit, metric.unit, vocabulary) is not None:
        return metric.unit
    known = vocabulary.units.get(unit)
    return known.base if known else unit


def canonical(value: Decimal, unit: str, target: str, vocabulary: Vocabulary) -> Decimal:
    """The value in the target unit; as printed where nothing is converted.

    Raises:
        ValueError: the two units measure different things.
    """
    by = factor(unit, target, vocabulary)
    if by is None:
        raise ValueError(f"{unit} cannot be converted to {target}")
    return value if by == 1 else plain(_PRECISION.multiply(value, by))


def plain(value: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent: 4.80E+2 is 480."""
    short = value.normalize()
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else short
