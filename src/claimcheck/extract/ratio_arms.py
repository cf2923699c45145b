"""Of the arms that a sentence names, the one that a hazard ratio or another ratio is of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimcheck.extract.candidates import RATIOS, Stated
from claimcheck.extract.tagged import Tagged
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute

_FAVOUR = re.compile(r"favou?r(?:ing|s|ed|able)?\s{1,4}(?:of\s{1,4}|to\s{1,4})?(?:the\s{1,4})?$", re.IGNORECASE)
_RATIO_FOR = re.compile(
    r"\b(?:hazard ratio|odds ratio|risk ratio|HR|OR|RR)\b[^.;,0-9]{0,40}\bfor\s(?:the\s)?$", re.IGNORECASE
)
"""`hazard ratio of progression for A patients`."""
_VERSUS = re.compile(
    r"(?:\s(?:arm|group|recipients|patients))?\s(?:versus|vs\.?|v|over|relative to)\s(?:the\s)?", re.IGNORECASE
)
_PAIR = 2


def arm_of_ratio(tagged: Tagged, terms: Mapping[int, Hit]) -> Hit:
    """The arm that a ratio is of: one that it favours or is said to be for, else the experimental arm, else the first.

    Args:
        tagged: the sentence.
        terms: position -> the treatment named there; at least one.
    """
    first: dict[str, Hit] = {}
    for position in sorted(terms):
        first.setdefault(terms[position].name, terms[position])
    names = list(first.values())
    text = tagged.sentence.text
    said = next((h for h in names if _FAVOUR.search(text, max(0, h.start - 24), h.start)), None)
    said = said or next((h for h in names if _RATIO_FOR.search(text, max(0, h.start - 64), h.start)), None)
    if said is not None:
        return said
    if len(names) >= _PAIR and _VERSUS.fullmatch(text, names[0].end, names[1].start):
        return names[1] if _is_control(tagged, names[0]) and not _is_control(tagged, names[1]) else names[0]
    return _experimental(tagged, names, fronted=any(e.opens for e in tagged.elements[: min(terms)]))


def _experimental(tagged: Tagged, names: Sequence[Hit], *, fronted: bool) -> Hit:
    """Of the arms that a sentence names the one that a ratio is of, whichever it names first.

    Args:
        tagged: the sentence.
        names: its arms, in order.
        fronted: the arm compared with stands first: `Compared with chemotherapy, crizotinib ...`.
    """
    roster = tagged.around.roster
    if roster is not None and len(roster.arms) == _PAIR and all(roster.arm(h.name) for h in names):
        return roster.arms[0]
    if len(names) < _PAIR:
        return names[0]
    one, other = names[:2]
    if _is_control(tagged, one) != _is_control(tagged, other):
        return other if _is_control(tagged, one) else one
    return other if fronted else one


def _is_control(tagged: Tagged, hit: Hit) -> bool:
    term = tagged.vocabulary.of("treatment").get(hit.name)
    return term is not None and term.kind == "control"


_OF_THE_VALUES = ("subgroup", "assessment")


def ratios_as_values(stated: Mapping[int, Stated], attributes: Mapping[int, dict[str, Attribute]]) -> None:
    """`CNS PFS was 17.0 versus 13.9 months (HR 0.48)`: the ratio is of those patients whose values it compares."""
    before: list[int] = []
    for index in sorted(stated):
        found, own = stated[index], attributes[index]
        if found.statistic not in RATIOS:
            before.append(index)
            continue
        compared = [i for i in before[-_PAIR:] if stated[i].metric == found.metric]
        for key in _OF_THE_VALUES:
            given = {attributes[i][key].value: attributes[i][key] for i in compared if key in attributes[i]}
            if key not in own and len(given) == 1 and all(key in attributes[i] for i in compared):
                own[key] = next(iter(given.values()))
