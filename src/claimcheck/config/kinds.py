"""The kinds of values that a setting can have: how one is checked, read from one line, and described to an editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claimcheck.errors import ConfigError
from claimcheck.mapping import from_tables


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands."""

    source: str
    """The file or the variable, as messages name it."""
    folder: Path
    """What its paths are relative to."""
    key: str | None = None
    """The key in the file; None for a variable, whose name says it all."""
    trusted: bool = False
    """Given by the person who runs the program, not by a file that comes with the documents."""

    def __str__(self) -> str:
        """The beginning of every message about the value."""
        return self.source if self.key is None else f"{self.source}: {self.key}"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value."""

    check: Callable[[Any, Place], Any]
    """The value as TOML has it -> as `Config` has it; where it is of another kind, a `ConfigError` names the place."""
    schema: Mapping[str, Any]
    """JSON Schema of the value in the file."""
    split: Callable[[str], object] | None = None
    """The text of a variable -> the value as TOML would have it; None where one line cannot say it."""


def choice(*names: str) -> Kind:
    """One of some words."""

    def check(value: object, place: Place) -> str:
        text = _text(value, place)
        if text not in names:
            raise ConfigError(f"{place} must be one of {', '.join(names)}, not {text!r}")
        return text

    return Kind(check, {"enum": list(names)}, str)


def _text(value: object, place: Place) -> str:
    if not isinstance(value, str) or not value:
        raise ConfigError(f"{place} must be a text, not {value!r}")
    return value


def _texts(value: object, place: Place) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ConfigError(f"{place} must be a list of texts, not {value!r}")
    return tuple(value)


def _flag(value: object, place: Place) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f"{place} must be true or false, not {value!r}")
    return value


def _number(value: object, place: Place) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ConfigError(f"{place} must be a whole number of at least 1, not {value!r}")
    return value


def _paths(value: object, place: Place) -> tuple[Path, ...]:
    return tuple(place.folder / name for name in _texts(value, place))


def _inside(value: object, place: Place) -> Path:
    """Refuse a path elsewhere: a configuration comes with the documents, from whoever sent them."""
    name = _text(value, place)
    target = (place.folder / name).resolve()
    if not place.trusted and not target.is_relative_to(place.folder.resolve()):
        option = f"--{(place.key or '').rpartition('.')[2].replace('_', '-')}"
        raise ConfigError(f"{place} must lie in the folder of this file, not {name!r} (use {option} for that)")
    return place.folder / name


def _lists(value: object, place: Place) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ConfigError(f"{place} must be a table of globs and lists of rules, not {value!r}")
    return {glob: _texts(rules, replace(place, key=f"{place.key}.{glob}")) for glob, rules in value.items()}


def _listed(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _yes_or_no(text: str) -> object:
    return {"true": True, "1": True, "false": False, "0": False}.get(text.casefold(), text)


def _digits(text: str) -> object:
    return int(text) if text.isascii() and text.isdigit() else text


_STRING: Mapping[str, Any] = {"type": "string", "minLength": 1}
_STRINGS: Mapping[str, Any] = {"type": "array", "items": _STRING}
_SHEET: Mapping[str, Any] = {
    "type": "object",
    "required": ["columns"],
    "properties": {
        "files": _STRING,
        "name": _STRING,
        "heading_row": {"type": "integer", "minimum": 1},
        "columns": {"type": "object", "additionalProperties": _STRING},
        "constants": {"type": "object", "additionalProperties": _STRING},
        "heads": {"type": "array", "items": {"type": "object"}},
    },
    "additionalProperties": False,
}

TEXT = Kind(_text, _STRING, str)
TEXTS = Kind(_texts, _STRINGS, _listed)
"""A list; in a variable separated by commas."""
FLAG = Kind(_flag, {"type": "boolean"}, _yes_or_no)
NUMBER = Kind(_number, {"type": "integer", "minimum": 1}, _digits)
READ_PATHS = Kind(_paths, _STRINGS, _listed)
"""Paths that are read, wherever they lie."""
WRITTEN_PATH = Kind(_inside, _STRING, str)
"""A path that is written to: a file of settings may name none outside its own folder."""
LISTS = Kind(_lists, {"type": "object", "additionalProperties": _STRINGS})
SHEETS = Kind(lambda value, place: from_tables(value, place.source), {"type": "array", "items": _SHEET})
