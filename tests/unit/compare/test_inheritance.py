"""A decision holds for a further document that repeats its values, and for no new value."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.compare.build import claims, vocabulary

from claimcheck.compare import compare, id_of, inherited
from claimcheck.model import Claim, Conflict, Decision, Verdict

COMMON = {"metric": "progression_free_survival", "study": "PROFILE 1001", "treatment": "crizotinib"}
A, B = {"in": "a.txt", "is": "19.2 month"}, {"in": "b.txt", "is": "19.3 month"}
NAMES = {"a.txt": "doi:10.1000/a"}


def only(*entries: dict[str, Any]) -> tuple[Conflict, dict[str, Claim]]:
    found = claims(list(entries), COMMON)
    (conflict,) = compare(found, vocabulary()).conflicts
    return conflict, {claim.id: claim for claim in found}


def decided(verdict: Verdict = Verdict.BOTH_VALID, document: str | None = None) -> Decision:
    """A decision about the two documents."""
    return Decision(id_of(*only(A, B), NAMES), verdict, "cut-offs", document=document, saw={"a.txt": "", "b.txt": ""})


@pytest.mark.parametrize(
    ("further", "decision", "holds"),
    [
        ([{"in": "c.txt", "is": "19.3 month"}], decided(), True),
        ([{"in": "c.txt", "is": "19.3 month"}, {"in": "d.txt", "is": "19.2 month"}], decided(), True),
        ([{"in": "c.txt", "is": "19.4 month"}], decided(), False),
        ([{"in": "c.txt", "is": "19.30 month"}], decided(), False),
        ([], decided(), False),
        ([{"in": "c.txt", "is": "19.3 month"}], decided(Verdict.WRONG_IN, "a.txt"), True),
        ([{"in": "c.txt", "is": "19.3 month"}], decided(Verdict.WRONG_IN, "doi:10.1000/a"), True),
        ([{"in": "c.txt", "is": "19.2 month"}], decided(Verdict.WRONG_IN, "a.txt"), False),
        ([{"in": "c.txt", "is": "19.3 month"}], decided(Verdict.WRONG_IN, "elsewhere.txt"), False),
        ([{"in": "c.txt", "is": "19.3 month"}], decided(Verdict.EXTRACTION_ERROR), False),
        ([{"in": "c.txt", "is": "19.3 month"}], decided(Verdict.NOT_A_CLAIM), False),
        ([{"in": "c.txt", "is": "19.3 month"}], decided(Verdict.NEEDS_SOURCE), False),
    ],
)
def test_what_a_decision_also_covers(further: list[dict[str, Any]], decision: Decision, holds: bool) -> None:
    conflict, found = only(A, B, *further)
    assert inherited(conflict, found, NAMES, [decision]) == (decision.id if holds else None)


def test_a_value_that_one_of_the_two_no_longer_prints_ends_it() -> None:
    conflict, found = only({**A, "is": "19.1 month"}, B, {"in": "c.txt", "is": "19.2 month"})
    assert inherited(conflict, found, NAMES, [decided()]) is None
