"""Bind the numbers of one sentence to their metric, arm, study, subgroup and everything else they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claimcheck.extract.approvals import date_approvals
from claimcheck.extract.attach import Reading, attach
from claimcheck.extract.candidates import NAMING, RATIOS, Stated
from claimcheck.extract.completing import as_arms, from_metric, from_surroundings
from claimcheck.extract.contrast import contrast
from claimcheck.extract.elements import elements
from claimcheck.extract.loose import loose
from claimcheck.extract.metrics import Metrics, continues
from claimcheck.extract.other_arm import other_arms
from claimcheck.extract.p_values import spread_p_values
from claimcheck.extract.people import counts_people
from claimcheck.extract.ratio_arms import ratios_as_values
from claimcheck.extract.scope import Surroundings
from claimcheck.extract.sharing import share_terms
from claimcheck.extract.skips import label_noun, planned
from claimcheck.extract.tagged import Sentence, Tagged
from claimcheck.extract.terms import Hit
from claimcheck.extract.timepoints import timepoints
from claimcheck.extract.wordings import moment
from claimcheck.model import Attribute, Dimension, Mention, Skip
from claimcheck.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Bindings:
    """What one sentence gave."""

    mentions: tuple[Mention, ...]
    skips: tuple[Skip, ...]
    hits: tuple[Hit, ...]
    loose: tuple[Mention, ...] = ()
    """Skipped numbers that can be checked all the same."""


def bind(sentence: Sentence, around: Surroundings, vocabulary: Vocabulary) -> Bindings:
    """The mentions of a sentence, and a reason for every other number of it."""
    text = sentence.text
    readings, skips = attach(text, sentence.atoms, sentence.span)
    readings, labelled = _labels(text, readings, vocabulary)
    skips += labelled
    readings, points = timepoints(text, readings, sentence.span)
    skips += [Skip(p.start, p.end, "time point of a rate") for p in points]
    hits = sorted([*sentence.hits, *points], key=lambda h: (h.start, -h.end)) if points else sentence.hits
    cues = [h for h in hits if h.label == "no_claim"]
    reasons = [planned(r, cues) or moment(text, r, sentence.span[0]) for r in readings]
    skips += [Skip(r.start, r.end, why) for r, why in zip(readings, reasons, strict=True) if why]
    readings = [r for r, why in zip(readings, reasons, strict=True) if not why]
    if not readings:
        return Bindings((), tuple(skips), tuple(hits))
    if not _may_state(text, sentence.span, readings, hits, around):
        skips += [Skip(r.start, r.end, "no metric") for r in readings]
        return Bindings((), tuple(skips), tuple(hits), tuple(loose(readings, sentence.span, hits, sentence.section)))
    found = elements(text, sentence.span, readings, hits, vocabulary)
    mentions, unbound = _bound(Tagged(sentence, found, readings, around, vocabulary))
    skips += [Skip(r.start, r.end, "no metric") for r in unbound]
    return Bindings(
        tuple(mentions), tuple(skips), tuple(hits), tuple(loose(unbound, sentence.span, hits, sentence.section))
    )


def _may_state(
    text: str, span: tuple[int, int], readings: Sequence[Reading], hits: Sequence[Hit], around: Surroundings
) -> bool:
    """A quick look that spares most sentences without a metric the binding."""
    if any(h.label in NAMING for h in hits):
        return True
    if any(h.label == "ratio_of" or (around.metric and h.label == "statistic" and h.name in RATIOS) for h in hits):
        return True
    if around.metric is not None and (continues(text, span) or text[span[0]].islower() or text[span[0]] == "("):
        return True
    return any(
        r.size or r.quantity.dimension in (Dimension.MASS, Dimension.DATE) or counts_people(text, r)
        or (r.quantity.dimension is Dimension.NUMBER and any(h.label == "treatment" for h in hits))
        or any(h.label == "therapy_line" for h in hits)
        for r in readings
    )  # fmt: skip


def _labels(text: str, readings: Sequence[Reading], vocabulary: Vocabulary) -> tuple[list[Reading], list[Skip]]:
    kept: list[Reading] = []
    skips: list[Skip] = []
    for reading in readings:
        noun = label_noun(text, reading, vocabulary)
        if noun:
            skips.append(Skip(reading.start, reading.end, "label"))
        else:
            kept.append(reading)
    return kept, skips


def _bound(tagged: Tagged) -> tuple[list[Mention], list[Reading]]:
    """The mentions of a sentence, and the readings that state no metric."""
    stated, unbound = _stated(tagged)
    if not stated:
        return [], unbound
    attributes = share_terms(tagged, stated)
    date_approvals(tagged, stated, attributes)
    of_both = {index for index in stated if tagged.in_both(index)}
    for index in of_both:
        attributes[index].pop("treatment", None)
    armless = of_both | set(other_arms(tagged, stated, attributes))
    contrast(tagged, stated, attributes)
    for index, found in stated.items():
        own = attributes[index]
        from_metric(tagged, found, own)
        from_surroundings(tagged, found, own)
        if index in armless:
            own.pop("treatment", None)
        as_arms(tagged, own)
        if found.metric == "approval_date" and "population" in own:
            own.setdefault("indication", replace(own.pop("population"), key="indication"))
    ratios_as_values(stated, attributes)
    mentions = [_mention(tagged, index, found, attributes[index]) for index, found in stated.items()]
    return spread_p_values(mentions), unbound


def _stated(tagged: Tagged) -> tuple[dict[int, Stated], list[Reading]]:
    """The metric of every reading that states one, and the readings that state none."""
    sentence = tagged.sentence
    opening = sentence.text[sentence.span[0]]
    goes_on = opening.islower() or opening == "(" or continues(sentence.text, sentence.span)
    metrics = Metrics(
        sentence.text,
        tagged.elements,
        tagged.readings,
        tagged.vocabulary,
        tagged.around.metric,
        goes_on=goes_on,
    )
    stated: dict[int, Stated] = {}
    unbound: list[Reading] = []
    for index, reading in enumerate(tagged.readings):
        found = metrics.of(index)
        if found is None:
            unbound.append(reading)
        else:
            stated[index] = found
    return stated, unbound


def _mention(tagged: Tagged, index: int, found: Stated, attributes: Mapping[str, Attribute]) -> Mention:
    reading = tagged.readings[index]
    return Mention(
        quantity=reading.quantity,
        metric=found.metric,
        statistic=found.statistic,
        attributes=tuple(attributes[key] for key in sorted(attributes)),
        sentence=tagged.sentence.span,
        frame=found.frame,
        ci=reading.ci,
        p_value=reading.p_value,
        numerator=reading.numerator,
        denominator=reading.denominator,
        section=tagged.sentence.section,
    )
