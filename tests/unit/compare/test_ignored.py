"""Comments beside a conflict's numbers: what they accept, and what is said of those that accept nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.unit.report.sample import CELL, FIRST, NEWS, RESULT, REVIEW, UPDATED, VALUE

from claimcheck.compare import ignored
from claimcheck.model import Conflict, Ignore, Side

CLAIMS = {claim.id: claim for claim in RESULT.claims}
NEWS_SPAN, REVIEW_SPAN = (0, 60), (100, 1000)
"""What covers the claim of the news, and both of the review."""
THIRD = replace(
    VALUE,
    claims=(*VALUE.claims, "c-third"),
    sides=(*VALUE.sides, Side(Decimal("25.0"), "25.0 months", ("c-third",))),
)
WITH_THIRD = {**CLAIMS, "c-third": replace(FIRST, id="c-third", document="sources/third.md")}


def comment(*rules: str, span: tuple[int, int] = NEWS_SPAN, fault: str | None = None) -> Ignore:
    return Ignore(*span, 3, rules, "other cut-off", fault)


def status(conflict: Conflict, ignores: dict[str, Sequence[Ignore]]) -> str:
    (done,), _ = ignored([conflict], WITH_THIRD, ignores)
    return done.status


def test_a_comment_beside_the_differing_value_accepts_with_its_reason() -> None:
    ((done,), remarks) = ignored(
        [VALUE], CLAIMS, {NEWS: [comment("V101")], REVIEW: [comment("V101", span=REVIEW_SPAN)]}
    )
    assert (done.status, remarks) == ("accepted", ())
    assert done.decision is not None
    assert (done.decision.reason, done.decision.by) == ("other cut-off", f"a comment in {REVIEW}, line 3")


@pytest.mark.parametrize(
    ("ignores", "expected"),
    [
        ({REVIEW: [comment("V101", span=REVIEW_SPAN)]}, "accepted"),
        ({REVIEW: [comment("value-differs", span=REVIEW_SPAN)]}, "accepted"),
        ({REVIEW: [comment("S101", "V101", span=REVIEW_SPAN)]}, "accepted"),
        ({REVIEW: [comment("S101", span=REVIEW_SPAN)]}, "new"),
        ({REVIEW: [comment("V1", span=REVIEW_SPAN)]}, "new"),
        ({REVIEW: [comment("V101", span=(125, 1000))]}, "new"),
        ({REVIEW: [comment("V101", span=REVIEW_SPAN, fault="no reason is given")]}, "new"),
        ({"elsewhere.md": [comment("V101", span=REVIEW_SPAN)]}, "new"),
        ({}, "new"),
    ],
)
def test_which_comments_accept(ignores: dict[str, Sequence[Ignore]], expected: str) -> None:
    assert status(VALUE, ignores) == expected


def test_a_value_that_one_more_place_gives_is_not_hidden_by_a_comment_at_another() -> None:
    """The news and a table of the review say 19.3: a comment at the news leaves 19.2 against the table."""
    assert (UPDATED.document, CELL.document) == (NEWS, REVIEW)
    assert status(VALUE, {NEWS: [comment("V101")]}) == "new"


def test_a_third_value_is_new_whatever_was_ignored_before() -> None:
    ignores: dict[str, Sequence[Ignore]] = {REVIEW: [comment("V101", span=REVIEW_SPAN)]}
    assert status(THIRD, ignores) == "new"
    assert status(THIRD, ignores | {NEWS: [comment("V101")]}) == "accepted"


def test_what_a_decision_accepted_stays_as_it_is() -> None:
    before = replace(VALUE, status="accepted")
    ((done,), _) = ignored([before], CLAIMS, {REVIEW: [comment("V101", span=REVIEW_SPAN)]})
    assert done is before


def test_a_comment_that_a_change_brings_itself_does_not_count_and_is_named() -> None:
    ((done,), remarks) = ignored([VALUE], CLAIMS, {REVIEW: [comment("V101", span=REVIEW_SPAN)]}, {REVIEW})
    assert done.status == "new"
    assert remarks == (f"{REVIEW}:3: the change brings a comment that ignores V101; it does not count here",)


@pytest.mark.parametrize(
    ("ignore", "remark"),
    [
        (comment("S101"), "the comment ignores S101, and nothing beside it conflicts so"),
        (comment("V999"), "the comment names V999, and there is no such rule"),
        (comment(fault="no rule is named"), "the comment ignores nothing; no rule is named"),
    ],
)
def test_a_comment_that_does_nothing_is_said(ignore: Ignore, remark: str) -> None:
    _, remarks = ignored([VALUE], CLAIMS, {NEWS: [ignore]})
    assert remarks == (f"{NEWS}:3: {remark}",)
