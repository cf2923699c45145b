"""Dates as precise as printed: which of two is the earlier, and which is the document's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import text
from claimcheck.model import Claim, Comparator


def before(first: str, second: str) -> bool:
    """Whether one ISO date is earlier than another, as far as both are printed.

    >>> before("2013", "2014-12-04"), before("2014", "2014-12-04"), before("2015-03", "2015-11")
    (True, False, True)
    """
    common = min(len(first), len(second))
    return first[:common] < second[:common]


def dated(paper: Paper, metric: str) -> Iterator[tuple[Claim, str]]:
    """The claims of a kind of date with their ISO dates; a bound is no date."""
    for claim in paper.by_metric.get(metric, ()):
        if isinstance(claim.value, str) and claim.comparator is Comparator.EQUAL:
            yield claim, claim.value


def own(paper: Paper, metric: str) -> list[tuple[Claim, str]]:
    """The same, of the document itself: of no study, no work and nobody else."""
    return [
        (claim, date)
        for claim, date in dated(paper, metric)
        if text(claim, "study") is None and not claim.attributes.get("source") and _of_itself(claim)
    ]


_SAID = re.compile(
    r"(?:publi(?:shed|cation)(?:\sonline)?|issued|released|date|dated|updated?|reviewed|revised|corrected|modified)"
    r"(?:\s(?:on|in|date))?[\s:*\"']{0,8}$",
    re.IGNORECASE,
)
_HEAD = 3_000
"""Characters at the top of a document in which its dates are its own."""


def of_document(paper: Paper) -> tuple[Claim, str] | None:
    """The latest date that a document gives for itself at its top: `Published 3 May 2019`, `Last updated June 2020`."""
    found = [
        (claim, date)
        for metric in ("publication_date", "update_date")
        for claim, date in own(paper, metric)
        if claim.span[0] < _HEAD and _SAID.search(paper.before(claim, 40))
    ]
    if not any(claim.metric == "publication_date" for claim, _ in found):
        return None
    return max(found, key=lambda one: (one[1], one[0].span))


def months_between(first: str, second: str) -> float:
    """The longest time between two ISO dates, in months, from the start of the one to the end of the other.

    >>> months_between("2012-05-01", "2013-05-01"), months_between("2012", "2012-06")
    (12.0, 6.0)
    """
    (year, month, day), (last_year, last_month, last_day) = (_parts(first, 1, 1), _parts(second, 12, 0))
    whole = 12 * (last_year - year) + last_month - month
    return whole + (1.0 if last_day == 0 else (last_day - day) / 30.4375)


def _parts(date: str, month: int, day: int) -> tuple[int, int, int]:
    """Year, month and day; what is not printed is filled in."""
    printed = [int(part) for part in date.split("-")]
    return printed[0], printed[1] if len(printed) > 1 else month, printed[2] if len(printed) > 2 else day


def _of_itself(claim: Claim) -> bool:
    return text(claim, "subject") in (None, "this document")
