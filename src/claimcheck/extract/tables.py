"""Read the cells of tables: a value means what its row, its column, the caption and the notes say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from claimcheck.extract.atoms import AtomKind
from claimcheck.extract.attach import Reading, attach
from claimcheck.extract.cell_attributes import complete, own_attributes
from claimcheck.extract.cell_metrics import metric_of
from claimcheck.extract.cell_values import count_percent, special_values, united
from claimcheck.extract.grid import Place, text_of
from claimcheck.extract.loose import loose
from claimcheck.extract.mapped import read_mapped
from claimcheck.extract.p_values import spread_p_values
from claimcheck.extract.profiles import Profile
from claimcheck.extract.sheet import Sheet
from claimcheck.extract.timepoints import timepoints
from claimcheck.model import Attribute, Cell, Mention, Skip, TablePlace
from claimcheck.vocabulary import Vocabulary

if TYPE_CHECKING:
    from claimcheck.extract.prose import Page

_P_HEAD = re.compile(r"^\W*[pP](?:[\s-]?values?)?\W*$")


def read_tables(page: Page, vocabulary: Vocabulary, profiles: Mapping[str, Profile]) -> Iterator[Mention | Skip]:
    """Every mention and every skipped number of the tables.

    Args:
        page: the document with its numbers and terms.
        vocabulary: the vocabulary.
        profiles: what the document says of each study outside its tables.
    """
    for index in range(len(page.document.tables)):
        sheet = Sheet(page, vocabulary, index, profiles)
        if sheet.table.roles is not None:
            yield from read_mapped(sheet, sheet.table.roles)
            continue
        for cell in sheet.grid.headers():
            yield from _header(sheet, cell)
        for place in sheet.grid.places():
            sheet.remember(place)
            yield from _cell(sheet, place)


def _header(sheet: Sheet, cell: Cell) -> Iterator[Mention | Skip]:
    """Group sizes in the heading of a column are claims; other numbers there are none."""
    for atom in sheet.atoms(cell.start, cell.end):
        if atom.kind is AtomKind.SIZE and atom.quantity is not None:
            place = Place(cell, (), (*sheet.grid.over(cell.column, cell.row), cell), ())
            size = Reading(atom.quantity, size=True)
            yield _mention(sheet, place, size, ("sample_size", "count"), {}, "group size in a heading")
        else:
            yield Skip(atom.start, atom.end, "heading of a table")


def _cell(sheet: Sheet, place: Place) -> Iterator[Mention | Skip]:
    """The values of a body cell."""
    span = (place.cell.start, place.cell.end)
    atoms = sorted([*sheet.atoms(*span), *special_values(sheet, place.cell)], key=lambda a: a.start)
    if not atoms:
        return
    head = f"{text_of(sheet.grid, place.row)} / {text_of(sheet.grid, place.column)}"
    readings, skips = attach(sheet.text, atoms, span, f"{head} {sheet.caption}")
    readings = [
        united(sheet, r, place, head) for r in count_percent(sheet, readings, f"{head} {sheet.stub} {sheet.caption}")
    ]
    readings, points = timepoints(sheet.text, readings, span, of_rate=True)
    yield from skips
    yield from (Skip(p.start, p.end, "time point of a rate") for p in points)
    if place.column and _P_HEAD.match(sheet.grid.content(place.column[-1])):
        yield from (Skip(r.start, r.end, "p value") for r in readings)
        return
    mentions = []
    for position, reading in enumerate(readings):
        found = metric_of(sheet, place, reading)
        if found is None:
            yield Skip(reading.start, reading.end, "no metric in the headings")
            yield from loose([reading], span, table=_place(sheet, place))
            continue
        metric, _, statistic = found
        own = own_attributes(sheet, place, readings, position, points, found)
        mentions.append(_mention(sheet, place, reading, (metric.id, statistic), own, "table cell"))
    yield from spread_p_values(mentions)


def _mention(
    sheet: Sheet,
    place: Place,
    reading: Reading,
    stated: tuple[str, str],
    own: Mapping[str, Attribute],
    frame: str,
) -> Mention:
    """The claim that a value of a table makes; `stated` is its metric and its statistic."""
    metric, statistic = stated
    attributes = complete(sheet, place, metric, statistic, own)
    return Mention(
        quantity=reading.quantity,
        metric=metric,
        statistic=statistic,
        attributes=tuple(attributes[key] for key in sorted(attributes)),
        sentence=(place.cell.start, place.cell.end),
        frame=frame,
        ci=reading.ci,
        p_value=reading.p_value,
        numerator=reading.numerator,
        denominator=reading.denominator,
        table=_place(sheet, place),
    )


def _place(sheet: Sheet, place: Place) -> TablePlace:
    row, column = text_of(sheet.grid, place.row), text_of(sheet.grid, place.column)
    return TablePlace(sheet.index, row, column, place.cell.address)
