from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from benchmarks.made_claims import make
from tests.unit.compare.build import vocabulary

from claimcheck.compare import agree, beside, compare, gather, pairs
from claimcheck.model import Level


def test_made_claims_are_the_same_every_time() -> None:
    first, second = make(500), make(500)
    assert first.claims == second.claims
    assert len({claim.id for claim in first.claims}) == 500
    assert make(500, seed=1).claims != first.claims


def test_what_is_planted_is_found_and_nothing_else_is_an_error() -> None:
    made = make(10_000)
    result = compare(made.claims, vocabulary())
    met = made.planted & result.compared  # nobody else states the fact of the others
    loud = [conflict for conflict in result.conflicts if conflict.level is Level.ERROR]
    assert len(met) > 10
    assert all(made.planted & {*conflict.claims} for conflict in loud)
    found = {claim for conflict in result.conflicts for claim in conflict.claims}
    assert len(met & found) >= 0.95 * len(met)
    assert len(met & {claim for conflict in loud for claim in conflict.claims}) >= 0.6 * len(met)


@pytest.mark.parametrize(("small", "large"), [(2_000, 20_000)])
def test_ten_times_the_claims_are_not_much_more_than_ten_times_the_work(
    small: int, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work is counted, not timed: how often two values, two places, or a node and a group are looked at together."""
    counts: Counter[str] = Counter()

    def counted(name: str, function: Any) -> Any:
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            counts[name] += 1
            return function(*args, **kwargs)

        return wrapper

    for module in (beside, gather, pairs):
        monkeypatch.setattr(module, "agree", counted("agree", agree.agree))
    monkeypatch.setattr(beside, "near", counted("near", beside.near))
    monkeypatch.setattr(gather, "fit", counted("fit", gather.fit))
    work = {}
    for size in (small, large):
        counts.clear()
        compare(make(size).claims, vocabulary())
        work[size] = counts.copy()
    assert {name: work[large][name] <= 12 * work[small][name] for name in counts} == dict.fromkeys(counts, True)
    assert set(counts) == {"agree", "near", "fit"}
