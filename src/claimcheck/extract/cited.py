"""Which reference mark of a sentence stands for which of its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Set

from claimcheck.extract.attributes import attribute
from claimcheck.extract.tagged import Tagged
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Scope

_BESIDE = 3
"""Characters between a number and its own mark, `72% [9]`, or between a name and its mark, `Xu et al. [20]`."""
_REACH = 300
"""Characters between a number and a mark of its sentence: a longer one is rather a table that lost its rows."""
_NAMES = frozenset({"author", "study"})


def cited(tagged: Tagged, takes: Set[int]) -> Iterator[tuple[int, Attribute]]:
    """Reading -> its citation.

    A mark closes what it stands behind: `19.3 months with A [9] and 20.5 with B [12]`. One behind a name opens what
    the name reports, `Xu et al. [20] found 72% and 15 months`, until another mark.
    """
    marks = {
        position: hit
        for position, element in enumerate(tagged.elements)
        for hit in element.hits
        if hit.label == "citation"
    }
    if not marks:
        return
    opening = {position for position in marks if _opens(tagged, position)}
    for index in sorted(takes):
        position = _of(tagged, tagged.at[index], marks.keys(), opening)
        if position is not None:
            yield index, attribute("citation", marks[position], Scope.SENTENCE)


def _of(tagged: Tagged, value: int, marks: Set[int], opening: Set[int]) -> int | None:
    start, end = tagged.elements[value].start, tagged.elements[value].end
    before = max((m for m in marks if m < value and start - tagged.elements[m].end <= _REACH), default=None)
    after = min((m for m in marks if m > value and tagged.elements[m].start - end <= _REACH), default=None)
    if after in opening:
        after = None
    if after is not None and before in opening:
        return after if tagged.elements[after].start - end <= _BESIDE else before
    return before if after is None else after


def _opens(tagged: Tagged, position: int) -> bool:
    """Whether a mark stands behind the name of an author or a study."""
    if not position:
        return False
    name, mark = tagged.elements[position - 1], tagged.elements[position]
    return mark.start - name.end <= _BESIDE and any(_is_name(hit) for hit in name.hits)


def _is_name(hit: Hit) -> bool:
    return hit.label in _NAMES
