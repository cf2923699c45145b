"""A p value behind two compared values belongs to both: `65% with A and 20% with B (P<0.001)`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.extract.candidates import RATIOS
from claimcheck.model import Mention


def spread_p_values(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, a p value given to the mention before as well where the two are compared."""
    spread = list(mentions)
    results = [i for i, m in enumerate(spread) if m.metric != "sample_size"]
    for first, index in zip(reversed(results[:-1]), reversed(results[1:]), strict=True):
        last, before = spread[index], spread[first]
        if last.p_value is None or before.p_value is not None or last.statistic in RATIOS:
            continue
        if (last.metric, last.statistic) == (before.metric, before.statistic) and _arm(last) != _arm(before):
            spread[first] = _compared(replace(before, p_value=last.p_value), last)
            spread[index] = _compared(last, before)
    return spread


def _compared(mention: Mention, other: Mention) -> Mention:
    """The mention with the arm or subgroup that it is compared with."""
    own = {a.key: a for a in mention.attributes}
    for key in ("treatment", "subgroup"):
        there = next((a for a in other.attributes if a.key == key), None)
        if there is not None and (key not in own or own[key].value != there.value) and "comparator" not in own:
            return replace(mention, attributes=(*mention.attributes, replace(there, key="comparator")))
    return mention


def _arm(mention: Mention) -> tuple[str, ...]:
    return tuple(a.value for a in mention.attributes if a.key in ("treatment", "subgroup"))
