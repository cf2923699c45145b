"""Agreement of printed values holds for every number, not only for those that a case lists."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.compare.agree import Stated, agree, interval, truncated
from claimcheck.model import Comparator

numbers = st.decimals(
    min_value=Decimal("0.01"), max_value=Decimal(5000), allow_nan=False, allow_infinity=False, places=6
)
places = st.integers(min_value=0, max_value=4)
factors = st.sampled_from(
    [Decimal(1), Decimal("0.2299794661190965"), Decimal("0.03285420944558522"), Decimal(12), Decimal(1000)]
)
comparators = st.sampled_from(list(Comparator))


def printed(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def stated(
    value: Decimal, decimals: int, comparator: Comparator = Comparator.EQUAL, factor: Decimal = Decimal(1)
) -> Stated:
    shown = printed(value, decimals)
    return interval(shown, shown, decimals=decimals, comparator=comparator, factor=factor, about=Decimal("0.05"))


values = st.builds(stated, numbers, places, comparators, factors)


@given(values, values)
def test_symmetric(a: Stated, b: Stated) -> None:
    assert agree(a, b) is agree(b, a)
    assert truncated(a, b) is truncated(b, a)


@given(values)
def test_reflexive(a: Stated) -> None:
    assert agree(a, a)


@given(numbers, places, places)
def test_one_true_value_rounded_two_ways_agrees(true: Decimal, first: int, second: int) -> None:
    assert agree(stated(true, first), stated(true, second))


@given(numbers, places, places, factors, factors)
def test_one_true_value_printed_in_two_units_agrees(
    true: Decimal, first: int, second: int, a: Decimal, b: Decimal
) -> None:
    one = stated(true / a, first, factor=a)
    other = stated(true / b, second, factor=b)
    assert agree(one, other)


@given(numbers, numbers, places, places, factors)
def test_the_unit_does_not_matter(x: Decimal, y: Decimal, first: int, second: int, factor: Decimal) -> None:
    assert agree(stated(x, first), stated(y, second)) is agree(
        stated(x, first, factor=factor), stated(y, second, factor=factor)
    )


@given(numbers, numbers, places)
def test_same_unit_and_decimals_agree_only_when_equal(x: Decimal, y: Decimal, decimals: int) -> None:
    assert agree(stated(x, decimals), stated(y, decimals)) is (printed(x, decimals) == printed(y, decimals))


@given(numbers, numbers, places)
def test_a_bound_conflicts_only_with_what_lies_outside(bound: Decimal, value: Decimal, decimals: int) -> None:
    below = stated(bound, decimals, Comparator.LESS)
    if value < printed(bound, decimals):
        assert agree(below, stated(value, decimals))
    if value > bound + 2:
        assert not agree(below, stated(value, decimals))


@given(numbers, numbers, numbers, places)
def test_a_range_agrees_with_every_point_in_it(x: Decimal, y: Decimal, z: Decimal, decimals: int) -> None:
    low, point, high = sorted((x, y, z))
    span = interval(printed(low, decimals), printed(high, decimals), decimals=decimals)
    assert agree(span, stated(point, decimals))


@given(numbers, places, places)
def test_what_is_truncated_does_not_agree(true: Decimal, first: int, second: int) -> None:
    a, b = stated(true, first), stated(true, second)
    assert not truncated(a, b)
