"""Tell the values of a `versus` list apart where no term does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimcheck.extract.attributes import GROUPS, NO_CONTRAST
from claimcheck.extract.candidates import RATIOS, Stated
from claimcheck.extract.tagged import Tagged
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute

_PAIR = 2


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
                name = term.name if number == 0 else f"no {term.name}"
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
