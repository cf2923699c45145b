"""Percentages and counts: no alarm on what is rounded rightly, and what one wrong digit is caught at (checks.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from random import Random

import pytest
from tests.unit.compare.build import claims, vocabulary

from claimcheck.compare.paper import Paper
from claimcheck.compare.rules import (
    a101_percentage_of_count,
    a102_count_without_total,
    a103_share_of_size,
    a201_responses_add_up,
)
from claimcheck.model import Claim, Conflict, Document, Level

DRAWS = 100_000
(RATE,) = claims(
    [{"in": "a.txt", "is": "50%"}], {"metric": "objective_response_rate", "study": "T-1", "treatment": "drug A"}
)
Check = Callable[[Paper], Iterator[Conflict]]


def stated(at: int, value: Decimal, count: int | None, total: int | None) -> Claim:
    """The rate that a document prints at a place; the text around it is empty, so that no words stand in the way."""
    places = -int(value.as_tuple().exponent)
    return replace(
        RATE, id=str(at), span=(at, at + 1), value=value, low=value, high=value, canonical_value=value, decimals=places,
        numerator=count, denominator=total, quote=f"{value}%",
    )  # fmt: skip


def share(count: int, total: int, places: int, rounding: str) -> Decimal:
    return (Decimal(100 * count) / total).quantize(Decimal(1).scaleb(-places), rounding)


def found(check: Check, given: Iterable[Claim]) -> list[Conflict]:
    numbers = tuple(given)
    return list(check(Paper(Document("a.txt", "text", "", " " * (len(numbers) + 2)), numbers, (), vocabulary())))


def drawn(random: Random) -> tuple[int, int, int]:
    total = random.randrange(5, 900)
    return random.randrange(1, total + 1), total, random.choice([0, 1, 1, 2])


@pytest.mark.parametrize("rounding", [ROUND_HALF_UP, ROUND_HALF_EVEN])
def test_a_percentage_that_is_rounded_raises_no_alarm(rounding: str) -> None:
    random = Random(31)  # noqa: S311 - draws to test with
    given = []
    for at in range(DRAWS):
        count, total, places = drawn(random)
        given.append(stated(at, share(count, total, places, rounding), count, total))
    assert found(a101_percentage_of_count.check, given) == []
    assert found(a102_count_without_total.check, (replace(claim, denominator=None) for claim in given)) == []


def test_a_percentage_that_is_cut_off_is_a_note_at_most() -> None:
    random = Random(32)  # noqa: S311 - draws to test with
    given = []
    for at in range(DRAWS // 5):
        count, total, places = drawn(random)
        given.append(stated(at, share(count, total, places, ROUND_DOWN), count, total))
    assert {conflict.level for conflict in found(a101_percentage_of_count.check, given)} == {Level.NOTE}
    assert found(a102_count_without_total.check, (replace(claim, denominator=None) for claim in given)) == []


def test_a_wrong_digit_of_a_percentage_and_a_count_off_by_one_are_caught() -> None:
    """The survey: 99.98% of wrong digits of a percentage with one decimal, all counts off by one."""
    random = Random(33)  # noqa: S311 - draws to test with
    wrong, shifted = [], []
    for at in range(10_000):
        total = random.randrange(20, 900)
        count = random.randrange(1, total)
        right = share(count, total, 1, ROUND_HALF_UP)
        text = f"{right:.1f}"
        digit = random.choice([i for i, sign in enumerate(text) if sign.isdigit()])
        other = random.choice([sign for sign in "0123456789" if sign != text[digit]])
        slip = Decimal(text[:digit] + other + text[digit + 1 :])
        if slip != share(count, total, 1, ROUND_HALF_DOWN):  # a half may be rounded either way
            wrong.append(stated(at, slip, count, total))
        shifted.append(stated(at, right, count + 1, total))
    assert len(found(a101_percentage_of_count.check, wrong)) >= 0.9998 * len(wrong)
    assert len(found(a101_percentage_of_count.check, shifted)) == len(shifted)


def test_a_share_of_the_stated_size_is_reachable() -> None:
    random = Random(34)  # noqa: S311 - draws to test with
    for _ in range(DRAWS):
        count, total, places = drawn(random)
        unit = Decimal(1).scaleb(-places)
        for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN):
            assert a103_share_of_size.reachable(share(count, total, places, rounding), unit, total)


@pytest.mark.parametrize(("total", "places", "chance"), [(50, 1, 0.95), (200, 1, 0.80), (500, 1, 0.50), (50, 0, 0.50)])
def test_how_often_a_wrong_share_is_unreachable(total: int, places: int, chance: float) -> None:
    assert a103_share_of_size.power(total, Decimal(1).scaleb(-places)) == pytest.approx(chance, abs=0.01)


def test_responses_that_are_rounded_add_up() -> None:
    random = Random(35)  # noqa: S311 - draws to test with
    given: list[Claim] = []
    for group in range(DRAWS // 3):
        total = random.randrange(10, 500)
        complete = random.randrange(total // 2)
        partial = random.randrange(total - complete)
        counts = (complete, partial, complete + partial)
        names = ("complete_response_rate", "partial_response_rate", "objective_response_rate")
        for part, (count, name) in enumerate(zip(counts, names, strict=True)):
            value = share(count, total, random.choice([0, 1, 1]), ROUND_HALF_UP)
            claim = stated(3 * group + part, value, None, None)
            given.append(replace(claim, metric=name, sentence=str(group)))
    assert found(a201_responses_add_up.check, given) == []
