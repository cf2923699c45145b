from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.unit.compare.build import claims, vocabulary

from claimcheck.compare import compare
from claimcheck.model import Conflict, Kind, Side

COMMON = {"metric": "progression_free_survival", "study": "PROFILE 1001", "treatment": "crizotinib"}
TWO: list[dict[str, Any]] = [{"in": "a.txt", "is": "24.1 month"}, {"in": "b.txt", "is": "37.5 month"}]


def only(entries: list[dict[str, Any]]) -> Conflict:
    (conflict,) = compare(claims(entries, COMMON), vocabulary()).conflicts
    return conflict


def test_a_conflict_says_what_differs_where_and_by_how_much() -> None:
    conflict = only([*TWO, {"in": "c.txt", "is": "24.1 month"}])
    assert conflict.explanation == (
        "PROFILE 1001, crizotinib: median progression-free survival differs: 24.1 months (a.txt and 1 more) and "
        "37.5 months (b.txt); 13.4 months apart. Nothing in the documents explains it."
    )
    assert conflict.kind is Kind.VALUE
    assert conflict.scope == "across-documents"
    assert conflict.key == {"study": "PROFILE 1001", "treatment": "crizotinib"}
    assert conflict.sides == (
        Side(Decimal("24.1"), "24.1 months", ("c0", "c2")),
        Side(Decimal("37.5"), "37.5 months", ("c1",)),
    )
    assert conflict.claims == ("c0", "c2", "c1")


def test_what_is_missing_is_said() -> None:
    conflict = only([{**TWO[0], "therapy_line": "first-line"}, TWO[1]])
    assert conflict.explanation.endswith("Not said on both sides: therapy line.")


def test_no_explanation_takes_a_side() -> None:
    assert "wrong" not in only(TWO).explanation


def test_compared_are_the_claims_that_met_another() -> None:
    alone = {"in": "c.txt", "is": "3.0 month", "treatment": "chemotherapy"}
    given = claims([*TWO, alone], COMMON)
    assert compare(given, vocabulary()).compared == {"c0", "c1"}


def test_sorted_by_level_then_rule() -> None:
    other = {"in": "c.txt", "is": "5.0 month", "treatment": "chemotherapy", "assessment": "investigator"}
    given = claims([*TWO, other, {"in": "d.txt", "is": "6.1 month", "treatment": "chemotherapy"}], COMMON)
    levels = [conflict.level.value for conflict in compare(given, vocabulary()).conflicts]
    assert levels == ["error", "warning"]


def test_a_metric_that_the_vocabulary_does_not_know_is_left_alone() -> None:
    given = tuple(replace(claim, metric="unheard_of") for claim in claims(TWO, COMMON))
    result = compare(given, vocabulary())
    assert (result.conflicts, result.compared) == ((), frozenset())


def test_cost_grows_with_what_is_said_not_with_how_often() -> None:
    """A thousand documents that repeat two values meet as two nodes, not as half a million pairs."""
    entries = [{"in": f"{n:04}.txt", "is": "24.1 month" if n % 2 else "37.5 month"} for n in range(1000)]
    conflict = only(entries)
    assert [len(side.claims) for side in conflict.sides] == [500, 500]
