"""A mapping: which files and sheets it is for, and what their columns hold. Read from TOML; every fault is named."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any

from claimcheck.errors import ConfigError
from claimcheck.mapping.roles import ATTRIBUTES, ROLES, is_metric, split

Pairs = tuple[tuple[str, str], ...]

KEYS = ("files", "name", "heading_row", "columns", "constants", "heads")


@dataclass(frozen=True, slots=True)
class Head:
    """Rows that say what the rows below them are about, as those of an outcome in RevMan's export do."""

    filled: str
    """The heading of a column that is filled in such rows alone."""
    columns: Pairs
    """Heading -> role; what such a row says holds until the next one."""


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """What the columns of some sheets hold."""

    columns: Pairs
    """Heading -> role (`claimcheck.mapping.ROLES`)."""
    files: str = "*"
    """Glob of the documents' names."""
    name: str | None = None
    """The one sheet it is for; None for every sheet that has the columns."""
    heading_row: int | None = None
    """1-based row of the headings; None where it is to be looked for."""
    constants: Pairs = ()
    """Role -> what holds for every row: `("study", "FLAURA")`."""
    heads: tuple[Head, ...] = ()
    origin: str = ""
    """Where it stands, for messages: `claimcheck.toml: sheet 1`."""

    def fits(self, document: str) -> bool:
        """Whether it is for the file of this name."""
        return fnmatchcase(document, self.files) or PurePosixPath(document).match(self.files)


def from_tables(entries: object, where: str) -> tuple[SheetMapping, ...]:
    """The mappings of a list of TOML tables.

    Args:
        entries: what stands under the key `sheet`.
        where: the file, for messages.

    Raises:
        ConfigError: an entry that cannot be used.
    """
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ConfigError(f"{where}: sheet must be tables, each under [[sheet]]")
    return tuple(_mapping(entry, f"{where}: sheet {number}") for number, entry in enumerate(entries, 1))


def check_metrics(mappings: Iterable[SheetMapping], metrics: Iterable[str]) -> None:
    """Refuse a column of a metric that the vocabulary does not have.

    Raises:
        ConfigError: naming the column and the metric that may have been meant.
    """
    known = list(metrics)
    for mapping in mappings:
        for heading, role in mapping.columns:
            if is_metric(role) and split(role)[1] not in known:
                near = nearest(split(role)[1], known)
                raise ConfigError(f"{mapping.origin}: {heading!r}: unknown metric {split(role)[1]!r}{near}")


def _mapping(entry: Mapping[str, Any], where: str) -> SheetMapping:
    for key in entry:
        if key not in KEYS:
            raise ConfigError(f"{where}: unknown key {key!r}{nearest(key, KEYS)}")
    row = entry.get("heading_row")
    if row is not None and (not isinstance(row, int) or isinstance(row, bool) or row < 1):
        raise ConfigError(f"{where}: heading_row must be the number of a row, from 1, not {row!r}")
    heads = entry.get("heads", [])
    if not isinstance(heads, list) or not all(isinstance(head, dict) for head in heads):
        raise ConfigError(f"{where}: heads must be a list of tables with the keys filled and columns")
    return SheetMapping(
        columns=_roles(entry, "columns", where, ROLES),
        files=_text(entry.get("files", "*"), "files", where),
        name=None if "name" not in entry else _text(entry["name"], "name", where),
        heading_row=row,
        constants=_constants(entry, where),
        heads=tuple(
            Head(_text(head.get("filled"), "filled", where), _roles(head, "columns", where, ROLES)) for head in heads
        ),
        origin=where,
    )


def _roles(entry: Mapping[str, Any], key: str, where: str, known: Sequence[str]) -> Pairs:
    columns = entry.get(key)
    if not isinstance(columns, dict) or not columns:
        raise ConfigError(f'{where}: {key} must say what columns hold, such as {{ "Trial" = "study" }}')
    return tuple((heading, _role(role, heading, where, known)) for heading, role in columns.items())


def _constants(entry: Mapping[str, Any], where: str) -> Pairs:
    given = entry.get("constants", {})
    if not isinstance(given, dict):
        raise ConfigError(f'{where}: constants must be a table, such as {{ study = "FLAURA" }}')
    return tuple((_role(role, role, where, ATTRIBUTES), _text(text, role, where)) for role, text in given.items())


def _role(role: object, heading: str, where: str, known: Sequence[str]) -> str:
    name = _text(role, heading, where)
    base, colon, result = name.partition(":")
    if base not in known or (colon and not result.strip()):
        raise ConfigError(f"{where}: {heading!r}: unknown role {name!r}{nearest(base, known)}")
    return name


def _text(value: object, key: str, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{where}: {key} must be a text, not {value!r}")
    return value


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown name: the one that may have been meant, else all there are."""
    names = list(known)
    folded = {other.casefold(): other for other in names}
    near = difflib.get_close_matches(name.casefold(), list(folded), n=1)
    return f"; did you mean {folded[near[0]]!r}?" if near else f" (known: {', '.join(names)})"
