from __future__ import annotations

import inspect
import re
from itertools import permutations
from typing import Any

import pytest
from tests.unit.compare.build import cases, claims, vocabulary

from claimcheck.compare import compare
from claimcheck.compare.rules import ACROSS, INSIDE, PINNED, RULES, Rule
from claimcheck.model import Conflict, Kind

FILES = {rule.code: f"{rule.code.lower()}.yml" for rule in ACROSS}
LETTERS = {Kind.VALUE: "V", Kind.SCOPE: "S", Kind.ARITHMETIC: "A", Kind.STATISTICAL: "T", Kind.CHRONOLOGY: "C"}
ALL = [pytest.param(case, id=f"{code}: {case['name']}") for code, name in FILES.items() for case in cases(name)]


def summary(conflict: Conflict) -> dict[str, Any]:
    return {
        "rule": conflict.rule,
        "level": conflict.level.value,
        "reason": conflict.reason.value,
        "sides": sorted(sorted(int(claim[1:]) for claim in side.claims) for side in conflict.sides),
        "missing": list(conflict.missing),
    }


@pytest.mark.parametrize("case", ALL)
def test_case(case: dict[str, Any]) -> None:
    expected = [
        {**conflict, "sides": sorted(sorted(side) for side in conflict["sides"])} for conflict in case["conflicts"]
    ]
    given = claims(case["claims"], case["common"])
    abstracts = {name: (start, end) for name, (start, end) in case.get("abstracts", {}).items()}
    results = [compare(order, vocabulary(), abstracts=abstracts).conflicts for order in permutations(given)]
    assert [summary(conflict) for conflict in results[0]] == expected
    assert all(result == results[0] for result in results), "the order of the claims changes the result"


@pytest.mark.parametrize("rule", ACROSS, ids=lambda rule: rule.code)
def test_every_rule_has_cases_of_both_kinds(rule: Rule[Any]) -> None:
    found = [any(c["rule"] == rule.code for c in case["conflicts"]) for case in cases(FILES[rule.code])]
    assert found.count(True) >= 3
    assert found.count(False) >= 3


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_docstring_is_a_manual_page(rule: Rule[Any]) -> None:
    page = inspect.cleandoc(rule.check.__doc__ or "")
    paragraphs = page.split("\n\n")
    assert re.fullmatch(r"[A-Z][^.]*\.", " ".join(paragraphs[0].split())), "one sentence says what is reported"
    conflicts = [n for n, text in enumerate(paragraphs) if text.startswith("Conflicts: ") and text.count("`") >= 4]
    agrees = [n for n, text in enumerate(paragraphs) if text.startswith("Agrees: ") and text.count("`") >= 4]
    assert len(conflicts) == len(agrees) == 1
    assert conflicts[0] < agrees[0]


def test_the_rules_are_listed_once_each_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(ACROSS) + len(PINNED) + len(INSIDE)
    assert len(set(codes)) == len({rule.name for rule in RULES}) == len(codes)
    assert all(re.fullmatch(r"[VSATC][0-9]{3}", code) for code in codes)
    assert [LETTERS[rule.kind] for rule in RULES] == [code[0] for code in codes]
