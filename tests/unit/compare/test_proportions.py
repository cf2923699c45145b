"""Intervals of shares: values that others print, and no false alarm on what is correctly rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from random import Random

import pytest

from claimcheck.compare.proportions import intervals
from claimcheck.compare.rules.t106_interval_of_share import distance
from claimcheck.model import Interval

# count, total, level, method, low, high; the first three as the survey has them, the others by scipy.stats.binomtest
GOLDEN = [
    (32, 50, "95", "Clopper-Pearson", 49.2, 77.1),
    (32, 50, "95", "Wilson", 50.1, 75.9),
    (32, 50, "95", "Wald", 50.7, 77.3),
    (0, 20, "95", "Clopper-Pearson", 0.0, 16.8),
    (20, 20, "95", "Clopper-Pearson", 83.2, 100.0),
    (0, 20, "95", "Wilson", 0.0, 16.1),
    (12, 52, "95", "Clopper-Pearson", 12.5, 36.8),
    (7, 10, "90", "Clopper-Pearson", 39.3, 91.3),
]


@pytest.mark.parametrize(("count", "total", "level", "name", "low", "high"), GOLDEN)
def test_golden(count: int, total: int, level: str, name: str, low: float, high: float) -> None:
    found = {method.name: method for method in intervals(count, total, Decimal(level))}
    assert found[name].low == pytest.approx(low, abs=0.05)
    assert found[name].high == pytest.approx(high, abs=0.05)


def test_mid_p_lies_within_the_exact_interval() -> None:
    for count in range(31):
        found = {method.name: method for method in intervals(count, 30, Decimal(95))}
        exact, mid = found["Clopper-Pearson"], found["mid-p"]
        assert exact.low <= mid.low + 1e-6
        assert mid.high <= exact.high + 1e-6


def test_correctly_rounded_intervals_raise_no_alarm() -> None:
    random = Random(22)  # noqa: S311 - draws to test with
    alarms = 0
    for draw in range(100_000):
        if draw % 10 == 0:  # another share, of which ten intervals are printed
            total = random.randrange(4, 60)
            level = Decimal(random.choice(["90", "95", "95", "99"]))
            found = intervals(random.randrange(total + 1), total, level)
        method = random.choice(found)
        places = Decimal(1).scaleb(-random.choice([0, 1, 1, 2]))
        way = random.choice([ROUND_HALF_EVEN, ROUND_HALF_UP])
        low, high = (Decimal(end).quantize(places, way) for end in (method.low, method.high))
        alarms += min(distance(other, Interval(level, low, high)) for other in found) > 1
    assert alarms == 0
