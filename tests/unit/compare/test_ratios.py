"""Ratios, intervals and p values: golden vectors, and no false alarm on what is correctly rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from math import exp, log
from random import Random

import pytest

from claimcheck.compare.ratios import Ends, Ratio, ends, excess, implied, in_order, one_sided, p_values, quantile
from claimcheck.model import Comparator, PValue


def ratio(estimate: str, low: str, high: str, level: str = "95") -> Ratio:
    return Ratio(ends(Decimal(estimate)), ends(Decimal(low)), ends(Decimal(high)), Decimal(level))


def rounded(printed: list[Decimal], level: Decimal) -> Ratio:
    estimate, low, high = printed
    return Ratio(ends(estimate), ends(low), ends(high), level)


def exactly(truth: float, z: float, level: Decimal) -> Ratio:
    """The ratio before it is rounded; `truth` and `z` on the log scale."""
    at, low, high = (Ends(exp(x), exp(x)) for x in (truth, truth - z, truth + z))
    return Ratio(at, low, high, level)


def p(printed: str) -> PValue:
    return PValue(Comparator(printed[0]), Decimal(printed[1:]))


# estimate, low, high, level, p; in the middle?, p from, p to, factor (None: at most 1)
GOLDEN = [
    ("0.50", "0.37", "0.68", "95", "<0.001", True, 8.5e-7, 5.3e-5, None),
    ("0.69", "0.51", "0.92", "95", "=0.012", True, 0.0067, 0.0252, None),
    ("0.69", "0.51", "0.98", "95", "=0.012", False, 0.0147, 0.0426, 1.18),
    ("1.32", "1.14", "1.52", "95", "=0.002", True, 3.5e-5, 5.6e-4, 2.70),
    ("0.73", "0.57", "0.93", "98.5", "=0.002", True, 0.0006, 0.0047, None),
    ("0.73", "0.57", "0.93", "95", "=0.002", True, None, None, 2.15),
    ("0.390", "0.130", "1.173", "95", "=0.0401", True, 0.077, 0.112, 1.92),
    ("1.64", "0.90", "2.97", "95", "<0.001", True, 0.084, 0.127, 84),
    ("1.29", "1.17", "1.43", "95", "=0.001", True, 3.5e-8, 7.5e-6, 67),
    ("0.87", "0.561", "1.629", "95", "=0.027", False, 0.575, 0.641, 21),
    ("2.50", "1.05", "5.95", "95", "=0.062", True, 0.0288, 0.0504, 1.22),
]


@pytest.mark.parametrize(("estimate", "low", "high", "level", "printed", "middle", "first", "last", "factor"), GOLDEN)
def test_golden(
    estimate: str, low: str, high: str, level: str, printed: str,
    middle: bool, first: float | None, last: float | None, factor: float | None,
) -> None:  # fmt: skip
    read = ratio(estimate, low, high, level)
    assert in_order(read)
    assert implied(read).meets(read.estimate) is middle
    allowed = p_values(read)
    if first is not None and last is not None:
        assert allowed.bottom == pytest.approx(first, rel=0.09)
        assert allowed.top == pytest.approx(last, rel=0.09)
    found = excess(p(printed), allowed)
    assert found <= 1 if factor is None else found == pytest.approx(factor, rel=0.05)


def test_the_middle_as_checked_by_hand() -> None:
    assert implied(ratio("0.69", "0.51", "0.98")).bottom == pytest.approx(0.7017, abs=1e-4)
    assert implied(ratio("0.69", "0.51", "0.98")).top == pytest.approx(0.7122, abs=1e-4)
    assert implied(ratio("0.50", "0.37", "0.68")).bottom == pytest.approx(0.4964, abs=1e-4)


def test_a_one_sided_p_value_is_half() -> None:
    allowed = one_sided(p_values(ratio("0.390", "0.130", "1.173")))
    assert allowed.bottom == pytest.approx(0.039, abs=1e-3)
    assert allowed.top == pytest.approx(0.056, abs=1e-3)
    assert excess(p("=0.0401"), allowed) <= 1


def test_printed_zero_is_below_what_the_digits_show() -> None:
    assert excess(p("=0.000"), Ends(1e-6, 1e-5)) <= 1
    assert excess(p("=0.000"), Ends(0.01, 0.02)) > 1


DRAWS = 100_000


def test_correctly_rounded_ratios_raise_no_alarm() -> None:
    """Estimates, intervals of several levels and two-sided p values, rounded as papers print them."""
    random = Random(20)  # noqa: S311 - draws to test with
    alarms = 0
    for _ in range(DRAWS):
        truth, error = random.gauss(0, 0.6), random.uniform(0.05, 0.6)
        level = random.choice(["90", "95", "95", "95", "97.5", "99"])
        places = Decimal(1).scaleb(-random.choice([1, 2, 2, 2, 3]))
        z = quantile(Decimal(level)) * error
        printed = [Decimal(exp(x)).quantize(places, ROUND_HALF_EVEN) for x in (truth, truth - z, truth + z)]
        read = rounded(printed, Decimal(level))
        if read.low.bottom <= 0 or read.estimate.bottom <= 0:
            continue
        exact = p_values(exactly(truth, z, Decimal(level)), slack=0)
        value = Decimal(exact.top).quantize(Decimal(1).scaleb(-random.choice([2, 3, 4])), ROUND_HALF_EVEN)
        alarms += not in_order(read) or not implied(read).meets(read.estimate)
        alarms += excess(PValue(Comparator.EQUAL, value), p_values(read)) > 1
    assert alarms == 0


def test_one_wrong_digit_is_caught_as_often_as_the_survey_says() -> None:
    """The survey finds 97.1, 94.6 and 84.0% for the estimate, the low and the high end; how effects are drawn moves
    each by a point."""
    random = Random(21)  # noqa: S311 - draws to test with
    caught, drawn = [0, 0, 0], 0
    while drawn < 4_000:
        truth, error = log(random.uniform(0.4, 1.2)), random.uniform(0.08, 0.3)
        z = quantile(Decimal(95)) * error
        printed = [Decimal(exp(x)).quantize(Decimal("0.01"), ROUND_HALF_EVEN) for x in (truth, truth - z, truth + z)]
        if min(printed) < Decimal("0.1") or max(printed) >= 10:
            continue
        drawn += 1
        exact = p_values(exactly(truth, z, Decimal(95)), slack=0)
        value = PValue(Comparator.EQUAL, Decimal(exact.top).quantize(Decimal("0.001"), ROUND_HALF_EVEN))
        if value.value < Decimal("0.001"):
            value = PValue(Comparator.LESS, Decimal("0.001"))
        for at in range(3):
            wrong = list(printed)
            wrong[at] = _slip(random, printed[at])
            caught[at] += _caught(wrong, value)
    shares = [count / drawn for count in caught]
    assert shares[0] >= 0.965
    assert shares[1] >= 0.93
    assert shares[2] >= 0.84


def _slip(random: Random, printed: Decimal) -> Decimal:
    """The number with one digit exchanged for another."""
    text = f"{printed:.2f}"
    at = random.choice([i for i, sign in enumerate(text) if sign.isdigit()])
    other = random.choice([digit for digit in "0123456789" if digit != text[at]])
    return Decimal(text[:at] + other + text[at + 1 :])


def _caught(printed: list[Decimal], value: PValue) -> bool:
    read = rounded(printed, Decimal(95))
    if read.low.bottom <= 0 or read.estimate.bottom <= 0 or read.high.bottom <= 0:
        return True  # a zero in a ratio is out of order with the others
    if not in_order(read) or read.low.bottom > read.high.top or not implied(read).meets(read.estimate):
        return True
    return excess(value, p_values(read)) > 1 or _significance_differs(read, value)


def _significance_differs(read: Ratio, value: PValue) -> bool:
    if read.low.bottom > 1 or read.high.top < 1:
        return value.value > Decimal("0.05")
    return read.low.top < 1 < read.high.bottom and value.value < Decimal("0.05")


def test_the_log_of_the_ends_is_what_the_interval_is_made_of() -> None:
    read = ratio("1.00", "0.50", "2.00")
    assert implied(read).meets(Ends(1.0, 1.0))
    assert log(2) == pytest.approx(-log(0.5))
