"""C101 update-before-publication."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.compare.dates import before, own
from claimcheck.compare.finding import finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.model import Conflict, Kind, Level

CODE = "C101"
NAME = "update-before-publication"
KIND = Kind.CHRONOLOGY

_HEAD = 3_000
"""Characters at the top of a document in which its dates are its own."""
_MANUSCRIPT = re.compile(
    r"\b(?:received|submitted|accepted)(?:\s(?:for\s(?:publication|review)|in\s(?:its\s)?(?:final|revised)\s(?:form|version)))?"
    r"(?:\s(?:on|in|date))?[\s:*\"']{0,8}$",
    re.IGNORECASE,
)
_REVISED = re.compile(r"\brevis(?:ed|ion)(?:\s\w{1,10}){0,3}[\s:*\"']{0,8}$", re.IGNORECASE)
"""A step on the way of a manuscript, which comes before publication; a revision is one where such steps are told."""


def check(paper: Paper) -> Iterator[Conflict]:
    """A document says that it was updated, corrected or last reviewed before it was published.

    Dates are compared as far as both are printed. A document with two dates of publication is passed over. The dates on
    which a manuscript was received, revised and accepted come before its publication and are passed over as well.

    Conflicts: `published: 2024-03-11` and `lastReviewed: 2023-09-30` in the front matter of one page; `Published 5 May
    2024` over `Last updated in April 2024`.

    Agrees: `published: 2023-09-30` and `lastReviewed: 2024-03-11`; `Published May 2024`, `last updated 2024`;
    `Accepted 30 May 2022. Published 16 June 2022`.
    """
    published = [(claim, date) for claim, date in own(paper, "publication_date") if claim.span[0] < _HEAD]
    if len({date for _, date in published}) != 1:
        return
    (first, date), *_ = published
    updates = [(claim, updated) for claim, updated in own(paper, "update_date") if claim.span[0] < _HEAD]
    steps = {claim.id for claim, _ in updates if _MANUSCRIPT.search(paper.before(claim, 48))}
    if steps:
        steps |= {claim.id for claim, _ in updates if _REVISED.search(paper.before(claim, 48))}
    for claim, updated in updates:
        if claim.id not in steps and before(updated, date):
            yield finding(
                CODE,
                NAME,
                KIND,
                [claim, first],
                [printed(claim), printed(first)],
                Level.WARNING,
                f"The document was published on {date} and last updated or reviewed on {updated}, which is earlier.",
            )
