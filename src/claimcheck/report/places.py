"""Where a claim stands: in its document, and its quote in its sentence. In which order its attributes are read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from claimcheck.model import AttributeValue, Claim

Span = tuple[int, int]
DECIMAL_POINTS = frozenset({".", ",", "·"})
NEIGHBOURS = 6
"""Claims of the same sentence that are asked, where the quote stands in it more than once."""
FIRST = ("study", "source", "treatment", "comparator", "population", "subgroup", "therapy_line", "timepoint")
"""Attributes that a reader looks for first, in this order; the others follow by name."""


def place(claim: Claim) -> str:
    """Document with the cell of a spreadsheet, else with page or line."""
    if claim.table is not None and claim.table.cell is not None:
        return f"{claim.document} {claim.table.cell}"
    if claim.page is not None:
        return f"{claim.document} p.{claim.page}"
    if claim.line is not None:
        return f"{claim.document}:{claim.line}"
    return claim.document


def in_order(attributes: Mapping[str, AttributeValue]) -> list[tuple[str, str]]:
    """Attributes as text, in the order in which one reads them.

    >>> in_order({"assay": "H3122", "treatment": "crizotinib", "study": "PROFILE 1001", "citation": ("7", "8")})
    [('study', 'PROFILE 1001'), ('treatment', 'crizotinib'), ('assay', 'H3122'), ('citation', '7, 8')]
    """
    return [(key, _text(attributes[key])) for key in sorted(attributes, key=rank)]


def rank(key: str) -> tuple[int, str]:
    """The place of an attribute in that order."""
    return (FIRST.index(key) if key in FIRST else len(FIRST)), key


def _text(value: AttributeValue) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def quote_spans(claims: Iterable[Claim]) -> Mapping[str, Span | None]:
    """Claim id -> span of the quote in the claim's sentence; None where the sentence does not hold it.

    A claim knows its offsets in the document and the words of its sentence, but not where that begins. Where the
    quote stands in it more than once, the distances to the other claims of the sentence tell which one is meant.
    """
    sentences: dict[tuple[str, str], list[tuple[Claim, list[Span]]]] = {}
    for claim in sorted(claims, key=lambda claim: claim.span):
        sentences.setdefault((claim.document, claim.sentence), []).append((claim, _occurrences(claim)))
    return {
        claim.id: _likeliest(claim, found, group[max(index - NEIGHBOURS, 0) : index + NEIGHBOURS])
        for group in sentences.values()
        for index, (claim, found) in enumerate(group)
    }


def _likeliest(claim: Claim, found: list[Span], neighbours: Sequence[tuple[Claim, list[Span]]]) -> Span | None:
    """The place that fits the neighbours best; among equals the first."""
    return min(found, key=lambda span: _misfit(claim, span, neighbours), default=None)


def _misfit(claim: Claim, span: Span, neighbours: Sequence[tuple[Claim, list[Span]]]) -> int:
    """By how many characters the distances to the neighbours are off."""
    return sum(_off(found, span[0] + other.span[0] - claim.span[0]) for other, found in neighbours if found)


def _off(found: Sequence[Span], place: int) -> int:
    """How far the nearest of some spans, which stand in order, begins from a place."""
    at = bisect_left(found, (place, 0))
    return min(abs(start - place) for start, _ in found[max(at - 1, 0) : at + 1])


def _occurrences(claim: Claim) -> list[Span]:
    """Spans of the quote in the sentence, but for those inside a longer number: the 9.2 of 19.2 is none.

    A sentence is one line, a quote is as written: any white space stands for any other.
    """
    pattern = r"\s+".join(re.escape(word) for word in claim.quote.split())
    found = [match.span() for match in re.finditer(pattern, claim.sentence)] if pattern else []
    return [span for span in found if _whole(claim.sentence, *span)] or found


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    cut_before = text[start].isdigit() and (before.isdigit() or before in DECIMAL_POINTS)
    return not (cut_before or (text[end - 1].isdigit() and after.isdigit()))
