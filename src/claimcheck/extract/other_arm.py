"""Of a pair of values that a `versus` compares, the one whose arm the sentence leaves unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from claimcheck.extract.attributes import NO_ARM, NO_CONTRAST, attribute
from claimcheck.extract.candidates import RATIOS, Stated
from claimcheck.extract.tagged import Tagged
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Scope

_PAIR = 2
_DIRECTLY = re.compile(r"[^,;.]{0,16}?\s(?:in|with|for|on|among|of)\s(?:[a-z]{2,12}\s){0,3}")
"""Between a value and the arm that it is of."""


def other_arms(
    tagged: Tagged, stated: Mapping[int, Stated], attributes: Mapping[int, dict[str, Attribute]]
) -> Iterator[int]:
    """Give each such value the study's other arm; where the study's arms are not known, tell which have none.

    `13.5 vs 10.2 months in gefitinib alone`: the arm behind the pair is that of the second value. `A response was more
    common with daratumumab (19.2% vs 9.0%)`: an arm before the pair is that of the first. `Events occurred in 34% and
    45%` are of the study's two arms where nothing else tells the two values apart.

    Yields:
        Readings whose arm is neither said nor known: they take none of the surroundings.
    """
    plain = {
        i
        for i, s in stated.items()
        if s.statistic not in RATIOS and s.metric not in NO_CONTRAST and s.metric not in NO_ARM
    }
    for run in (pair for listed in tagged.lists(plain) for pair in tagged.compared(listed)):
        if len(run) != _PAIR or not _alike(run, stated, attributes):
            continue
        if _from_the_second(tagged, run, attributes):
            continue
        named = attributes[run[0]].get("treatment")
        roster = tagged.around.roster
        behind = named is not None and named.start > tagged.readings[run[1]].start
        nearby = named is not None and named.scope is Scope.CLAUSE
        compared = tagged.is_versus(run)
        if tagged.both and not (nearby and compared):
            continue
        two = roster is not None and len(roster.arms) == _PAIR
        if two and roster is not None and not nearby and (named is None or behind or not compared):
            for index, arm in zip(run, roster.arms, strict=True):
                attributes[index]["treatment"] = attribute("treatment", arm, Scope.PARAGRAPH)
        elif named is not None and named.start >= 0 and compared:
            unnamed = run[0] if behind else run[1]
            known = roster.arm(named.value) if roster is not None else None
            other = _other(tagged.around.known_arms, known.name if known else named.value)
            attributes[unnamed].pop("treatment", None)
            if other is not None:
                attributes[unnamed]["treatment"] = attribute("treatment", other, Scope.PARAGRAPH)
            else:
                yield unnamed


def _from_the_second(tagged: Tagged, run: Sequence[int], attributes: Mapping[int, dict[str, Attribute]]) -> bool:
    """`2.8 vs 2.9 months in gefitinib alone`: the second value names its arm, the first is of the other one."""
    named = attributes[run[1]].get("treatment")
    if named is None or named.scope is not Scope.CLAUSE:
        return False
    if not _DIRECTLY.fullmatch(tagged.sentence.text, tagged.readings[run[1]].end, named.start):
        return False
    first = attributes[run[0]].get("treatment")
    if first is not None and first.scope is Scope.CLAUSE:
        return False
    roster = tagged.around.roster
    known = roster.arm(named.value) if roster is not None else None
    other = _other(tagged.around.known_arms, known.name if known else named.value)
    if other is None:
        return False
    attributes[run[0]]["treatment"] = attribute("treatment", other, Scope.PARAGRAPH)
    return True


def _alike(run: Sequence[int], stated: Mapping[int, Stated], attributes: Mapping[int, dict[str, Attribute]]) -> bool:
    """Whether nothing that the sentence says tells two values apart."""
    first, second = ({k: a.value for k, a in attributes[i].items() if k != "citation"} for i in run)
    if "treatment" not in second:
        first.pop("treatment", None)
    one, other = (stated[i] for i in run)
    return first == second and (one.metric, one.statistic, one.element) == (
        other.metric,
        other.statistic,
        other.element,
    )


def _other(arms: Sequence[Hit], name: str) -> Hit | None:
    """The arm of two that is not the one named."""
    others = [arm for arm in arms if arm.name != name]
    return others[0] if len(arms) == _PAIR and len(others) == 1 else None
