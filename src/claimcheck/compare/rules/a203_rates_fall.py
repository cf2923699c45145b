"""A203 rates-fall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimcheck.compare.finding import finding, printed
from claimcheck.compare.groups import by_group, half, value
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import months, text
from claimcheck.model import Claim, Conflict, Kind, Level

CODE = "A203"
NAME = "rates-fall"
KIND = Kind.ARITHMETIC

_SURVIVAL = (
    "overall_survival", "progression_free_survival", "disease_free_survival", "event_free_survival",
    "duration_of_response",
)  # fmt: skip


def check(paper: Paper) -> Iterator[Conflict]:
    """A survival rate is higher at a later time, or lies on the wrong side of the median.

    The share of patients without an event can only fall; more than half of them are without one before the median and
    at most half after it. Rates and medians are those of one arm, population and analysis; a rate and a
    median of two sentences are a note, since they may be of two analyses.

    Conflicts: `1-year OS 62%, 2-year OS 71%`; `median OS 9.5 months, 1-year OS 61%`.

    Agrees: `1-year OS 71%, 2-year OS 62%`; `median OS 14 months, 1-year OS 61%`.
    """
    claims = [c for c in paper.claims if c.metric in _SURVIVAL and text(c, "treatment") is not None]
    for metric in _SURVIVAL:
        for group in by_group(c for c in claims if c.metric == metric).values():
            rates = [c for c in group if c.statistic == "rate" and months(text(c, "timepoint") or "") is not None]
            medians = [c for c in group if c.statistic == "median"]
            yield from _rising(rates)
            if len({value(c) for c in medians}) == 1:
                yield from _across(rates, medians[0])


def _at(claim: Claim) -> float:
    return months(text(claim, "timepoint") or "") or 0.0


def _rising(rates: Sequence[Claim]) -> Iterator[Conflict]:
    """The first later rate that is higher; none where one time has two rates, which are two analyses."""
    if len({(_at(c), c.value) for c in rates}) != len({_at(c) for c in rates}):
        return
    ordered = sorted(rates, key=_at)
    for early, late in pairwise(ordered):
        if _at(early) < _at(late) and value(late) - half(late) > value(early) + half(early):
            yield finding(
                CODE,
                NAME,
                KIND,
                [late, early],
                [printed(late), printed(early)],
                Level.WARNING,
                f"The rate at {text(late, 'timepoint')} ({late.quote}) is higher than the one at "
                f"{text(early, 'timepoint')} ({early.quote}).",
            )


def _across(rates: Sequence[Claim], median: Claim) -> Iterator[Conflict]:
    for rate in rates:
        above = value(rate) - half(rate) > 50 and _at(rate) > float(value(median) + half(median))
        below = value(rate) + half(rate) < 50 and _at(rate) < float(value(median) - half(median))
        if above or below:
            side = "more" if above else "less"
            yield finding(
                CODE,
                NAME,
                KIND,
                [rate, median],
                [printed(rate), printed(median)],
                Level.WARNING if rate.sentence == median.sentence else Level.NOTE,
                f"At {text(rate, 'timepoint')}, {'after' if above else 'before'} the median of {median.quote}, {side} "
                f"than half are without an event ({rate.quote}).",
            )
