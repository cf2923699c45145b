"""Where settings come from: the nearest file upwards, then the environment; each value with its origin."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimcheck.config.kinds import Place
from claimcheck.config.settings import Config, settings
from claimcheck.errors import ConfigError

FILE = "claimcheck.toml"
PREFIX = "CLAIMCHECK_"
"""A variable is this and the name of a key in capitals; lists are separated by commas."""
NO_SETTINGS = frozenset({"CLAIMCHECK_DEBUG"})
"""Variables of that form that mean something else."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A configuration and where its values come from."""

    config: Config
    origins: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Key -> the file or the variable; a key that is not here has its default."""


def load(start: Path | None = None) -> Config:
    """The configuration that holds in a folder.

    Raises:
        ConfigError: a file that cannot be read, an unknown key, or a value of the wrong kind.
    """
    return resolve(start).config


def resolve(
    start: Path | None = None,
    environ: Mapping[str, str] = os.environ,
    read: Callable[[Path], str | None] | None = None,
) -> Resolved:
    """The same with the origin of each value. What the command line says is for the command to add.

    Args:
        start: the folder; by default the current one.
        environ: the variables.
        read: gives the text of a file, or None where there is none; by default that of the disk.
    """
    start = (start or Path.cwd()).absolute()
    path, table = _nearest_table(start, read or _text)
    values = _values(table, path) if path else {}
    origins = dict.fromkeys(values, str(path))
    for name, key, value in _from_environment(environ):
        values[key], origins[key] = value, name
    return Resolved(Config(root=path.parent if path else start, **values), origins)


def from_table(table: Mapping[str, Any], path: Path) -> Config:
    """Make a configuration of the table that stands in the file `path`, and of nothing else."""
    return Config(root=path.parent, **_values(table, path))


def parse(text: str, path: Path) -> Mapping[str, Any] | None:
    """The settings in the text of a claimcheck.toml or a pyproject.toml; None where the latter has none."""
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: cannot be read as TOML: {error}") from error
    if path.name != "pyproject.toml":
        return table
    tools = table.get("tool", {})
    found = tools.get("claimcheck") if isinstance(tools, dict) else None
    if found is not None and not isinstance(found, dict):
        raise ConfigError(f"{path}: tool.claimcheck must be a table")
    return found


def _nearest_table(start: Path, read: Callable[[Path], str | None]) -> tuple[Path | None, Mapping[str, Any]]:
    """The file that holds, and its settings. A pyproject.toml without our table is that of other tools only."""
    for folder in (start, *start.parents):
        for path in (folder / FILE, folder / "pyproject.toml"):
            if (text := read(path)) is not None and (table := parse(text, path)) is not None:
                return path, table
    return None, {}


def _text(path: Path) -> str | None:
    if not path.is_file():
        return None
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as TOML: {error}") from error


def _values(table: Mapping[str, Any], path: Path) -> dict[str, Any]:
    kinds = {setting.name: setting.kind for setting in settings()}
    for key in table:
        if key not in kinds:
            raise ConfigError(f"{path}: unknown key {key!r}{_nearest(key.replace('-', '_'), kinds)}")
    return {key: kinds[key].check(value, Place(str(path), path.parent, key)) for key, value in table.items()}


def _from_environment(environ: Mapping[str, str]) -> Iterable[tuple[str, str, Any]]:
    """Variable, key and value; an empty variable counts as not set, an unknown one is as wrong as an unknown key."""
    kinds = {PREFIX + setting.name.upper(): (setting.name, setting.kind) for setting in settings()}
    for name in sorted(environ):
        if not name.startswith(PREFIX) or name in NO_SETTINGS or not environ[name]:
            continue
        if name not in kinds:
            raise ConfigError(f"unknown environment variable {name}{_nearest(name, kinds)}")
        key, kind = kinds[name]
        if kind.split is None:
            raise ConfigError(f"{name}: {key} cannot be set by a variable; set it in {FILE}")
        yield name, key, kind.check(kind.split(environ[name]), Place(name, Path.cwd(), trusted=True))


def _nearest(key: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(key, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else f" (known: {', '.join(known)})"
