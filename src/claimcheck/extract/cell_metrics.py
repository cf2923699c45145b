"""The metric of a value in a table: said in its row, its column, the caption or the cell itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.extract.attach import Reading
from claimcheck.extract.candidates import GIVEN_BY, RATIOS, WEAK, given_by
from claimcheck.extract.cell_values import COUNT_HEAD, SIZE_HEAD, is_whole
from claimcheck.extract.clause import has_ratio
from claimcheck.extract.grid import Place, text_of
from claimcheck.extract.people import counts_people
from claimcheck.extract.sheet import Sheet
from claimcheck.extract.terms import Hit
from claimcheck.model import Dimension
from claimcheck.vocabulary import Metric

_OF_RESPONSE = re.compile(r"\brespon[^/]*/[^/]*\bduration\b", re.IGNORECASE)
_OF_PERCENT = re.compile(r"\(%\)|\bpercent", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A value with the terms that may say what it is."""

    sheet: Sheet
    place: Place
    reading: Reading
    own: Sequence[Hit]
    """Terms of its cell."""
    sources: Sequence[Sequence[Hit]]
    """Terms of the cells that name its row and its column, the nearest first."""
    ratio: str | None
    """The ratio that its cell or its headings speak of."""


Found = tuple[Metric, Hit | None, str]
"""A metric, the term that gave it where it is no metric itself, and the statistic."""


def metric_of(
    sheet: Sheet, place: Place, reading: Reading, stated: str | None = None, ratio: str | None = None
) -> Found | None:
    """The metric of a value, or None where nothing says one.

    Args:
        sheet: the table.
        place: the cell and the cells that name it.
        reading: the value.
        stated: the metric, where a mapping says it.
        ratio: the ratio, where a column of effect measures says it.
    """
    if reading.size:
        return sheet.vocabulary.metrics["sample_size"], None, "count"
    if not place.row and place.column and stated is None:
        return _row_head(sheet, place, reading)
    sources = [sheet.hits(c.start, c.end) for c in (*reversed(place.row), *reversed(place.column))]
    own = sheet.hits(place.cell.start, place.cell.end)
    said = [h.name for h in own if _is_ratio(h) and h.end <= reading.start]
    said += [h.name for hits in sources for h in hits if _is_ratio(h)]
    asked = _Asked(sheet, place, reading, own, sources, ratio or (said[0] if said else None))
    if stated is not None:
        return _fitting(asked, Hit(-1, -1, "metric", stated)) if stated in sheet.vocabulary.metrics else None
    for read in _READERS:
        found = read(asked)
        if found is not None:
            return found
    return None


def _is_ratio(hit: Hit) -> bool:
    return hit.label == "statistic" and hit.name in RATIOS


def _line_of_therapy(asked: _Asked) -> Found | None:
    """`32% first-line`: a proportion, where no heading names a metric."""
    if asked.reading.quantity.dimension is not Dimension.PERCENT or not asked.place.column:
        return None
    if any(h.label == "metric" for hits in asked.sources for h in hits):
        return None
    line = next((h for h in asked.own if h.label == "therapy_line"), None)
    if line is None:
        return None
    given = Hit(line.start, line.end, "characteristic", f"{line.name} treatment")
    return asked.sheet.vocabulary.metrics["proportion"], given, "rate"


def _duration(asked: _Asked) -> Found | None:
    """`Median duration` under the head `Response`."""
    if asked.reading.quantity.dimension is not Dimension.TIME or not _OF_RESPONSE.search(
        text_of(asked.sheet.grid, asked.place.row)
    ):
        return None
    return _fitting(asked, Hit(-1, -1, "metric", "duration_of_response"))


def _named(asked: _Asked) -> Found | None:
    """A metric of the headings, of the row above that this one goes on with, or of the caption."""
    for hits in (*asked.sources, asked.sheet.going_on, asked.sheet.caption_hits):
        for hit in hits:
            if hit.label == "metric" and (found := _fitting(asked, hit)):
                return found
    return None


