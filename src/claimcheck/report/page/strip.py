"""All studies of a metric on one axis: what stands far from the others is seen at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimcheck.model import CanonicalFact, Claim
from claimcheck.report.page.axis import Tick, axis
from claimcheck.report.page.forest import LABELS, MARGIN, RATIOS, WIDTH, numbers_of
from claimcheck.report.places import in_order

ROW, TOP, MOST = 18, 6, 30
"""Height of a row, room above the first, and rows shown."""
NAME = 20


@dataclass(frozen=True, slots=True)
class Lane:
    """A study with its values."""

    name: str
    label: str
    """The name, short enough for the plot."""
    y: float
    dots: tuple[float, ...]
    values: str
    """The values as printed."""
    documents: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The lanes above one axis."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    left_out: int
    none: float | None


def strip(facts: Sequence[CanonicalFact], claims: Mapping[str, Claim]) -> Strip | None:
    """The facts of one metric and statistic by study; None where fewer than three studies have a number."""
    lanes: dict[str, list[CanonicalFact]] = {}
    values: dict[str, list[float]] = {}
    for fact in facts:
        if found := _values(fact, claims):
            lanes.setdefault(_study(fact), []).append(fact)
            values.setdefault(_study(fact), []).extend(found)
    if len(lanes) < 3:
        return None
    shown = sorted(lanes, key=lambda name: (-len(_documents(lanes[name])), name))[:MOST]
    numbers = [number for name in shown for number in values[name]]
    ratio, dates = facts[0].statistic in RATIOS, facts[0].unit == "date"
    scale = axis([*numbers, 1.0] if ratio else numbers, LABELS + 8.0, float(WIDTH - MARGIN), log=ratio, dates=dates)
    shown.sort(key=lambda name: max(values[name]))
    drawn = tuple(
        _lane(name, lanes[name], [scale.place(number) for number in values[name]], TOP + ROW * (index + 0.5))
        for index, name in enumerate(shown)
    )
    bottom = TOP + ROW * len(drawn) + 4.0
    none = scale.place(1.0) if ratio else None
    return Strip(
        WIDTH, bottom + 20, scale.left, scale.right, bottom, drawn, scale.ticks(), len(lanes) - len(drawn), none
    )


def _lane(name: str, facts: Sequence[CanonicalFact], dots: Sequence[float], y: float) -> Lane:
    values = ", ".join(dict.fromkeys(side.display for fact in facts for side in fact.sides))
    label = name if len(name) <= NAME else f"{name[: NAME - 1]}…"
    return Lane(name, label, y, tuple(dict.fromkeys(dots)), values, len(_documents(facts)))


def _documents(facts: Sequence[CanonicalFact]) -> set[str]:
    return {document for fact in facts for document in fact.documents}


def _study(fact: CanonicalFact) -> str:
    """What a lane is called: the study or the cited work, else the first thing that the fact is about."""
    named = dict(in_order(fact.key))
    return named.get("study") or named.get("source") or next(iter(named.values()), "not named")


def _values(fact: CanonicalFact, claims: Mapping[str, Claim]) -> list[float]:
    """One number a side, in the canonical unit, or as the number of a day."""
    firsts = [next((claims[name] for name in side.claims if name in claims), None) for side in fact.sides]
    numbers = [numbers_of(claim)[0] for claim in firsts if claim is not None]
    return [number for number in numbers if number is not None]
