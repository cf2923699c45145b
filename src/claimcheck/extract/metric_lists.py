"""Metrics that are named in a list, or behind their values: `PFS and OS were 8 and 19 months`, `8.4 vs 1.8 for PFS`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimcheck.extract.align import align
from claimcheck.extract.attach import Reading
from claimcheck.extract.bare_numbers import BareNumbers
from claimcheck.extract.candidates import GIVEN_BY, STRONG, WEAK, Candidate
from claimcheck.extract.elements import Element
from claimcheck.vocabulary import Vocabulary

_FOR = re.compile(r"[\s,)\]]{0,4}(?:for|in)\s{1,4}(?:the\s)?(?:median\s)?")
_LIST = 2
"""Terms that make a list."""


class MetricLists(BareNumbers):
    """Pairs the readings of one sentence with the metrics of its lists."""

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
        """Find the candidates and align the lists; the arguments are those of a clause."""
        super().__init__(text, elements, readings, vocabulary, inherited, goes_on=goes_on)
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
            if len(named.get(label, ())) < _LIST:
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
