"""Which side of a conflict something speaks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.unit.compare.build import claims, vocabulary

from claimcheck.compare import Evidence, compare, weighed
from claimcheck.compare.finding import computed, finding, printed
from claimcheck.model import Claim, Conflict, Interval, Kind, Level, Reason, SupportedSide

PFS = {"metric": "progression_free_survival", "study": "TRIAL-1", "treatment": "drug A", "population": "NSCLC"}
RATIO = {**PFS, "statistic": "hazard_ratio", "comparator": "drug B"}


def stated(*said: tuple[str, str], **more: Any) -> tuple[Claim, ...]:
    return claims([{"in": document, "is": value} for document, value in said], {**PFS, **more})


def against(given: Sequence[Claim], **evidence: Any) -> SupportedSide | None:
    (conflict,) = weighed(
        compare(given, vocabulary()).conflicts, Evidence({claim.id: claim for claim in given}, **evidence)
    )
    return conflict.supported_side


def refutes(claim: Claim, rule: str = "T101", reason: Reason = Reason.UNEXPLAINED) -> Conflict:
    sides = [printed(claim), computed("elsewhere")]
    return finding(rule, "interval-order", Kind.STATISTICAL, [claim], sides, Level.ERROR, "", reason)


def test_the_side_that_its_own_numbers_refute_is_not_the_supported_one() -> None:
    wrong, right = stated(("a.md", "0.96"), ("b.md", "0.69"), **RATIO)
    wrong, right = (
        replace(claim, ci=Interval(Decimal(95), Decimal("0.51"), Decimal("0.92"))) for claim in (wrong, right)
    )
    found = against([wrong, right], findings=[refutes(wrong)])
    assert found == SupportedSide(1, "0.96 fails the check T101 interval-order in its own document; 0.69 passes it.")


def test_a_side_without_numbers_to_check_may_stand_too_and_nothing_more_is_said() -> None:
    wrong, right = stated(("a.md", "0.96"), ("b.md", "0.69"), **RATIO)
    found = against([wrong, right], findings=[refutes(wrong)])
    assert found == SupportedSide(1, "0.96 fails the check T101 interval-order in its own document.")


def test_two_refuted_sides_support_nobody() -> None:
    given = stated(("a.md", "0.96"), ("b.md", "0.69"), **RATIO)
    assert against(given, findings=[refutes(claim) for claim in given]) is None


def test_a_finding_about_both_sides_tells_neither_from_the_other() -> None:
    one, other = stated(("a.md", "0.96"), ("b.md", "0.69"), **RATIO)
    both = replace(refutes(one), claims=(one.id, other.id))
    assert against([one, other], findings=[both]) is None


def test_a_habit_of_rounding_refutes_nothing() -> None:
    one, other = stated(("a.md", "0.96"), ("b.md", "0.69"), **RATIO)
    assert against([one, other], findings=[refutes(one, reason=Reason.TRUNCATION)]) is None


def test_a_side_of_which_another_document_passes_the_check_is_not_refuted() -> None:
    given = stated(("a.md", "0.96"), ("c.md", "0.96"), ("b.md", "0.69"), **RATIO)
    given = tuple(replace(c, ci=Interval(Decimal(95), Decimal("0.51"), Decimal("1.81"))) for c in given)
    assert against(given, findings=[refutes(given[0])]) is None


def test_the_first_in_the_order_of_authority_is_supported() -> None:
    given = stated(("notes/a.md", "14.5 month"), ("label/b.md", "15.4 month"), ("c.xml", "14.5 month"))
    found = against(given, authority=["label/*", "*.xml"])
    assert found is not None
    assert found.why == "label/b.md comes first in the order of authority (label/*)."
    assert against(given, authority=["*.xml", "label/*"]) != found
    assert against(given, authority=["*.pdf"]) is None


def test_two_sides_of_one_rank_are_not_told_apart() -> None:
    given = stated(("label/a.md", "14.5 month"), ("label/b.md", "15.4 month"))
    assert against(given, authority=["label/*"]) is None


def test_three_against_one_are_a_majority() -> None:
    given = stated(("a.md", "14.5 month"), ("b.md", "14.5 month"), ("c.md", "14.5 month"), ("d.md", "15.4 month"))
    found = against(given)
    assert found == SupportedSide(0, "3 independent documents give 14.5 months, 1 another value.")
    assert against(given[1:]) is None, "two against one are none"


def test_documents_that_are_one_work_count_once() -> None:
    given = stated(("a.md", "14.5 month"), ("b.md", "14.5 month"), ("c.md", "14.5 month"), ("d.md", "15.4 month"))
    assert against(given, works={"a.md": "10.1/x", "c.md": "10.1/x"}) is None


def test_documents_that_cite_one_work_for_it_count_once() -> None:
    given = list(stated(("a.md", "14.5 month"), ("b.md", "14.5 month"), ("c.md", "14.5 month"), ("d.md", "15.4 month")))
    for at in (0, 1):
        given[at] = replace(given[at], attributes={**given[at].attributes, "source": ("Shaw 2014",)})
    assert against(given) is None
    own = dict.fromkeys(("Shaw 2014", "c.md"), "10.1/x")
    assert against(given, works=own) is None, "a document and those that cite it count once"


def test_documents_that_say_it_in_the_same_words_count_once() -> None:
    given = stated(("a.md", "14.5 month"), ("b.md", "14.5 month"), ("c.md", "14.5 month"), ("d.md", "15.4 month"))
    words = "Half of all patients lived without progression for 14.5 months or longer."
    assert against([replace(claim, sentence=words) for claim in given[:2]] + list(given[2:])) is None


def test_checks_weigh_more_than_authority_and_authority_more_than_a_majority() -> None:
    given = stated(("a.md", "14.5 month"), ("b.md", "14.5 month"), ("c.md", "14.5 month"), ("label/d.md", "15.4 month"))
    found = against(given, authority=["label/*"])
    assert found is not None
    assert found.side == 1
    found = against(given, authority=["label/*"], findings=[refutes(given[3])])
    assert found is not None
    assert found.side == 0


def test_a_scope_conflict_has_no_majority() -> None:
    given = claims(
        [{"in": f"{name}.md", "is": "14.5 month"} for name in "abc"] + [{"in": "d.md", "is": "15.4 month"}],
        {"metric": "progression_free_survival", "study": "TRIAL-1", "population": "NSCLC"},
    )
    for conflict in compare(given, vocabulary()).conflicts:
        scope = replace(conflict, kind=Kind.SCOPE)
        (result,) = weighed([scope], Evidence({claim.id: claim for claim in given}))
        assert result.supported_side is None
