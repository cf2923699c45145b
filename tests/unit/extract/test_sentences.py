"""Sentences that do not end: a table whose lines were lost, or a file made to keep the binding busy."""

from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.extract.sentences import sentences
from claimcheck.normalise import normalise
from claimcheck.readers import parse
from claimcheck.vocabulary import load

LIMIT = 4_000


@pytest.mark.parametrize(
    ("text", "first_ends_with"),
    [
        ("word " * 1_000, "word"),
        ("one, two three " * 400, "one,"),
        ("one, two; three " * 400, "two;"),
        ("one, two;\nthree; four " * 400, "two;"),
        ("x" * 9_000 + " y" * 3_000, "x"),
    ],
)
def test_a_long_sentence_is_cut_at_the_best_seam(text: str, first_ends_with: str) -> None:
    spans = sentences(text, 0, len(text))
    assert text[: spans[0][1]].endswith(first_ends_with)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(end - start <= LIMIT or " " not in text[start:end] for start, end in spans)
    assert len(spans) > 1


@pytest.mark.parametrize("text", ["word " * 799 + "last.", "x" * 9_000])
def test_a_sentence_of_ordinary_length_or_without_a_seam_stays_whole(text: str) -> None:
    assert sentences(text, 0, len(text)) == [(0, len(text))]


def test_a_line_without_a_full_stop_gives_claims_with_short_sentences() -> None:
    document = parse(("In PROFILE 1001, median PFS was 10.9 months and the " * 500).encode(), "a.txt")
    vocabulary = load(())
    claims = list(normalise(document, extract(document, vocabulary), vocabulary))
    assert len(claims) == 500
    assert max(len(claim.sentence) for claim in claims) <= LIMIT
    assert all(document.text[slice(*claim.span)] == claim.quote for claim in claims)
