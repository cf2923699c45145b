"""V102 abstract-differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claimcheck.compare.abstract import abstract_of
from claimcheck.compare.agree import Stated, agree, rounded_twice, stated, truncated
from claimcheck.compare.finding import finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import Relation, relation, statistic_class, text
from claimcheck.compare.slips import one_digit_apart, transposed
from claimcheck.model import Claim, Comparator, Conflict, Kind, Level, Reason

CODE = "V102"
NAME = "abstract-differs"
KIND = Kind.VALUE

_LEFT_OUT = frozenset({"sample_size", "dose", "approval_date", "publication_date", "update_date"})
"""Metrics of which a paper gives many values that differ by right: sizes of groups, doses, dates."""
_PARTS = ("subgroup", "timepoint", "event", "grade", "therapy_line", "assessment", "characteristic", "marker")
"""What two places must not say differently. The arm is no such part: the numbers beside tell more than its name."""
_NUMBER = re.compile(r"(?<![\w.])[0-9]+(?:[.\u00b7][0-9]+)?(?!\w|[.\u00b7][0-9])")
_REACH = 140
"""Characters on each side of a value in which its companions stand."""
_COMMON = frozenset({"95", "90", "100", "0.05", "0.01", "0.001", "0.0001", "1.0", "0.0"})
"""Numbers that stand beside results of every kind."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A claim with what its neighbourhood prints."""

    claim: Claim
    value: Stated
    beside: frozenset[str]


def check(paper: Paper) -> Iterator[Conflict]:
    """The abstract gives a value that the body of the paper gives differently.

    The body states the same metric and statistic with another value, and the value of the abstract stands nowhere in
    it. That both are one fact is told by the numbers around them (the other arm's value, the interval, the p value) or
    by a slip of one digit; otherwise it is a note.

    Conflicts: `median PFS 6.8 v 8.7 months (p = 0.02)` in the abstract and `6.0 and 8.7 months (p = 0.02)` in the
    results.

    Agrees: `64%` in the abstract and `63.9%` in the results; a median of all patients in the abstract and one of a
    subgroup in the results.
    """
    span = abstract_of(paper.document)
    if span is None:
        return
    inside = [place for place in _places(paper) if span[0] <= place.claim.span[0] < span[1]]
    outside = [place for place in _places(paper) if place.claim.span[0] >= span[1]]
    abstract, body = (
        set(_numbers(part)) for part in (paper.document.text[slice(*span)], paper.document.text[span[1] :])
    )
    for place in inside:
        if _printed(place.claim) & body:
            continue
        rivals = [other for other in outside if _comparable(paper, place, other)]
        if any(agree(place.value, other.value) for other in rivals):
            continue
        rivals = [other for other in rivals if not _printed(other.claim) & abstract]
        yield from _judged(place, rivals)


def _places(paper: Paper) -> Iterator[_Place]:
    for claim in paper.claims:
        metric = paper.vocabulary.metrics[claim.metric]
        if (
            claim.metric in _LEFT_OUT
            or claim.comparator is not Comparator.EQUAL
            or not isinstance(claim.value, Decimal)
        ):
            continue
        value = stated(claim, metric, paper.vocabulary)
        if value is not None and value.point is not None:
            yield _Place(claim, value, _beside(claim))


def _comparable(paper: Paper, a: _Place, b: _Place) -> bool:
    one, other = a.claim, b.claim
    metric = paper.vocabulary.metrics[one.metric]
    if one.metric != other.metric or one.canonical_unit != other.canonical_unit:
        return False
    if statistic_class(one, metric, paper.vocabulary) != statistic_class(other, metric, paper.vocabulary):
        return False
    if any(relation(part, text(one, part), text(other, part)) is Relation.DIFFERS for part in _PARTS):
        return False
    if one.metric in ("adverse_event_rate", "event_rate"):
        return text(one, "event") == text(other, "event") is not None and text(one, "grade") == text(other, "grade")
    return relation("study", text(one, "study"), text(other, "study")) is not Relation.DIFFERS


def _judged(place: _Place, rivals: Sequence[_Place]) -> Iterator[Conflict]:
    """The place of the body that is most like that of the abstract, if one is alike enough."""
    ranked = sorted(rivals, key=lambda other: (-_shared(place, other), -_slipped(place, other), _gap(place, other)))
    if not ranked:
        return
    best = ranked[0]
    shared, slipped = _shared(place, best), _slipped(place, best)
    same_arm = _arm(place, best) is Relation.SAME and text(place.claim, "treatment") is not None
    alone = len({other.value.point for other in rivals if _arm(place, other) is not Relation.DIFFERS}) == 1
    if not (shared >= 1 or (slipped and (same_arm or alone))):
        return
    others = [other.claim for other in rivals if other is not best and agree(other.value, best.value)]
    sides = [printed(place.claim), printed(best.claim, *others)]
    reason = _reason(place, best)
    level = Level.NOTE if reason in (Reason.ROUNDING, Reason.TRUNCATION) else Level.WARNING
    yield finding(
        CODE,
        NAME,
        KIND,
        [place.claim, best.claim, *others],
        sides,
        level,
        f"The abstract says {sides[0].display}, the body {sides[1].display}, {_why(place, best)}.",
        reason,
    )


def _why(a: _Place, b: _Place) -> str:
    common = sorted(a.beside & b.beside, key=lambda token: (-len(token), token))[:3]
    return f"each beside {' and '.join(common)}" if common else "and the body does not repeat that of the abstract"


def _arm(a: _Place, b: _Place) -> Relation:
    return relation("treatment", text(a.claim, "treatment"), text(b.claim, "treatment"))


def _reason(a: _Place, b: _Place) -> Reason:
    if rounded_twice(a.value, b.value):
        return Reason.ROUNDING
    if truncated(a.value, b.value):
        return Reason.TRUNCATION
    if transposed(a.claim, b.claim):
        return Reason.TRANSPOSED_DIGITS
    return Reason.ONE_DIGIT if one_digit_apart(a.claim, b.claim) else Reason.UNEXPLAINED


def _slipped(a: _Place, b: _Place) -> bool:
    return one_digit_apart(a.claim, b.claim) or transposed(a.claim, b.claim)


def _gap(a: _Place, b: _Place) -> Decimal:
    assert a.value.point is not None
    assert b.value.point is not None
    return abs(a.value.point - b.value.point)


def _shared(a: _Place, b: _Place) -> float:
    """How much the neighbourhoods have in common; a whole number tells one result from others less than a decimal."""
    return sum(1.0 if "." in token else 0.4 for token in a.beside & b.beside)


def _beside(claim: Claim) -> frozenset[str]:
    """The numbers around a value in its sentence, its interval and p value among them."""
    sentence = claim.sentence
    at = max(sentence.find(" ".join(claim.quote.split())), 0)
    near = sentence[max(0, at - _REACH) : at] + " " + sentence[at + len(claim.quote) : at + len(claim.quote) + _REACH]
    found = set(_numbers(near))
    if claim.ci is not None:
        found |= {str(end) for end in (claim.ci.low, claim.ci.high) if end is not None}
    if claim.p_value is not None:
        found.add(str(claim.p_value.value))
    return frozenset(found - _COMMON - _printed(claim))


def _printed(claim: Claim) -> set[str]:
    """The value as it may be printed elsewhere."""
    return {f"{claim.value:.{claim.decimals}f}"} if isinstance(claim.value, Decimal) else set()


def _numbers(part: str) -> Iterator[str]:
    return (match[0].replace("\u00b7", ".") for match in _NUMBER.finditer(part) if len(match[0]) > 1)
