from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.unit.compare.build import cases, claim, vocabulary

from claimcheck.compare.agree import Stated, agree, interval, rounded_twice, stated, truncated


def read(printed: str, metric: str) -> Stated:
    entry = claim(0, {"in": "a", "is": printed, "metric": metric})
    value = stated(entry, vocabulary().metrics[metric], vocabulary())
    assert value is not None
    return value


def metric_of(printed: str) -> str:
    if printed.endswith("%"):
        return "objective_response_rate"
    if printed.endswith("mol/L"):
        return "ic50"
    if printed.lstrip("<>=~").count("-") or "date" in printed:
        return "approval_date"
    return "progression_free_survival" if " " in printed else "sample_size"


@pytest.mark.parametrize("case", cases("agree.yml"), ids=lambda case: " | ".join(map(str, case["values"])))
def test_two_printed_values(case: dict[str, Any]) -> None:
    first, second = (str(value) for value in case["values"])
    metric = case.get("metric") or metric_of(first)
    a, b = read(first, metric), read(second, metric)
    assert agree(a, b) is agree(b, a) is case["agree"]
    assert truncated(a, b) is truncated(b, a) is case.get("truncated", False)
    assert rounded_twice(a, b) is rounded_twice(b, a) is case.get("rounded_twice", False)


@pytest.mark.parametrize("special", ["not_reached", "not_reported", "not_estimable"])
def test_what_is_no_number_states_nothing(special: str) -> None:
    entry = claim(0, {"in": "a", "is": special, "metric": "overall_survival"})
    assert stated(entry, vocabulary().metrics["overall_survival"], vocabulary()) is None


def test_the_interval_is_half_a_unit_in_the_last_place_after_conversion() -> None:
    months = read("19.2 month", "progression_free_survival")
    assert (months.low, months.high, months.point) == (Decimal("19.15"), Decimal("19.25"), Decimal("19.2"))
    micro = read("0.48 umol/L", "ic50")
    assert (micro.low, micro.high, micro.unit) == (Decimal(475), Decimal(485), Decimal(10))


def test_a_date_never_agrees_with_a_number() -> None:
    assert not agree(Stated(date="2011"), interval(Decimal(2011), Decimal(2011), decimals=0))
