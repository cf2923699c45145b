"""Where a claim stands: in its document, and its quote in its sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from claimcheck.model import Claim

Span = tuple[int, int]
DECIMAL_POINTS = frozenset({".", ",", "·"})


def place(claim: Claim) -> str:
    """Document with page, else line."""
    if claim.page is not None:
        return f"{claim.document} p.{claim.page}"
    if claim.line is not None:
        return f"{claim.document}:{claim.line}"
    return claim.document


def quote_spans(claims: Iterable[Claim]) -> Mapping[str, Span | None]:
    """Claim id -> span of the quote in the claim's sentence; None where the sentence does not hold it as written.

    A claim knows its offsets in the document and the words of its sentence, but not where that begins. Where the
    quote stands in it more than once, the place at which the sentence begins for most of its claims decides.
    """
    claims = list(claims)
    starts: dict[tuple[str, str], Counter[int]] = {}
    for claim in claims:
        votes = starts.setdefault((claim.document, claim.sentence), Counter())
        votes.update(claim.span[0] - found for found in _occurrences(claim))
    return {claim.id: _span(claim, starts[claim.document, claim.sentence]) for claim in claims}


def _span(claim: Claim, starts: Counter[int]) -> Span | None:
    found = _occurrences(claim)
    if not found:
        return None
    start = max(found, key=lambda place: (starts[claim.span[0] - place], -place))
    return start, start + len(claim.quote)


def _occurrences(claim: Claim) -> list[int]:
    """Offsets of the quote in the sentence, but for those inside a longer number: the 9.2 of 19.2 is none."""
    places = [match.start() for match in re.finditer(re.escape(claim.quote), claim.sentence)] if claim.quote else []
    return [place for place in places if _whole(claim, place)] or places


def _whole(claim: Claim, place: int) -> bool:
    end = place + len(claim.quote)
    before, after = claim.sentence[max(place - 1, 0) : place], claim.sentence[end : end + 1]
    cut_before = claim.quote[0].isdigit() and (before.isdigit() or before in DECIMAL_POINTS)
    cut_after = claim.quote[-1].isdigit() and after.isdigit()
    return not (cut_before or cut_after)
