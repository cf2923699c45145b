"""Dates as precise as printed: which of two is the earlier, and which is the document's own."""

from __future__ import annotations

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


def _of_itself(claim: Claim) -> bool:
    return text(claim, "subject") in (None, "this document")
