"""A201 responses-add-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.groups import by_group, half, value
from claimcheck.compare.paper import Paper
from claimcheck.model import Claim, Conflict, Kind, Level, Side

CODE = "A201"
NAME = "responses-add-up"
KIND = Kind.ARITHMETIC

_ORDER = (
    ("complete_response_rate", "objective_response_rate"),
    ("partial_response_rate", "objective_response_rate"),
    ("objective_response_rate", "disease_control_rate"),
)
"""Each is a part of the other, so that it can't be the larger one (RECIST 1.1: Eisenhauer, Eur J Cancer 2009)."""
_SENTENCE = 400
"""Characters of the longest sentence that is believed to be one."""


def check(paper: Paper) -> Iterator[Conflict]:
    """Complete and partial responses do not add up to the response rate, or a part is larger than its whole.

    CR + PR = ORR within the rounding of the three; CR and PR at most ORR, ORR at most disease control. Only rates of
    one group of patients that stand in one sentence or one column of a table are held against each other.

    Conflicts: `CR 10%, PR 50%, ORR 64%` of one arm; `ORR 64%, disease control 55%`.

    Agrees: `CR 10.3%, PR 50.3%, ORR 61%`; `ORR 64%` of all patients and `disease control 55%` of those with brain
    metastases.
    """
    rates = [c for c in paper.claims if c.statistic == "rate" and c.canonical_unit == "percent" and _readable(c)]
    for claims in by_group(rates).values():
        places: dict[object, list[Claim]] = defaultdict(list)
        for claim in claims:
            places[(claim.table.index, claim.table.column) if claim.table else claim.sentence].append(claim)
        for beside in places.values():
            metrics = [claim.metric for claim in beside]
            yield from _of_group({claim.metric: claim for claim in beside if metrics.count(claim.metric) == 1})


def _of_group(rates: Mapping[str, Claim]) -> Iterator[Conflict]:
    """Args: rates: the one rate of each metric."""
    whole = rates.get("objective_response_rate")
    parts = [rates[name] for name in ("complete_response_rate", "partial_response_rate") if name in rates]
    if whole is not None and len(parts) == 2:
        total = value(parts[0]) + value(parts[1])
        if abs(total - value(whole)) > half(parts[0]) + half(parts[1]) + half(whole):
            said = f"{parts[0].quote} + {parts[1].quote} = {total}%"
            yield _found(
                [whole, *parts],
                [printed(whole), computed(said)],
                f"Complete and partial responses make {said}, the response rate is given as {whole.quote}.",
            )
            return
    for less, more in _ORDER:
        small, large = rates.get(less), rates.get(more)
        if small is None or large is None or value(small) - half(small) <= value(large) + half(large):
            continue
        yield _found(
            [small, large],
            [printed(small), printed(large)],
            f"The {_named(less)} ({small.quote}) is larger than the {_named(more)} ({large.quote}) that holds it.",
        )


def _readable(claim: Claim) -> bool:
    """Whether a place is a sentence or a cell, not a table that has run together into one line."""
    return claim.table is not None or len(claim.sentence) <= _SENTENCE


def _found(claims: Sequence[Claim], sides: Sequence[Side], explanation: str) -> Conflict:
    return finding(CODE, NAME, KIND, claims, sides, Level.WARNING, explanation)


def _named(metric: str) -> str:
    return metric.replace("_", " ")
