"""The conflicts of an older `conflicts.json`, for `--against`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claimcheck.errors import ConfigError
from claimcheck.model import AttributeValue, PastConflict


def load(path: Path) -> tuple[PastConflict, ...]:
    """Read them.

    Args:
        path: a `conflicts.json`, or the output folder that holds one.

    Raises:
        ConfigError: a file that cannot be read, or that is no result of claimcheck.
    """
    path = path / "conflicts.json" if path.is_dir() else path
    try:
        record = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}; give an older conflicts.json") from error
    except ValueError as error:
        raise ConfigError(f"{path}: not JSON: {error}; give an older conflicts.json") from error
    try:
        return tuple(_conflict(item) for item in record["conflicts"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"{path}: no result of claimcheck ({error!r}); give an older conflicts.json") from error


def _conflict(item: Mapping[str, Any]) -> PastConflict:
    key: dict[str, AttributeValue] = {
        part: value if isinstance(value, str) else tuple(value) for part, value in item["key"].items()
    }
    displays = tuple(str(side["display"]) for side in item["sides"])
    texts = {name: str(item[name]) for name in ("id", "rule", "name", "level", "metric", "statistic")}
    return PastConflict(**texts, key=key, displays=displays)
