"""The values of a cell: what stands instead of a number, counts beside percentages, units from the headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.extract.atoms import Atom, AtomKind
from claimcheck.extract.attach import Reading
from claimcheck.extract.candidates import RATIOS
from claimcheck.extract.grid import Place
from claimcheck.extract.sheet import Sheet
from claimcheck.model import Cell, Dimension, Quantity, Special

_PERCENT = re.compile(r"%|percent")
_COUNT_PERCENT = re.compile(r"\b(?:n|no\.?|number)\b[^%]{0,20}\(%\)|\(%\)", re.IGNORECASE)
SIZE_HEAD = re.compile(r"(?:,|\(|;|\b)\s?[nN]\b(?!\s?=)|\bpatients\b.{0,12}\bn\b")
COUNT_HEAD = re.compile(
    r"\W*(?:no\.?\s|number\s)?(?:of\s)?(?:patients|participants|subjects|people|women|men"
    r"|n)\W*(?:\(?n\)?\W*)?$",
    re.IGNORECASE,
)
"""A heading that says that its column counts."""


def special_values(sheet: Sheet, cell: Cell) -> list[Atom]:
    """`NR`, `NA`: what a cell says instead of a number."""
    found = []
    for name, term in sheet.vocabulary.of("special_cell").items():
        for alias in term.aliases:
            for match in re.finditer(
                rf"(?<![A-Za-z]){re.escape(alias)}(?![A-Za-z])", sheet.text[cell.start : cell.end]
            ):
                start = cell.start + match.start()
                quantity = Quantity(start, start + len(alias), alias, None, None, None, special=Special(name))
                found.append(Atom(AtomKind.VALUE, start, start + len(alias), quantity))
    taken = {(a.start, a.end) for a in sheet.atoms(cell.start, cell.end)}
    return list({a.start: a for a in found if (a.start, a.end) not in taken}.values())


def count_percent(sheet: Sheet, readings: Sequence[Reading], head: str) -> list[Reading]:
    """`12 (34)` under `n (%)`: 34 percent, counted 12."""
    merged: list[Reading] = []
    for reading in readings:
        before = merged[-1] if merged else None
        gap = sheet.text[before.end : reading.start] if before else ""
        if (
            before
            and _COUNT_PERCENT.search(head)
            and re.fullmatch(r"\s?[(\[]\s?", gap)
            and is_whole(before)
            and reading.quantity.unit == "1"
        ):
            quantity = replace(reading.quantity, unit="percent", dimension=Dimension.PERCENT)
            merged[-1] = reading._replace(quantity=quantity, numerator=int(before.quantity.value or 0))
        else:
            merged.append(reading)
    return merged


def united(sheet: Sheet, reading: Reading, place: Place, head: str) -> Reading:
    """A bare number takes the unit of its headings, else of the caption or the notes."""
    quantity = reading.quantity
    if quantity.unit != "1" or quantity.special is not None or reading.size or reading.quantity.date:
        return reading
    if not place.row and is_whole(reading) and SIZE_HEAD.search(head):
        return reading
    heads = [sheet.grid.content(c) for c in reversed((*place.column, *place.row))]
    counts = is_whole(reading) and place.column and COUNT_HEAD.match(sheet.grid.content(place.column[-1]))
    ratio = any(h.name in RATIOS for c in place.column for h in sheet.hits(c.start, c.end) if h.label == "statistic")
    if ratio:  # of `<1%` beside a hazard ratio the percent is the row's own
        heads = [sheet.grid.content(c) for c in reversed(place.column)]
    for source in heads if counts or ratio else (*heads, sheet.caption, sheet.notes):
        unit = _unit_in(sheet, source)
        if unit is not None:
            name, dimension = unit
            return reading._replace(quantity=replace(quantity, unit=name, dimension=dimension))
    return reading


def of_column(sheet: Sheet, place: Place, count: Reading) -> Reading:
    """A count with the size of the group that heads its column: 223 under `Drug A (N = 279)`."""
    atoms = [a for c in place.column for a in sheet.atoms(c.start, c.end) if a.kind is AtomKind.SIZE and a.quantity]
    sizes = {a.quantity.value for a in atoms if a.quantity and a.quantity.value is not None}
    value = count.quantity.value
    if count.denominator is not None or count.size or len(sizes) != 1 or value is None or value > min(sizes):
        return count
    return count._replace(denominator=int(min(sizes)))


_UNIT = re.compile(
    r"[(\[,;/]\s?(?:in\s)?([^\s()\[\],;]{1,12})\s?(?=[)\],;]|$)|(?<![0-9].)\b(months|weeks|days|years)\b\s*$"
    r"|\bin\s(months|weeks|days|years)(?=\s?[)\],;])"
)
_CI_LEVEL = re.compile(r"[0-9.]+\s?%\s?(?:CI|CrI|confidence|credible)\b")


def _unit_in(sheet: Sheet, words: str) -> tuple[str, Dimension] | None:
    """The unit that words end with or have in brackets; of `up to 30 months` the months are a time, not a unit."""
    words = _CI_LEVEL.sub("", words)
    matches = list(_UNIT.finditer(words))
    for match in reversed(matches):
        unit = sheet.lex.units.get(match[1] or match[2] or match[3])
        if unit is not None and unit.dimension is not Dimension.OTHER:
            return unit.name, unit.dimension
    return ("percent", Dimension.PERCENT) if _PERCENT.search(words) else None


def is_whole(reading: Reading) -> bool:
    """A bare whole number."""
    q = reading.quantity
    return q.value is not None and q.decimals == 0 and q.unit == "1"
