"""Which attributes there are to share out, and which metrics take which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Scope
from claimcheck.vocabulary import Vocabulary

ALIGNED = (
    "treatment",
    "subgroup",
    "study",
    "timepoint",
    "event",
    "grade",
    "characteristic",
    "marker",
    "target",
    "region",
    "assay",
    "agency",
    "therapy_line",
    "assessment",
    "approval",
    "data_cutoff",
    "population",
    "schedule",
    "counted",
    "citation",
)
"""Attributes shared out among the values of a sentence, in this order."""
SAME_LABEL = {"fusion": "subgroup", "mutation": "subgroup"}
"""Labels of terms that divide patients as a subgroup does."""
GROUPS = frozenset({"subgroup", "fusion", "mutation", "marker", "characteristic"})
"""Labels of terms that divide the patients of one arm."""
LOCAL = frozenset({"grade", "timepoint", "approval", "counted", "schedule", "assessment", "subgroup", "agency"})
"""Attributes that a value takes only from its own clause."""

_POTENCY = frozenset({"ic50", "ec50", "kd", "ki"})
_SURVIVAL = frozenset({"overall_survival", "progression_free_survival", "disease_free_survival", "event_free_survival"})
_OF_THE_DOCUMENT = frozenset({"publication_date", "update_date"})
_OF_MOLECULES = _POTENCY | {"sequence_homology"}
_EVENTS = frozenset({"adverse_event_rate", "discontinuation_rate"})

OF_METRIC: Mapping[str, frozenset[str]] = {
    "timepoint": _SURVIVAL
    | {
        "disease_control_rate",
        "duration_of_response",
        "time_to_progression",
        "objective_response_rate",
        "clinical_benefit_rate",
    },
    "event": _EVENTS,
    "grade": _EVENTS,
    "characteristic": frozenset({"proportion"}),
    "marker": frozenset({"prevalence"}),
    "target": _OF_MOLECULES,
    "region": frozenset({"sequence_homology"}),
    "assay": _POTENCY,
    "agency": frozenset({"approval_date"}),
    "approval": frozenset({"approval_date"}),
    "schedule": frozenset({"dose"}),
    "counted": frozenset({"sample_size"}),
}
"""Attributes that only some metrics take; a metric that this module does not name takes those of its own entry."""
NO_STUDY = _OF_THE_DOCUMENT | _OF_MOLECULES | {"approval_date"}
NO_ARM = _OF_THE_DOCUMENT | {"prevalence", "sequence_homology"}
NO_POPULATION = _OF_THE_DOCUMENT | _OF_MOLECULES
NO_CONTRAST = NO_STUDY | {"sample_size", "dose"}
"""Metrics whose values in a `versus` list are not of two groups of patients."""
ONE_ARM = frozenset({"sample_size", "proportion", "follow_up", "age"})
"""Metrics of a whole study: they take an arm from the surroundings only where these know one arm alone."""
OF_A_DRUG = (
    _SURVIVAL
    | _EVENTS
    | {
        "objective_response_rate",
        "complete_response_rate",
        "partial_response_rate",
        "disease_control_rate",
        "clinical_benefit_rate",
        "duration_of_response",
        "time_to_response",
        "time_to_progression",
        "dose",
        "approval_date",
    }
)
"""Metrics that take the drug of the title where nothing nearer names one."""
_NAMED = frozenset().union(*OF_METRIC.values(), NO_STUDY, NO_ARM, NO_CONTRAST, ONE_ARM, OF_A_DRUG)


def takes(key: str, metric: str, vocabulary: Vocabulary) -> bool:
    """Whether claims of a metric may have an attribute: as this module says, else as the vocabulary does."""
    allowed = OF_METRIC.get(key)
    if allowed is None or metric in allowed:
        return True
    entry = None if metric in _NAMED else vocabulary.metrics.get(metric)
    return entry is not None and key in (
        *entry.identity,
        *(name for need in entry.requires for name in need.split("|")),
    )


def of_a_drug(metric: str, vocabulary: Vocabulary) -> bool:
    """Whether a metric takes the drug of the title where nothing nearer names one."""
    entry = None if metric in _NAMED else vocabulary.metrics.get(metric)
    return metric in OF_A_DRUG or (entry is not None and "treatment" in entry.requires)


def attribute(key: str, hit: Hit, scope: Scope) -> Attribute:
    """The attribute that a term gives."""
    return Attribute(key, hit.name, hit.known, hit.start, hit.end, scope)


def outer(given: Attribute) -> Attribute:
    """An attribute that the sentence itself does not say."""
    return given if given.scope >= Scope.PARAGRAPH else replace(given, scope=Scope.PARAGRAPH)
