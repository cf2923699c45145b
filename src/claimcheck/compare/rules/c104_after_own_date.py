"""C104 after-own-date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from claimcheck.compare.dates import before, dated, of_document
from claimcheck.compare.finding import finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import text
from claimcheck.model import Claim, Conflict, Kind, Level, StudyDate

CODE = "C104"
NAME = "after-own-date"
KIND = Kind.CHRONOLOGY

_AHEAD = re.compile(
    r"\b(?:planned|plans?|expected|expects?|will|until|next|upcoming|anticipated|scheduled|estimated|projected|forecast"
    r"|future|due|intends?|intended|would|may(?!\s[0-9])|could|target\w*|approximate\w*|valid|expires?|ongoing)\b",
    re.IGNORECASE,
)
"""Words with which a document speaks of what is to come."""
_OPEN = re.compile(r"\b(?:by|from|after|since|through|till|to)\s(?:the\s)?(?:(?:end|start)\sof\s)?$", re.IGNORECASE)
_REACH = 90


def check(paper: Paper) -> Iterator[Conflict]:
    """A document reports as done what is dated after its own publication and after its last update.

    Approvals, publications of others, ends of enrolment and data cut-offs are set against the latest date that the
    document gives for itself, as far as both dates are printed. Beside words for plans nothing is said.

    Conflicts: `Published 3 May 2019` over `was approved by the FDA in August 2020`; `Published 2015`, `the data cut-off
    was 30 June 2016`.

    Agrees: `Published 3 May 2019. Updated 2 October 2020` over `was approved in August 2020`; `approval is expected in
    August 2020`.
    """
    own = of_document(paper)
    if own is None:
        return
    claim, last = own
    events = chain(
        dated(paper, "approval_date"),
        (one for one in dated(paper, "publication_date") if _of_another(one[0])),
        ((c, c.value) for c in paper.loose if isinstance(c.detail, StudyDate) and isinstance(c.value, str)),
    )
    seen: set[tuple[int, int]] = set()
    for event, date in events:
        if event.span == claim.span or event.span in seen or not before(last, date):
            continue
        around = paper.before(event, _REACH) + " " + paper.after(event, _REACH)
        if _AHEAD.search(around) or _OPEN.search(paper.before(event, 30)):
            continue
        seen.add(event.span)
        yield finding(
            CODE,
            NAME,
            KIND,
            [event, claim],
            [printed(event), printed(claim)],
            Level.WARNING,
            f"The document is of {last}, yet reports what is dated {date}.",
        )


def _of_another(claim: Claim) -> bool:
    """Whether a date of publication is that of a work or study which is not this document."""
    return text(claim, "study") is not None or bool(claim.attributes.get("source"))
