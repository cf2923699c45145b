"""Which metric a value states.

The nearest metric that its unit allows; lists are aligned, `V of patients had M` is read forward.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimcheck.extract.align import align
from claimcheck.extract.attach import Reading
from claimcheck.extract.candidates import (
    GIVEN_BY,
    HINT,
    INHERITED,
    OF_RESPONDERS,
    RATIOS,
    STRONG,
    WEAK,
    Candidate,
    Stated,
    candidates,
)
from claimcheck.extract.elements import Brackets, Element
from claimcheck.extract.people import LEAST_IN_WORDS, counts_people
from claimcheck.extract.percentages import of_responders, of_risk
from claimcheck.model import Dimension
from claimcheck.vocabulary import Metric, Vocabulary

_LINE_IS_CHARACTERISTIC = "therapy_line"
_PEOPLE = (
    r"(?:patients?|participants?|subjects?|women|men|children|adults|individuals|people|cases|tumou?rs"
    r"|responders|samples|population|cohort|nsclcs?|smokers|controls|arm|group|recipients|users|them"
    r"|those|all)"
)
_OF_PEOPLE = re.compile(
    rf"\s{{1,4}}(?:of|in|among)?\s{{0,4}}(?:the\s|all\s|our\s|these\s|such\s"
    rf"|[0-9]{{1,5}}\s)?(?:[A-Za-z0-9*+-]{{2,20}}\s){{0,3}}?{_PEOPLE}\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"[\s,)\]]{0,4}(?:for|in)\s{1,4}(?:the\s)?(?:median\s)?")
_ASSIGNED = re.compile(
    r"\s(?:patients\s)?(?:to|received|on|were\s(?:assigned|allocated|randomi[sz]ed)\sto"
    r"|in\sthe)\s(?:the\s)?",
    re.IGNORECASE,
)
_RECEIVED = re.compile(
    r"[)\]]?\s{1,4}(?:had\s)?(?:received|were\s(?:given|treated\swith|switched\sto))\s", re.IGNORECASE
)
_FIGURES = re.compile(
    r"\b(?:it\s(?:was|is|occurred|reached|rose|fell)|they\s(?:were|are)|corresponding|respective"
    r"|respectively|figures?|rates?|values?|medians?|those)\b",
    re.IGNORECASE,
)
"""Words of a sentence that goes on with the metric of the one before."""
_YEAR = 4
_HEAD = 2500
"""Characters in which a document dates itself."""
_GAIN = re.compile(r"\s{1,2}(?:absolute\s)?(?:improvement|prolongation|extension|gain|benefit|increase|longer)\b")
_IN_YEAR = re.compile(r"\bIn\s{1,3}$")
_DIRECT = 3
"""Elements that may stand between a statistic such as `HR` and its number."""


def continues(text: str, span: tuple[int, int]) -> bool:
    """Whether a sentence goes on with figures of the metric before: `the corresponding figures were`."""
    return bool(_FIGURES.search(text, *span))


class Metrics:
    """Finds the metric of every reading of one sentence."""

    def __init__(
        self,
        text: str,
        elements: Sequence[Element],
        readings: Sequence[Reading],
        vocabulary: Vocabulary,
        inherited: str | None = None,
        *,
        goes_on: bool = False,
    ) -> None:
        """Find the candidates and align the lists.

        Args:
            text: the document's text.
            elements: the sentence as a sequence of tags.
            readings: its values.
            vocabulary: the vocabulary.
            inherited: the metric of the sentence before, for `the corresponding figures were`.
            goes_on: the sentence goes on with figures of that metric, or with a sentence that a page broke.
        """
        self.text = text
        self.elements = elements
        self.readings = readings
        self.vocabulary = vocabulary
        self.inherited = inherited
        self.goes_on = goes_on
        self.candidates = list(candidates(text, elements))
        self.at = {e.reading: i for i, e in enumerate(elements) if e.symbol == "V"}
        self.brackets = Brackets(elements)
        self.zipped = {**self._zip(), **self._named_behind()}

    def _zip(self) -> Mapping[int, tuple[int, str]]:
        """Reading -> element of its metric, where a list of metrics, events or markers meets lists of its length."""
        named: dict[str, set[int]] = {}
        for candidate in self.candidates:
            if candidate.label != STRONG or candidate.metric not in WEAK:
                named.setdefault(candidate.label, set()).add(candidate.element)
        zipped: dict[int, tuple[int, str]] = {}
        values = {at for index, at in self.at.items() if not self.readings[index].size}
        for label in (STRONG, *GIVEN_BY):
            if label not in named:
                continue
            binds = ("zip-before", "each") if label == STRONG else ("zip-before", "zip-after")
            frames = [f for f in self.vocabulary.frames if f.bind in binds]
            bound = align(self.elements, values, named[label], frames)
            found = {self.elements[v].reading: (b.term, b.frame) for v, b in bound.items()}
            if all(self._accepts(self._metric_at(element), self.readings[r]) for r, (element, _) in found.items()):
                zipped |= {r: f for r, f in found.items() if r not in zipped}
        return zipped

    def _named_behind(self) -> Mapping[int, tuple[int, str]]:
        """`8.4 vs 1.8 months (P < 0.001) for PFS`: the metric stands behind its values."""
        found: dict[int, tuple[int, str]] = {}
        for candidate in self.candidates:
            if candidate.label not in (STRONG, "event") or candidate.metric in WEAK:
                continue
            before = [i for i, at in self.at.items() if at < candidate.element]
            if not before or not _FOR.fullmatch(
                self.text, self.readings[before[-1]].last, self.elements[candidate.element].start
            ):
                continue
            for index in reversed(before):
                if not self._joined(index, before[-1], candidate):
                    break
                found[index] = (candidate.element, "metric named behind")
        return found

    def _joined(self, index: int, last: int, candidate: Candidate) -> bool:
        if not self._takes_behind(candidate, self.readings[index]):
            return False
        between = self.elements[self.at[index] + 1 : self.at[last]]
        return all(e.symbol in "Vv&,w" and e.symbol != "" for e in between)

    def _takes_behind(self, candidate: Candidate, reading: Reading) -> bool:
        metric = self.vocabulary.metrics[candidate.metric]
        return self._accepts(metric, reading) or (reading.ci is not None and self._has_ratio(candidate.metric))

    def _metric_at(self, element: int) -> Metric:
        named = next(c for c in self.candidates if c.element == element)
        strong = next((c for c in self.candidates if c.element == element and c.label == STRONG), named)
        return self.vocabulary.metrics[strong.metric]

    def of(self, index: int) -> Stated | None:
        """The metric of one reading, or None where it states none."""
        reading = self.readings[index]
        dimension = reading.quantity.dimension
        if reading.size:
            return Stated("sample_size", "count", -1, "n =")
        if dimension is Dimension.DATE:
            return self._dated(index)
        share = self._share(index)
        if share is not None:
            return share
        if dimension is Dimension.MASS:
            return Stated("dose", "point", -1, "amount of a drug")
        if dimension is Dimension.NUMBER and reading.quantity.special is None:
            return self._number(index)
        if dimension is Dimension.OTHER or of_risk(self.text, reading):
            return None
        if index in self.zipped:
            element, frame = self.zipped[index]
            return self._stated(self._metric_at(element), reading, element, frame)
        before = self._pair_of(index)
        if before is not None:
            return self.of(before)
        found = self._before_bracket(index) or self._forward(index) or self._nearest(index)
        if found is not None and self.goes_on and self.brackets.closed(found.element, self.at[index]):
            found = None
        if found is None:
            return self._inherit(reading)
        return self._stated(self.vocabulary.metrics[found.metric], reading, found.element, "nearest metric")

    def _share(self, index: int) -> Stated | None:
        """A percentage of patients that is none of a result: those who received a drug, some of those who responded."""
        received = self._received(index)
        if received is not None:
            return Stated("proportion", "rate", received, "percentage that received")
        if of_responders(self.text, self.readings[index]):
            return Stated("proportion", "rate", -1, OF_RESPONDERS)
        return None

    def _received(self, index: int) -> int | None:
        """`54.9% received crizotinib`: the element of the treatment, where the words follow the percentage directly."""
        reading = self.readings[index]
        if reading.quantity.dimension is not Dimension.PERCENT:
            return None
        match = _RECEIVED.match(self.text, max(reading.end, reading.last))
        if match is None:
            return None
        for position in range(self.at[index] + 1, min(self.at[index] + 4, len(self.elements))):
            element = self.elements[position]
            if element.start >= match.end() - 1 and any(h.label == "treatment" for h in element.hits):
                return position
        return None

    # ---- bare numbers ----

    def _number(self, index: int) -> Stated | None:
        reading = self.readings[index]
        if counts_people(self.text, reading):
            return Stated("sample_size", "count", -1, "count of people")
        ratio = self._statistic_before(index, RATIOS)
        if index in self.zipped and (ratio or reading.ci is not None):
            return Stated(self._metric_at(self.zipped[index][0]).id, ratio or "hazard_ratio", *self.zipped[index])
        if ratio is None and reading.ci is not None:
            ratio = self._ratio_anywhere(index)
        if ratio:
            metric = self._metric_of_ratio(index)
            return metric and Stated(metric[0], ratio, metric[1], "ratio of the metric before")
        if reading.quantity.value is None or reading.quantity.decimals:
            return self._age(index)
        counted = self._counted_response(index)
        if counted:
            return Stated(counted.metric, "count", counted.element, "count of responses")
        if self._arm_follows(index) or self._arm_before(index):
            return Stated("sample_size", "count", -1, "count of people")
        return self._age(index)

    def _age(self, index: int) -> Stated | None:
        found = self._before(index, {"age"}, reach=6)
        if found is None or self._statistic_before(index, {"range"}):
            return None
        value = self.readings[index].quantity.value
        if value is None or not 0 < value < 120:
            return None
        return self._stated(self.vocabulary.metrics["age"], self.readings[index], found.element, "age")

    def _ratio_anywhere(self, index: int) -> str | None:
        """A number with an interval, in a sentence that spoke of a ratio before it."""
        for element in reversed(self.elements[: self.at[index]]):
            for hit in element.hits:
                if hit.label == "statistic" and hit.name in RATIOS:
                    return hit.name
        return None

    def _arm_follows(self, index: int) -> bool:
        """`(134 simvastatin, 135 placebo)`: a whole number right before an arm, in brackets."""
        at = self.at[index]
        following = next((e for e in self.elements[at + 1 :] if e.symbol not in ":w"), None)
        if following is None or not any(h.label == "treatment" for h in following.hits):
            return False
        gap = self.text[self.elements[at].end : following.start]
        large = (self.readings[index].quantity.value or 0) >= LEAST_IN_WORDS
        if large and _ASSIGNED.fullmatch(gap) and any(r.size or counts_people(self.text, r) for r in self.readings):
            return True
        depth = sum((e.symbol == "(") - (e.symbol == ")") for e in self.elements[:at])
        return depth > 0 and gap.strip() in ("", ":")

    def _arm_before(self, index: int) -> bool:
        """`osimertinib (339) or placebo (343)`: a whole number alone in brackets right behind an arm."""
        at = self.at[index]
        reading = self.readings[index]
        if at < 2 or self.elements[at - 1].symbol != "(" or self.text[reading.end : reading.end + 1] != ")":
            return False
        arm = self.elements[at - 2]
        adjacent = not self.text[arm.end : reading.start].strip(" (\n")
        return (
            adjacent
            and any(h.label == "treatment" for h in arm.hits)
            and (reading.quantity.value or 0) >= LEAST_IN_WORDS
        )

    def _counted_response(self, index: int) -> Candidate | None:
        at = self.at[index]
        for candidate in self.candidates:
            if candidate.element > at and candidate.label == STRONG:
                gap = self.text[self.elements[at].end : self.elements[candidate.element].start]
                if self._counts(candidate.metric) and re.fullmatch(
                    r"\s(?:\[|patients\s(?:had|achieved|experienced)\s(?:an?\s)?)?", gap
                ):
                    return candidate
                return None
        return None

    def _counts(self, metric: str) -> bool:
        return self.vocabulary.metrics[metric].statistics.get(Dimension.NUMBER) == "count"

    def _before(self, index: int, names: set[str], reach: int) -> Candidate | None:
        """The nearest metric of `names` before a value, with no other value and few elements between."""
        at = self.at[index]
        for candidate in reversed(self.candidates):
            if candidate.element < at and candidate.metric in names:
                between = self.elements[candidate.element + 1 : at]
                near = len(between) <= reach and not any(e.symbol in "V;" for e in between)
                return candidate if near else None
        return None

    def _metric_of_ratio(self, index: int) -> tuple[str, int] | None:
        at = self.at[index]
        named = self._events_of_ratio(at)
        if named is not None:
            return named
        before = [c for c in self.candidates if c.element < at and c.label == STRONG and self._has_ratio(c.metric)]
        if before:
            return before[-1].metric, before[-1].element
        after = [c for c in self.candidates if c.element > at and c.label == STRONG and self._has_ratio(c.metric)]
        if after:
            return after[0].metric, after[0].element
        return (self.inherited, -1) if self.inherited and self._has_ratio(self.inherited) else None

    def _events_of_ratio(self, at: int) -> tuple[str, int] | None:
        """`hazard ratio for death`: the endpoint that the events belong to, behind the number or before it."""
        for positions in (range(at + 1, min(at + 3, len(self.elements))), range(at - 1, -1, -1)):
            for position in positions:
                element = self.elements[position]
                if element.symbol in ("V", ";"):
                    break
                found = next((h.name for h in element.hits if h.label == "ratio_of"), None)
                if found is not None:
                    return found, position
                if any(h.label == STRONG for h in element.hits):
                    break
        return None

    def _has_ratio(self, metric: str) -> bool:
        return Dimension.PERCENT in self.vocabulary.metrics[metric].statistics and metric not in WEAK

    def _statistic_before(self, index: int, names: set[str]) -> str | None:
        """The statistic that stands right before a number, with no other value between."""
        at = self.at[index]
        steps = 0
        for element in reversed(self.elements[:at]):
            if element.symbol == "V":
                return None
            for hit in element.hits:
                if hit.label == "statistic" and hit.name in names:
                    gap = self.text[element.end : self.elements[at].start]
                    return hit.name if len(gap) <= 60 else None
            steps += bool(element.hits)
            if steps > _DIRECT:
                return None
        return None

    def _is_difference(self, index: int) -> bool:
        """`a difference of 5.2 months`, `a 4.4-month gain`; of `no difference in OS (15.6 and 17.2)` neither is."""
        at = self.at[index]
        listed = [e.symbol for e in self.elements[at + 1 : at + 3]]
        pair = len(listed) > 1 and listed[0] in "v&" and listed[1] == "V"
        gain = _GAIN.match(self.text, max(self.readings[index].end, self.readings[index].last))
        return not pair and (gain is not None or bool(self._statistic_before(index, {"difference"})))

    # ---- dates ----

    def _dated(self, index: int) -> Stated | None:
        names = {"approval_date", "publication_date", "update_date"}
        at = self.at[index]
        dated = [c for c in self.candidates if c.metric in names]
        before = [c for c in dated if c.element < at]
        after = [c for c in dated if c.element > at]
        reading = self.readings[index]
        full = len(reading.quantity.date or "") > _YEAR
        if before and (full or before[-1].metric != "publication_date"):
            return Stated(before[-1].metric, "point", before[-1].element, "date of the event before")
        if after and (full or after[0].metric == "approval_date"):
            return Stated(after[0].metric, "point", after[0].element, "date of the event after")
        labels = {h.label for e in self.elements for h in e.hits}
        if full and "agency" in labels:
            return Stated("approval_date", "point", -1, "date beside an agency")
        if full and reading.start < _HEAD and not labels & {"study", "data_cutoff"}:
            return Stated("publication_date", "point", -1, "date at the head of the document")
        if not full and "study" in labels and _IN_YEAR.search(self.text, max(0, reading.start - 4), reading.start):
            return Stated("publication_date", "point", -1, "year of a report")
        return None

    # ---- everything else ----

    def _before_bracket(self, index: int) -> Candidate | None:
        """`rash (29 [11%] of 266 vs 2 [1%]), mucositis (5%)`: a bracket that names no metric is of the one before it."""
        at = self.at[index]
        opened = self.brackets.outermost(at)
        if opened < 0 or any(self.brackets.outermost(c.element) == opened for c in self.candidates):
            return None
        fitting = [
            c
            for c in self.candidates
            if c.element < opened
            and c.label != HINT
            and self._accepts(self.vocabulary.metrics[c.metric], self.readings[index])
            and not any(e.symbol == ";" for e in self.elements[c.element : opened])
        ]
        before = self._in_reach(at, fitting)
        if not before:
            return None
        strong = [c for c in before if c.label == STRONG and c.metric not in WEAK]
        return self._prefer(at, strong[-1] if strong else None, [c for c in before if c not in strong])

    def _forward(self, index: int) -> Candidate | None:
        """`21% of patients received crizotinib as first-line therapy`: what the percentage is of stands behind it."""
        reading = self.readings[index]
        if reading.quantity.dimension is not Dimension.PERCENT or not _OF_PEOPLE.match(
            self.text, max(reading.end, reading.last)
        ):
            return None
        tight = self._tight_before(index)
        if (tight and tight.label in (STRONG, "event")) or self._goes_on_with(index):
            return None
        at = self.at[index]
        behind = [
            c
            for c in self.candidates
            if c.element > at
            and self._open(at, c.element)
            and self._accepts(self.vocabulary.metrics[c.metric], reading)
        ]
        strong = [c for c in behind if c.label == STRONG and c.metric not in WEAK]
        return next(iter((*strong, *[c for c in behind if c.label != HINT], *self._line_behind(at), *behind)), None)

    def _pair_of(self, index: int) -> int | None:
        """`found in 3 (4%) after A and 8 (11%) after B`: the value before, of whose metric this one is too."""
        at = self.at[index]
        before = next((p for p in range(at - 1, -1, -1) if self.elements[p].symbol in "V;"), -1)
        if before < 0 or self.elements[before].symbol == ";":
            return None
        between = self.elements[before + 1 : at]
        other = self.readings[self.elements[before].reading]
        alike = other.quantity.dimension is self.readings[index].quantity.dimension and not other.size
        joined = any(e.symbol in "v&" for e in between) and not any(e.symbol == "," for e in between)
        strong = [c for c in self.candidates if c.label != STRONG or c.metric not in WEAK]
        named = any(before < c.element < at for c in strong)
        behind = any(c.element > at and self._clear(at, c.element) for c in strong)
        return self.elements[before].reading if alike and joined and not named and not behind else None

    def _goes_on_with(self, index: int) -> bool:
        """`ORR was 86% in the first-line group and 42% in the other`: a percentage of the metric of the one before."""
        at = self.at[index]
        before = next((p for p in range(at - 1, -1, -1) if self.elements[p].symbol in "V;"), -1)
        if before < 0 or self.elements[before].symbol == ";":
            return False
        reading = self.readings[self.elements[before].reading]
        named = [c for c in self.candidates if c.element < before and c.label == STRONG and c.metric not in WEAK]
        return (
            reading.quantity.dimension is Dimension.PERCENT
            and bool(named)
            and self._clear(named[-1].element, before)
            and self._clear(before, at)
            and not any(before < c.element < at for c in self.candidates)
        )

    def _line_behind(self, at: int) -> list[Candidate]:
        """`received crizotinib as first-line therapy`: the line of therapy is what the percentage is of."""
        return [
            Candidate(index, "proportion", _LINE_IS_CHARACTERISTIC)
            for index, element in enumerate(self.elements)
            if index > at and self._clear(at, index) and any(h.label == _LINE_IS_CHARACTERISTIC for h in element.hits)
        ]

    def _open(self, first: int, last: int) -> bool:
        """Nothing but other percentages between: `42% on A and 47% on B had an event`."""
        return not any(
            e.symbol == ";"
            or (e.symbol == "V" and self.readings[e.reading].quantity.dimension is not Dimension.PERCENT)
            for e in self.elements[first + 1 : last]
        )

    def _clear(self, first: int, last: int) -> bool:
        return not any(e.symbol in "V;" for e in self.elements[first + 1 : last])

    def _tight_before(self, index: int) -> Candidate | None:
        at = self.at[index]
        for position in range(at - 1, -1, -1):
            element = self.elements[position]
            found = [c for c in self.candidates if c.element == position]
            if found:
                return next(
                    (c for c in found if self._accepts(self.vocabulary.metrics[c.metric], self.readings[index])), None
                )
            if element.symbol not in "():w,&" and not any(
                h.label in ("grade", "statistic", "connective") for h in element.hits
            ):
                return None
        return None

    def _nearest(self, index: int) -> Candidate | None:
        reading = self.readings[index]
        at = self.at[index]
        named = [c for c in self.candidates if self._accepts(self.vocabulary.metrics[c.metric], reading)]
        fitting = [c for c in named if c.label != HINT]
        direct = self._direct_behind(index, named)
        if direct is not None:
            return direct
        before = self._in_reach(at, [c for c in fitting if c.element < at])
        strong = [c for c in before if c.label == STRONG and c.metric not in WEAK]
        other = [c for c in before if c not in strong]
        if before:
            return self._prefer(at, strong[-1] if strong else None, other)
        after = [c for c in fitting if c.element > at and self._clear(at, c.element)]
        strong_after = [c for c in after if c.label == STRONG and c.metric not in WEAK]
        if not after and reading.quantity.dimension is Dimension.TIME and len({c.metric for c in fitting}) == 1:
            after = [c for c in fitting if c.label == STRONG and c.element > at]
        hints = [c for c in named if c.label == HINT and (c.element < at or self._clear(at, c.element))]
        nearest = sorted(hints, key=lambda c: (c.element > at, abs(c.element - at)))
        return next(iter((*strong_after, *after, *nearest)), None)

    def _in_reach(self, at: int, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
        """Without those in a bracket that has closed, unless there are no others: `(n = 8, 3 deaths); and 45.0%`."""
        reached = [c for c in candidates if not self.brackets.closed(c.element, at)]
        return reached or candidates

    def _direct_behind(self, index: int, named: Sequence[Candidate]) -> Candidate | None:
        """`11% and 3% stopped treatment`: a metric right behind the percentages, none right before them."""
        reading = self.readings[index]
        if reading.quantity.dimension is not Dimension.PERCENT or self._tight_before(self._first_of_list(index)):
            return None
        at = self.at[index]
        last = at
        while (
            last + 2 < len(self.elements)
            and self.elements[last + 1].symbol in "&v,"
            and self.elements[last + 2].symbol == "V"
        ):
            last += 2
        end = self.readings[self.elements[last].reading]
        while last + 1 < len(self.elements) and self.elements[last + 1].symbol in ",r":
            last += 1
        for candidate in named:
            if (
                candidate.element == last + 1
                and not self.text[max(end.end, end.last) : self.elements[last + 1].start]
                .strip(" ),\n")
                .removeprefix("respectively")
                .strip(" ,\n")
                .removeprefix("had")
                .strip()
            ):
                return candidate
        return None

    def _first_of_list(self, index: int) -> int:
        """The first reading of the list that a reading stands in."""
        at = self.at[index]
        while at > 1 and self.elements[at - 1].symbol in "&v," and self.elements[at - 2].symbol == "V":
            at -= 2
        return self.elements[at].reading

    def _prefer(self, at: int, strong: Candidate | None, other: Sequence[Candidate]) -> Candidate:
        """Between the nearest metric and a nearer event, characteristic or marker."""
        if not other:
            assert strong is not None
            return strong
        near = self._specific(other)
        if strong is None or near.element < strong.element:
            return strong or near
        if strong.metric == "discontinuation_rate" and near.label == "event":
            return strong
        fresh = not self._clear(strong.element, near.element)
        if near.label == "event":
            return near
        return near if fresh else strong

    @staticmethod
    def _specific(other: Sequence[Candidate]) -> Candidate:
        """`incidence of rash`: the event names the metric, not the word incidence; on one span an event comes first."""
        last = other[-1]
        if last.metric in WEAK and last.label == STRONG and len(other) > 1 and other[-2].label == "event":
            return other[-2]
        same = [c for c in other if c.element == last.element]
        return next((c for c in same if c.label == "event"), same[0])

    def _inherit(self, reading: Reading) -> Stated | None:
        if self.inherited is None or not self.goes_on:
            return None
        metric = self.vocabulary.metrics[self.inherited]
        return (
            self._stated(metric, reading, -1, INHERITED)
            if self._accepts(metric, reading)
            else None
        )

    def _accepts(self, metric: Metric, reading: Reading) -> bool:
        quantity = reading.quantity
        if quantity.special is not None:
            return Dimension.TIME in metric.statistics and metric.id not in ("age", "follow_up")
        if quantity.dimension not in metric.statistics or quantity.dimension is Dimension.NUMBER:
            return False
        if metric.id == "age" and quantity.unit != "year":
            return False
        if quantity.dimension is Dimension.PERCENT and quantity.high is not None and "percent" in metric.plausible:
            low, high = metric.plausible["percent"]
            return quantity.low is not None and low <= quantity.low and quantity.high <= high
        return True

    def _stated(self, metric: Metric, reading: Reading, element: int, frame: str) -> Stated:
        quantity = reading.quantity
        dimension = Dimension.TIME if quantity.special is not None else quantity.dimension
        statistic = metric.statistics.get(dimension, "point")
        if quantity.value is None and quantity.special is None and quantity.date is None:
            statistic = "range"
        elif dimension is Dimension.TIME or metric.id == "age":
            index = self.readings.index(reading)
            if self._is_difference(index):
                statistic = "difference"
            elif self._statistic_before(index, {"mean"}) or quantity.spread is not None:
                statistic = "mean"
        elif dimension is Dimension.PERCENT and metric.id not in ("sequence_homology",):
            index = self.readings.index(reading)
            if self._is_difference(index):
                statistic = "difference"
        return Stated(metric.id, statistic, element, frame)
