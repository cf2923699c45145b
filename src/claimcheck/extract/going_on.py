"""What a value takes from the one before it: the arms of the last pair, the group whose size it is, any grade."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from claimcheck.extract.attributes import NO_ARM
from claimcheck.extract.candidates import RATIOS, Stated
from claimcheck.extract.tagged import Tagged
from claimcheck.model import Attribute, Scope

_COMPARED = RATIOS | {"difference"}
_BEHIND = 40
"""Characters behind a value in which its grade may stand: `12% of grade 3`."""
_NONE = re.compile(r"[)\]]?\s(?:vs\.?|versus|compared\swith)\s(?:none|nil|no\s[a-z]+)\b")


def of_any_grade(tagged: Tagged, stated: Mapping[int, Stated], attributes: Mapping[int, dict[str, Attribute]]) -> None:
    """`nausea (67%; grade 3 in 12%)`: of one event, the rate before that of a grade is of any grade."""
    rates = [i for i in sorted(stated) if stated[i].metric == "adverse_event_rate"]
    for index, following in pairwise(rates):
        own, next_one = attributes[index], attributes[following]
        if "grade" in own or "grade" not in next_one or stated[index].element != stated[following].element:
            continue
        grade = next_one["grade"]
        same_arm = own.get("treatment") == next_one.get("treatment")
        if same_arm and tagged.readings[index].end <= grade.start <= tagged.readings[following].end + _BEHIND:
            own["grade"] = Attribute("grade", "any", True, grade.start, grade.end, Scope.CLAUSE)


def sizes_in_brackets(
    tagged: Tagged, stated: Mapping[int, Stated], attributes: Mapping[int, dict[str, Attribute]]
) -> None:
    """`For class I patients 56% (placebo, n = 8) and 45% (A, n = 10)`: a size in a value's bracket is of its group."""
    for index in sorted(stated):
        opened = tagged.brackets.outermost(tagged.at[index])
        if not tagged.readings[index].size or opened < 0 or "subgroup" in attributes[index]:
            continue
        host = next((e.reading for e in reversed(tagged.elements[:opened]) if e.symbol == "V"), -1)
        if host in stated and not tagged.readings[host].size and "subgroup" in attributes[host]:
            attributes[index]["subgroup"] = attributes[host]["subgroup"]


def same_pair_again(
    tagged: Tagged, stated: Mapping[int, Stated], attributes: Mapping[int, dict[str, Attribute]]
) -> None:
    """`rash 20% (erlotinib) vs 5% (placebo), and fatigue 17% vs 35%`: a list that names no arms has the last ones.

    So has the first of `(14 [5%] vs none)`.
    """
    plain = {i for i, s in stated.items() if s.statistic not in _COMPARED and s.metric not in NO_ARM}
    alone = [[i, -1] for i in sorted(plain) if _is_against_none(tagged, i)]
    for run in sorted([*tagged.lists(plain), *alone]):
        if any(i >= 0 and _said_near(attributes[i]) for i in run):
            continue
        before = [i for i in sorted(plain) if i < run[0] and _said_near(attributes[i])][-len(run) :]
        arms = [attributes[i]["treatment"] for i in before]
        if len(arms) != len(run) or len({arm.value for arm in arms}) != len(run):
            continue
        between = tagged.elements[tagged.at[before[-1]] + 1 : tagged.at[run[0]]]
        if any(h.label == "treatment" and h.start > arms[-1].end for e in between for h in e.hits):
            continue
        for index, arm in zip(run, arms, strict=True):
            if index >= 0:
                attributes[index]["treatment"] = replace(arm, scope=Scope.SENTENCE)


def _is_against_none(tagged: Tagged, index: int) -> bool:
    """`14 [5%] vs none`."""
    return bool(_NONE.match(tagged.sentence.text, tagged.readings[index].last))


def _said_near(attributes: Mapping[str, Attribute]) -> bool:
    """Whether a frame or the words beside a value gave it its arm."""
    return "treatment" in attributes and attributes["treatment"].scope is Scope.CLAUSE
