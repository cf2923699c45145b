"""Read vocabulary files. Every error names the file, the entry and what is wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from claimcheck.errors import VocabularyError
from claimcheck.model import Dimension
from claimcheck.vocabulary.definitions import Frame, Metric, Term, Unit, Vocabulary
from claimcheck.vocabulary.faults import faults

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
    "packs/cardiology.toml",
    "packs/infection.toml",
    "packs/metabolic.toml",
)
"""The built-in files, in the order in which they are read."""

SOURCES = "source"
"""The table of a file that says where the entries of a label are from that name no source of their own."""


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
    for file, text in packs:
        for label, name, entry in _entries(file, text):
            if label == "metric":
                metrics[name] = _metric(name, entry)
            elif label == "unit":
                units[name] = _unit(name, entry)
            elif label == "frame":
                frames.append(_frame(name, entry))
            else:
                terms.setdefault(label, {})[name] = _term(label, name, entry)
    return Vocabulary(metrics, units, terms, tuple(frames))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read as a vocabulary file: {getattr(error, 'strerror', None) or error}"
        raise VocabularyError(message) from error


def _entries(file: str, text: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Label, name and table of every entry, each found to be without fault."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{file}: not valid TOML: {error}"
        raise VocabularyError(message) from error
    sources = tables.pop(SOURCES, {})
    for label, entries in tables.items():
        if not isinstance(entries, dict):
            message = f"{file}: '{label}' must be a table of entries, such as [{label}]"
            raise VocabularyError(message)
        for name, entry in entries.items():
            for fault in faults(label, entry):
                message = f"{file}: [{label}] {name}: {fault.message} (`claimcheck vocabulary check` lists every fault)"
                raise VocabularyError(message)
            table = {"aliases": entry} if isinstance(entry, list) else entry
            yield label, name, {"source": sources.get(label, ""), **table}


def _metric(name: str, entry: Mapping[str, Any]) -> Metric:
    return Metric(
        id=name,
        name=entry["name"],
        unit=entry["unit"],
        statistics={Dimension(key): value for key, value in entry["statistics"].items()},
        aliases=tuple(entry["aliases"]),
        requires=tuple(entry.get("requires", ())),
        identity=tuple(entry.get("identity", ())),
        plausible={
            unit: (Decimal(str(low)), Decimal(str(high))) for unit, (low, high) in entry.get("plausible", {}).items()
        },
        about=Decimal(str(entry.get("about", "0.05"))),
        change=entry.get("change", False),
        source=entry["source"],
    )


def _unit(name: str, entry: Mapping[str, Any]) -> Unit:
    return Unit(
        name=name,
        dimension=Dimension(entry["dimension"]),
        factor=Decimal(str(entry.get("factor", "1"))),
        base=entry.get("base", name),
        aliases=tuple(entry["aliases"]),
        source=entry["source"],
    )


def _frame(name: str, entry: Mapping[str, Any]) -> Frame:
    return Frame(name, entry["pattern"], entry["bind"], entry["example"], tuple(entry.get("kinds", ())))


def _term(label: str, name: str, entry: Mapping[str, Any]) -> Term:
    return Term(
        label=label,
        name=name,
        aliases=tuple(entry.get("aliases", ())),
        kind=entry.get("kind", ""),
        registry=tuple(entry.get("registry", ())),
        implies=dict(entry.get("implies", {})),
        source=entry["source"],
    )
