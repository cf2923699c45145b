from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from claimcheck.model import CitedWork
from claimcheck.normalise import Names
from claimcheck.normalise.attributes import canonical_name
from claimcheck.vocabulary import Term, Vocabulary, fold

CASES = Path(__file__).parents[2] / "cases" / "normalise" / "names.yml"

TERMS = {
    "treatment": [
        Term("treatment", "crizotinib", ("Xalkori", "PF-02341066")),
        Term("treatment", "taletrectinib", ("DS-6051b",)),
        Term("treatment", "cabozantinib", ("XL184",)),
        Term("treatment", "entrectinib"),
        Term("treatment", "prednisone"),
    ],
    "study": [
        Term("study", "PROFILE 1001", registry=("NCT00585195",)),
        Term("study", "PROFILE 1005"),
        Term("study", "PROFILE 1007", ("A8081007",)),
        Term("study", "ASCEND 4"),
        Term("study", "AcSé"),
    ],
    "population": [Term("population", "NSCLC", ("non-small-cell lung cancer",))],
}


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(Vocabulary({}, {}, {label: {term.name: term for term in terms} for label, terms in TERMS.items()}))


def pairs() -> list[Any]:
    loaded = yaml.safe_load(CASES.read_text("utf-8"))
    return [
        pytest.param(group["key"], str(written), str(name), id=f"{group['key']}: {written}")
        for group in loaded
        for written, name in group["names"].items()
    ]


@pytest.mark.parametrize(("key", "written", "name"), pairs())
def test_name(names: Names, key: str, written: str, name: str) -> None:
    assert canonical_name(key, written, names) == name


@pytest.mark.parametrize(("key", "written", "name"), pairs())
def test_a_canonical_name_is_its_own(names: Names, key: str, written: str, name: str) -> None:
    assert canonical_name(key, name, names) == name


def test_a_misspelling_as_near_to_two_names_is_neither() -> None:
    twins = {term.name: term for term in (Term("treatment", "abcdefinib"), Term("treatment", "abcdeginib"))}
    assert Names(Vocabulary({}, {}, {"treatment": twins})).resolve("treatment", "abcdehinib") == "abcdehinib"


def test_an_alias_of_two_terms_names_neither() -> None:
    terms = {term.name: term for term in (Term("study", "ONE 100", ("PIVOT",)), Term("study", "TWO 200", ("PIVOT",)))}
    assert Names(Vocabulary({}, {}, {"study": terms})).resolve("study", "PIVOT") == "PIVOT"


def test_a_name_goes_before_an_alias() -> None:
    terms = {term.name: term for term in (Term("study", "AURA"), Term("study", "AURA 2", ("Aura",)))}
    assert Names(Vocabulary({}, {}, {"study": terms})).resolve("study", "aura") == "AURA"


def test_an_author_is_the_one_work_of_the_reference_list(names: Names) -> None:
    works = (CitedWork("20", "Xu 2020"), CitedWork("21", "Zhang 2016"), CitedWork("23", "Zhang 2021"))
    assert canonical_name("study", "Xu et al.", names, works) == "Xu 2020"
    assert canonical_name("study", "Xu", names, works) == "Xu 2020"
    assert canonical_name("study", "Zhang", names, works) == "Zhang"
    assert canonical_name("study", "PROFILE-1001", names, works) == "PROFILE 1001"


def test_fold_keeps_the_letter_under_an_accent() -> None:
    assert fold("AcSé") == fold("ACSE") == "acse"
    assert fold("PROFILE-1007") == fold("Profile 1007") == "profile1007"
