"""The attributes of a value in a table, from its own cell outwards: row, column, the cells beside, caption, heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claimcheck.extract.attach import Reading
from claimcheck.extract.attributes import ALIGNED, NO_ARM, OF_METRIC, ONE_ARM, SAME_LABEL, attribute, takes
from claimcheck.extract.candidates import RATIOS
from claimcheck.extract.cell_metrics import Found
from claimcheck.extract.grid import Place
from claimcheck.extract.profiles import NOTHING
from claimcheck.extract.references import citations
from claimcheck.extract.roster import Roster
from claimcheck.extract.sheet import Sheet
from claimcheck.extract.table_controls import CONTROL_ROW
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Cell, Scope
from claimcheck.vocabulary import Vocabulary

_KEYS = frozenset(ALIGNED) - {"approval", "counted", "citation"}
"""Attributes that the cells around a value give it."""
_REFERENCE_HEAD = re.compile(r"\W*(?:refs?|references?|source|study|citation)\b", re.IGNORECASE)
_REPORT = re.compile(
    r"[A-Z][\w'\u2019-]+(?: (?:[A-Z][\w'\u2019-]+|et al\.?|and|&)){0,3},? \(?(?:19|20)[0-9]{2}[a-c]?\)?"
)
_MARK_BEHIND = re.compile(r"\W*(?:[0-9]{1,3}(?:\s?[,\u2013-]\s?[0-9]{1,3})*\W*)?")
"""Behind `Xu 2020` in a row heading: nothing, or the mark of the work."""
_TIME_HEAD = re.compile(
    r"\b([0-9]{1,3})\s?-?\s?(months?|years?|weeks?|days?|yrs?)\b|\b(month|year|week|day)\s([0-9]{1,3})\b", re.IGNORECASE
)


def own_attributes(
    sheet: Sheet, place: Place, readings: Sequence[Reading], position: int, points: Sequence[Hit], found: Found
) -> dict[str, Attribute]:
    """What the words right beside one value say of it.

    Args:
        sheet: the table.
        place: the cell and its headings.
        readings: the values of the cell.
        position: which of them it is.
        points: the time points that the cell itself names.
        found: the metric of the value, the term that gave it, and the statistic.
    """
    metric, given, statistic = found
    own: dict[str, Attribute] = {}
    point = [p for p in points if p.end <= readings[position].start]
    if takes("timepoint", metric.id, sheet.vocabulary):
        if point:
            own["timepoint"] = attribute("timepoint", point[-1], Scope.CELL)
        elif statistic == "rate":
            own |= _timed(sheet, place)
    if given is not None:
        key = "marker" if given.label in ("mutation", "fusion") else given.label
        own[key] = attribute(key, given, Scope.CELL)
    own |= _arm(sheet, place, readings, position)
    if metric.id != "proportion":
        own |= _line(sheet, place, readings, position)
    return own


def complete(
    sheet: Sheet, place: Place, metric: str, statistic: str, own: Mapping[str, Attribute]
) -> dict[str, Attribute]:
    """The attributes of a value, with what its cell, its headings and the rest of the document add."""
    attributes = dict(own)
    for layer in _layers(sheet, place):
        _take(layer, metric, attributes, sheet.vocabulary)
    line = sheet.lines.get(place.cell.column)
    if line is not None and line.start != place.cell.start:
        attributes.setdefault("therapy_line", line)
    if metric in OF_METRIC["assay"]:
        _gene(sheet, place, attributes)
    _cite(sheet, place, attributes)
    named = _reference_of_row(sheet, place) or _report_of_row(sheet, place) or sheet.corner or sheet.source
    named = named or sheet.page.own_study
    if named is not None:
        attributes.setdefault("study", named)
    study = attributes.get("study")
    profile = sheet.profiles.get(study.value, NOTHING) if study else NOTHING
    for key, known in profile.attributes.items():
        if key not in attributes and not (key == "therapy_line" and metric == "proportion"):
            attributes[key] = known
    if profile.roster is not None and profile.roster.control is not None and _of_controls(sheet, place, attributes):
        attributes["treatment"] = attribute("treatment", profile.roster.control, Scope.HEADING)
    if statistic in RATIOS:
        _compare(sheet, place, profile.roster, attributes)
    return attributes


def _of_controls(sheet: Sheet, place: Place, attributes: Mapping[str, Attribute]) -> bool:
    """`ORR, control (%)`: a row about the controls, in which nothing nearer names an arm."""
    nearby = "treatment" in attributes and attributes["treatment"].scope is Scope.CELL
    heads = [cell for cell in place.row if cell.row == place.cell.row]
    return not nearby and any(CONTROL_ROW.match(sheet.grid.content(cell)) for cell in heads)


def _compare(sheet: Sheet, place: Place, roster: Roster | None, attributes: dict[str, Attribute]) -> None:
    """The arms of a ratio whose own headings name none alone: the two that stand over it, `A versus B`.

    Without such, those of the study, else the two that head columns.
    """
    arms = tuple(_treatments(sheet, place.column).values())
    of_study = roster.arms if roster is not None else tuple(_treatments(sheet, sheet.grid.headers()).values())
    if len(arms) != _PAIR or {h.name for h in arms} == {h.name for h in of_study}:
        arms = of_study
    if "treatment" not in attributes and len(arms) == _PAIR:
        attributes["treatment"] = attribute("treatment", arms[0], Scope.HEADING)
        attributes["comparator"] = attribute("comparator", arms[1], Scope.HEADING)


def _treatments(sheet: Sheet, cells: Iterable[Cell]) -> dict[str, Hit]:
    return {h.name: h for cell in cells for h in sheet.hits(cell.start, cell.end) if h.label == "treatment"}


_PAIR = 2


# ---- the layers around a value ----


@dataclass(frozen=True, slots=True)
class _Layer:
    """The terms of one cell, of the caption or of the heading."""

    hits: Sequence[Hit]
    scope: Scope
    own_cell: bool = False
    beside: bool = False
    """A cell of the row that does not name it."""
    compared: bool = False
    """The row compares arms."""


def _layers(sheet: Sheet, place: Place) -> Iterator[_Layer]:
    """From the cell outwards."""
    arms = {h.name for c in place.beside for h in sheet.hits(c.start, c.end) if h.label == "treatment"}
    compared = len(arms) > 1
    yield _Layer(sheet.hits(place.cell.start, place.cell.end), Scope.CELL, own_cell=True, compared=compared)
    for cell in (*reversed(place.row), *reversed(place.column)):
        yield _Layer(sheet.hits(cell.start, cell.end), Scope.CELL, compared=compared)
    for cell in place.beside:
        yield _Layer(sheet.hits(cell.start, cell.end), Scope.CELL, beside=True, compared=compared)
    yield _Layer(sheet.caption_hits, Scope.CAPTION, compared=compared)
    yield _Layer(sheet.heading, Scope.HEADING, compared=compared)


def _take(layer: _Layer, metric: str, attributes: dict[str, Attribute], vocabulary: Vocabulary) -> None:
    """Take what a layer says with one voice."""
    if layer.scope is Scope.HEADING and attributes.get("study", _NOBODY).scope is Scope.CELL:
        return
    names: dict[str, list[Hit]] = {}
    for hit in layer.hits:
        of_target = hit.label == "mutation" and metric in OF_METRIC["target"]
        key = "target" if of_target else SAME_LABEL.get(hit.label, hit.label)
        if key in _KEYS and key not in attributes and takes(key, metric, vocabulary):
            names.setdefault(key, []).append(hit)
    for key, found in names.items():
        if _may_give(layer, key, metric) and (key == "target" or len({h.name for h in found}) == 1):
            attributes[key] = attribute(key, found[0], layer.scope)


def _may_give(layer: _Layer, key: str, metric: str) -> bool:
    """Whether a value takes attributes of this key from the layer."""
    outside = layer.scope in (Scope.CAPTION, Scope.HEADING)
    if layer.own_cell and key in _NOT_OF_CELL:
        return False
    if layer.beside and key not in _OF_BESIDE:
        return False
    if outside and key in _NOT_OF_CAPTION:
        return False
    if key == "treatment" and metric in NO_ARM:
        return not (layer.beside or outside)
    if key == "treatment" and metric in ONE_ARM:
        return not (layer.compared or (layer.beside and metric == "sample_size"))
    return True


_NOT_OF_CELL = frozenset({"treatment", "therapy_line", "subgroup"})
_OF_BESIDE = frozenset({"treatment", "schedule", "assessment", "therapy_line"})
_NOT_OF_CAPTION = frozenset({"subgroup", "characteristic", "event"})
_NOBODY = Attribute("", "", scope=Scope.DOCUMENT)


# ---- beside the value ----


def _timed(sheet: Sheet, place: Place) -> dict[str, Attribute]:
    """`1-Year (%)`, `Month 12` beside or over the cell."""
    for cell in (*reversed(place.row), *reversed(place.column)):
        match = _TIME_HEAD.search(sheet.grid.content(cell))
        if match:
            unit = sheet.lex.units[(match[2] or match[3]).casefold()].name
            when = f"{match[1] or match[4]} {unit}"
            return {"timepoint": Attribute("timepoint", when, True, cell.start, cell.end, Scope.CELL)}
    return {}


def _arm(sheet: Sheet, place: Place, readings: Sequence[Reading], position: int) -> dict[str, Attribute]:
    """`80.0% vs 40.8%† and 25.0%‡` beside `Crizotinib vs chemotherapy`."""
    reading = readings[position]
    sign = sheet.text[reading.end : reading.end + 4].lstrip(" [(^")[:1]
    if sign in sheet.signs:
        return {"treatment": attribute("treatment", sheet.signs[sign], Scope.CELL)}
    if len(readings) < 2:
        return {}
    behind = _said_behind(sheet, place, reading)
    if behind is not None:
        return {"treatment": attribute("treatment", behind, Scope.CELL)}
    same = [
        r
        for r in readings
        if r.quantity.dimension is reading.quantity.dimension or r.quantity.special or reading.quantity.special
    ]
    if len(same) < _PAIR:
        return {}
    for cell in place.beside:
        named = [h for h in sheet.hits(cell.start, cell.end) if h.label == "treatment"]
        if (len(named) == len(same) and reading in same) or (
            len(named) > 1 and position < len(named) and "vs" in sheet.text[place.cell.start : place.cell.end]
        ):
            return (
                {"treatment": attribute("treatment", named[same.index(reading)], Scope.CELL)}
                if reading in same and same.index(reading) < len(named)
                else {}
            )
    return {}


_WITH = re.compile(r"[^0-9,;.]{0,40}?(?:\b(?:with|on|in|for|given|taking|receiving)\s|\()(?:the\s)?")


def _said_behind(sheet: Sheet, place: Place, reading: Reading) -> Hit | None:
    """`9.4 months with drug A and 2.7 months with drug B`: a cell that is a phrase names the arm behind its value."""
    arms = [
        h for h in sheet.hits(place.cell.start, place.cell.end) if h.label == "treatment" and h.start >= reading.end
    ]
    return arms[0] if arms and _WITH.fullmatch(sheet.text, reading.end, arms[0].start) else None


def _line(sheet: Sheet, place: Place, readings: Sequence[Reading], position: int) -> dict[str, Attribute]:
    """A line or subgroup in brackets belongs to the value before it in the cell."""
    reading = readings[position]
    end = readings[position + 1].start if position + 1 < len(readings) else place.cell.end
    found: dict[str, Attribute] = {}
    for hit in sheet.hits(reading.end, end):
        if hit.label in ("therapy_line", "subgroup"):
            found.setdefault(hit.label, attribute(hit.label, hit, Scope.CELL))
    return found


# ---- genes and works ----


def _gene(sheet: Sheet, place: Place, attributes: dict[str, Attribute]) -> None:
    """A mutation of the caption's gene, `ROS1 G2032R`.

    Where no target is named, the gene of the fusion or of the caption.
    """
    target = attributes.get("target")
    caption = [gene for h in sheet.caption_hits if (gene := _gene_of(sheet, h))]
    gene = caption[0] if len(set(caption)) == 1 else None
    if target is not None:
        if gene and re.match(r"[A-Z][0-9]", target.value):
            attributes["target"] = replace(target, value=f"{gene} {target.value}")
        return
    row = [g for c in (*place.row, *place.beside) for h in sheet.hits(c.start, c.end) if (g := _gene_of(sheet, h))]
    found = row[0] if len(set(row)) == 1 else (gene if not row and attributes.get("assay") is None else None)
    if found:
        attributes["target"] = Attribute("target", found, True, place.cell.start, place.cell.end, Scope.CAPTION)


def _gene_of(sheet: Sheet, hit: Hit) -> str | None:
    """The gene that a target, a fusion, a marker or a population is of."""
    genes = sheet.vocabulary.of("target")
    if hit.label == "target":
        return hit.name
    if hit.label in ("fusion", "marker", "population"):
        parts = re.split(r"[ -]", hit.name)
        return next((part for part in (*reversed(parts[:2]), *parts[2:]) if part in genes), None)
    return None


def _reference_of_row(sheet: Sheet, place: Place) -> Attribute | None:
    """The work in the row's reference column."""
    for cell in place.beside:
        over = sheet.grid.over(cell.column, cell.row)
        if over and _REFERENCE_HEAD.match(sheet.grid.content(over[-1])):
            for start, end, numbers in citations(sheet.page.document, cell.start, cell.end):
                work = sheet.marks.get(numbers[0])
                if work is not None and len(numbers) == 1 and work.named:
                    return Attribute("study", work.name, True, start, end, Scope.CELL)
    return None


def _report_of_row(sheet: Sheet, place: Place) -> Attribute | None:
    """`Xu 2020`: a row that is named by a report."""
    for cell in reversed(place.row):
        content = sheet.grid.content(cell)
        report = _REPORT.match(content)
        if report and _MARK_BEHIND.fullmatch(content, report.end()):
            work = next(
                (
                    sheet.marks[n]
                    for _, _, ns in citations(sheet.page.document, cell.start, cell.end)
                    for n in ns
                    if n in sheet.marks
                ),
                sheet.marks.get(report[0]),
            )
            name = work.name if work and work.named else report[0]
            return Attribute("study", name, False, cell.start, cell.end, Scope.CELL)
    return None


def _cite(sheet: Sheet, place: Place, attributes: dict[str, Attribute]) -> None:
    for cell in (place.cell, *place.beside, *place.row, *place.column):
        marks = citations(sheet.page.document, cell.start, cell.end)
        if marks:
            numbers = ",".join(marks[0][2])
            attributes.setdefault(
                "citation", Attribute("citation", numbers, True, marks[0][0], marks[0][1], Scope.CELL)
            )
            return
