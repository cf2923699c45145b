"""A sentence whose values look for their metrics: its candidates, and what a metric accepts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from claimcheck.extract.attach import Reading
from claimcheck.extract.candidates import RATIOS, STRONG, WEAK, Stated, candidates
from claimcheck.extract.elements import Brackets, Element, any_between
from claimcheck.model import Dimension
from claimcheck.vocabulary import Metric, Vocabulary

_GAIN = re.compile(r"\s{1,2}(?:absolute\s)?(?:improvement|prolongation|extension|gain|benefit|increase|longer)\b")
_LEVEL = re.compile(
    r"\b(?:from|(?<!up\s)to)\s(?:an?\s|the\s)?"
    r"(?:(?:baseline|mean|median|average|level|value|of|below|under)\s){0,3}$",
    re.IGNORECASE,
)
"""Before a level that something rose from or fell to."""
_SHARES = frozenset({Dimension.PERCENT, Dimension.OTHER})
_DIRECT = 3
"""Elements that may stand between a statistic such as `HR` and its number."""


def has_ratio(metric: Metric) -> bool:
    """Whether a ratio may be of the metric: of one with a rate, and of one whose entry says so."""
    rated = Dimension.PERCENT in metric.statistics and not metric.change
    return (rated or metric.statistics.get(Dimension.NUMBER) in RATIOS) and metric.id not in WEAK


class Clause:
    """One sentence: its tags, its values and the terms that may name a metric."""

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
        self.candidates = list(candidates(text, elements, vocabulary))
        self.at = {e.reading: i for i, e in enumerate(elements) if e.symbol == "V"}
        self.stops = [i for i, e in enumerate(elements) if e.symbol in "V;"]
        """Where its values and semicolons stand."""
        self.zipped: Mapping[int, tuple[int, str]] = {}
        """Reading -> element of its metric and frame, where lists meet or the metric stands behind."""

    @cached_property
    def brackets(self) -> Brackets:
        """The brackets of the sentence."""
        return Brackets(self.elements)

    def _metric_at(self, element: int) -> Metric:
        named = next(c for c in self.candidates if c.element == element)
        strong = next((c for c in self.candidates if c.element == element and c.label == STRONG), named)
        return self.vocabulary.metrics[strong.metric]

    def _has_ratio(self, metric: str) -> bool:
        return has_ratio(self.vocabulary.metrics[metric])

    def _statistic_before(self, index: int, names: set[str]) -> str | None:
        """The statistic that stands right before a number, with no other value between."""
        at = self.at[index]
        steps = 0
        for position in range(at - 1, -1, -1):
            element = self.elements[position]
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

    def _clear(self, first: int, last: int) -> bool:
        """No value and no semicolon between."""
        return not any_between(self.stops, first, last)

    def _accepts(self, metric: Metric, reading: Reading) -> bool:
        quantity = reading.quantity
        if quantity.special is not None:
            return Dimension.TIME in metric.statistics and metric.id not in ("age", "follow_up")
        if quantity.dimension not in metric.statistics or quantity.dimension is Dimension.NUMBER:
            return False
        if metric.id == "age" and quantity.unit != "year":
            return False
        if quantity.dimension is Dimension.OTHER and quantity.unit not in metric.plausible:
            return False
        if metric.change and self._is_level(reading):
            return False
        if quantity.dimension is Dimension.PERCENT and quantity.high is not None and "percent" in metric.plausible:
            low, high = metric.plausible["percent"]
            return quantity.low is not None and low <= quantity.low and quantity.high <= high
        return True

    def _is_one_against_another(self, index: int) -> bool:
        """`LDL-C fell by 59% with A as compared with placebo`: one value for two arms is their difference."""
        dimension = self.readings[index].quantity.dimension
        alone = sum(r.quantity.dimension is dimension for r in self.readings) == 1
        return alone and any(
            e.symbol == "v" and _names_an_arm(self.elements[:i]) and _names_an_arm(self.elements[i + 1 :])
            for i, e in enumerate(self.elements)
        )

    def _is_level(self, reading: Reading) -> bool:
        """Of `fell from 8.3% at baseline to 6.9%` neither is a change."""
        return bool(_LEVEL.search(self.text, max(0, reading.start - 32), reading.start))

    def _stated(self, metric: Metric, index: int, element: int, frame: str) -> Stated:
        quantity = self.readings[index].quantity
        dimension = Dimension.TIME if quantity.special is not None else quantity.dimension
        statistic = metric.statistics.get(dimension, "point")
        if quantity.value is None and quantity.special is None and quantity.date is None:
            statistic = "range"
        elif dimension is Dimension.TIME or metric.id == "age":
            if self._is_difference(index):
                statistic = "difference"
            elif self._statistic_before(index, {"mean"}) or quantity.spread is not None:
                statistic = "mean"
        elif (dimension in _SHARES and metric.id != "sequence_homology" and self._is_difference(index)) or (
            metric.change and self._is_one_against_another(index)
        ):
            statistic = "difference"
        return Stated(metric.id, statistic, element, frame)


def _names_an_arm(elements: Sequence[Element]) -> bool:
    return any(h.label == "treatment" for e in elements for h in e.hits)
