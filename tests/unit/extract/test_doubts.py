"""Numbers in doubtful spans: kept, with the confidence of a doubt."""

from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.model import Document

TEXT = "The objective response rate of crizotinib was 61%. The median overall survival of crizotinib was 26.8 months.\n"


@pytest.mark.parametrize(
    ("doubtful", "doubted"),
    [
        ((), []),
        ((("61%", 0, 3),), ["61%"]),
        ((("61%", 0, 1),), ["61%"]),
        ((("61%", -5, 0),), []),
        ((("The", 0, len(TEXT) - 1), ("26.8", 0, 4)), ["61%", "26.8 months"]),
    ],
)
def test_only_numbers_within_a_doubtful_span_are_doubted(
    doubtful: tuple[tuple[str, int, int], ...], doubted: list[str]
) -> None:
    spans = tuple((TEXT.index(word) + start, TEXT.index(word) + end) for word, start, end in doubtful)
    mentions = extract(Document("a.txt", "text", "", TEXT, doubtful=spans)).mentions
    assert [mention.quantity.quote for mention in mentions] == ["61%", "26.8 months"]
    assert [mention.quantity.quote for mention in mentions if mention.confidence < 0.5] == doubted
