"""Every quantity of a text as one span, bound to a metric or not: `claimcheck quantities`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from claimcheck.extract.dates import dates
from claimcheck.extract.spans import Figure, read_figures
from claimcheck.extract.spans.figure import Shape
from claimcheck.model import Dimension, Quantity
from claimcheck.vocabulary import Unit, Vocabulary

_SEVERAL = {Shape.LIST, Shape.PRODUCT, Shape.RATIO}
_YEAR = re.compile(r"(?:AD |^|[a-z] )([0-9]{3,4})$")


def read_quantities(text: str, vocabulary: Vocabulary) -> tuple[Quantity, ...]:
    """The quantities in order of their place."""
    units = _units(vocabulary)
    return tuple(_quantity(text, figure, units) for figure in read_figures(text))


def _units(vocabulary: Vocabulary) -> Mapping[str, Unit]:
    """The units that convert to a base, as written; units.toml lumps the others (cm with mm)."""
    known = [unit for unit in vocabulary.units.values() if unit.dimension is not Dimension.OTHER]
    return {alias: unit for unit in known for alias in unit.aliases}


def _quantity(text: str, figure: Figure, units: Mapping[str, Unit]) -> Quantity:
    quote = text[figure.start : figure.end]
    written = text[slice(*figure.unit)] if figure.unit else ""
    unit, dimension = _measure(figure, written, units)
    value, low, high = _values(figure)
    return Quantity(
        figure.start,
        figure.end,
        quote,
        value,
        low,
        high,
        comparator=figure.comparator,
        decimals=figure.decimals,
        unit=unit,
        unit_text=written,
        dimension=dimension,
        date=_date(quote) if figure.shape is Shape.DATE else None,
        values=figure.values if figure.shape in _SEVERAL else (),
        spread=figure.spread,
        words=figure.words,
    )


def _measure(figure: Figure, written: str, units: Mapping[str, Unit]) -> tuple[str, Dimension]:
    """The unit, normalised where it is known, and what it measures."""
    if figure.shape is Shape.DATE:
        return "date", Dimension.DATE
    if not written:
        return "1", Dimension.NUMBER
    known = units.get(written)
    return (known.name, known.dimension) if known else (written, Dimension.OTHER)


def _values(figure: Figure) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Value, low and high: a point has all three, a range its ends, a list and a date none."""
    if not figure.values or figure.shape in _SEVERAL or figure.shape is Shape.DATE:
        return None, None, None
    if figure.shape is Shape.RANGE:
        return None, min(figure.values), max(figure.values)
    return figure.values[0], figure.values[0], figure.values[0]


def _date(quote: str) -> str | None:
    """ISO 8601, as precise as printed."""
    found = dates(quote)
    if found:
        return found[0].date
    year = _YEAR.search(quote)
    return year[1].zfill(4) if year else None
