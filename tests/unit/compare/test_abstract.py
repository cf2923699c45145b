"""Where the abstract of a paper stands, whatever way it is headed."""

from __future__ import annotations

import pytest

from claimcheck.compare.abstract import abstract_of
from claimcheck.readers import parse

LONG = "Many words stand here so that this is long enough to be what it says it is. " * 6


@pytest.mark.parametrize(
    ("text", "abstract"),
    [
        (f"# T\n\n## Abstract\n\n{LONG}One.\n\n## Background\n\nTwo.\n", "One."),
        ("# T\n\n## Abstract\n\n### Methods\n\nOne.\n\n### Results\n\nThree.\n\n## Introduction\n\nTwo.\n", "Three."),
        ("# T\n\n## Abstract\n\n## Background\n\nOne.\n\n## Results\n\nThree.\n\n## Background\n\nTwo.\n", "Three."),
        (f"# T\n\n{LONG}One.\n\n## Introduction\n\nTwo.\n", "One."),
        ("# T\n\n## Results\n\nOne.\n", None),
        ("One.\n", None),
    ],
    ids=["unstructured", "nested", "on one level", "without a heading", "no abstract", "no heading"],
)
def test_the_abstract_ends_where_the_body_begins(text: str, abstract: str | None) -> None:
    document = parse(text.encode(), "a.md")
    span = abstract_of(document)
    if abstract is None:
        assert span is None
    else:
        assert span is not None
        found = document.text[slice(*span)]
        assert abstract in found
        assert "Two." not in found
