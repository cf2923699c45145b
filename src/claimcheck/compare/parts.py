"""The parts of a key: which ones a metric has, and how one claim's part stands to another's."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from claimcheck.model import Claim, Dimension
from claimcheck.vocabulary import Metric, Vocabulary


class Relation(Enum):
    """How two claims' values of one part stand to each other."""

    SAME = "same"
    BROADER = "broader"
    """One takes in the other: NSCLC and ROS1-positive NSCLC."""
    UNSAID = "unsaid"
    """One claim says it and the other does not."""
    DIFFERS = "differs"


WHOLE_IF_UNSAID = ("subgroup", "timepoint", "grade", "event", "characteristic", "target", "subject")
"""Parts whose silence says something: no subgroup is the whole group, no grade is any grade."""

MAY_BE_UNSAID = (
    "treatment", "comparator", "population", "indication", "therapy_line", "assessment", "data_cutoff", "counted",
    "marker", "region", "assay", "agency", "approval", "schedule", "phase",
)  # fmt: skip
"""Parts that a document often takes for granted; saying nothing of them is no difference."""

MAY_BE_BROADER = frozenset({"population", "indication", "counted", "marker", "region", "assay", "schedule"})
"""Parts whose names nest: more words, a narrower group."""

RATIOS = frozenset({"hazard_ratio", "odds_ratio", "risk_ratio", "difference"})
"""Statistics that are about two arms."""

_MONTHS = {"day": 1 / 30.4375, "week": 7 / 30.4375, "month": 1.0}
_JOINS = frozenset({"plus", "and", "with"})
_SPLITS = _JOINS | {"or", "not", "non", "no", "never", "without", "wild", "negative", "after", "naive"}
"""Words that make another group of what they are added to, not a part of it."""


def statistic_class(claim: Claim, metric: Metric, vocabulary: Vocabulary) -> str:
    """Statistics that state one thing get one name: a bare survival time is its median, a range of rates a rate."""
    unit = vocabulary.units.get(claim.canonical_unit)
    dimension = unit.dimension if unit else Dimension.DATE if claim.canonical_unit == "date" else Dimension.NUMBER
    usual = metric.statistics.get(dimension, claim.statistic)
    if claim.statistic == "point" or (claim.statistic == "range" and usual != "median"):
        return usual
    return claim.statistic


def text(claim: Claim, part: str) -> str | None:
    """A part as the claim says it; `any` grade is no grade in particular."""
    value = claim.attributes.get(part)
    if not isinstance(value, str) or not value.strip():
        return None
    return None if part == "grade" and value == "any" else value


def relation(part: str, a: str | None, b: str | None) -> Relation:
    """How two claims' values of one part stand to each other."""
    if a is None or b is None:
        return Relation.SAME if a is b else Relation.UNSAID
    first, second = words(a), words(b)
    if first == second:
        return Relation.SAME
    if part == "therapy_line":  # second-line is one of `second-line or later`
        return Relation.SAME if first <= second or second <= first else Relation.DIFFERS
    if part in MAY_BE_BROADER and nested(a, b):
        return Relation.BROADER
    return Relation.DIFFERS


def nested(a: str, b: str) -> bool:
    """Whether one name is the other with qualifiers added, none of which makes it another group."""
    first, second = _tokens(a), _tokens(b)
    return (first < second or second < first) and not (first ^ second) & _SPLITS


def months(timepoint: str) -> float | None:
    """A canonical time point in months; None where it is none."""
    match = re.fullmatch(r"([0-9.]+) (day|week|month)s?", timepoint)
    return float(match[1]) * _MONTHS[match[2]] if match else None


@lru_cache(maxsize=65536)
def words(name: str) -> frozenset[str]:
    """The words of a name, for comparing: no case, no accents, no order, `A plus B` as `B-A`."""
    found = _tokens(name)
    return found - _JOINS or found


@lru_cache(maxsize=65536)
def _tokens(name: str) -> frozenset[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return frozenset(re.findall(r"[^\W_]+|[<>\u2264\u2265]=?", plain))


def required(metric: Metric) -> tuple[tuple[str, ...], ...]:
    """What a claim of the metric must state, each as its alternatives."""
    return _alternatives(metric.requires)


@lru_cache(maxsize=1024)
def _alternatives(requires: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(need.split("|")) for need in requires)


def needs_study(metric: Metric) -> bool:
    """Whether the metric is a result of a study, not a property of a compound or a population."""
    return any("study" in need for need in required(metric))


def in_assay(metric: Metric) -> bool:
    """Whether the assay may stand for the target: `IC50 in H3122`."""
    return ("target", "assay") in required(metric)


def needs(metric: Metric, part: str) -> bool:
    """Whether the metric's claims must state the part itself."""
    return any(part in need for need in required(metric))


def exact_parts(metric: Metric, unit: str) -> tuple[str, ...]:
    """Parts that must be equal, unsaid on both sides or said alike on both."""
    return _exact(metric.requires, metric.identity, _is_timed(metric, unit))


def _is_timed(metric: Metric, unit: str) -> bool:
    """Whether a value holds at a moment: a rate, a change from baseline, a titer; no duration and no ratio of two."""
    return unit.startswith("percent") or metric.change or unit == metric.unit == "1"


@lru_cache(maxsize=1024)
def _exact(requires: tuple[str, ...], identity: tuple[str, ...], timed: bool) -> tuple[str, ...]:
    needed = _alternatives(requires)
    own = {*identity, *(part for need in needed for part in need), "subgroup"}
    if ("target", "assay") in needed:
        own.discard("subgroup")  # a concentration is of no group of patients
    if not timed:
        own.discard("timepoint")
    parts = [part for part in WHOLE_IF_UNSAID if part in own]
    if any("study" in need for need in needed) and not any("treatment" in need for need in needed):
        parts.append("treatment")  # 343 patients are of the trial, 172 of an arm
    return tuple(parts)


def comparable_parts(metric: Metric, statistic: str) -> tuple[str, ...]:
    """Parts that may be unsaid on one side."""
    return _comparable(metric.requires, metric.identity, statistic in RATIOS)


@lru_cache(maxsize=1024)
def _comparable(requires: tuple[str, ...], identity: tuple[str, ...], of_two_arms: bool) -> tuple[str, ...]:
    needed = _alternatives(requires)
    own = {*identity, *(part for need in needed for part in need), "data_cutoff"}
    if any("study" in need for need in needed):
        own.add("population")
        if not any("treatment" in need for need in needed):
            own.discard("treatment")  # exact
    if of_two_arms:
        own.add("comparator")
    return tuple(part for part in MAY_BE_UNSAID if part in own)
