"""Which names of arms are one arm: `chemotherapy` here, `placebo plus chemotherapy` there, `the control arm` elsewhere.

Documents name the arms of a trial as they like. Two names of one study are one arm where the numbers say so: they are
given the same values, of the same endpoints, and no document sets the two against each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import combinations

from claimcheck.compare.parts import text, words
from claimcheck.model import Claim, Comparator

_ENDPOINT = ("subgroup", "timepoint", "event", "grade", "assessment", "data_cutoff", "characteristic", "counted")
_UNNAMED = frozenset({"control arm", "control", "comparator arm", "standard of care", "standard treatment"})
"""Names that say which arm it is only by what it is not."""
_TOLD = 2
"""Values in common that make two names one arm; of names that hold each other, one is enough."""
_MANY = 24
"""A study with more names of arms than this is a family of studies."""

_Endpoint = tuple[str | None, ...]
_Values = Mapping[_Endpoint, Mapping[str, set[Decimal]]]
"""Endpoint -> document -> the values given there."""


class Arms:
    """Looks up the name that stands for all names of an arm."""

    def __init__(self, claims: Iterable[Claim], study_of: Callable[[Claim], str | None]) -> None:
        """Read every claim once."""
        said: dict[str, dict[str, dict[_Endpoint, dict[str, set[Decimal]]]]] = {}
        for claim in claims:
            arm = text(claim, "treatment")
            study = study_of(claim) if arm is not None else None
            if arm is None or study is None:
                continue
            endpoints = said.setdefault(study, {}).setdefault(arm, {})
            if claim.canonical_value is not None and claim.comparator is Comparator.EQUAL:
                endpoint = (claim.metric, claim.statistic, *(text(claim, part) for part in _ENDPOINT))
                endpoints.setdefault(endpoint, {}).setdefault(claim.document, set()).add(claim.canonical_value)
        self._names = {study: names for study, arms in said.items() if (names := _united(arms))}

    def name(self, study: str, arm: str) -> str:
        """The name of an arm; as it stands where it is the only one."""
        return self._names.get(study, {}).get(arm, arm)


def _united(arms: Mapping[str, _Values]) -> Mapping[str, str]:
    """Name -> the name of its group, for names that have company; the groups grow from the best supported pair on."""
    if not 2 < len(arms) <= _MANY:
        return {}  # two names are the two arms, or one arm and a slip: nothing to unite
    evidence = {pair: _evidence(arms[pair[0]], arms[pair[1]]) for pair in combinations(sorted(arms), 2)}
    apart = {pair for pair, (_, _, together) in evidence.items() if together}
    home = {name: frozenset((name,)) for name in arms}
    for pair in sorted(evidence, key=lambda pair: (evidence[pair][1] - evidence[pair][0], pair)):
        alike, unlike, _ = evidence[pair]
        one, other = home[pair[0]], home[pair[1]]
        if one is other or not _same(pair, alike, unlike):
            continue
        if not any(tuple(sorted((a, b))) in apart for a in one for b in other):
            home.update(dict.fromkeys(one | other, one | other))
    return {name: _spoken(group) for name, group in home.items() if len(group) > 1}


def _same(pair: tuple[str, str], alike: int, unlike: int) -> bool:
    first, second = words(pair[0]), words(pair[1])
    hold = first < second or second < first or any(name in _UNNAMED for name in pair)
    return alike > unlike and alike >= (1 if hold else _TOLD) and (hold or not unlike)


def _evidence(a: _Values, b: _Values) -> tuple[int, int, int]:
    """Endpoints for which two documents give both the same value or none, and those that one document tells apart."""
    count: Counter[str] = Counter()
    for endpoint in a.keys() & b.keys():
        first, second = _by_value(a[endpoint]), _by_value(b[endpoint])
        for document in a[endpoint].keys() & b[endpoint].keys():
            count["together"] += a[endpoint][document].isdisjoint(b[endpoint][document])
        common = any(len(first[value] | second[value]) > 1 for value in first.keys() & second.keys())
        count["alike" if common else "unlike"] += 1
    return count["alike"], count["unlike"], count["together"]


def _by_value(given: Mapping[str, set[Decimal]]) -> Mapping[Decimal, set[str]]:
    found: dict[Decimal, set[str]] = {}
    for document, values in given.items():
        for value in values:
            found.setdefault(value, set()).add(document)
    return found


def _spoken(group: Iterable[str]) -> str:
    """The name that says most."""
    return min(group, key=lambda name: (name in _UNNAMED, -len(words(name)), name))
