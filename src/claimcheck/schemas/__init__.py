"""JSON Schema (2020-12) of what claimcheck writes: `claim`, `conflicts`, `quantity`."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

NAMES = ("claim", "conflicts", "quantity")


def schema(name: str) -> dict[str, Any]:
    """The schema of a line of claims.jsonl, of conflicts.json, or of a line of `claimcheck quantities`."""
    text = (files("claimcheck.schemas") / f"{name}.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
