"""C101 update-before-publication."""

from __future__ import annotations

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


def check(paper: Paper) -> Iterator[Conflict]:
    """A document says that it was updated, corrected or last reviewed before it was published.

    Dates are compared as far as both are printed. A document with two dates of publication is passed over.

    Conflicts: `published: 2024-03-11` and `lastReviewed: 2023-09-30` in the front matter of one page; `Published 5 May
    2024` over `Last updated in April 2024`.

    Agrees: `published: 2023-09-30` and `lastReviewed: 2024-03-11`; `Published May 2024`, `last updated 2024`.
    """
    published = [(claim, date) for claim, date in own(paper, "publication_date") if claim.span[0] < _HEAD]
    if len({date for _, date in published}) != 1:
        return
    (first, date), *_ = published
    for claim, updated in own(paper, "update_date"):
        if claim.span[0] < _HEAD and before(updated, date):
            yield finding(
                CODE,
                NAME,
                KIND,
                [claim, first],
                [printed(claim), printed(first)],
                Level.WARNING,
                f"The document was published on {date} and last updated or reviewed on {updated}, which is earlier.",
            )
