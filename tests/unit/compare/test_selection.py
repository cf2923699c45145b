"""Which rules run: what is named more exactly wins, and a name that fits nothing is said."""

from __future__ import annotations

import pytest
from tests.unit.compare.build import claim, vocabulary

from claimcheck.compare import compare, kept, selected
from claimcheck.compare.rules import DEFAULT, RULES
from claimcheck.errors import ConfigError

EVERY = frozenset(rule.code for rule in RULES)


def test_without_a_word_the_usual_rules_run() -> None:
    assert selected() == DEFAULT


def test_selectors_are_codes_beginnings_names_and_all() -> None:
    assert selected(["V101"]) == selected(["v101"]) == selected(["value-differs"]) == {"V101"}
    assert selected(["A"]) == {code for code in EVERY if code.startswith("A")} != frozenset()
    assert selected(["ALL"]) == EVERY


def test_what_is_ignored_does_not_run_unless_it_is_named_more_exactly() -> None:
    assert "V101" not in selected(ignore=["V1"])
    assert selected(["V101"], ignore=["V"]) == {"V101"}
    assert selected(["V"], ignore=["V101"]) == selected(["V"]) - {"V101"}
    assert selected(["V101"], ignore=["V101"]) == frozenset()
    assert selected(["S101"], extend=["A101"]) == {"S101", "A101"}


def test_a_name_that_fits_no_rule_is_an_error_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"no rule is called 'V1010'.*did you mean V101"):
        selected(["V1010"])
    with pytest.raises(ConfigError, match="no rule is called ''"):
        selected(ignore=[""])


def test_a_path_can_be_spared_a_rule() -> None:
    entry = {"metric": "progression_free_survival", "study": "TRIAL 1", "treatment": "drug-a"}
    claims = (
        claim(0, {**entry, "in": "a.txt", "is": "24.1 month"}),
        claim(1, {**entry, "in": "old/b.txt", "is": "37.5 month"}),
    )
    by_id = {one.id: one for one in claims}
    found = compare(claims, vocabulary()).conflicts
    assert len(found) == 1
    assert kept(found, by_id, {}) == list(found)
    assert kept(found, by_id, {"old/*": ["V101"]}) == kept(found, by_id, {"*": ["V"]}) == []
    assert kept(found, by_id, {"old/*": ["S"], "new/*": ["V"]}) == list(found)