def _given(asked: _Asked) -> Found | None:
    """The rate of an event, the prevalence of a marker that a heading names."""
    for hits in asked.sources:
        for hit in sorted(hits, key=lambda h: h.label != "event"):
            if hit.label not in GIVEN_BY:
                continue
            name = given_by(hit, asked.sheet.vocabulary)
            ratio = asked.ratio if hit.label == "event" else None
            if _accepts(asked.sheet, name, asked.reading, ratio):
                metric = asked.sheet.vocabulary.metrics[name]
                return metric, hit, _statistic(asked, metric, ratio)
    return None


def _said_in_cell(asked: _Asked) -> Found | None:
    """`cancer held back for about 19 months`: a cell that is a phrase by itself."""
    at = asked.reading.start
    named = [h for h in asked.own if h.label == "metric"]
    near = sorted(named, key=lambda h: (h.start > at, abs(h.start - at)))
    return next((found for hit in near if (found := _fitting(asked, hit))), None)


def _counted(asked: _Asked) -> Found | None:
    """A column that counts patients, or a cell that does."""
    column = asked.place.column
    heading = asked.sheet.grid.content(column[-1]) if column else ""
    counts = bool(COUNT_HEAD.match(heading)) and is_whole(asked.reading) if column else False
    if counts or counts_people(asked.sheet.text, asked.reading):
        return asked.sheet.vocabulary.metrics["sample_size"], None, "count"
    return None


_READERS = (_line_of_therapy, _duration, _named, _given, _said_in_cell, _counted)
"""Asked in this order."""


def _fitting(asked: _Asked, hit: Hit) -> Found | None:
    """The metric that a term names, where it is one that the value can be of."""
    if hit.name in WEAK or not _accepts(asked.sheet, hit.name, asked.reading, asked.ratio):
        return None
    metric = asked.sheet.vocabulary.metrics[hit.name]
    return metric, None, _statistic(asked, metric, asked.ratio)


def _row_head(sheet: Sheet, place: Place, reading: Reading) -> Found | None:
    """A number in the first column: a sample size where its heading says n, a prevalence beside it."""
    head = text_of(sheet.grid, place.column)
    if reading.quantity.dimension is Dimension.NUMBER and is_whole(reading) and SIZE_HEAD.search(head):
        return sheet.vocabulary.metrics["sample_size"], None, "count"
    if reading.quantity.dimension is Dimension.PERCENT and SIZE_HEAD.search(head):
        population = next(
            (
                h
                for c in place.column
                for h in sheet.hits(c.start, c.end)
                if h.label in ("population", "target", "marker")
            ),
            None,
        )
        if population is not None:
            return sheet.vocabulary.metrics["prevalence"], population._replace(label="marker"), "rate"
    return None


def _accepts(sheet: Sheet, name: str, reading: Reading, ratio: str | None) -> bool:
    metric = sheet.vocabulary.metrics[name]
    quantity = reading.quantity
    if quantity.special is not None:
        return name not in ("age", "follow_up")
    if quantity.dimension is Dimension.DATE and Dimension.DATE not in metric.statistics:
        return False
    if quantity.dimension is Dimension.NUMBER:
        if ratio:
            return has_ratio(metric)
        return (
            metric.statistics.get(Dimension.NUMBER) in ("count", "median")
            and quantity.value is not None
            and quantity.decimals == 0
        )
    return quantity.dimension in metric.statistics


def _statistic(asked: _Asked, metric: Metric, ratio: str | None) -> str:
    reading, sources = asked.reading, asked.sources
    place, grid = asked.place, asked.sheet.grid
    percent = "(%)" in text_of(grid, place.row) or bool(_OF_PERCENT.search(text_of(grid, place.column)))
    quantity = reading.quantity
    if ratio and quantity.dimension is Dimension.NUMBER:
        return ratio
    if quantity.value is None and quantity.special is None and quantity.date is None:
        return "range"
    if quantity.special is not None and percent and Dimension.PERCENT in metric.statistics:
        return metric.statistics[Dimension.PERCENT]
    dimension = (
        quantity.dimension
        if quantity.special is None or quantity.dimension is not Dimension.NUMBER
        else next(iter(metric.statistics))
    )
    statistic = metric.statistics.get(dimension, "point")
    if statistic == "median":
        said = [h.name for hits in sources for h in hits if h.label == "statistic"]
        return "mean" if "mean" in said and "median" not in said else "median"
    return statistic
