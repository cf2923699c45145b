"""Which metric a value states.

The nearest metric that its unit allows; lists are aligned, `V of patients had M` is read forward.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from claimcheck.extract.attach import Reading
from claimcheck.extract.candidates import (
    HINT,
    INHERITED,
    OF_RESPONDERS,
    STRONG,
    TAKES_EVENT,
    WEAK,
    Candidate,
    Stated,
)
from claimcheck.extract.elements import Element
from claimcheck.extract.metric_lists import MetricLists
from claimcheck.extract.percentages import of_responders, of_risk
from claimcheck.model import Dimension

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
_RECEIVED = re.compile(
    r"[)\]]?\s{1,4}(?:had\s)?(?:received|were\s(?:given|treated\swith|switched\sto))\s", re.IGNORECASE
)
_FIGURES = re.compile(
    r"[cfimrtvCFIMRTV](?<!\w.)(?:(?<=i)t\s(?:was|is|occurred|reached|rose|fell)|(?<=t)hey\s(?:were|are)"
    r"|(?<=c)orresponding|(?<=r)espective(?:ly)?|(?<=f)igures?|(?<=r)ates?|(?<=v)alues?|(?<=m)edians?|(?<=t)hose)\b",
    re.IGNORECASE,
)
"""Words of a sentence that goes on with the metric of the one before; begins with a letter, for speed."""


def continues(text: str, span: tuple[int, int]) -> bool:
    """Whether a sentence goes on with figures of the metric before: `the corresponding figures were`."""
    return bool(_FIGURES.search(text, *span))


_PRONOUN = re.compile(
    r"\b(?:it|they|(?:the|these|those)\s(?:figures?|values?|rates?|numbers))\s(?:was|were|is|are)\s[0-9.%,\sand\u2013-]*$"
)
"""`with stage IB included it was 88% and 78%`: shares of what was spoken of before, not of those with stage IB."""


def _reach(reading: Reading) -> tuple[int, int]:
    return max(0, reading.start - 40), reading.start


class Metrics(MetricLists):
    """Finds the metric of every reading of one sentence."""

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
        if of_risk(self.text, reading):
            return None
        named = self._named(index, reading)
        if named is not None and named.metric == "proportion" and _PRONOUN.search(self.text, *_reach(reading)):
            return None
        return named

    def _named(self, index: int, reading: Reading) -> Stated | None:
        """The metric that the sentence names for a value with a unit, or the sentence before."""
        if index in self.zipped:
            element, frame = self.zipped[index]
            return self._stated(self._metric_at(element), index, element, frame)
        before = self._pair_of(index)
        if before is not None:
            return self.of(before)
        found = self._before_bracket(index) or self._forward(index) or self._nearest(index)
        if found is not None and self.goes_on and self.brackets.closed(found.element, self.at[index]):
            found = None
        if found is None:
            return self._inherit(index)
        return self._stated(self.vocabulary.metrics[found.metric], index, found.element, "nearest metric")

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

    def _before_bracket(self, index: int) -> Candidate | None:
        """`rash (29 [11%] of 266 vs 2 [1%]), mucositis (5%)`: a bracket that names no metric is of the one before."""
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
        return self._prefer(
            at, strong[-1] if strong else None, [c for c in before if c.label != STRONG or c.metric in WEAK]
        )

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
        between = self.stops[bisect_right(self.stops, first) : bisect_left(self.stops, last)]
        return all(self._is_percentage(self.elements[position]) for position in between)

    def _is_percentage(self, element: Element) -> bool:
        return element.symbol == "V" and self.readings[element.reading].quantity.dimension is Dimension.PERCENT

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
        other = [c for c in before if c.label != STRONG or c.metric in WEAK]
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
        if strong.metric in TAKES_EVENT and near.label == "event":
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

    def _inherit(self, index: int) -> Stated | None:
        if self.inherited is None or not self.goes_on:
            return None
        metric = self.vocabulary.metrics[self.inherited]
        accepted = self._accepts(metric, self.readings[index])
        return self._stated(metric, index, -1, INHERITED) if accepted else None
