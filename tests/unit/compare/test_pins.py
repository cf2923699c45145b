from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from tests.unit.compare.build import cases, claims, vocabulary

from claimcheck.compare import Evidence, compare, weighed
from claimcheck.compare.pins import read_value
from claimcheck.compare.rules import DEFAULT, PINNED
from claimcheck.errors import ConfigError
from claimcheck.model import Conflict, Pin

CASES = [pytest.param(case, id=case["name"]) for case in cases("v103.yml")]
ARM = {"study": "TRIAL-1", "treatment": "drug A"}
PFS = {**ARM, "metric": "progression_free_survival"}


def pin_of(metric: str, value: str, key: Mapping[str, Any]) -> Pin:
    usual = {"progression_free_survival": "median", "objective_response_rate": "rate", "approval_date": "point"}
    return Pin(metric, usual[metric], key, value)


def summary(conflict: Conflict) -> dict[str, Any]:
    assert conflict.supported_side is not None
    return {
        "rule": conflict.rule,
        "level": conflict.level.value,
        "sides": [sorted(int(claim[1:]) for claim in side.claims) for side in conflict.sides],
        "supported": conflict.supported_side.side,
    }


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    given = claims(case["claims"], case["common"])
    pin = pin_of(given[0].metric, case["pin"]["value"], case["pin"]["key"])
    result = compare(given, vocabulary(), pins=[pin])
    assert result.pinned is not None
    found = weighed(result.conflicts, Evidence({claim.id: claim for claim in given}, pinned=result.pinned))
    assert sorted((summary(conflict) for conflict in found), key=lambda one: one["rule"]) == case["conflicts"]


def test_the_rule_has_cases_of_both_kinds() -> None:
    found = [any(c["rule"] == PINNED[0].code for c in case["conflicts"]) for case in cases("v103.yml")]
    assert found.count(True) >= 3
    assert found.count(False) >= 3


def test_without_the_rule_the_documents_are_reported_against_each_other() -> None:
    given = claims([{"in": "a.md", "is": "14.5 month"}, {"in": "b.md", "is": "15.4 month"}], PFS)
    rules = DEFAULT - {"V103"}
    result = compare(given, vocabulary(), rules, pins=[pin_of("progression_free_survival", "15.4 months", ARM)])
    evidence = Evidence({claim.id: claim for claim in given}, pinned=result.pinned, reported=False)
    (conflict,) = weighed(result.conflicts, evidence)
    assert (conflict.rule, conflict.level.value) == ("V101", "error")
    assert conflict.supported_side is not None
    assert conflict.supported_side.why == "15.4 months is pinned."


def test_a_pin_of_no_fact_is_handed_back() -> None:
    given = claims([{"in": "a.md", "is": "14.5 month"}], PFS)
    gone = pin_of("progression_free_survival", "15.4 months", {**ARM, "study": "TRIAL-2"})
    result = compare(given, vocabulary(), pins=[gone])
    assert result.pinned is not None
    assert (result.pinned.unmatched, result.conflicts) == ((gone,), ())


def test_a_pin_that_fits_two_facts_equally_well_is_of_neither() -> None:
    entries = [{"in": "a.md", "is": "14.5 month", "treatment": name} for name in ("drug A", "drug B")]
    vague = pin_of("progression_free_survival", "15.4 months", {"study": "TRIAL-1"})
    result = compare(claims(entries, PFS), vocabulary(), pins=[vague])
    assert result.pinned is not None
    assert result.pinned.unmatched == (vague,)


def test_a_pin_in_a_wrong_unit_names_the_file_and_the_fact() -> None:
    given = claims([{"in": "a.md", "is": "14.5 month"}], PFS)
    with pytest.raises(ConfigError, match=r"claimcheck-decisions\.toml: the pin of progression_free_survival: '15 mg'"):
        compare(given, vocabulary(), pins=[pin_of("progression_free_survival", "15 mg", ARM)])


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("19.3 months", "month", "19.25", "19.35"),
        ("12 weeks", "month", "2.64", "2.88"),
        ("72%", "percent", "71.5", "72.5"),
        ("72 percent", "percent", "71.5", "72.5"),
        ("0.61", "1", "0.605", "0.615"),
        ("3.9-5.4 months", "month", "3.85", "5.45"),
        ("<100 nM", "nmol/L", None, "100.5"),
        ("> 17 months", "month", "16.5", None),
    ],
)
def test_a_value_is_read_with_its_unit(text: str, unit: str, low: str | None, high: str | None) -> None:
    metric = vocabulary().metrics["progression_free_survival"]
    value = read_value(text, unit, metric, vocabulary())
    ends = [None if end is None else end.quantize(Decimal("0.001")).normalize() for end in (value.low, value.high)]
    wanted = [None if end is None else Decimal(end).normalize() for end in (low, high)]
    assert all(a == b or (a and b and abs(a - b) < Decimal("0.01")) for a, b in zip(ends, wanted, strict=True))


@pytest.mark.parametrize(
    ("text", "unit", "message"),
    [
        ("19.3", "month", "'19.3' has no unit; write 19.3 months"),
        ("19.3 mg", "month", "'mg' is no unit of this fact"),
        ("19.3 foo", "month", "'foo' is no unit of this fact"),
        ("0.61 months", "1", "the fact is a bare number"),
        ("soon", "month", "'soon' is no value such as 19.3 months"),
        ("March", "date", "'March' is no date such as 2016-03-11"),
    ],
)
def test_what_is_no_value_of_the_fact_is_said(text: str, unit: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        read_value(text, unit, vocabulary().metrics["progression_free_survival"], vocabulary())
