"""C102 regular-before-accelerated."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.compare.dates import before, dated
from claimcheck.compare.finding import finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import Relation, relation, text
from claimcheck.model import Claim, Conflict, Kind, Level

CODE = "C102"
NAME = "regular-before-accelerated"
KIND = Kind.CHRONOLOGY

_PASSAGE = 1_000
"""Characters within which two approvals of one drug are two steps of one approval."""


def check(paper: Paper) -> Iterator[Conflict]:
    """A regular approval is dated before the accelerated or conditional one that it converts.

    Both are of one drug and one agency, in one passage or for one indication.

    Conflicts: `accelerated approval in November 2015 ... made regular in March 2015`; `conditional approval in 2019,
    converted to full approval in 2018`.

    Agrees: `accelerated approval in November 2015, made regular in March 2017`; an accelerated approval of another
    indication after the regular one of the first: `regular approval in 2014`, `accelerated approval in 2016`.
    """
    dates = list(dated(paper, "approval_date"))
    for early, first in dates:
        if text(early, "approval") != "accelerated":
            continue
        for late, second in dates:
            if text(late, "approval") == "regular" and before(second, first) and _of_one(early, late):
                yield finding(
                    CODE,
                    NAME,
                    KIND,
                    [late, early],
                    [printed(late), printed(early)],
                    Level.ERROR,
                    f"The regular approval is dated {second}, the accelerated one that it converts {first}.",
                )


def _of_one(a: Claim, b: Claim) -> bool:
    """Whether two approvals are two steps of one: of one drug and agency, told together or for one indication."""
    if a.document != b.document or text(a, "treatment") is None:
        return False
    for part in ("treatment", "agency", "indication", "therapy_line"):
        if relation(part, text(a, part), text(b, part)) is Relation.DIFFERS:
            return False
    said = text(a, "indication") is not None and text(a, "indication") == text(b, "indication")
    return said or 0 <= b.span[0] - a.span[0] <= _PASSAGE
