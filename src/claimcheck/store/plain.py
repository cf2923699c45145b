"""What the files that people keep share: their text, and the parts of a fact's key as plain data has them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claimcheck.errors import ConfigError
from claimcheck.model import AttributeValue


def text_of(path: Path) -> str | None:
    """The text of a file, the ends of its lines as they are; None where it is not there.

    Raises:
        ConfigError: it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error


def attributes(record: Mapping[str, Any]) -> dict[str, AttributeValue]:
    """A key read from JSON or TOML: lists are tuples again."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}


def today() -> datetime.date:
    """The day it is where the person is who decides: one runs out at the end of theirs."""
    return datetime.datetime.now().astimezone().date()
