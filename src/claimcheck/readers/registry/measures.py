"""Baseline characteristics and outcome measures: a table each, with its statistical analyses below."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.readers.registry.analyses import write_analyses
from claimcheck.readers.registry.fields import Node, child, children, text_of
from claimcheck.readers.registry.groups import columns, counts, share, titles
from claimcheck.readers.registry.values import measured
from claimcheck.readers.registry.words import dispersion, parameter, plain, unit
from claimcheck.readers.registry.writer import Writer

_PEOPLE = "COUNT_OF_PARTICIPANTS"


def write_baseline(writer: Writer, record: Node) -> None:
    """Counts stand as shares of their group here: the count under `Age, categorical` is no age."""
    module = child(record, "resultsSection", "baselineCharacteristicsModule")
    measures = children(module, "measures")
    if not measures:
        return
    writer.heading("Baseline characteristics", 2)
    groups = titles(module)
    for measure in measures:
        sizes = children(measure, "denoms") or children(module, "denoms")
        wholes = counts(sizes) if text_of(measure, "paramType") == _PEOPLE else {}
        rows = list(_rows(measure, groups, wholes))
        writer.table(_caption(measure), _heads(measure, groups, sizes), rows, [text_of(measure, "description")])


def write_outcomes(writer: Writer, record: Node) -> None:
    """The measures that have results; one without data is a line that says so."""
    measures = children(child(record, "resultsSection", "outcomeMeasuresModule"), "outcomeMeasures")
    if measures:
        writer.heading("Outcome measures", 2)
    for measure in measures:
        kind = parameter(text_of(measure, "type")) or "Other"
        writer.heading(f"{kind} outcome: {text_of(measure, 'title')}", 3)
        groups = titles(measure)
        rows = list(_rows(measure, groups, {}))
        if not any(cell for row in rows for cell in row[1:]):
            status = plain(text_of(measure, "reportingStatus")) or "no data"
            writer.aside(f"Results: {status}. {_frame(measure)}".strip())
        else:
            sizes = children(measure, "denoms")
            notes = [text_of(measure, "description"), *_analysed(measure, groups)]
            writer.table(_caption(measure), _heads(measure, groups, sizes), rows, notes)
        write_analyses(writer, measure, groups)


def _caption(measure: Node) -> str:
    """Title, time frame and population: `Overall survival. Time frame: 3 years. Analysis population: all treated`."""
    population = text_of(measure, "populationDescription").rstrip(".")
    said = [text_of(measure, "title").rstrip("."), _frame(measure).rstrip(".")]
    if population:
        said.append(f"Analysis population: {population}")
    return ". ".join(part for part in said if part)


def _frame(measure: Node) -> str:
    frame = text_of(measure, "timeFrame")
    return f"Time frame: {frame}" if frame else ""


def _heads(measure: Node, groups: dict[str, str], sizes: list[Node]) -> list[list[str]]:
    """The groups, and below each what is reported of it: `Median (95% CI), months`."""
    spread = dispersion(text_of(measure, "dispersionType"))
    kind = parameter(text_of(measure, "paramType")) or "Number"
    shown = f"{kind} ± {spread}" if spread in ("SD", "SE") else f"{kind} ({spread})" if spread else kind
    of = unit(text_of(measure, "unitOfMeasure"))
    if of and of not in kind.casefold():
        shown = f"{shown}, {of}"
    return [["Measure", *columns(groups, sizes)], ["", *(shown for _ in groups)]]


def _rows(measure: Node, groups: dict[str, str], wholes: dict[str, str]) -> Iterator[list[str]]:
    """A row for each class and category; one that has neither name is called as the measure is."""
    spread = dispersion(text_of(measure, "dispersionType"))
    for part in children(measure, "classes"):
        for category in children(part, "categories"):
            names = [text_of(part, "title"), text_of(category, "title")]
            values = {text_of(m, "groupId"): m for m in children(category, "measurements")}
            cells = [measured(values.get(group, {}), spread) for group in groups]
            shares = [share(cell, wholes.get(group)) for cell, group in zip(cells, groups, strict=True)]
            yield [", ".join(name for name in names if name) or text_of(measure, "title"), *shares]


def _analysed(measure: Node, groups: dict[str, str]) -> Iterator[str]:
    """Notes on classes in which other numbers of participants were analysed than in the whole measure."""
    for part in children(measure, "classes"):
        numbers = counts(children(part, "denoms"))
        said = [f"{title} {numbers[group]}" for group, title in groups.items() if group in numbers]
        if said:
            yield f"Analysed, {text_of(part, 'title')}: {'; '.join(said)}"
