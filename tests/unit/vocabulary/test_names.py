"""The treatments and studies that ship with the package: enough of them, and none that means two things."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from claimcheck.vocabulary.loader import load

REGISTRY = re.compile(
    r"NCT\d{8}|ISRCTN\d{8}|EudraCT \d{4}-\d{6}-\d{2}|UMIN\d{9}|C\d{9}|JapicCTI-\d{6}|ACTRN\d{14}|NTR\d{3,4}|PACTR\d{15}"
)
KINDS = {"drug", "regimen", "class", "control"}
# Abbreviations of trial reports that mean something else more often than a drug, a regimen or a trial.
RESERVED = [
    "AC",
    "EC",
    "TC",
    "CR",
    "PR",
    "SD",
    "PD",
    "OS",
    "PFS",
    "IV",
    "CI",
    "HR",
    "OR",
    "MET",
    "ALK",
    "RET",
    "ROS1",
    "EGFR",
    "Kd",
    "S1",
    "EOC",
    "FIRST",
    "SINGLE",
    "TEXT",
    "INTEREST",
]
# Names whose spelling is a plain word once capitals no longer count.
WORDS = [
    "profound",
    "propel",
    "direct",
    "discovery",
    "process",
    "logic",
    "camel",
    "avail",
    "mint",
    "brightness",
    "proactive",
    "illuminate",
    "control",
]


def fold(name: str) -> str:
    return re.sub(r"[-\s]", "", name.casefold())


def owners(label: str) -> dict[str, set[str]]:
    """Every spelling, folded, and the terms that claim it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for term in load().of(label).values():
        for name in (term.name, *term.aliases):
            found[fold(name)].add(term.name)
    return found


def resolve(label: str, name: str) -> set[str]:
    return owners(label).get(fold(name), set())


def test_there_are_enough() -> None:
    kinds = Counter(term.kind for term in load().of("treatment").values())
    assert set(kinds) == KINDS
    assert kinds["drug"] >= 330
    assert kinds["regimen"] >= 100
    assert kinds["class"] >= 100
    assert kinds["control"] >= 10
    assert len(load().of("study")) >= 300


@pytest.mark.parametrize("label", ["treatment", "study"])
def test_no_spelling_belongs_to_two(label: str) -> None:
    assert {name: sorted(terms) for name, terms in owners(label).items() if len(terms) > 1} == {}


@pytest.mark.parametrize("label", ["treatment", "study"])
def test_no_plural_is_another_term(label: str) -> None:
    taken = owners(label)
    clashes = {name: taken[f"{name}s"] for name, terms in taken.items() if taken.get(f"{name}s", terms) != terms}
    assert clashes == {}


@pytest.mark.parametrize("label", ["treatment", "study"])
def test_no_spelling_is_a_word_of_trial_reports(label: str) -> None:
    taken = owners(label)
    reserved = [name for name in RESERVED if fold(name) in taken]
    assert reserved == []
    loose = {
        fold(name) for term in load().of(label).values() for name in (term.name, *term.aliases) if not name.isupper()
    }
    assert [word for word in WORDS if word in loose] == []


@pytest.mark.parametrize("label", ["treatment", "study"])
def test_every_term_names_its_source_and_repeats_nothing(label: str) -> None:
    for term in load().of(label).values():
        assert term.source, term.name
        assert len(set(term.aliases)) == len(term.aliases), term.name
        assert term.name not in term.aliases, term.name
        assert all(name == name.strip() for name in (term.name, *term.aliases)), term.name


def test_registry_ids_have_a_shape_and_one_study() -> None:
    studies: defaultdict[str, list[str]] = defaultdict(list)
    for term in load().of("study").values():
        for identifier in term.registry:
            assert REGISTRY.fullmatch(identifier), f"{term.name}: {identifier}"
            studies[identifier].append(term.name)
    assert {identifier: names for identifier, names in studies.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Xalkori", "crizotinib"),
        ("PF 02341066", "crizotinib"),
        ("AZD9291", "osimertinib"),
        ("CH5424802", "alectinib"),
        ("PM01183", "lurbinectedin"),
        ("5-FU", "5-fluorouracil"),
        ("nab paclitaxel", "nab-paclitaxel"),
        ("T-DM1", "trastuzumab emtansine"),
        ("T-VEC", "talimogene laherparepvec"),
        ("Paxlovid", "nirmatrelvir/ritonavir"),
        ("LCZ696", "sacubitril/valsartan"),
        ("Ozempic", "semaglutide"),
        ("XELOX", "CAPOX"),
        ("modified FOLFOX6", "mFOLFOX6"),
        ("AC chemotherapy", "doxorubicin plus cyclophosphamide"),
        ("cisplatin and pemetrexed", "pemetrexed plus cisplatin"),
        ("pemetrexed plus platinum", "platinum-pemetrexed"),
        ("plat-pem", "platinum-pemetrexed"),
        ("cytotoxic chemotherapy", "chemotherapy"),
        ("EGFR tyrosine kinase inhibitor", "EGFR-TKI"),
        ("WBRT", "whole-brain radiotherapy"),
        ("matching placebo", "placebo"),
        ("control group", "control arm"),
    ],
)
def test_treatments_resolve(written: str, name: str) -> None:
    assert resolve("treatment", written) == {name}


@pytest.mark.parametrize(
    ("written", "name", "registry"),
    [
        ("PROFILE-1007", "PROFILE 1007", "NCT00932893"),
        ("Profile 1014", "PROFILE 1014", "NCT01154140"),
        ("OO12-01", "OO12-01", "NCT01945021"),
        ("TRUST-I", "TRUST-I", "NCT04395677"),
        ("FLAURA 2", "FLAURA2", "NCT04035486"),
        ("KEYNOTE 024", "KEYNOTE-024", "NCT02142738"),
        ("CheckMate-057", "CheckMate 057", "NCT01673867"),
        ("IMpower 150", "IMpower150", "NCT02366143"),
        ("REAL-3", "REAL3", "NCT00824785"),
        ("PARADIGM HF", "PARADIGM-HF", "NCT01035255"),
        ("SUSTAIN 6", "SUSTAIN-6", "NCT01720446"),
        ("C4591001", "C4591001", "NCT04368728"),
        ("HPTN052", "HPTN 052", "NCT00074581"),
    ],
)
def test_studies_resolve(written: str, name: str, registry: str) -> None:
    assert resolve("study", written) == {name}
    assert registry in load().of("study")[name].registry
