"""Every quantity of a text as one span, bound to a metric or not: `claimcheck quantities`."""

from __future__ import annotations

from decimal import Decimal

from claimcheck.extract.dates import dates
from claimcheck.extract.spans import Figure, read_figures
from claimcheck.extract.spans.figure import Shape
from claimcheck.model import Dimension, Quantity
from claimcheck.vocabulary import Unit, Vocabulary

_SEVERAL = {Shape.LIST, Shape.PRODUCT, Shape.RATIO}


def read_quantities(text: str, vocabulary: Vocabulary) -> tuple[Quantity, ...]:
    """The quantities in order of their place."""
    units = _units(vocabulary)
    return tuple(_quantity(text, figure, units) for figure in read_figures(text))


def _units(vocabulary: Vocabulary) -> dict[str, Unit]:
    return {alias: unit for unit in vocabulary.units.values() for alias in unit.aliases}


def _quantity(text: str, figure: Figure, units: dict[str, Unit]) -> Quantity:
    quote = text[figure.start : figure.end]
    date = _date(quote) if figure.shape is Shape.DATE or figure.unit is None else None
    written = text[slice(*figure.unit)] if figure.unit else ""
    known = units.get(written) or units.get(written.casefold())
    value, low, high = _values(figure) if date is None else (None, None, None)
    return Quantity(
        figure.start,
        figure.end,
        quote,
        value,
        low,
        high,
        comparator=figure.comparator,
        decimals=figure.decimals,
        unit="date" if date else known.name if known else written or "1",
        unit_text=written,
        dimension=Dimension.DATE
        if date
        else known.dimension
        if known
        else Dimension.OTHER
        if written
        else Dimension.NUMBER,
        date=date,
        values=figure.values if figure.shape in _SEVERAL else (),
        spread=figure.spread,
        words=figure.words,
    )


def _values(figure: Figure) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Value, low and high."""
    if figure.shape is Shape.POINT or figure.shape is Shape.SPECIAL:
        value = figure.values[0] if figure.values else None
        return value, value, value
    if figure.shape is Shape.RANGE and figure.values:
        return None, min(figure.values), max(figure.values)
    return None, None, None


def _date(quote: str) -> str | None:
    found = dates(quote)
    return found[0].date if found else None
