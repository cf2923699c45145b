"""T105 interval-width."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import log, sqrt

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.groups import value
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import text
from claimcheck.compare.ratios import Ratio, in_order, quantile, ratio_of
from claimcheck.model import Claim, Comparator, Conflict, Kind, Level

CODE = "T105"
NAME = "interval-width"
KIND = Kind.STATISTICAL

FLOOR_SHARE = 0.9
"""Simulated designs have a standard error of 0.95 to 1.11 times the least possible (checks.md, e.3.16)."""
_EVENTS = re.compile(
    r"\s?(?:patients\s|participants\s|had\s|have\s|has\s){0,2}(?:died|deaths?|events?)\b", re.IGNORECASE
)
"""Behind a number of events."""
_NOT_IN_IT = frozenset({"screened", "planned"})
_PER_UNIT = re.compile(
    r"\b(?:per|each|every|increas\w+|decreas\w+|increment\w*|unit|units|continuous|doubling|log|years? of|levels?"
    r"|baseline|prognos\w+|predict\w+|marker|biomarkers?|expression|score|multivaria\w+|age|pooled|meta-analy\w+|trials|studies)\b",
    re.IGNORECASE,
)
"""The ratio may be that of a step of a scale, or of more patients than those of the study."""


def check(paper: Paper) -> Iterator[Conflict]:
    """The interval of a hazard ratio is narrower than the patients or events of the comparison allow.

    The standard error of ln HR is least with two equal arms and an event for every patient: sqrt(4/D) for D events, and
    so at least sqrt(4/N) for N patients. An interval of less than 0.9 times that width is a warning. N is the largest
    number of patients stated for the study, or what its arms come to (twice the one where one is told), D all events of
    the same sentence, so that the check errs on the side of silence; ratios per unit of a scale, of markers and pooled
    ones are passed over.

    Conflicts: `120 patients ... HR 0.80 (95% CI 0.72-0.89)`, where the least width is 0.56 to 1.14; `40 events, HR 0.60
    (95% CI 0.48-0.75)`.

    Agrees: `120 patients ... HR 0.80 (95% CI 0.52-1.23)`; `HR 1.03 per year (95% CI 1.01-1.05)`.
    """
    patients, events = _stated(paper)
    for claim in paper.claims:
        ratio = ratio_of(claim)
        study = text(claim, "study")
        if ratio is None or claim.statistic != "hazard_ratio" or not _of_two_arms(claim):
            continue
        if not in_order(ratio) or ratio.low.bottom >= ratio.high.top or _PER_UNIT.search(claim.sentence):
            continue
        known = [events.get((study, claim.sentence)), patients.get(study)]
        for what, counted in zip(("events", "patients"), known, strict=True):
            if counted is not None and error(ratio) < FLOOR_SHARE * least_error(counted[0]):
                yield _found(claim, ratio, what, *counted)
                break


def error(ratio: Ratio) -> float:
    """The largest standard error of the log ratio that the printed ends allow."""
    return log(ratio.high.top / ratio.low.bottom) / (2 * quantile(ratio.level))


def least_error(events: int) -> float:
    """The standard error of ln HR of two equal arms with so many events in all."""
    return sqrt(4 / events)


def _of_two_arms(claim: Claim) -> bool:
    """Whether a ratio is that of two arms which the sentence names, in the study that the document reports."""
    arms = text(claim, "treatment"), text(claim, "comparator")
    return None not in arms and arms[0] != arms[1] and not claim.attributes.get("source")


Counted = tuple[int, tuple[Claim, ...]]


def _stated(paper: Paper) -> tuple[Mapping[str | None, Counted], Mapping[tuple[str | None, str], Counted]]:
    """The most patients of each study, and the events told in each sentence, with the claims that say so."""
    patients: dict[str | None, Counted] = {}
    arms: dict[str | None, dict[str, Claim]] = defaultdict(dict)
    told: dict[tuple[str | None, str], list[Claim]] = defaultdict(list)
    for claim in paper.by_metric.get("sample_size", ()):
        if not isinstance(claim.value, Decimal) or claim.comparator not in (Comparator.EQUAL, Comparator.ABOUT):
            continue
        study = text(claim, "study")
        if text(claim, "counted") not in _NOT_IN_IT and 1 < claim.value > patients.get(study, (0, ()))[0]:
            patients[study] = int(claim.value), (claim,)
        if (arm := text(claim, "treatment")) and value(claim) > (value(arms[study][arm]) if arm in arms[study] else 0):
            arms[study][arm] = claim
        if _EVENTS.match(paper.after(claim, 40)) and claim.value > 0:
            told[study, claim.sentence].append(claim)
    for study, sizes in arms.items():
        together = sum(int(value(claim)) for claim in sizes.values()) * (2 if len(sizes) == 1 else 1)
        if study in patients and together > patients[study][0]:
            patients[study] = together, tuple(sizes.values())
    events = {place: (sum(int(value(claim)) for claim in claims), tuple(claims)) for place, claims in told.items()}
    return patients, events


def _found(claim: Claim, ratio: Ratio, what: str, number: int, stating: tuple[Claim, ...]) -> Conflict:
    assert claim.ci is not None
    least = least_error(number)
    return finding(
        CODE,
        NAME,
        KIND,
        [claim, *stating],
        [printed(claim), computed(f"SE {error(ratio):.3f}, at least {least:.3f} with {number} {what}")],
        Level.WARNING,
        f"The interval of {claim.quote}, {claim.ci.low} to {claim.ci.high}, has a standard error of {error(ratio):.3f} "
        f"on the log scale; {number} {what} allow no less than {least:.3f}.",
    )
