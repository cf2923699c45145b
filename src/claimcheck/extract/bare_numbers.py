"""The metric of a number without a unit, a ratio, a count of people, an age, and of a date."""

from __future__ import annotations

import re

from claimcheck.extract.candidates import RATIOS, STRONG, Candidate, Stated
from claimcheck.extract.clause import Clause
from claimcheck.extract.people import LEAST_IN_WORDS, counts_people
from claimcheck.model import Dimension

_ASSIGNED = re.compile(
    r"\s(?:patients\s)?(?:to|received|on|were\s(?:assigned|allocated|randomi[sz]ed)\sto"
    r"|in\sthe)\s(?:the\s)?",
    re.IGNORECASE,
)
_PLAIN = frozenset({"mean", "median", "point"})
"""Statistics that a number without a unit may be, beside ratios and counts."""
_OF_EVENTS = frozenset({"event_rate", "adverse_event_rate"})
_YEAR = 4
_HEAD = 2500
"""Characters in which a document dates itself."""
_IN_YEAR = re.compile(r"\bIn\s{1,3}$")


class BareNumbers(Clause):
    """What the numbers and dates of a sentence state that no unit gives away."""

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
        plain = self._plain(index)
        if plain is not None:
            return plain
        counted = self._counted_response(index)
        if counted:
            return Stated(counted.metric, "count", counted.element, "count of responses")
        if self._arm_follows(index) or self._arm_before(index):
            return Stated("sample_size", "count", -1, "count of people")
        return self._age(index)

    def _plain(self, index: int) -> Stated | None:
        """A number without a unit, of a metric that has none: `the geometric mean titer was 1,250`."""
        names = {m.id for m in self.vocabulary.metrics.values() if m.statistics.get(Dimension.NUMBER) in _PLAIN}
        found = self._before(index, names - {"age"}, reach=6)
        if found is None or self._statistic_before(index, {"range"}):
            return None
        metric = self.vocabulary.metrics[found.metric]
        low, high = metric.plausible.get("1", (None, None))
        value = self.readings[index].quantity.value
        if value is None or (low is not None and high is not None and not low <= value <= high):
            return None
        return self._stated(metric, index, found.element, "number of a metric without a unit")

    def _age(self, index: int) -> Stated | None:
        found = self._before(index, {"age"}, reach=6)
        if found is None or self._statistic_before(index, {"range"}):
            return None
        value = self.readings[index].quantity.value
        if value is None or not 0 < value < 120:
            return None
        return self._stated(self.vocabulary.metrics["age"], index, found.element, "age")

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
        behind = (self.elements[position] for position in range(at + 1, len(self.elements)))
        following = next((e for e in behind if e.symbol not in ":w"), None)
        if following is None or not any(h.label == "treatment" for h in following.hits):
            return False
        gap = self.text[self.elements[at].end : following.start]
        large = (self.readings[index].quantity.value or 0) >= LEAST_IN_WORDS
        if large and _ASSIGNED.fullmatch(gap) and any(r.size or counts_people(self.text, r) for r in self.readings):
            return True
        if gap.strip() not in ("", ":"):
            return False
        return sum((e.symbol == "(") - (e.symbol == ")") for e in self.elements[:at]) > 0

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
        events = [c for c in self.candidates if c.label == "event" and c.element < at]
        events = events or [c for c in self.candidates if c.label == "event" and self._clear(at, c.element)]
        if events and not self.readings[index].quantity.words:
            return events[-1].metric, events[-1].element
        if self.inherited is None or self.inherited in _OF_EVENTS:  # a ratio is of an event that its sentence names
            return None
        return (self.inherited, -1) if self._has_ratio(self.inherited) else None

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
