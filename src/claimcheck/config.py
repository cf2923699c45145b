"""What a run is set to: defaults, then the nearest configuration file, then the command line."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from claimcheck.errors import ConfigError
from claimcheck.mapping import SheetMapping, from_tables
from claimcheck.model import Level

NEVER = "never"
FAIL_ON = (*(level.value for level in Level), NEVER)
"""What `fail_on` may say, from strict to lax."""
MAX_BYTES = 200_000_000
MAX_SECONDS = 600
TRACK_CHANGES = ("final", "original", "both")
"""What `track_changes` may say: insertions kept, deletions kept, or both."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What holds for each document: what readers are told beside the bytes of a file, and its limits."""

    track_changes: str = "final"
    """Which text of a document with tracked changes is read: one of `TRACK_CHANGES`."""
    sheets: tuple[SheetMapping, ...] = ()
    """What the columns of spreadsheets hold; the first that fits a sheet is taken."""
    max_bytes: int = MAX_BYTES
    """Size of the largest file that is read."""
    max_seconds: int = MAX_SECONDS
    """CPU time for one document, from reading it to the last claim; where the system has no such timer, unlimited."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run. Paths of a file are relative to the folder it stands in (`root`)."""

    root: Path = field(default_factory=Path.cwd)
    """Folder that document paths are relative to: that of the configuration file, else the current one."""
    sources: tuple[Path, ...] = (Path("sources"),)
    """What is scanned where the command line names nothing."""
    output: Path = Path("reports")
    exclude: tuple[str, ...] = ()
    """Globs: one without a slash fits any folder or file of that name, one with a slash fits a path from `root`."""
    gitignore: bool = True
    """Whether what a `.gitignore` ignores is left out."""
    fail_on: str = Level.ERROR.value
    vocabulary: tuple[Path, ...] = ()
    """Vocabulary files of the user's own, added to the built-in ones."""
    strict: bool = False
    """A document that cannot be read ends the run with exit code 4."""
    track_changes: str = "final"
    """Which text of a document with tracked changes is read: one of `TRACK_CHANGES`."""
    max_bytes: int = MAX_BYTES
    """Size of the largest file that is read."""
    max_seconds: int = MAX_SECONDS
    """CPU time for one document."""
    select: tuple[str, ...] = ()
    """Rules that run, instead of the usual ones: codes, beginnings of codes, names, `ALL`."""
    extend_select: tuple[str, ...] = ()
    """Rules that run beside them."""
    ignore: tuple[str, ...] = ()
    """Rules that do not run."""
    per_path_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Glob of a document's path -> rules that report nothing about it."""
    sheet: tuple[SheetMapping, ...] = ()
    """What the columns of spreadsheets hold: the tables under `[[sheet]]`."""
    reasons: tuple[str, ...] = ()
    """Reasons that the team gives for its decisions, offered in the report beside the usual ones."""

    @property
    def read_options(self) -> ReadOptions:
        """The settings that readers get."""
        return ReadOptions(self.track_changes, self.sheet, self.max_bytes, self.max_seconds)


KEYS = tuple(item.name for item in fields(Config) if item.name != "root")


def load(start: Path | None = None) -> Config:
    """The configuration that holds in a folder: the nearest file upwards, else the defaults.

    Raises:
        ConfigError: a file that cannot be read, an unknown key, or a value of the wrong kind.
    """
    start = (start or Path.cwd()).absolute()
    for folder in (start, *start.parents):
        own = folder / "claimcheck.toml"
        if own.is_file():
            return from_table(_parse(own), own)
        project = folder / "pyproject.toml"
        if project.is_file() and (table := _tool_table(project)) is not None:
            return from_table(table, project)
    return Config(root=start)


def from_table(table: Mapping[str, Any], path: Path) -> Config:
    """Make a configuration of the table that stands in the file `path`."""
    for key in table:
        if key not in KEYS:
            raise ConfigError(f"{path}: unknown key {key!r}{_nearest(key, KEYS)}")
    settings: dict[str, Any] = {key: _value(key, value, path) for key, value in table.items()}
    return Config(root=path.parent, **settings)


def _value(key: str, value: object, path: Path) -> object:
    """Check and convert one value; every message names the file and the key."""
    match key:
        case "sources" | "vocabulary":
            return tuple(path.parent / name for name in _strings(key, value, path))
        case "exclude" | "select" | "extend_select" | "ignore" | "reasons":
            return _strings(key, value, path)
        case "output":
            return path.parent / _inside(_string(key, value, path), path)
        case "per_path_ignores":
            if not isinstance(value, dict):
                raise ConfigError(f"{path}: {key} must be a table of globs and lists of rules, not {value!r}")
            return {glob: _strings(f"{key}.{glob}", rules, path) for glob, rules in value.items()}
        case "sheet":
            return from_tables(value, str(path))
        case "max_bytes" | "max_seconds":
            return _number(key, value, path)
        case "strict" | "gitignore":
            return _flag(key, value, path)
        case _:
            text = _string(key, value, path)
            choices = TRACK_CHANGES if key == "track_changes" else FAIL_ON
            if text not in choices:
                raise ConfigError(f"{path}: {key} must be one of {', '.join(choices)}, not {text!r}")
            return text


def _inside(name: str, path: Path) -> str:
    """Refuse an output folder elsewhere: a configuration comes with the documents, from whoever sent them."""
    target = (path.parent / name).resolve()
    if not target.is_relative_to(path.parent.resolve()):
        raise ConfigError(f"{path}: output must lie in the folder of this file, not {name!r} (use --output for that)")
    return name


def _number(key: str, value: object, path: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ConfigError(f"{path}: {key} must be a whole number of at least 1, not {value!r}")
    return value


def _flag(key: str, value: object, path: Path) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f"{path}: {key} must be true or false, not {value!r}")
    return value


def _string(key: str, value: object, path: Path) -> str:
    if not isinstance(value, str) or not value:
        raise ConfigError(f"{path}: {key} must be a text, not {value!r}")
    return value


def _strings(key: str, value: object, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ConfigError(f"{path}: {key} must be a list of texts, not {value!r}")
    return tuple(value)


def _nearest(key: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(key.replace("-", "_"), list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else f" (known: {', '.join(known)})"


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as TOML: {error}") from error


def _tool_table(path: Path) -> Mapping[str, Any] | None:
    """`[tool.claimcheck]` of a pyproject.toml, or None: a project may have the file for other tools only."""
    table = _parse(path).get("tool", {})
    found = table.get("claimcheck") if isinstance(table, dict) else None
    if found is not None and not isinstance(found, dict):
        raise ConfigError(f"{path}: tool.claimcheck must be a table")
    return found
