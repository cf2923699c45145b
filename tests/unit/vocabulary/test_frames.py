"""Every frame of the vocabulary reads the sentence that stands as its example."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

import pytest

from claimcheck.extract import align as aligning
from claimcheck.extract import bind as binding
from claimcheck.extract import extract
from claimcheck.extract import metrics as metrics_of
from claimcheck.extract.align import Bound
from claimcheck.extract.elements import Element
from claimcheck.model import Document, Extraction
from claimcheck.vocabulary import Frame, load

FRAMES = {frame.name: frame for frame in load().frames}
TAGS = "uUxXvwr():;"
"""The tags that the head of frames.toml explains."""


def read(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> tuple[Extraction, list[Bound]]:
    """The example as a document, and what the frames bound in it."""
    bound: list[Bound] = []

    def align(
        elements: Sequence[Element], values: Set[int], terms: Set[int], frames: Sequence[Frame], kind: str = ""
    ) -> Mapping[int, Bound]:
        found = aligning.align(elements, values, terms, frames, kind)
        bound.extend(found.values())
        return found

    monkeypatch.setattr(binding, "align", align)
    monkeypatch.setattr(metrics_of, "align", align)
    return extract(Document("example.txt", "text", "", frame.example)), bound


@pytest.mark.parametrize("name", FRAMES)
def test_the_example_is_read_by_its_frame(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    extraction, bound = read(FRAMES[name], monkeypatch)
    assert name in {b.frame for b in bound} | {m.frame for m in extraction.mentions}


@pytest.mark.parametrize("name", FRAMES)
def test_every_number_of_the_example_is_a_claim(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    extraction, _ = read(FRAMES[name], monkeypatch)
    numbers = [m.start() for m in re.finditer(r"[0-9]+(?:\.[0-9]+)?", FRAMES[name].example)]
    assert [m.quantity.start for m in extraction.mentions] == numbers


@pytest.mark.parametrize("name", FRAMES)
def test_the_pattern_compiles_and_uses_the_tags_alone(name: str) -> None:
    pattern = re.compile(FRAMES[name].pattern)
    letters = set(re.sub(r"\\.", "", pattern.pattern)) & set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert letters <= set(TAGS)
    assert pattern.search("") is None


@pytest.mark.parametrize("name", FRAMES)
def test_the_frame_is_bound_by_a_way_that_exists(name: str) -> None:
    assert FRAMES[name].bind in aligning._BINDERS


def test_no_frame_stands_twice() -> None:
    patterns = [(frame.pattern, frame.bind, frame.kinds) for frame in FRAMES.values()]
    assert len(set(patterns)) == len(patterns) > 0
