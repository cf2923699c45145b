"""A202 survival-order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from claimcheck.compare.finding import finding, printed
from claimcheck.compare.groups import by_group, group_of, half, value
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import text
from claimcheck.model import Claim, Conflict, Kind, Level

CODE = "A202"
NAME = "survival-order"
KIND = Kind.ARITHMETIC

_WITHIN = ("progression_free_survival", "disease_free_survival", "event_free_survival")
"""Death ends each of them too, so that none can be longer than overall survival (FDA endpoints guidance, 2018)."""


def check(paper: Paper) -> Iterator[Conflict]:
    """Progression-free survival is longer, or at one time more frequent, than overall survival of the same patients.

    Every death ends progression-free survival, so that its median and its rate at any time are at most those of overall
    survival in the same arm, population and analysis. Medians estimated from few patients can still cross.

    Conflicts: `median PFS 19.3 months, median OS 16.4 months` of one arm; `12-month PFS 62%, 12-month OS 55%`.

    Agrees: `median PFS 7.7 months, median OS 20.3 months`; `median PFS 19.3 months` of one arm and `median OS 16.4
    months` of the other.
    """
    times = [c for c in paper.claims if c.statistic in ("median", "rate") and _whose(c)]
    overall = by_group(c for c in times if c.metric == "overall_survival")
    for claims in by_group(c for c in times if c.metric in _WITHIN).values():
        beside = overall.get(group_of(claims[0]), ())
        pairs = [(a, b) for a, b in product(claims, beside) if _alike(a, b)]
        if any(value(a) - half(a) <= value(b) + half(b) for a, b in pairs):
            continue  # the group has several analyses, and one of them is in order
        for a, b in pairs[:1]:
            yield finding(
                CODE,
                NAME,
                KIND,
                [a, b],
                [printed(a), printed(b)],
                Level.WARNING,
                f"{a.metric.replace('_', ' ').capitalize()} ({a.quote}) is longer than overall survival ({b.quote})."
                if a.statistic == "median"
                else f"More patients are without an event ({a.quote}) than alive ({b.quote}) at the same time.",
            )


def _whose(claim: Claim) -> bool:
    """Whether a claim says of which arm or group it is."""
    return text(claim, "treatment") is not None


def _alike(a: Claim, b: Claim) -> bool:
    same = a.statistic == b.statistic and a.canonical_unit == b.canonical_unit
    return same and (a.statistic != "rate" or text(a, "timepoint") == text(b, "timepoint") is not None)
