"""Read a table whose columns a mapping explains: a row states a result, or several, and says what each is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claimcheck.extract.attach import Reading, attach
from claimcheck.extract.candidates import RATIOS
from claimcheck.extract.cell_attributes import complete, own_attributes
from claimcheck.extract.cell_metrics import Found, metric_of
from claimcheck.extract.cell_values import count_percent, special_values, united
from claimcheck.extract.grid import Place, text_of
from claimcheck.extract.loose import loose
from claimcheck.extract.mapped_cells import (
    attribute_of,
    count_in,
    fraction_in,
    interval_of,
    is_known,
    number_in,
    p_value_of,
    ratio_of,
    unit_of,
)
from claimcheck.extract.sheet import Sheet
from claimcheck.mapping import ATTRIBUTES, is_metric, split
from claimcheck.model import Attribute, Cell, ColumnRoles, Dimension, Mention, Quantity, Scope, Skip, TablePlace

FRAME = "mapped columns"
_PAIR = 2
_SHARED = ("metric", *ATTRIBUTES)
"""What a column says of every result of its row."""
_REASONS = {"ci": "interval", "ci_low": "interval", "ci_high": "interval", "ci_level": "level of an interval",
            "p_value": "p value", "denominator": "denominator", "numerator": "count of a percentage"}  # fmt: skip

Cells = dict[str, Cell]
"""Role -> the cell of a row that has it."""


@dataclass(frozen=True, slots=True)
class _Result:
    """One result of a row: its name (empty for the only one) and its cells, those that all results share included."""

    name: str
    cells: Cells
    constants: Mapping[str, str]

    @property
    def anchor(self) -> Cell:
        """The cell that holds its number."""
        return self.cells.get("value") or self.cells.get("numerator") or self.cells["low"]


def read_mapped(sheet: Sheet, roles: ColumnRoles) -> Iterator[Mention | Skip]:
    """Every mention of a mapped table, and a reason for each of its other numbers."""
    for head in sheet.grid.headers():
        yield from (Skip(a.start, a.end, "heading of a table") for a in sheet.atoms(head.start, head.end))
    held: list[Cells] = [{} for _ in roles.heads]
    for row in sorted(set(sheet.grid.rows) - sheet.grid.header_rows):
        at = sheet.grid.across(row)
        depth = next((index for index, (column, _) in enumerate(roles.heads) if column in at), None)
        if depth is not None:
            held[depth] = {role: at[column] for column, role in roles.heads[depth][1] if column in at}
            held[depth + 1 :] = [{} for _ in held[depth + 1 :]]
            yield from _rest(sheet, row, {}, "row that others stand under", ())
            continue
        cells = {role: cell for layer in held for role, cell in layer.items()}
        cells |= {role: at[column] for column, role in roles.columns if column in at}
        found = list(_row(sheet, row, list(_results(cells, roles.constants))))
        yield from found
        yield from _rest(sheet, row, cells, "column without a role", found)


def _results(cells: Cells, constants: tuple[tuple[str, str], ...]) -> Iterator[_Result]:
    """The results of a row, in the order of their columns."""
    parted = [(*split(role), role) for role in cells]
    names = dict.fromkeys(name for base, name, _ in parted if base in ("value", "numerator", "low"))
    of_one_metric = {split(role)[1] for role in cells if is_metric(role)}
    for name in names:
        shared = _SHARED if name in of_one_metric else (*_SHARED, "unit", "statistic")
        own = {base: cells[role] for base, other, role in parted if not other and (not name or base in shared)}
        own |= {base: cells[role] for base, other, role in parted if other == name}
        said = {base: text for role, text in constants for base, other in [split(role)] if other in ("", name)}
        yield _Result(name, own, said)


def _row(sheet: Sheet, row: int, results: Sequence[_Result]) -> Iterator[Mention | Skip]:
    """The claims of one row."""
    arms = [arm for result in results if (arm := _arm(sheet, result)) is not None]
    nameless = [result for result in results if _arm(sheet, result) is None and result.name.isdigit()]
    for result in results:
        anchor = result.anchor
        place = Place(anchor, _naming(result), sheet.grid.over(anchor.column, anchor.row), ())
        reading = _reading(sheet, place, result)
        if reading is None:
            yield Skip(anchor.start, anchor.end, "no number in the mapped column")
            continue
        row_span = (sheet.grid.rows[row][0].start, sheet.grid.rows[row][-1].end)
        words = text_of(sheet.grid, _about(result))
        where = TablePlace(sheet.index, words, text_of(sheet.grid, place.column), anchor.address)
        found = _metric(sheet, place, result, reading)
        if found is None:
            yield Skip(reading.start, reading.end, "no metric in the mapped columns")
            yield from loose([reading], row_span, table=where)
            continue
        metric, _, statistic = found
        own = dict(_attributes(sheet, result, metric.id))
        own |= {k: v for k, v in own_attributes(sheet, place, [reading], 0, [], found).items() if k not in own}
        if statistic in RATIOS and "treatment" not in own and len(arms) == _PAIR:
            own["treatment"], own["comparator"] = arms[0], replace(arms[1], key="comparator")
        if result in nameless and len(nameless) > 1 and statistic not in RATIOS:
            number = nameless.index(result) + 1
            own["subgroup"] = Attribute("subgroup", f"group {number} of {len(nameless)}", False)
        attributes = complete(sheet, place, metric.id, statistic, own)
        yield Mention(
            quantity=reading.quantity,
            metric=metric.id,
            statistic=statistic,
            attributes=tuple(attributes[key] for key in sorted(attributes)),
            sentence=row_span,
            frame=FRAME,
            ci=reading.ci,
            p_value=reading.p_value,
            numerator=reading.numerator,
            denominator=reading.denominator,
            table=where,
        )


def _naming(result: _Result) -> tuple[Cell, ...]:
    """The cells whose words say what the number is, the metric last."""
    return tuple(result.cells[role] for role in ("statistic", "metric") if role in result.cells)


def _about(result: _Result) -> tuple[Cell, ...]:
    return tuple(result.cells[role] for role in ("study", "treatment", "metric") if role in result.cells)


def _metric(sheet: Sheet, place: Place, result: _Result, reading: Reading) -> Found | None:
    """The metric of a result; a difference between arms has none."""
    named = result.cells.get("statistic")
    ratio = ratio_of(sheet, named) if named else None
    if ratio is not None and ratio not in RATIOS:
        return None
    stated = result.name if result.name in sheet.vocabulary.metrics else None
    found = metric_of(sheet, place, reading, stated, ratio)
    if found is None or found[0].id != "sample_size" or reading.size or stated:
        return found
    named = result.cells.get("metric")  # `n` over a column of events counts no patients
    hits = sheet.hits(named.start, named.end) if named else []
    return found if any(hit.label == "metric" and hit.name == "sample_size" for hit in hits) else None


def _reading(sheet: Sheet, place: Place, result: _Result) -> Reading | None:
    """The value of a result, with its unit and what belongs to it."""
    cells, anchor = result.cells, result.anchor
    span = (anchor.start, anchor.end)
    head = f"{text_of(sheet.grid, place.row)} / {text_of(sheet.grid, place.column)}"
    atoms = sorted([*sheet.atoms(*span), *special_values(sheet, anchor)], key=lambda atom: atom.start)
    readings, _ = attach(sheet.text, atoms, span, head)
    readings = count_percent(sheet, readings, head)
    reading = readings[0] if readings else fraction_in(atoms)
    if "value" not in cells and "low" in cells:
        reading = _range(sheet, cells)
    if reading is None:
        return None
    interval, p_cell = reading.ci or interval_of(sheet, cells), cells.get("p_value")
    reading = reading._replace(ci=interval, p_value=reading.p_value or (p_value_of(sheet, p_cell) if p_cell else None))
    numerator, denominator = count_in(sheet, cells.get("numerator")), count_in(sheet, cells.get("denominator"))
    if "unit" in cells and reading.quantity.unit == "1" and (unit := unit_of(sheet, cells["unit"])):
        reading = reading._replace(quantity=replace(reading.quantity, unit=unit[0], dimension=unit[1]))
    elif "value" in cells or "low" in cells:
        reading = united(sheet, reading, place, head)
    counted = reading.quantity.dimension is Dimension.PERCENT or anchor is cells.get("numerator")
    if not counted or (numerator is None and reading.numerator is None):
        return reading
    return reading._replace(
        numerator=numerator if numerator is not None else reading.numerator,
        denominator=denominator if denominator is not None else reading.denominator,
    )


def _range(sheet: Sheet, cells: Cells) -> Reading | None:
    """A range whose ends stand in two cells."""
    low, high = cells["low"], cells.get("high")
    ends = [number_in(sheet, cell) for cell in (low, high) if cell is not None]
    if high is None or len(ends) != _PAIR or None in ends or high.start < low.end:
        return None
    quantity = next(a.quantity for a in sheet.atoms(high.start, high.end) if a.quantity is not None)
    quote = sheet.text[low.start : high.end]
    spread: Quantity = replace(
        quantity, start=low.start, end=high.end, quote=quote, value=None, low=ends[0], high=ends[1]
    )
    return Reading(spread, last=high.end)


def _attributes(sheet: Sheet, result: _Result, metric: str) -> Iterator[tuple[str, Attribute]]:
    """What the mapped columns say of a result; a constant where no cell does."""
    for role in ATTRIBUTES:
        cell = result.cells.get(role)
        found = attribute_of(sheet, role, cell, metric) if cell is not None else None
        if found is None and role in result.constants:
            words = result.constants[role]
            found = Attribute(role, words, is_known(sheet, role, words), scope=Scope.CAPTION)
        if found is not None:
            yield role, found


def _arm(sheet: Sheet, result: _Result) -> Attribute | None:
    """The arm of a result that is one of several."""
    return dict(_attributes(sheet, result, "")).get("treatment") if result.name.isdigit() else None


def _rest(sheet: Sheet, row: int, cells: Cells, otherwise: str, found: Sequence[Mention | Skip]) -> Iterator[Skip]:
    """A reason for every number of a row that states nothing by itself."""
    taken = [(o.quantity.start, o.quantity.end) if isinstance(o, Mention) else (o.start, o.end) for o in found]
    roles = {cell.start: split(role)[0] for role, cell in cells.items()}
    for cell in sheet.grid.rows[row]:
        role = roles.get(cell.start)
        reason = otherwise if role is None else _REASONS.get(role, "what a result is about")
        if role == "value":
            reason = "a further number of the cell"
        for atom in sheet.atoms(cell.start, cell.end):
            if not any(start < atom.end and atom.start < end for start, end in taken):
                yield Skip(atom.start, atom.end, atom.reason or reason)
