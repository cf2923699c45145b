"""Events, populations and contexts: what the three files hold, and that one wording means one thing within a label."""

from __future__ import annotations

import re
from functools import cache

import pytest

from claimcheck.vocabulary.definitions import Term
from claimcheck.vocabulary.loader import load

LEAST = {
    "event": 500,
    "population": 300,
    "subgroup": 150,
    "analysis_set": 10,
    "therapy_line": 12,
    "fusion": 60,
    "marker": 150,
    "characteristic": 150,
    "assessment": 4,
    "response_criteria": 8,
    "agency": 30,
    "approval": 10,
    "target": 200,
    "assay": 300,
    "region": 20,
    "data_cutoff": 10,
    "counted": 20,
    "counted_noun": 50,
    "schedule": 40,
    "group_word": 15,
}
"""Label -> fewest terms it must have."""

EVENT_SOURCES = {"CTCAE v5.0", "MedDRA"}

SAME = [
    ("event", "diarrhoea", "diarrhea"),
    ("event", "eye disorder", "vision disorder"),
    ("event", "Elevated ALAT/ASAT", "elevated aminotransferases"),
    ("event", "increased transaminase", "elevated aminotransferases"),
    ("event", "ALT increased", "ALT elevation"),
    ("event", "neutrophil count decreased", "neutropenia"),
    ("event", "neutropenic fever", "febrile neutropenia"),
    ("event", "pneumonitis", "interstitial lung disease"),
    ("event", "electrocardiogram prolonged QT", "QT prolongation"),
    ("event", "peripheral oedema", "edema"),
    ("event", "anorexia", "decreased appetite"),
    ("event", "palmar-plantar erythrodysesthesia", "hand-foot syndrome"),
    ("event", "side effect", "any adverse event"),
    ("event", "hypoglycaemia", "hypoglycemia"),
    ("event", "pain at the injection site", "injection-site pain"),
    ("population", "non-small-cell lung cancer", "NSCLC"),
    ("population", "ROS1-rearranged non-small cell lung cancer", "ROS1-positive NSCLC"),
    ("population", "anaplastic lymphoma kinase-positive NSCLC", "ALK-positive NSCLC"),
    ("population", "EGFR mutation-positive NSCLC", "EGFR-mutated NSCLC"),
    ("population", "hepatocellular carcinoma", "HCC"),
    ("population", "type 2 diabetes mellitus", "type 2 diabetes"),
    ("subgroup", "women", "female"),
    ("subgroup", "TKI-naïve", "TKI-naive"),
    ("subgroup", "without brain metastases", "no brain metastases"),
    ("therapy_line", "previously untreated", "first-line"),
    ("therapy_line", "second-line setting or above", "second-line or later"),
    ("therapy_line", "second- and third-line", "second-line or later"),
    ("fusion", "EML4::ALK", "EML4-ALK"),
    ("marker", "ROS1 fusion", "ROS1 rearrangement"),
    ("marker", "HER2 gene amplification", "HER2 amplification"),
    ("characteristic", "performance status 0/1", "ECOG performance status 0-1"),
    ("assessment", "blinded independent central review", "independent review"),
    ("agency", "European Medicines Agency", "EMA"),
    ("agency", "CFDA", "NMPA"),
    ("approval", "full approval", "regular"),
    ("target", "MET", "c-MET"),
    ("target", "B-Raf", "BRAF"),
    ("assay", "NCI-H3122", "H3122"),
    ("region", "tyrosine kinase region", "kinase domain"),
    ("region", "ATP-binding pocket", "ATP-binding site"),
    ("counted", "randomly assigned", "randomised"),
    ("counted_noun", "pts", "patients"),
    ("schedule", "BID", "twice daily"),
    ("schedule", "q3w", "every 3 weeks"),
    ("group_word", "comparator arm", "control arm"),
]
"""Label, a wording, and the canonical name it must have."""

APART = [
    ("event", "neutropenia", "febrile neutropenia"),
    ("event", "ALT increased", "AST increased"),
    ("event", "adverse event", "serious adverse event"),
    ("event", "stomatitis", "mucositis"),
    ("event", "rash", "rash or acne"),
    ("population", "ROS1-positive NSCLC", "ROS1-negative NSCLC"),
    ("subgroup", "brain metastases", "without brain metastases"),
    ("therapy_line", "second-line", "second-line or beyond"),
    ("region", "kinase domain", "ATP-binding site"),
    ("schedule", "every 2 weeks", "twice weekly"),
    ("counted", "enrolled", "randomised"),
]
"""Label and two wordings that must not have one name."""


def plain(text: str) -> str:
    """A wording without regard to case, spaces, hyphens and dashes."""
    return re.sub(r"[-\s\u2010-\u2015]", "", text).casefold()


def terms(label: str) -> dict[str, Term]:
    """The terms of one label, which must be there."""
    found = dict(load().of(label))
    assert found, f"the vocabulary has no [{label}]"
    return found


@cache
def owners(label: str) -> dict[str, set[str]]:
    """Plain wording -> the canonical names that have it."""
    found: dict[str, set[str]] = {}
    for name, term in terms(label).items():
        for wording in (name, *term.aliases):
            found.setdefault(plain(wording), set()).add(name)
    return found


@pytest.mark.parametrize("label", LEAST)
def test_label_has_enough_terms(label: str) -> None:
    assert len(terms(label)) >= LEAST[label]


@pytest.mark.parametrize("label", LEAST)
def test_wording_belongs_to_one_term(label: str) -> None:
    assert {wording: names for wording, names in owners(label).items() if len(names) > 1} == {}


@pytest.mark.parametrize("label", LEAST)
def test_plural_belongs_to_the_same_term(label: str) -> None:
    found = owners(label)
    assert {w: (n, found[w + "s"]) for w, n in found.items() if w + "s" in found and found[w + "s"] != n} == {}


@pytest.mark.parametrize("label", LEAST)
def test_wording_is_clean(label: str) -> None:
    wordings = [w for name, term in terms(label).items() for w in (name, *term.aliases)]
    assert [w for w in wordings if w != w.strip() or "  " in w or len(plain(w)) < 2] == []


@pytest.mark.parametrize(("label", "wording", "name"), SAME, ids=[f"{x[0]}: {x[1]}" for x in SAME])
def test_wording_has_name(label: str, wording: str, name: str) -> None:
    assert owners(label).get(plain(wording)) == {name}


@pytest.mark.parametrize(("label", "one", "other"), APART, ids=[f"{x[0]}: {x[1]}" for x in APART])
def test_wordings_are_apart(label: str, one: str, other: str) -> None:
    assert owners(label)[plain(one)] != owners(label)[plain(other)]


def test_events_have_class_and_source() -> None:
    events = terms("event").values()
    assert [x.name for x in events if not x.kind] == []
    named = [x for x in events if x.kind not in ("progression", "outcome")]
    assert [x.name for x in named if x.source not in EVENT_SOURCES] == []


def test_implied_attribute_is_a_known_value() -> None:
    known = {"therapy_line": terms("therapy_line")}
    implied = [
        (t.name, key, value) for label in LEAST for t in terms(label).values() for key, value in t.implies.items()
    ]
    assert ("chemotherapy-naive", "therapy_line", "first-line") in implied
    assert [x for x in implied if x[2] not in known[x[1]]] == []
