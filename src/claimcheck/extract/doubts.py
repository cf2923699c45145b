"""Mentions whose number the reader is not sure of: said, but too unsure to accuse anybody."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from claimcheck.model import Document, Mention, Skip

_DOUBTED = 0.4
"""Confidence of a number that was perhaps misread: less than any comparison takes for sure."""


def with_doubts(document: Document, found: Iterable[Mention | Skip]) -> Iterator[Mention | Skip]:
    """The same, mentions within a doubtful span of the document with the confidence of a doubt."""
    starts = [start for start, _ in document.doubtful]
    for item in found:
        if isinstance(item, Mention) and _is_doubtful(document, starts, item):
            yield replace(item, confidence=min(item.confidence, _DOUBTED))
        else:
            yield item


def _is_doubtful(document: Document, starts: list[int], mention: Mention) -> bool:
    """Whether a doubtful span that starts before the number's end reaches into it; they may lie in one another."""
    last = bisect_right(starts, mention.quantity.end - 1)
    return any(end > mention.quantity.start for _, end in document.doubtful[:last])
