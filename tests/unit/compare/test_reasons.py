from __future__ import annotations

from typing import Any

import pytest
from tests.unit.compare.build import cases, claims, vocabulary

from claimcheck.compare import compare
from claimcheck.compare.reasons import REASONS
from claimcheck.model import Level, Reason


def common(entries: list[dict[str, Any]]) -> dict[str, Any]:
    metric = "overall_survival" if any("%" in str(entry["is"]) for entry in entries) else "progression_free_survival"
    return {"metric": metric, "study": "TRIAL 1", "treatment": "drug-a"}


@pytest.mark.parametrize("case", cases("reasons.yml"), ids=lambda case: f"{case['reason']} {case['claims'][0]['is']}")
def test_reason_and_level(case: dict[str, Any]) -> None:
    entries = [{"in": name, **entry} for name, entry in zip("ab", case["claims"], strict=True)]
    for given in (entries, entries[::-1]):
        (conflict,) = compare(claims(given, common(given)), vocabulary()).conflicts
        assert (conflict.reason, conflict.level) == (Reason(case["reason"]), Level(case["level"]))


def test_swapped_arms() -> None:
    given = [
        {"in": "a", "is": "71%", "treatment": "drug-a"},
        {"in": "a", "is": "31%", "treatment": "chemotherapy"},
        {"in": "b", "is": "31%", "treatment": "drug-a"},
        {"in": "b", "is": "71%", "treatment": "chemotherapy"},
    ]
    found = compare(claims(given, {"metric": "objective_response_rate", "study": "TRIAL 1"}), vocabulary()).conflicts
    assert [(c.reason, c.level, c.key["treatment"]) for c in sorted(found, key=lambda c: str(c.key["treatment"]))] == [
        (Reason.SWAPPED_ARMS, Level.ERROR, "chemotherapy"),
        (Reason.SWAPPED_ARMS, Level.ERROR, "drug-a"),
    ]


def test_swapped_arms_needs_both_arms() -> None:
    given = [
        {"in": "a", "is": "71%", "treatment": "drug-a"},
        {"in": "a", "is": "31%", "treatment": "chemotherapy"},
        {"in": "b", "is": "31%", "treatment": "drug-a"},
    ]
    (conflict,) = compare(
        claims(given, {"metric": "objective_response_rate", "study": "TRIAL 1"}), vocabulary()
    ).conflicts
    assert conflict.reason is Reason.ONE_DIGIT


def test_the_list_is_closed_and_in_the_order_of_the_contract() -> None:
    assert [reason for reason, _ in REASONS] == list(Reason)
    covered = {case["reason"] for case in cases("reasons.yml")} | {"swapped-arms"}
    scoped = {conflict["reason"] for case in cases("s101.yml") for conflict in case["conflicts"]}
    assert covered | scoped == {reason.value for reason in Reason}
