"""Every frame of the vocabulary reads the sentence that stands as its example."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from claimcheck.extract import align as aligning
from claimcheck.extract import extract
from claimcheck.extract.align import Bound
from claimcheck.model import Document, Extraction
from claimcheck.vocabulary import Frame, load

FRAMES = {frame.name: frame for frame in load().frames}
BROKEN = {
    "list-for-every-list": "values behind another metric are taken into the list before it",
    "second-names-itself": "the first value gets no unit from the second, so no metric",
}
"""Frames that do not read their example today; each fails the run once it does."""
TAGS = "uUxXvwr():;"
"""The tags that the head of frames.toml explains."""


def read(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> tuple[Extraction, list[Bound]]:
    """The example as a document, and what the frames bound in it."""
    bound: list[Bound] = []

    original = aligning.align

    def align(*args: Any, **keywords: Any) -> Mapping[int, Bound]:
        found = original(*args, **keywords)
        bound.extend(found.values())
        return found

    extract(Document("", "text", "", ""))  # loads every module of the stage
    for name, module in list(sys.modules.items()):
        if name.startswith("claimcheck.extract.") and getattr(module, "align", None) is original:
            monkeypatch.setattr(module, "align", align)
    return extract(Document("example.txt", "text", "", frame.example)), bound


def names(broken: Iterable[str]) -> list[Any]:
    return [
        pytest.param(name, marks=[pytest.mark.xfail(strict=True, reason=BROKEN[name])] if name in broken else [])
        for name in FRAMES
    ]


@pytest.mark.parametrize("name", names(BROKEN))
def test_the_example_is_read_by_its_frame(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    extraction, bound = read(FRAMES[name], monkeypatch)
    assert name in {b.frame for b in bound} | {m.frame for m in extraction.mentions}


@pytest.mark.parametrize("name", names({"second-names-itself"}))
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
