"""Read vocabulary files. Every error names the file, the entry and what is wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from claimcheck.errors import VocabularyError
from claimcheck.model import Dimension
from claimcheck.vocabulary.definitions import Frame, Metric, Term, Unit, Vocabulary

PACKS = (
    "metrics.toml",
    "units.toml",
    "treatments.toml",
    "studies.toml",
    "events.toml",
    "populations.toml",
    "contexts.toml",
    "phrases.toml",
    "frames.toml",
)
"""The built-in files, in the order in which they are read."""

_TERM_KEYS = {"aliases", "kind", "registry", "implies", "source"}
_METRIC_KEYS = {
    "name", "unit", "statistics", "aliases", "requires", "identity", "plausible", "about", "source",
}  # fmt: skip
_UNIT_KEYS = {"dimension", "factor", "base", "aliases", "source"}
_FRAME_KEYS = {"pattern", "bind", "example"}


@lru_cache(maxsize=8)
def load(extra: tuple[Path, ...] = ()) -> Vocabulary:
    """The built-in vocabulary with the user's packs added; a later entry replaces an earlier one of its name.

    Raises:
        VocabularyError: a file that cannot be read, or an entry that cannot be used.
    """
    data = files("claimcheck.vocabulary") / "data"
    packs = [(name, (data / name).read_text("utf-8")) for name in PACKS]
    packs += [(str(path), _read(path)) for path in extra]
    metrics: dict[str, Metric] = {}
    units: dict[str, Unit] = {}
    terms: dict[str, dict[str, Term]] = {}
    frames: list[Frame] = []
    for name, text in packs:
        for label, entry_name, entry in _entries(name, text):
            where = f"{name}: [{label}] {entry_name}"
            if label == "metric":
                metrics[entry_name] = _metric(where, entry_name, entry)
            elif label == "unit":
                units[entry_name] = _unit(where, entry_name, entry)
            elif label == "frame":
                frames.append(_frame(where, entry_name, entry))
            else:
                terms.setdefault(label, {})[entry_name] = _term(where, label, entry_name, entry)
    return Vocabulary(metrics, units, terms, tuple(frames))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read as a vocabulary file: {error}"
        raise VocabularyError(message) from error


def _entries(name: str, text: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{name}: not valid TOML: {error}"
        raise VocabularyError(message) from error
    for label, entries in tables.items():
        if not isinstance(entries, dict):
            message = f"{name}: '{label}' must be a table of entries, such as [{label}]"
            raise VocabularyError(message)
        for entry_name, entry in entries.items():
            if isinstance(entry, list):
                yield label, entry_name, {"aliases": entry}
            elif isinstance(entry, dict):
                yield label, entry_name, entry
            else:
                message = f"{name}: [{label}] {entry_name}: must be a list of aliases or a table"
                raise VocabularyError(message)


def _check(where: str, entry: Mapping[str, Any], known: set[str], required: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    unknown = sorted(set(entry) - known)
    if unknown:
        message = f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}"
        raise VocabularyError(message)
    missing = sorted(required - set(entry))
    if missing:
        message = f"{where}: key {missing[0]!r} is missing"
        raise VocabularyError(message)


def _strings(where: str, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(x, str) and x.strip() for x in value):
        message = f"{where}: '{key}' must be a list of non-empty strings"
        raise VocabularyError(message)
    return tuple(value)


def _decimal(where: str, value: object) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        message = f"{where}: {value!r} is not a number"
        raise VocabularyError(message) from error


def _dimension(where: str, value: object) -> Dimension:
    try:
        return Dimension(str(value))
    except ValueError as error:
        message = f"{where}: {value!r} is not a dimension; known are {', '.join(Dimension)}"
        raise VocabularyError(message) from error


def _metric(where: str, name: str, entry: Mapping[str, Any]) -> Metric:
    _check(where, entry, _METRIC_KEYS, {"name", "unit", "statistics", "aliases"})
    plausible = {
        unit: (_decimal(where, low), _decimal(where, high)) for unit, (low, high) in entry.get("plausible", {}).items()
    }
    return Metric(
        id=name,
        name=entry["name"],
        unit=entry["unit"],
        statistics={_dimension(where, key): value for key, value in entry["statistics"].items()},
        aliases=_strings(where, entry, "aliases"),
        requires=_strings(where, entry, "requires"),
        identity=_strings(where, entry, "identity"),
        plausible=plausible,
        about=_decimal(where, entry.get("about", "0.05")),
        source=entry.get("source", ""),
    )


def _unit(where: str, name: str, entry: Mapping[str, Any]) -> Unit:
    _check(where, entry, _UNIT_KEYS, {"dimension", "aliases"})
    return Unit(
        name=name,
        dimension=_dimension(where, entry["dimension"]),
        factor=_decimal(where, entry.get("factor", "1")),
        base=entry.get("base", name),
        aliases=_strings(where, entry, "aliases"),
        source=entry.get("source", ""),
    )


def _frame(where: str, name: str, entry: Mapping[str, Any]) -> Frame:
    _check(where, entry, _FRAME_KEYS | {"kinds"}, _FRAME_KEYS)
    return Frame(name, entry["pattern"], entry["bind"], entry["example"], _strings(where, entry, "kinds"))


def _term(where: str, label: str, name: str, entry: Mapping[str, Any]) -> Term:
    _check(where, entry, _TERM_KEYS)
    return Term(
        label=label,
        name=name,
        aliases=_strings(where, entry, "aliases"),
        kind=entry.get("kind", ""),
        registry=_strings(where, entry, "registry"),
        implies=dict(entry.get("implies", {})),
        source=entry.get("source", ""),
    )
