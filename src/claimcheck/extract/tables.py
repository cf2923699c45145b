"""Read the cells of tables: a value means what its row, its column, the caption and the notes say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.extract.atoms import Atom, AtomKind
from claimcheck.extract.attach import Reading, attach
from claimcheck.extract.bind import NO_ARM, OF_METRIC, ONE_ARM, SAME_LABEL, spread_p_values
from claimcheck.extract.grid import Grid, Place, text_of
from claimcheck.extract.metrics import GIVEN_BY, RATIOS, WEAK, counts_people
from claimcheck.extract.numbers import Lexicon, lexicon
from claimcheck.extract.profiles import NOTHING, Profile
from claimcheck.extract.references import by_mark, citations
from claimcheck.extract.terms import Hit
from claimcheck.extract.timepoints import timepoints
from claimcheck.model import (
    Attribute,
    BlockKind,
    Cell,
    Dimension,
    Mention,
    Quantity,
    Scope,
    Skip,
    Special,
    TablePlace,
)
from claimcheck.vocabulary import Metric, Vocabulary

if TYPE_CHECKING:
    from claimcheck.extract.prose import Page

KEYS = (
    "study", "treatment", "population", "subgroup", "therapy_line", "event", "grade", "target", "assay", "region", "assessment", "agency",
    "characteristic", "marker", "schedule", "timepoint", "data_cutoff",
)  # fmt: skip
_SIGNS = re.compile(r"[\s\[(]*([†‡§¶#*‖]|\[[†‡§¶]\]|\^?\{?[a-e]\}?(?=\s|$|\)))")
_PERCENT = re.compile(r"%|percent")
_COUNT_PERCENT = re.compile(r"\b(?:n|no\.?|number)\b[^%]{0,20}\(%\)|\(%\)", re.IGNORECASE)
_SIZE_HEAD = re.compile(r"(?:,|\(|;|\b)\s?[nN]\b(?!\s?=)|\bpatients\b.{0,12}\bn\b")
_P_HEAD = re.compile(r"^\W*[pP](?:[\s-]?values?)?\W*$")
_TAKEN = re.compile(r"\b(?:taken|adapted|reproduced|modified|data|according|source)\b", re.IGNORECASE)
_REFERENCE_HEAD = re.compile(r"\W*(?:refs?|references?|source|study|citation)\b", re.IGNORECASE)
_COUNT_HEAD = re.compile(r"\W*(?:no\.?\s|number\s)?(?:of\s)?(?:patients|participants|subjects|people|women|men|n)\W*(?:\(?n\)?\W*)?$", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:same|HR|hazard ratio|odds ratio|95\s?% CI|difference|control|P\b)", re.IGNORECASE)
_TIME_HEAD = re.compile(r"\b([0-9]{1,3})\s?-?\s?(months?|years?|weeks?|days?|yrs?)\b", re.IGNORECASE)


def read_tables(
    page: Page, vocabulary: Vocabulary, profiles: Mapping[str, Profile]
) -> Iterator[Mention | Skip]:
    """Every mention and every skipped number of the tables.

    Args: profiles: what the document says of each study outside its tables.
    """
    for index in range(len(page.document.tables)):
        yield from _TableReader(page, vocabulary, index, profiles).read()


class _TableReader:
    """One table with the terms of its headings, caption and surroundings."""

    def __init__(
        self, page: Page, vocabulary: Vocabulary, index: int, profiles: Mapping[str, Profile]
    ) -> None:
        self.page = page
        self.profiles = profiles
        self.vocabulary = vocabulary
        self.lex: Lexicon = lexicon(vocabulary)
        self.index = index
        self.table = page.document.tables[index]
        self.text = page.document.text
        self.grid = Grid(self.text, self.table)
        self.atom_starts = [a.start for a in page.atoms]
        self.hit_starts = [h.start for h in page.hits]
        self.marks = by_mark(page.works)
        self.caption_hits = self._hits(*self.table.caption) if self.table.caption else []
        self.notes = " ".join(self.text[s:e] for s, e in self.table.notes)
        self.caption = self.text[slice(*self.table.caption)] if self.table.caption else ""
        self.signs = self._signs()
        self.heading = self._heading()
        self.source = self._source()
        self.current: Cell | None = None
        self.going_on: list[Hit] = []

    def read(self) -> Iterator[Mention | Skip]:
        for cell in self.grid.headers():
            yield from self._header(cell)
        for place in self.grid.places():
            self._remember(place)
            yield from self._cell(place)

    def _remember(self, place: Place) -> None:
        """Keep the metric of a row for rows that go on with it: `Same, control`, `HR (95% CI)`."""
        row = place.row[-1] if place.row else None
        if row is None or row is self.current:
            return
        self.current = row
        named = [h for h in self._hits(row.start, row.end) if h.label == "metric" and h.name not in WEAK]
        if named:
            self.going_on = named
        elif not _GOES_ON.search(self.grid.content(row)):
            self.going_on = []

    # ---- what stands where ----

    def _atoms(self, start: int, end: int) -> list[Atom]:
        atoms = self.page.atoms[bisect_left(self.atom_starts, start) : bisect_left(self.atom_starts, end)]
        marks = [
            m for m in self.page.document.marks if start <= m.start < end and m.kind.value in ("reference", "footnote")
        ]
        return [a for a in atoms if not any(m.start <= a.start < m.end for m in marks)]

    def _hits(self, start: int, end: int) -> list[Hit]:
        found = list(self.page.hits[bisect_left(self.hit_starts, start) : bisect_left(self.hit_starts, end)])
        found = [h for h in found if h.label != "connective"]
        for author in [h for h in found if h.label == "author"]:
            name = self._work(author, start, end)
            if name:
                found.append(Hit(author.start, author.end, "study", name))
        return found

    def _work(self, author: Hit, start: int, end: int) -> str | None:
        row = next((c.row for c in self.table.cells if c.start <= author.start < c.end), None)
        cells = [c for c in self.table.cells if c.row == row] if row is not None else []
        for cell in cells:
            for _, _, numbers in citations(self.page.document, cell.start, cell.end):
                work = self.marks.get(numbers[0])
                if work and work.name.casefold().startswith(author.name.split()[-1].casefold()):
                    return work.name
        named = [w.name for w in self.page.works if w.name.rsplit(" ", 1)[0] == author.name]
        return named[0] if len(named) == 1 else None

    def _signs(self) -> Mapping[str, Hit]:
        """Footnote sign -> the treatment or subgroup that its note names."""
        found: dict[str, Hit] = {}
        for start, end in self.table.notes:
            note = self.text[start:end].lstrip(" [(")
            hits = [h for h in self._hits(start, end) if h.label in ("treatment", "subgroup")]
            if note[:1] in "†‡§¶#*‖" and hits:
                found[note[:1]] = hits[0]
        return found

    def _source(self) -> Attribute | None:
        """The work that the caption or a note says the data are taken from."""
        for start, end in (*([self.table.caption] if self.table.caption else []), *self.table.notes):
            if not _TAKEN.search(self.text, start, end):
                continue
            for mark_start, mark_end, numbers in citations(self.page.document, start, end):
                work = self.marks.get(numbers[0])
                if work is not None and len(numbers) == 1 and work.name[-4:].isdigit():
                    return Attribute("study", work.name, True, mark_start, mark_end, Scope.CAPTION)
        return None

    def _heading(self) -> list[Hit]:
        """Terms of the headings above the table, the nearest last."""
        found: list[Hit] = []
        for block in self.page.document.blocks:
            if block.start >= self.table.start:
                break
            if block.kind is BlockKind.HEADING:
                found = list(self._hits(block.start, block.end))
        return found

    # ---- header cells ----

    def _header(self, cell: Cell) -> Iterator[Mention | Skip]:
        """Group sizes in the heading of a column are claims; other numbers there are none."""
        for atom in self._atoms(cell.start, cell.end):
            over = self.grid.over(cell.column, cell.row)
            if atom.kind is AtomKind.SIZE and atom.quantity is not None:
                place = Place(cell, (), over, ())
                yield self._mention(
                    Reading(atom.quantity, size=True), "sample_size", "count", place, {}, "group size in a heading"
                )
            else:
                yield Skip(atom.start, atom.end, "heading of a table")

    # ---- body cells ----

    def _cell(self, place: Place) -> Iterator[Mention | Skip]:
        cell = place.cell
        atoms = [a for a in self._atoms(cell.start, cell.end)] + self._special(cell)
        if not atoms:
            return
        atoms.sort(key=lambda a: a.start)
        head = f"{text_of(self.grid, place.row)} / {text_of(self.grid, place.column)}"
        readings, skips = attach(self.text, atoms, (cell.start, cell.end), f"{head} {self.caption}")
        readings = [self._united(r, place, head) for r in self._count_percent(readings, head)]
        readings, points = (
            timepoints(self.text, readings, (cell.start, cell.end), of_rate=True) if readings else ([], [])
        )
        yield from skips
        yield from (Skip(p.start, p.end, "time point of a rate") for p in points)
        if place.column and _P_HEAD.match(self.grid.content(place.column[-1])):
            yield from (Skip(r.start, r.end, "p value") for r in readings)
            return
        found = [self._value(place, readings, position, points) for position in range(len(readings))]
        yield from (skip for skip in found if isinstance(skip, Skip))
        yield from spread_p_values([mention for mention in found if isinstance(mention, Mention)])

    def _special(self, cell: Cell) -> list[Atom]:
        """`NR`, `NA`: what a cell says instead of a number."""
        found = []
        for name, term in self.vocabulary.of("special_cell").items():
            for alias in term.aliases:
                for match in re.finditer(
                    rf"(?<![A-Za-z]){re.escape(alias)}(?![A-Za-z])", self.text[cell.start : cell.end]
                ):
                    start = cell.start + match.start()
                    quantity = Quantity(start, start + len(alias), alias, None, None, None, special=Special(name))
                    found.append(Atom(AtomKind.VALUE, start, start + len(alias), quantity))
        taken = {(a.start, a.end) for a in self._atoms(cell.start, cell.end)}
        return list({a.start: a for a in found if (a.start, a.end) not in taken}.values())

    def _count_percent(self, readings: Sequence[Reading], head: str) -> list[Reading]:
        """`12 (34)` under `n (%)`: 34 percent, counted 12."""
        merged: list[Reading] = []
        for reading in readings:
            before = merged[-1] if merged else None
            gap = self.text[before.end : reading.start] if before else ""
            if (
                before
                and _COUNT_PERCENT.search(head)
                and re.fullmatch(r"\s?[(\[]\s?", gap)
                and _whole(before)
                and reading.quantity.unit == "1"
            ):
                quantity = replace(reading.quantity, unit="percent", dimension=Dimension.PERCENT)
                merged[-1] = replace(reading, quantity=quantity, numerator=int(before.quantity.value or 0))
            else:
                merged.append(reading)
        return merged

    def _united(self, reading: Reading, place: Place, head: str) -> Reading:
        """A bare number takes the unit of its headings, else of the caption or the notes."""
        quantity = reading.quantity
        if quantity.unit != "1" or quantity.special is not None or reading.size or reading.quantity.date:
            return reading
        if not place.row and _whole(reading) and _SIZE_HEAD.search(head):
            return reading
        for source in (
            *[self.grid.content(c) for c in reversed((*place.column, *place.row))],
            self.caption,
            self.notes,
        ):
            unit = self._unit_in(source)
            if unit is not None:
                name, dimension = unit
                return replace(reading, quantity=replace(quantity, unit=name, dimension=dimension))
        return reading

    def _unit_in(self, words: str) -> tuple[str, Dimension] | None:
        matches = list(
            re.finditer(
                r"[(\[,;/]\s?(?:in\s)?([^\s()\[\],;]{1,12})\s?(?=[)\],;]|$)|\b(months|weeks|days|years)\b\s*$", words
            )
        )
        for match in reversed(matches):
            unit = self.lex.units.get(match[1] or match[2])
            if unit is not None and unit.dimension is not Dimension.OTHER:
                return unit.name, unit.dimension
        return ("percent", Dimension.PERCENT) if _PERCENT.search(words) else None

    def _value(self, place: Place, readings: Sequence[Reading], position: int, points: Sequence[Hit]) -> Mention | Skip:
        reading = readings[position]
        found = self._metric(place, reading)
        if found is None:
            return Skip(reading.start, reading.end, "no metric in the headings")
        metric, given, statistic = found
        own: dict[str, Attribute] = {}
        point = [p for p in points if p.end <= reading.start]
        if point and metric.id in OF_METRIC["timepoint"]:
            own["timepoint"] = _attribute("timepoint", point[-1])
        elif metric.id in OF_METRIC["timepoint"] and statistic == "rate":
            own |= self._timed(place)
        if given is not None:
            key = {"mutation": "marker", "fusion": "marker"}.get(given.label, given.label)
            own[key] = _attribute(key, given)
        own |= self._arm(place, readings, position)
        own |= self._line(place, metric, readings, position)
        return self._mention(reading, metric.id, statistic, place, own, "table cell")

    def _timed(self, place: Place) -> dict[str, Attribute]:
        """`1-Year (%)` beside or over the cell."""
        for cell in (*reversed(place.row), *reversed(place.column)):
            match = _TIME_HEAD.search(self.grid.content(cell))
            if match:
                unit = self.lex.units[match[2].casefold()].name
                return {
                    "timepoint": Attribute("timepoint", f"{match[1]} {unit}", True, cell.start, cell.end, Scope.CELL)
                }
        return {}

    def _metric(self, place: Place, reading: Reading) -> tuple[Metric, Hit | None, str] | None:
        """The metric of a value, the term that gave it where it is no metric itself, and the statistic."""
        if reading.size:
            return self.vocabulary.metrics["sample_size"], None, "count"
        sources = [self._hits(c.start, c.end) for c in reversed(place.row)] + [
            self._hits(c.start, c.end) for c in reversed(place.column)
        ]
        own = self._hits(place.cell.start, place.cell.end)
        said = next((h.name for h in own if h.label == "statistic" and h.name in RATIOS and h.end <= reading.start), None)
        ratio = said or next(
            (h.name for hits in sources for h in hits if h.label == "statistic" and h.name in RATIOS), None
        )
        if not place.row and place.column:
            return self._row_head(place, reading)
        if (
            reading.quantity.dimension is Dimension.PERCENT
            and place.column
            and not any(h.label == "metric" for hits in sources for h in hits)
        ):
            line = next((h for h in own if h.label == "therapy_line"), None)
            if line is not None:
                return (
                    self.vocabulary.metrics["proportion"],
                    Hit(line.start, line.end, "characteristic", f"{line.name} treatment"),
                    "rate",
                )
        for hits in (*sources, self.going_on, self.caption_hits):
            for hit in hits:
                if hit.label == "metric" and hit.name not in WEAK and self._accepts(hit.name, reading, ratio):
                    metric = self.vocabulary.metrics[hit.name]
                    return metric, None, self._statistic(metric, reading, ratio, sources)
        for hits in sources:
            for hit in sorted(hits, key=lambda h: h.label != "event"):
                if hit.label in GIVEN_BY and self._accepts(GIVEN_BY[hit.label], reading, None):
                    metric = self.vocabulary.metrics[GIVEN_BY[hit.label]]
                    return metric, hit, self._statistic(metric, reading, None, sources)
        return self._said_in_cell(place, reading, own, ratio, sources)

    def _said_in_cell(
        self, place: Place, reading: Reading, own: Sequence[Hit], ratio: str | None, sources: Sequence[Sequence[Hit]]
    ) -> tuple[Metric, Hit | None, str] | None:
        """`cancer held back for about 19 months`: a cell that is a phrase by itself; a column that counts patients."""
        near = sorted((h for h in own if h.label == "metric"), key=lambda h: (h.start > reading.start, abs(h.start - reading.start)))
        for hit in near:
            if hit.name not in WEAK and self._accepts(hit.name, reading, ratio):
                metric = self.vocabulary.metrics[hit.name]
                return metric, None, self._statistic(metric, reading, ratio, sources)
        counted = bool(place.column) and bool(_COUNT_HEAD.match(self.grid.content(place.column[-1]))) and _whole(reading)
        if counted or counts_people(self.text, reading):
            return self.vocabulary.metrics["sample_size"], None, "count"
        return None

    def _row_head(self, place: Place, reading: Reading) -> tuple[Metric, Hit | None, str] | None:
        """A number in the first column: a sample size where its heading says n, a prevalence beside it."""
        head = text_of(self.grid, place.column)
        if reading.quantity.dimension is Dimension.NUMBER and _whole(reading) and _SIZE_HEAD.search(head):
            return self.vocabulary.metrics["sample_size"], None, "count"
        if reading.quantity.dimension is Dimension.PERCENT and _SIZE_HEAD.search(head):
            population = next(
                (
                    h
                    for c in place.column
                    for h in self._hits(c.start, c.end)
                    if h.label in ("population", "target", "marker")
                ),
                None,
            )
            if population is not None:
                return self.vocabulary.metrics["prevalence"], replace(population, label="marker"), "rate"
        return None

    def _accepts(self, name: str, reading: Reading, ratio: str | None) -> bool:
        metric = self.vocabulary.metrics[name]
        quantity = reading.quantity
        if quantity.special is not None:
            return name not in ("age", "follow_up")
        if quantity.dimension is Dimension.DATE and Dimension.DATE not in metric.statistics:
            return False
        if quantity.dimension is Dimension.NUMBER:
            if ratio:
                return Dimension.PERCENT in metric.statistics and name not in WEAK
            return (
                metric.statistics.get(Dimension.NUMBER) in ("count", "median")
                and quantity.value is not None
                and quantity.decimals == 0
            )
        return quantity.dimension in metric.statistics

    def _statistic(self, metric: Metric, reading: Reading, ratio: str | None, sources: Sequence[Sequence[Hit]]) -> str:
        quantity = reading.quantity
        if ratio and quantity.dimension is Dimension.NUMBER:
            return ratio
        if quantity.value is None and quantity.special is None and quantity.date is None:
            return "range"
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

    def _arm(self, place: Place, readings: Sequence[Reading], position: int) -> dict[str, Attribute]:
        """`80.0% vs 40.8%† and 25.0%‡` beside `Crizotinib vs chemotherapy`."""
        reading = readings[position]
        sign = self.text[reading.end : reading.end + 4].lstrip(" [(^")[:1]
        if sign in self.signs:
            return {"treatment": _attribute("treatment", self.signs[sign])}
        if len(readings) < 2:
            return {}
        same = [
            r
            for r in readings
            if r.quantity.dimension is reading.quantity.dimension or r.quantity.special or reading.quantity.special
        ]
        for cell in place.beside:
            named = [h for h in self._hits(cell.start, cell.end) if h.label == "treatment"]
            if (len(named) == len(same) and reading in same) or (
                len(named) > 1 and position < len(named) and "vs" in self.text[place.cell.start : place.cell.end]
            ):
                return (
                    {"treatment": _attribute("treatment", named[same.index(reading)])}
                    if reading in same and same.index(reading) < len(named)
                    else {}
                )
        return {}

    def _line(self, place: Place, metric: Metric, readings: Sequence[Reading], position: int) -> dict[str, Attribute]:
        """A line or subgroup in brackets belongs to the value before it in the cell."""
        reading = readings[position]
        end = readings[position + 1].start if position + 1 < len(readings) else place.cell.end
        found: dict[str, Attribute] = {}
        if metric.id == "proportion":
            return found
        for hit in self._hits(reading.end, end):
            if hit.label in ("therapy_line", "subgroup"):
                found.setdefault(hit.label, _attribute(hit.label, hit))
        return found

    # ---- the mention ----

    def _mention(
        self, reading: Reading, metric: str, statistic: str, place: Place, own: Mapping[str, Attribute], frame: str
    ) -> Mention:
        attributes = dict(own)
        cells = (*reversed(place.row), *reversed(place.column), *place.beside)
        layers = [(self._hits(place.cell.start, place.cell.end), Scope.CELL)]
        layers += [(self._hits(c.start, c.end), Scope.CELL) for c in cells]
        layers += [(self.caption_hits, Scope.CAPTION), (self.heading, Scope.HEADING)]
        arms = {h.name for c in place.beside for h in self._hits(c.start, c.end) if h.label == "treatment"}
        compared = len(arms) > 1
        for number, (hits, scope) in enumerate(layers):
            beside = len(place.row) + len(place.column) < number <= len(cells)
            self._take(hits, scope, metric, attributes, own_cell=number == 0, beside=beside, compared=compared)
        if metric in OF_METRIC["assay"]:
            self._gene(place, attributes)
        self._cite(place, attributes)
        named = self._reference_of_row(place) or self.source or self.page.own_study
        if named is not None:
            attributes.setdefault("study", named)
        study = attributes.get("study")
        for key, attribute in (self.profiles.get(study.value, NOTHING) if study else NOTHING).attributes.items():
            if key not in attributes and not (key == "therapy_line" and metric == "proportion"):
                attributes[key] = attribute
        row = (place.cell.start, place.cell.end)
        return Mention(
            quantity=reading.quantity,
            metric=metric,
            statistic=statistic,
            attributes=tuple(attributes[key] for key in sorted(attributes)),
            sentence=row,
            frame=frame,
            ci=reading.ci,
            p_value=reading.p_value,
            numerator=reading.numerator,
            denominator=reading.denominator,
            table=TablePlace(self.index, text_of(self.grid, place.row), text_of(self.grid, place.column)),
        )

    def _take(
        self,
        hits: Sequence[Hit],
        scope: Scope,
        metric: str,
        attributes: dict[str, Attribute],
        *,
        own_cell: bool,
        beside: bool,
        compared: bool,
    ) -> None:
        names: dict[str, list[Hit]] = {}
        for hit in hits:
            key = (
                "target"
                if hit.label == "mutation" and metric in OF_METRIC["target"]
                else SAME_LABEL.get(hit.label, hit.label)
            )
            if key in KEYS and metric in OF_METRIC.get(key, {metric}):
                names.setdefault(key, []).append(hit)
        for key, found in names.items():
            if own_cell and key in ("treatment", "therapy_line", "subgroup"):
                continue
            if key in attributes or (beside and key not in ("treatment", "schedule", "assessment", "therapy_line")):
                continue
            if key in ("subgroup", "characteristic", "event") and scope in (Scope.CAPTION, Scope.HEADING):
                continue
            if key == "treatment" and metric in NO_ARM and (beside or scope in (Scope.CAPTION, Scope.HEADING)):
                continue
            if key == "treatment" and metric in ONE_ARM and (compared or (beside and metric == "sample_size")):
                continue
            if scope is Scope.HEADING and attributes.get("study", _NOBODY).scope is Scope.CELL:
                continue
            distinct = list(dict.fromkeys(h.name for h in found))
            if len(distinct) == 1 or key == "target":
                attributes[key] = replace(_attribute(key, found[0]), scope=scope)

    def _gene(self, place: Place, attributes: dict[str, Attribute]) -> None:
        """A mutation of the caption's gene, `ROS1 G2032R`; where no target is named, the fusion's or the caption's gene."""
        target = attributes.get("target")
        caption = [gene for h in self.caption_hits if (gene := self._gene_of(h))]
        gene = caption[0] if len(set(caption)) == 1 else None
        if target is not None:
            if gene and re.match(r"[A-Z][0-9]", target.value):
                attributes["target"] = replace(target, value=f"{gene} {target.value}")
            return
        row = [g for c in (*place.row, *place.beside) for h in self._hits(c.start, c.end) if (g := self._gene_of(h))]
        found = row[0] if len(set(row)) == 1 else (gene if not row and attributes.get("assay") is None else None)
        if found:
            attributes["target"] = Attribute("target", found, True, place.cell.start, place.cell.end, Scope.CAPTION)

    def _gene_of(self, hit: Hit) -> str | None:
        """The gene that a target, a fusion, a marker or a population is of."""
        genes = self.vocabulary.of("target")
        if hit.label == "target":
            return hit.name
        if hit.label in ("fusion", "marker", "population"):
            parts = re.split(r"[ -]", hit.name)
            return next((part for part in (*reversed(parts[:2]), *parts[2:]) if part in genes), None)
        return None

    def _reference_of_row(self, place: Place) -> Attribute | None:
        """The work in the row's reference column."""
        for cell in place.beside:
            over = self.grid.over(cell.column, cell.row)
            if over and _REFERENCE_HEAD.match(self.grid.content(over[-1])):
                for start, end, numbers in citations(self.page.document, cell.start, cell.end):
                    work = self.marks.get(numbers[0])
                    if work is not None and len(numbers) == 1 and work.name[-4:].isdigit():
                        return Attribute("study", work.name, True, start, end, Scope.CELL)
        return None

    def _cite(self, place: Place, attributes: dict[str, Attribute]) -> None:
        for cell in (place.cell, *place.beside, *place.row, *place.column):
            marks = citations(self.page.document, cell.start, cell.end)
            if marks:
                numbers = ",".join(marks[0][2])
                attributes.setdefault(
                    "citation", Attribute("citation", numbers, True, marks[0][0], marks[0][1], Scope.CELL)
                )
                return


_NOBODY = Attribute("", "", scope=Scope.DOCUMENT)


def _whole(reading: Reading) -> bool:
    q = reading.quantity
    return q.value is not None and q.decimals == 0 and q.unit == "1"


def _attribute(key: str, hit: Hit) -> Attribute:
    return Attribute(key, hit.name, hit.known, hit.start, hit.end, Scope.CELL)
