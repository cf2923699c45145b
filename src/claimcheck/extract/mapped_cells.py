"""What one cell of a mapped column says: an attribute, a unit, an interval, a p value, a count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from claimcheck.extract import grammar
from claimcheck.extract.atoms import Atom, AtomKind
from claimcheck.extract.attach import Reading
from claimcheck.extract.attributes import SAME_LABEL, attribute, takes
from claimcheck.extract.numbers import interval_at
from claimcheck.extract.sheet import Sheet
from claimcheck.model import Attribute, Cell, Dimension, Interval, PValue, Scope

_LEVEL = re.compile(r"\b([0-9]{2}(?:\.[0-9]{1,2})?)\s?%")
USUAL_LEVEL = Decimal(95)
"""Of an interval whose columns name no level."""
_NOTHING = frozenset({"", "na", "n/a", "nr", "none", "not reported", "not applicable", "unknown"})
_NAMES = frozenset({"study", "treatment", "comparator", "assessment", "agency", "grade", "event", "target", "assay"})
"""Attributes that one term of a cell gives, whatever else it says: `osimertinib 80 mg once daily`."""
_LABEL = {"comparator": "treatment"}
_WHOLE = 0.8
"""Share of a cell that a term covers where it stands for the cell."""


def attribute_of(sheet: Sheet, role: str, cell: Cell, metric: str) -> Attribute | None:
    """What a cell says under a role: the vocabulary's name, else its words; None where the metric takes none."""
    words = sheet.grid.content(cell)
    if not takes(role, metric, sheet.vocabulary) or words.casefold() in _NOTHING or not any(map(str.isalnum, words)):
        return None
    if role in ("timepoint", "data_cutoff"):
        return _time(sheet, role, cell) or Attribute(role, words, False, cell.start, cell.end, Scope.CELL)
    label = _LABEL.get(role, role)
    hits = [h for h in sheet.hits(cell.start, cell.end) if SAME_LABEL.get(h.label, h.label) == label]
    whole = [h for h in hits if role in _NAMES or h.end - h.start >= _WHOLE * (cell.end - cell.start)]
    if len({h.name for h in hits}) == 1 and whole:
        return attribute(role, whole[0], Scope.CELL)
    return Attribute(role, words, False, cell.start, cell.end, Scope.CELL)


def _time(sheet: Sheet, role: str, cell: Cell) -> Attribute | None:
    """`12` under `Timepoint (months)`, `June 2017` under `Cut-off`."""
    quantities = [a.quantity for a in sheet.atoms(cell.start, cell.end) if a.quantity is not None]
    if len(quantities) != 1:
        return None
    quantity = quantities[0]
    if role == "data_cutoff":
        said = quantity.date
    else:
        unit = quantity.unit if quantity.dimension is Dimension.TIME else _unit_over(sheet, cell)
        said = None if unit is None or quantity.value is None else f"{quantity.value} {unit}"
    return Attribute(role, said, True, cell.start, cell.end, Scope.CELL) if said else None


def _unit_over(sheet: Sheet, cell: Cell) -> str | None:
    heads = " ".join(sheet.grid.content(head) for head in sheet.grid.over(cell.column, cell.row))
    units = [sheet.lex.units.get(word) for word in re.findall(r"\w+", heads)]
    return next((unit.name for unit in reversed(units) if unit and unit.dimension is Dimension.TIME), None)


def is_known(sheet: Sheet, role: str, words: str) -> bool:
    """Whether the vocabulary has a name for an attribute."""
    terms = sheet.vocabulary.of(_LABEL.get(role, role)).values()
    return any(words.casefold() in (name.casefold() for name in (term.name, *term.aliases)) for term in terms)


def unit_of(sheet: Sheet, cell: Cell) -> tuple[str, Dimension] | None:
    """The unit that a cell names."""
    words = sheet.grid.content(cell)
    unit = sheet.lex.units.get(words) or sheet.lex.units.get(words.casefold())
    return None if unit is None else (unit.name, unit.dimension)


def ratio_of(sheet: Sheet, cell: Cell) -> str | None:
    """The ratio or difference that a cell of effect measures names; None for anything else, such as a median."""
    words = sheet.grid.content(cell).casefold()
    for name, term in sheet.vocabulary.of("effect_measure").items():
        if words in (name, name.replace("_", " "), *(alias.casefold() for alias in term.aliases)):
            return name
    return None


def interval_of(sheet: Sheet, cells: dict[str, Cell]) -> Interval | None:
    """The interval of a row: in one cell, or an end each in two."""
    level = _level(sheet, cells)
    if (whole := cells.get("ci")) is not None:
        stated = [atom.intervals[0] for atom in sheet.atoms(whole.start, whole.end) if atom.kind is AtomKind.INTERVAL]
        return stated[0] if stated else interval_at(sheet.text, whole.start, whole.end, level)
    low, high = (_end(sheet, cells.get(role)) for role in ("ci_low", "ci_high"))
    if low is None or high is None or (low[0] is None and high[0] is None):
        return None
    return Interval(level, low[0], high[0])


def _end(sheet: Sheet, cell: Cell | None) -> tuple[Decimal | None] | None:
    """An end of an interval, `(None,)` where it is said not to be reached, None where nothing is said."""
    if cell is None:
        return None
    number = number_in(sheet, cell)
    if number is not None:
        return (number,)
    return (None,) if re.fullmatch(grammar.OPEN_END, sheet.grid.content(cell), re.IGNORECASE) else None


def _level(sheet: Sheet, cells: dict[str, Cell]) -> Decimal:
    """The level of an interval: of its own column, else of the heading."""
    own = number_in(sheet, cells["ci_level"]) if "ci_level" in cells else None
    if own is not None:
        return own
    for role in ("ci", "ci_low", "ci_high"):
        for head in sheet.grid.over(cells[role].column, cells[role].row) if role in cells else ():
            match = _LEVEL.search(sheet.grid.content(head))
            if match:
                return Decimal(match[1])
    return USUAL_LEVEL


def number_in(sheet: Sheet, cell: Cell) -> Decimal | None:
    """The one number of a cell."""
    atoms = [atom for atom in sheet.atoms(cell.start, cell.end) if atom.quantity is not None]
    return atoms[0].quantity.value if len(atoms) == 1 and atoms[0].quantity is not None else None


def count_in(sheet: Sheet, cell: Cell | None) -> int | None:
    """The whole number of a cell."""
    number = None if cell is None else number_in(sheet, cell)
    return int(number) if number is not None and number == number.to_integral_value() else None


def p_value_of(sheet: Sheet, cell: Cell) -> PValue | None:
    """`P<0.001`, `<0.001` or `0.03` in a column of p values."""
    for atom in sheet.atoms(cell.start, cell.end):
        if atom.p_value is not None:
            return atom.p_value
        quantity = atom.quantity
        if quantity is not None and quantity.value is not None and 0 <= quantity.value <= 1:
            return PValue(quantity.comparator, quantity.value)
    return None


def fraction_in(atoms: Sequence[Atom]) -> Reading | None:
    """`12/40` in a cell of values, where no percentage stands beside it."""
    fractions = [atom for atom in atoms if atom.kind is AtomKind.FRACTION]
    found = fractions[0] if len(fractions) == 1 else None
    if found is None or found.quantity is None:
        return None
    return Reading(found.quantity, numerator=found.numerator, denominator=found.denominator, last=found.end)
