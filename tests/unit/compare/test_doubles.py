"""What is reported under a key is not reported again as a difference between abstract and body."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.compare.build import claims, vocabulary

from claimcheck.compare import compare, without_doubles
from claimcheck.compare.finding import finding, printed
from claimcheck.model import Conflict, Kind, Level

COMMON = {"metric": "progression_free_survival", "study": "TRIAL 1", "treatment": "drug-a", "in": "a"}
GIVEN = claims([{"is": "24.1 month"}, {"is": "37.5 month", "at": 5000}, {"is": "9.9 month", "subgroup": "x"}], COMMON)


def of(*numbers: int) -> Conflict:
    stating = [GIVEN[number] for number in numbers]
    sides = [printed(claim) for claim in stating]
    return finding("V102", "abstract-differs", Kind.VALUE, stating, sides, Level.WARNING, "They differ.")


def test_the_same_two_values_are_reported_once() -> None:
    across = compare(GIVEN, vocabulary()).conflicts
    assert [conflict.rule for conflict in across] == ["V101"]
    assert without_doubles(across, [of(0, 1)]) == list(across)


def test_another_pair_is_reported() -> None:
    across = compare(GIVEN, vocabulary()).conflicts
    assert without_doubles(across, [of(0, 2)]) == [*across, of(0, 2)]
    assert without_doubles([], [of(0, 1)]) == [of(0, 1)]


def test_of_two_rules_of_one_document_the_first_reports() -> None:
    later = replace(of(0, 1), id="later", rule="V104")
    assert without_doubles([], [of(0, 1), later]) == [of(0, 1)]
    assert without_doubles([], [of(0, 2), later]) == [of(0, 2), later]


def test_a_warning_is_heard_beside_a_note_on_the_same_two_values() -> None:
    (known,) = compare(GIVEN, vocabulary()).conflicts
    mild = replace(known, level=Level.NOTE)
    assert without_doubles([mild], [of(0, 1)]) == [mild, of(0, 1)]
    quiet = replace(of(0, 1), level=Level.NOTE)
    assert without_doubles([mild], [quiet]) == [mild]
