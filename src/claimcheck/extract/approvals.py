"""What the dates of approvals are about: `accelerated approval in 2015, first line in 2018 and adjuvant in 2020`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from claimcheck.extract.attributes import SAME_LABEL, attribute
from claimcheck.extract.candidates import Stated
from claimcheck.extract.tagged import Tagged
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Scope

_TOLD_BY_DATE = ("therapy_line", "approval", "population", "subgroup")
"""Keys of which each date of a list has its own; the agency and the drug hold for all that follow."""
_METRIC = "approval_date"


def date_approvals(tagged: Tagged, stated: Mapping[int, Stated], attributes: dict[int, dict[str, Attribute]]) -> None:
    """Give each of several approval dates what stands between it and the date before, and its indication."""
    dates = [index for index, found in stated.items() if found.metric == _METRIC]
    if len(dates) > 1:
        _share_out(tagged, dates, attributes)
    for index in dates:
        own = attributes[index]
        group = own.pop("subgroup", None)
        given = own.pop("population", None) or group
        if given is not None:
            own["indication"] = replace(given, key="indication")
        if "agency" not in own:
            _by_jurisdiction(tagged, own)


def _share_out(tagged: Tagged, dates: list[int], attributes: dict[int, dict[str, Attribute]]) -> None:
    """Where the terms stand before their dates: behind the last date there is none.

    A date before which nothing stands but another agency goes on with what the date before it is about.
    """
    terms = {key: dict(_terms(tagged, key)) for key in _TOLD_BY_DATE}
    dates = sorted(dates, key=lambda index: tagged.at[index])
    ends = [tagged.at[index] for index in dates]
    for key in [key for key in _TOLD_BY_DATE if terms[key] and max(terms[key]) < ends[-1]]:
        for index, start, end in zip(dates, [-1, *ends], ends, strict=False):
            between = [at for at in terms[key] if start < at < end]
            if between:
                attributes[index][key] = attribute(key, terms[key][between[-1]], Scope.CLAUSE)
            elif start < 0 or any(start < at < end for of_key in terms.values() for at in of_key):
                attributes[index].pop(key, None)
            elif (before := attributes[dates[dates.index(index) - 1]].get(key)) is not None:
                attributes[index][key] = before


def _terms(tagged: Tagged, key: str) -> Iterator[tuple[int, Hit]]:
    for at, element in enumerate(tagged.elements):
        yield from ((at, hit) for hit in element.hits if SAME_LABEL.get(hit.label, hit.label) == key)


def _by_jurisdiction(tagged: Tagged, own: dict[str, Attribute]) -> None:
    """`In the United States the drug was approved in 2015`: the agency of the one country that is named."""
    hits = [hit for element in tagged.elements for hit in element.hits if hit.label == "jurisdiction"]
    if len({hit.name for hit in hits}) == 1:
        own["agency"] = attribute("agency", hits[0], Scope.SENTENCE)
