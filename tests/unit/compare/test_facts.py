from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from tests.unit.compare.build import cases, claims, vocabulary

from claimcheck.compare import facts


def grouped(entries: tuple[Any, ...]) -> list[list[int]]:
    found = facts(entries, vocabulary())
    return sorted(sorted(int(claim.id[1:]) for node in fact.nodes for claim in node.claims) for fact in found)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in cases("facts.yml")])
def test_claims_that_state_one_fact(case: dict[str, Any]) -> None:
    assert grouped(claims(case["claims"], case["common"])) == case["facts"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in cases("facts.yml")])
def test_the_order_of_the_claims_does_not_matter(case: dict[str, Any]) -> None:
    for order in permutations(claims(case["claims"], case["common"])):
        assert grouped(order) == case["facts"]
