"""A206 arm-named-twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from claimcheck.compare.finding import finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import text
from claimcheck.model import UNBOUND, Claim, Conflict, Kind, Level, SameArm

CODE = "A206"
NAME = "arm-named-twice"
KIND = Kind.ARITHMETIC

_TOLD_APART = ("timepoint", "population", "subgroup", "event", "grade", "therapy_line", "assessment", "characteristic")


def check(paper: Paper) -> Iterator[Conflict]:
    """Two different values that are set against each other are given to the same arm.

    `V1 (A) and V2 (B)`, `V1 with A versus V2 with B` compare two arms; where both are A, one name is a slip. The values
    must be of one endpoint, and nothing else, such as a time, may tell them apart.

    Conflicts: `11.3 (drug A) and 5.3 months (drug A)`; `a response rate of 65% with drug A versus 20% with drug A`.

    Agrees: `11.3 (drug A) and 5.3 months (drug B)`; `65% with drug A at week 8 and 60% with drug A at week 24`.
    """
    pairs: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in paper.loose:
        if isinstance(claim.detail, SameArm):
            pairs[claim.detail.name, claim.detail.start].append(claim)
    for (name, _), (first, second) in pairs.items():
        one, two = _bound(paper, first), _bound(paper, second)
        if not _of_one_endpoint(one, two):
            continue
        yield finding(
            CODE,
            NAME,
            KIND,
            [two, one],
            [printed(two), printed(one)],
            Level.WARNING,
            f"{one.quote} and {two.quote} are set against each other, and both are said to be of {name}.",
        )


def _bound(paper: Paper, claim: Claim) -> Claim:
    """The claim that the number makes, where something names it."""
    return next((c for c in paper.within(*claim.span) if c.metric != UNBOUND), claim)


def _of_one_endpoint(a: Claim, b: Claim) -> bool:
    if a.metric == "dose" or (a.metric, a.statistic) != (b.metric, b.statistic):
        return False
    return all(text(a, part) == text(b, part) or _numbered(a, b, part) for part in _TOLD_APART)


def _numbered(a: Claim, b: Claim, part: str) -> bool:
    """`group 1 of 2`: what extraction calls two sides of a comparison that it can't name."""
    return part == "subgroup" and all((text(c, part) or "group").startswith("group ") for c in (a, b))
