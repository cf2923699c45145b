"""p values of test statistics, means and their spreads, standard errors of hazard ratios."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from math import exp, sqrt
from random import Random

import pytest
from scipy.special import stdtrit

from claimcheck.compare.inference import p_values
from claimcheck.compare.ratios import Ends, Ratio, ends, excess, quantile
from claimcheck.compare.rules.a107_stated_change import may_be_apart
from claimcheck.compare.rules.a108_share_of_column import Entry, common_total
from claimcheck.compare.rules.t105_interval_width import FLOOR_SHARE, error, least_error
from claimcheck.compare.rules.t108_mean_of_items import reachable
from claimcheck.compare.rules.t109_mean_and_spread import half_width, half_widths
from claimcheck.model import Cell, Comparator, Interval, PValue, TestStatistic

DRAWS = 100_000
SAMPLE = Random(23)  # noqa: S311 - draws to test with


def rounded(value: float, decimals: int) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)


def statistic(kind: str, *df: str) -> TestStatistic:
    return TestStatistic(kind, tuple(map(Decimal, df)))


# critical values as printed tables have them
GOLDEN = [
    (statistic("t", "28"), 2.0484, 0.05),
    (statistic("t", "10"), 3.1693, 0.01),
    (statistic("F", "2", "45"), 3.2043, 0.05),
    (statistic("chi2", "1"), 3.8415, 0.05),
    (statistic("chi2", "5"), 15.0863, 0.01),
    (statistic("Q", "11"), 19.6751, 0.05),
    (statistic("z"), 1.95996, 0.05),
    (statistic("r", "48"), 0.27871, 0.05),
]


@pytest.mark.parametrize(("test", "value", "p"), GOLDEN)
def test_golden_p_values(test: TestStatistic, value: float, p: float) -> None:
    found = p_values(test, Ends(value, value))
    assert found is not None
    assert found.bottom == found.top == pytest.approx(p, rel=2e-3)


def test_the_sign_of_t_is_of_no_account() -> None:
    test = statistic("t", "28")
    assert p_values(test, Ends(-2.25, -2.15)) == p_values(test, Ends(2.15, 2.25))


def test_no_correlation_is_one_or_more() -> None:
    assert p_values(statistic("r", "48"), Ends(1.2, 1.3)) is None


def test_correctly_rounded_tests_raise_no_alarm() -> None:
    alarms = 0
    for _ in range(DRAWS):
        kind = SAMPLE.choice(["t", "F", "chi2", "z", "r", "Q"])
        df = {"F": [SAMPLE.randrange(1, 6), SAMPLE.randrange(5, 200)], "z": []}.get(kind, [SAMPLE.randrange(1, 60)])
        test = statistic(kind, *map(str, df))
        value = SAMPLE.uniform(0.01, 0.95) if kind == "r" else SAMPLE.uniform(0.01, 6)
        exact = p_values(test, Ends(value, value))
        assert exact is not None
        printed = rounded(value, SAMPLE.choice([1, 2, 2, 3]))
        p = PValue(Comparator.EQUAL, rounded(exact.top, SAMPLE.choice([2, 3, 4])))
        allowed = p_values(test, ends(printed))
        alarms += allowed is not None and excess(p, allowed) > 1
    assert alarms == 0


def test_means_of_whole_numbers_raise_no_alarm() -> None:
    alarms = 0
    for _ in range(DRAWS):
        size, decimals = SAMPLE.randrange(2, 60), SAMPLE.choice([1, 2, 2])
        mean = rounded(SAMPLE.randrange(40 * size) / size, decimals)
        alarms += not reachable(mean, Decimal(1).scaleb(-decimals), size)
    assert alarms == 0


@pytest.mark.parametrize(("mean", "size", "possible"), [("5.19", 28, False), ("5.18", 28, True), ("3.47", 19, True)])
def test_grim(mean: str, size: int, possible: bool) -> None:
    """The example of Brown and Heathers, and the mean of 66 visits of 19 people."""
    assert reachable(Decimal(mean), Decimal("0.01"), size) is possible


def test_correctly_rounded_intervals_of_means_raise_no_alarm() -> None:
    alarms = 0
    for _ in range(DRAWS):
        size, level = SAMPLE.randrange(3, 300), Decimal(SAMPLE.choice(["90", "95", "99"]))
        mean, deviation = SAMPLE.uniform(5, 90), SAMPLE.uniform(0.5, 20)
        z = quantile(level) if SAMPLE.random() < 0.5 else float(stdtrit(size - 1, 0.5 + float(level) / 200))
        width, decimals, as_error = z * deviation / sqrt(size), SAMPLE.choice([1, 2]), SAMPLE.random() < 0.5
        spread = rounded(deviation / sqrt(size) if as_error else deviation, decimals)
        if not spread:
            continue
        interval = Interval(level, rounded(mean - width, decimals), rounded(mean + width, decimals))
        allowed = half_widths(spread, size, level, error=as_error)
        alarms += not allowed.meets(Ends(max(half_width(interval).bottom, 0.0), half_width(interval).top))
    assert alarms == 0


def test_intervals_as_wide_as_the_events_allow_raise_no_alarm() -> None:
    """Two arms of any ratio; the standard error 0.95 to 1.11 times the least of the design, as the survey finds."""
    alarms = 0
    for _ in range(DRAWS):
        patients, ratio = SAMPLE.randrange(20, 2000), SAMPLE.choice([1, 1, 1, 2, 3])
        events = SAMPLE.randrange(10, patients + 1)
        truth = SAMPLE.gauss(0, 0.4)
        se = sqrt((1 + ratio) ** 2 / (ratio * events)) * SAMPLE.uniform(0.95, 1.11)
        z = quantile(Decimal(95)) * se
        printed = [rounded(exp(x), 2) for x in (truth, truth - z, truth + z)]
        if printed[1] <= 0:
            continue
        read = Ratio(ends(printed[0]), ends(printed[1]), ends(printed[2]), Decimal(95))
        alarms += error(read) < FLOOR_SHARE * least_error(patients)
        alarms += error(read) < FLOOR_SHARE * least_error(events)
    assert alarms == 0


def test_differences_of_rounded_values_raise_no_alarm() -> None:
    alarms = 0
    for _ in range(DRAWS):
        first, second = SAMPLE.uniform(1, 60), SAMPLE.uniform(1, 60)
        places = [SAMPLE.choice([0, 1, 1, 2]) for _ in range(3)]
        numbers = [rounded(x, n) for x, n in zip((first, second, first - second), places, strict=True)]
        halves = [Decimal(5).scaleb(-n - 1) for n in places]
        pairs = list(zip(numbers, halves, strict=True))
        alarms += not may_be_apart(pairs[0], pairs[1], pairs[2])
    assert alarms == 0


def test_columns_of_one_total_raise_no_alarm() -> None:
    """Ten thousand columns of ten cells, percentages rounded or cut off, one cell in twelve with values missing."""
    alarms = found = 0
    for _ in range(DRAWS // 10):
        total, decimals = SAMPLE.randrange(15, 600), SAMPLE.choice([0, 1, 1])
        entries = []
        for place in range(10):
            of = total if SAMPLE.random() > 1 / 12 else SAMPLE.randrange(total // 2, total)
            count = SAMPLE.randrange(of + 1)
            entries.append(Entry(Cell(place, 1, 0, 0), count, rounded(100 * count / of, decimals)))
        common = common_total(entries)
        found += common is not None
        if common is not None:
            alarms += sum(
                entry.count < common and Decimal(100 * entry.count) / common - entry.share >= entry.unit
                for entry in entries
            )
    assert found > DRAWS / 40
    assert alarms == 0


def test_the_least_standard_error_is_that_of_two_equal_arms() -> None:
    assert least_error(100) == 0.2
    width = ends(Decimal("1.00")), Ends(exp(-1.96 * 0.2), 1.0), Ends(1.0, exp(1.96 * 0.2))
    assert error(Ratio(*width, Decimal(95))) == pytest.approx(0.2, rel=1e-3)
