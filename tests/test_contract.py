"""docs/contract.md names every field that the schemas have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from claimcheck.schemas import schema


def fields(node: object) -> Iterator[str]:
    """The properties of a schema, at any depth."""
    if isinstance(node, Mapping):
        found: Mapping[str, Any] = node.get("properties", {})
        yield from found
        for value in node.values():
            yield from fields(value)
    elif isinstance(node, list):
        for value in node:
            yield from fields(value)


@pytest.mark.parametrize("name", ["claim", "conflicts"])
def test_every_field_is_named(root: Path, name: str) -> None:
    said = set(re.findall(r"`\"?([a-z0-9_]+)\"?`", (root / "docs/contract.md").read_text("utf-8")))
    unsaid = set(fields(schema(name))) - said - {"error", "warning", "note"}
    assert unsaid == set()
