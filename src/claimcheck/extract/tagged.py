"""One sentence while its values are bound: its tags, its readings and what surrounds it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from claimcheck.extract.atoms import Atom
from claimcheck.extract.attach import Reading
from claimcheck.extract.elements import Brackets, Element, any_between
from claimcheck.extract.scope import Surroundings
from claimcheck.extract.terms import Hit
from claimcheck.vocabulary import Vocabulary

_BOTH = re.compile(
    r"\b(?:(?:both|each|either|all|two|the\s(?:two|three|other))\s(?:[a-z]{3,12}\s)?(?:arms?|groups?|cohorts?)"
    r"|between\s(?:the\s)?(?:study\s|treatment\s)?(?:arms|groups))\b",
    re.IGNORECASE,
)

_IN_BOTH = re.compile(
    rf"[)\]]?,?\s(?:in|for|from|of|with|across|among|on)\s(?:{_BOTH.pattern}|both\b(?!\s[a-z])|all\spatients\b)",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"\b(?:for|in|of)\sall\spatients\s(?:was|were)\s$")


_FACTOR = re.compile(
    r"\b(?:(?:prognostic|predict(?:ed|or|ive|s)|correlat(?:ed|es|ion)|risk\sfactors?|(?:uni|multi)vari(?:able|ate))\b|associated\swith)",
    re.IGNORECASE,
)
"""Words of a sentence that looks for what an outcome hangs on."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with everything found in it."""

    text: str
    span: tuple[int, int]
    atoms: Sequence[Atom]
    hits: Sequence[Hit]
    section: str | None = None


@dataclass(frozen=True)
class Tagged:
    """A sentence as a sequence of elements.

    Positions are indices of `elements`; the index of a reading is turned into its position by `at`.
    """

    sentence: Sentence
    elements: Sequence[Element]
    readings: Sequence[Reading]
    around: Surroundings
    vocabulary: Vocabulary

    @cached_property
    def at(self) -> dict[int, int]:
        """Index of a reading -> its position."""
        return {e.reading: i for i, e in enumerate(self.elements) if e.symbol == "V"}

    @cached_property
    def both(self) -> bool:
        """Whether the sentence speaks of both arms together."""
        return bool(_BOTH.search(self.sentence.text, *self.sentence.span))

    @cached_property
    def of_a_factor(self) -> bool:
        """Whether ratios compare groups, not arms: `high BRG1 expression was associated with shorter OS (HR 1.4)`."""
        labels = {h.label for e in self.elements for h in e.hits}
        return (
            "treatment" not in labels
            and bool(labels & {"subgroup", "mutation", "marker", "characteristic", "fusion"})
            and bool(_FACTOR.search(self.sentence.text, *self.sentence.span))
        )

    def in_both(self, index: int) -> bool:
        """Whether a reading is of both arms: `1.6 months in each group`."""
        text, reading = self.sentence.text, self.readings[index]
        return bool(
            _IN_BOTH.match(text, reading.last)
            or _IN_BOTH.match(text, reading.end)
            or _OF_ALL.search(text, max(0, reading.start - 32), reading.start)
        )

    @cached_property
    def metrics(self) -> list[int]:
        """Positions of terms that name a metric."""
        return [i for i, e in enumerate(self.elements) if e.hits and names_metric(e)]

    @cached_property
    def _values(self) -> list[int]:
        return [i for i, e in enumerate(self.elements) if e.symbol == "V" and not self.readings[e.reading].size]

    @cached_property
    def brackets(self) -> Brackets:
        """The brackets of the sentence."""
        return Brackets(self.elements)

    def _outside(self, sign: str) -> list[int]:
        """Where a sign stands outside every bracket."""
        return [i for i, e in enumerate(self.elements) if e.symbol == sign and self.brackets.inside[i] < 0]

    @cached_property
    def _stops(self) -> list[int]:
        return self._outside(";")

    @cached_property
    def _colons(self) -> list[int]:
        return self._outside(":")

    @cached_property
    def _stops_around(self) -> list[int]:
        """Position -> the next semicolon of a bracket that it stands in; behind the last element where there is none.

        What follows a bracket that opens is the next element beside it: where it closes.
        """
        inside, end = self.brackets.inside, len(self.elements)
        stops = [end] * end
        beside: dict[int, int] = {}
        for position in reversed(range(end)):
            opens = self.elements[position].symbol == "("
            following = beside.get(inside[position], end) if opens else position + 1
            if following < end:
                stop = self.elements[following].symbol == ";" and inside[following] >= 0
                stops[position] = following if stop else stops[following]
            beside[inside[position]] = position
        return stops

    @cached_property
    def commas(self) -> list[int]:
        """Positions of commas."""
        return [i for i, e in enumerate(self.elements) if e.symbol == ","]

    def value_between(self, first: int, last: int) -> bool:
        """Whether a value that is no group size stands between two positions."""
        return any_between(self._values, first, last)

    def same_clause(self, first: int, last: int) -> bool:
        """Whether no semicolon parts two positions; one inside a bracket parts nothing from what stands before it.

        Of `grade 3 neutropenia (29%; 28%)` both values are of grade 3; of `(grade 3, 29%; 28%)` only the first.
        """
        if self._stops_around[first] < last:
            return False
        stop = bisect_right(self._stops, first)
        parted = stop < len(self._stops) and self._stops[stop] < last
        return not parted or self._announced(first, self._stops[stop])

    def _announced(self, first: int, stop: int) -> bool:
        """`The 6-month rates were: 56% with A; and 45% with B`: what stands before the colon holds for the list."""
        return any_between(self._colons, first - 1, stop)

    def said(self, label: str) -> Iterator[Hit]:
        """The terms of one label."""
        return (h for e in self.elements for h in e.hits if h.label == label)

    def lists(self, takes: Set[int]) -> Iterator[list[int]]:
        """Readings, two or more, that stand in one list."""
        run: list[int] = []
        for index in sorted(takes):
            between = self.elements[self.at[run[-1]] + 1 : self.at[index]] if run else []
            if between and all(e.symbol in "v&,r" for e in between):
                run.append(index)
                continue
            if len(run) > 1:
                yield run
            run = [index]
        if len(run) > 1:
            yield run

    def end_of_list(self, position: int, *, compared: bool) -> int:
        """The last value of the list that the one at a position stands in, or the position itself.

        Args:
            position: of a value.
            compared: only of a list whose values are compared.
        """
        index = self.elements[position].reading
        run = next((r for r in self._value_lists if index in r and (not compared or self.is_versus(r))), [index])
        return self.at[run[-1]]

    @cached_property
    def _value_lists(self) -> list[list[int]]:
        return list(self.lists(self.at.keys()))

    def compared(self, run: Sequence[int]) -> Iterator[list[int]]:
        """A list cut into what is compared: the pairs of `52% vs 10% and 34% vs 2%`; else the list itself."""
        pairs = [list(run[i : i + 2]) for i in range(0, len(run), 2)]
        signs = ["v" if self.is_versus(run[i : i + 2]) else "" for i in range(len(run) - 1)]
        in_pairs = len(run) % 2 == 0 and all(bool(sign) is (i % 2 == 0) for i, sign in enumerate(signs))
        yield from pairs if in_pairs else [list(run)]

    def is_versus(self, run: Sequence[int]) -> bool:
        """Whether a list of readings compares them."""
        return any(e.symbol == "v" for e in self.elements[self.at[run[0]] : self.at[run[-1]]])


def names_metric(element: Element) -> bool:
    """Whether a term of the element names a metric by itself."""
    return any(h.label == "metric" and h.name != "prevalence" for h in element.hits)
