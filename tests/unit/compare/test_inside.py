"""The rules that look at one document: sentences and tables as a document prints them, read by the whole pipeline."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from tests.unit.compare.build import cases, vocabulary

from claimcheck.compare import inside
from claimcheck.compare.rules import INSIDE, Rule
from claimcheck.extract import extract
from claimcheck.model import Claim, Conflict
from claimcheck.normalise import loose, normalise
from claimcheck.readers import parse

FILES = {rule.code: f"{rule.code.lower()}.yml" for rule in INSIDE}
ALL = [pytest.param(code, case, id=f"{code}: {case['name']}") for code, name in FILES.items() for case in cases(name)]


def read(text: str, name: str, rule: str) -> tuple[dict[str, Claim], tuple[Conflict, ...]]:
    """The numbers of a document by id, and what one rule says of them."""
    document = parse(text.encode(), name)
    extraction = extract(document, vocabulary())
    claims = normalise(document, extraction, vocabulary())
    unbound = loose(document, extraction, vocabulary())
    assert all(document.text[slice(*claim.span)] == claim.quote for claim in (*claims, *unbound))
    return {c.id: c for c in (*unbound, *claims)}, inside(document, claims, unbound, vocabulary(), {rule})


@pytest.mark.parametrize(("rule", "case"), ALL)
def test_case(rule: str, case: dict[str, Any]) -> None:
    """A case lists what is reported: the level, the sides as shown and, where given, the reason and the quotes."""
    claims, found = read(case["text"], case.get("file", "a.txt"), rule)
    expected = case["conflicts"]
    assert [(c.level.value, [side.display for side in c.sides]) for c in found] == [
        (wanted["level"], wanted["sides"]) for wanted in expected
    ]
    for conflict, wanted in zip(found, expected, strict=True):
        assert conflict.rule == rule
        assert conflict.reason.value == wanted.get("reason", conflict.reason.value)
        if "quotes" in wanted:
            assert [claims[name].quote for name in conflict.claims] == wanted["quotes"]
        assert conflict.explanation.endswith(".")


@pytest.mark.parametrize("rule", INSIDE, ids=lambda rule: rule.code)
def test_every_rule_has_cases_of_both_kinds(rule: Rule[Any]) -> None:
    found = Counter(bool(case["conflicts"]) for case in cases(FILES[rule.code]))
    assert found[True] >= 3
    assert found[False] >= 3


def test_what_is_said_twice_is_one_conflict_with_two_places() -> None:
    sentence = "The objective response rate was 28.9% (14 of 52).\n\n"
    _, found = read(sentence + "Nausea was seen in 14 of 52 patients (28.9%).\n\n" + sentence, "a.txt", "A101")
    assert sorted(len(conflict.claims) for conflict in found) == [1, 2]
    assert all(len(conflict.sides[0].claims) == len(conflict.claims) for conflict in found)
