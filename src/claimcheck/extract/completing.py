"""Complete the attributes of a value: from the words of its metric, then from what surrounds the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimcheck.extract.attributes import (
    NO_ARM,
    NO_POPULATION,
    NO_STUDY,
    OF_METRIC,
    ONE_ARM,
    attribute,
    of_a_drug,
    outer,
    takes,
)
from claimcheck.extract.candidates import INHERITED, OF_RESPONDERS, RATIOS, Stated
from claimcheck.extract.own_study import UNNAMED
from claimcheck.extract.profiles import NOTHING
from claimcheck.extract.roster import Roster
from claimcheck.extract.tagged import Tagged
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Dimension, Scope

_GIVES = {
    "event": "event",
    "characteristic": "characteristic",
    "marker": "marker",
    "mutation": "marker",
    "fusion": "marker",
}
"""Label of a term that gave a metric -> the attribute that it is."""
_PAIR = 2
_COMPARED = RATIOS | {"difference"}


def from_metric(tagged: Tagged, found: Stated, attributes: dict[str, Attribute]) -> None:
    """What the words that name the metric say beside it, and what only this metric takes."""
    if found.element >= 0:
        for hit in tagged.elements[found.element].hits:
            _from_term(tagged, hit, found, attributes)
    if found.metric == "sequence_homology":
        _pair_of_genes(tagged, attributes)
        attributes.pop("study", None)
    if found.metric == "prevalence" and found.element >= 0:
        _gene_of_rate(tagged, found.element, attributes)
    if found.metric in OF_METRIC["assay"] and "target" not in attributes and "assay" in attributes:
        _gene_of_assay(tagged, attributes)
    if found.statistic in _COMPARED and "comparator" not in attributes and not tagged.of_a_factor:
        _comparator(tagged, attributes)
    _leave_out(tagged, found, attributes)
    event = attributes.get("event")
    if found.metric == "discontinuation_rate" and event is not None and event.value == "any adverse event":
        attributes["event"] = replace(event, value="adverse events")


def _leave_out(tagged: Tagged, found: Stated, attributes: dict[str, Attribute]) -> None:
    """What the metric does not take."""
    if found.metric in NO_POPULATION:
        attributes.pop("population", None)
    if found.metric in NO_ARM:
        attributes.pop("treatment", None)
    if found.statistic in RATIOS and "timepoint" in attributes and _is_of_a_rate(tagged, attributes["timepoint"]):
        del attributes["timepoint"]
    named = attributes.get("characteristic")
    if found.frame == OF_RESPONDERS and named is not None and named.value.endswith("response"):
        del attributes["characteristic"]
    for key in OF_METRIC:
        if not takes(key, found.metric, tagged.vocabulary):
            attributes.pop(key, None)


def _is_of_a_rate(tagged: Tagged, point: Attribute) -> bool:
    """`3-month PFS was 48% and 37% (HR 0.99)`: the time point is that of the rates."""
    return any(
        point.start < reading.start and reading.quantity.dimension is Dimension.PERCENT for reading in tagged.readings
    )


def _from_term(tagged: Tagged, hit: Hit, found: Stated, attributes: dict[str, Attribute]) -> None:
    if found.metric == "proportion" and hit.label == "therapy_line":
        named = Attribute("characteristic", f"{hit.name} treatment", hit.known, hit.start, hit.end)
        attributes.setdefault("characteristic", named)
    if found.metric == "proportion" and hit.label == "treatment":
        named = Attribute("characteristic", f"received {hit.name}", hit.known, hit.start, hit.end)
        attributes["characteristic"] = named
        attributes.pop("treatment", None)
    key = _GIVES.get(hit.label)
    if key and takes(key, found.metric, tagged.vocabulary):
        attributes[key] = attribute(key, hit, Scope.CLAUSE)


def _gene_of_assay(tagged: Tagged, attributes: dict[str, Attribute]) -> None:
    """`ROS1-rearranged cell lines` are of ROS1."""
    genes = tagged.vocabulary.of("target")
    gene = next((part for part in re.split(r"[ -]", attributes["assay"].value) if part in genes), None)
    if gene:
        attributes["target"] = replace(attributes["assay"], key="target", value=gene)


_RATE_OF = re.compile(r"(mutation|fusion|rearrangement|amplification)\s(?:rate|frequency)s?", re.IGNORECASE)
_NEAR = 48
"""Characters between a rate and its gene: `mutation rate in the kinase region of ALK`."""


def _gene_of_rate(tagged: Tagged, position: int, attributes: dict[str, Attribute]) -> None:
    """The marker whose rate is named by kind and gene, whatever the sentence was about before."""
    element = tagged.elements[position]
    kind = _RATE_OF.fullmatch(tagged.sentence.text, element.start, element.end)
    following = tagged.elements[position + 1 :]
    genes = [h for e in following if e.start - element.end <= _NEAR for h in e.hits if h.label == "target"]
    if kind and genes:
        gene = genes[0]
        attributes["marker"] = Attribute("marker", f"{gene.name} {kind[1].lower()}", gene.known, gene.start, gene.end)


def _pair_of_genes(tagged: Tagged, attributes: dict[str, Attribute]) -> None:
    """A homology is of the two genes that the sentence names first."""
    genes = list(tagged.said("target"))
    names = list(dict.fromkeys(h.name for h in genes))
    if len(names) >= _PAIR:
        pair = "/".join(sorted(names[:2], reverse=True))
        attributes["target"] = Attribute("target", pair, True, genes[0].start, genes[0].end)


def _comparator(tagged: Tagged, attributes: dict[str, Attribute]) -> None:
    """The other arm of a ratio or a difference; of a study whose arms the sentence does not name, both."""
    first = attributes.get("treatment")
    roster = tagged.around.roster
    said = list(tagged.said("treatment"))
    pool: Sequence[Hit] = said if len({h.name for h in said}) > 1 else tagged.around.known_arms
    if roster is not None and set(pool) == set(roster.arms):
        pool = roster.arms
    if first is None and len({h.name for h in pool}) == _PAIR:
        first = attributes["treatment"] = attribute("treatment", pool[0], Scope.PARAGRAPH)
    others = [h for h in pool if first is not None and not _same_arm(roster, h.name, first.value)]
    if roster is not None and len(others) > 1 and roster.control in others:
        others = [roster.control]
    if others:
        other = others[0]
        attributes["comparator"] = attribute("comparator", other, Scope.SENTENCE)


def _same_arm(roster: Roster | None, name: str, other: str) -> bool:
    """Whether two names are one, or stand for one arm of the study."""
    arm = roster.arm(name) if roster is not None else None
    return name == other or (arm is not None and roster is not None and arm == roster.arm(other))


def from_surroundings(tagged: Tagged, found: Stated, attributes: dict[str, Attribute]) -> None:
    """What the sentence leaves unsaid."""
    around = tagged.around
    study = around.study
    known = attributes.get("study", study)
    profile = around.profiles.get(known.value, NOTHING) if known else NOTHING
    for key, given in profile.attributes.items():
        if key not in attributes and _may_take(tagged, key, found):
            attributes[key] = given
    if found.frame == INHERITED and found.statistic == "rate" and around.timepoint is not None:
        attributes.setdefault("timepoint", outer(around.timepoint))
    if study is not None and "study" not in attributes and found.metric not in NO_STUDY:
        attributes["study"] = outer(study)
    elif study is not None and "study" in attributes and attributes["study"].value != study.value:
        return  # a claim about another study takes nothing of the one before
    contrasted = "subgroup" in attributes and around.roster is not None and attributes["subgroup"].scope is Scope.CLAUSE
    for key, given in around.attributes.items():
        if key == "treatment" and contrasted:
            continue
        if key not in attributes and _may_take(tagged, key, found):
            attributes[key] = outer(given)
    of_drug = of_a_drug(found.metric, tagged.vocabulary) and not tagged.both and not contrasted
    of_drug = of_drug and not (found.statistic in _COMPARED and tagged.of_a_factor)
    if "treatment" not in attributes and around.drug is not None and of_drug:
        attributes["treatment"] = attribute("treatment", around.drug, Scope.DOCUMENT)


def as_arms(tagged: Tagged, attributes: dict[str, Attribute]) -> None:
    """The arms of the study in place of the shorter names that the sentence gives them."""
    study = attributes.get("study")
    roster = tagged.around.profiles.get(study.value if study else UNNAMED, NOTHING).roster
    if roster is None:
        return
    for key in ("treatment", "comparator"):
        if key in attributes:
            arm = roster.arm(attributes[key].value)
            if arm is not None:
                attributes[key] = replace(attributes[key], value=arm.name, known=arm.known)


def _may_take(tagged: Tagged, key: str, found: Stated) -> bool:
    if key == "therapy_line":
        return found.metric not in NO_STUDY
    if key == "population":
        return found.metric not in NO_POPULATION
    if key != "treatment":
        return True
    if found.statistic in _COMPARED and tagged.of_a_factor:
        return False
    if found.metric in NO_ARM or tagged.both or found.frame == "percentage that received":
        return False
    one_arm = tagged.around.roster is None and not tagged.around.arms
    return found.metric not in ONE_ARM or (one_arm and _one_name(tagged.said("treatment")))


def _one_name(hits: Iterator[Hit]) -> bool:
    return len({h.name for h in hits}) <= 1
