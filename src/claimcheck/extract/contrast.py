"""Tell the values of a `versus` list apart where no term does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimcheck.extract.attributes import GROUPS, NO_CONTRAST
from claimcheck.extract.candidates import RATIOS, Stated
from claimcheck.extract.tagged import Tagged
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute
from claimcheck.vocabulary import Vocabulary

_PAIR = 2
_SIGNS = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "\u2265": "<", "\u2264": ">"}
_ENDS = (("-positive", "-negative"), (" mutation", " wild-type"), ("-high", "-low"), ("-naive", "-pretreated"))
_STARTS = (("high ", "low "), ("elevated ", "normal "), ("high-", "low-"))
_BOUND = re.compile(r"(>=|<=|>|<|\u2265|\u2264)(?=[0-9])")


def opposite(name: str, vocabulary: Vocabulary) -> str:
    """Those whom a group is compared with where only the group is named: `male` of `female`, `no X` of most others."""
    for term in vocabulary.of("opposite").values():
        if name in (term.name, *term.aliases):
            return term.aliases[0] if name == term.name else term.name
    bound = _BOUND.match(name)
    if bound:
        return _SIGNS[bound[1]] + name[bound.end() :]
    for one, other in (*_ENDS, *((b, a) for a, b in _ENDS)):
        if name.endswith(one):
            return name.removesuffix(one) + other
    for one, other in (*_STARTS, *((b, a) for a, b in _STARTS)):
        if name.startswith(one):
            return other + name.removeprefix(one)
    return name.removeprefix("no ") if name.startswith("no ") else f"no {name}"


def contrast(tagged: Tagged, stated: Mapping[int, Stated], attributes: Mapping[int, dict[str, Attribute]]) -> None:
    """`brain metastases (16.0 vs 22.0 months)`: with and without; groups that no term names stay apart as well."""
    plain = {i for i, s in stated.items() if s.statistic not in RATIOS and s.metric not in NO_CONTRAST}
    for run in tagged.lists(plain):
        if not _same_everything(tagged, run, stated, attributes):
            continue
        term = _group_before(tagged, tagged.at[run[0]]) if len(run) == _PAIR else None
        for number, index in enumerate(run):
            if term is None:
                given = Attribute("subgroup", f"group {number + 1} of {len(run)}", False, -1, -1)
            else:
                name = term.name if number == 0 else opposite(term.name, tagged.vocabulary)
                given = Attribute("subgroup", name, term.known, term.start, term.end)
            attributes[index]["subgroup"] = given


def _same_everything(
    tagged: Tagged,
    run: Sequence[int],
    stated: Mapping[int, Stated],
    attributes: Mapping[int, dict[str, Attribute]],
) -> bool:
    """Values of a `versus` list that nothing tells apart."""
    if not tagged.is_versus(run):
        return False
    seen = {
        (
            stated[i].metric,
            stated[i].element,
            *sorted((k, a.value) for k, a in attributes[i].items() if k != "citation"),
        )
        for i in run
    }
    return len(seen) == 1 and (tagged.both or len(run) != len(tagged.around.known_arms))


def _group_before(tagged: Tagged, position: int) -> Hit | None:
    """The group right before the bracket that holds the values."""
    opened = False
    for element in reversed(tagged.elements[:position]):
        if element.symbol in ("V", ";", ")"):
            return None
        opened = opened or element.symbol == "("
        found = next((h for h in element.hits if h.label in GROUPS), None)
        if found is not None and opened:
            return found
    return None
