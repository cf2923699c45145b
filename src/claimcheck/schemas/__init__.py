"""JSON Schema (2020-12) of what claimcheck writes, `claim`, `conflicts`, `quantity`, and of its settings, `config`."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

NAMES = ("claim", "conflicts", "quantity", "config")


def schema(name: str) -> dict[str, Any]:
    """One of `NAMES`: a line of claims.jsonl, conflicts.json, a line of `claimcheck quantities`, claimcheck.toml."""
    text = (files("claimcheck.schemas") / f"{name}.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
