"""`claimcheck-baseline.jsonl`: the conflicts that stood when the tool was adopted, one a line, written by the machine.

No page, line number, time or version: what does not change a conflict changes no byte, so that two branches do not
quarrel over the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from claimcheck.atomic import write
from claimcheck.errors import ConfigError
from claimcheck.model import Known
from claimcheck.store.plain import attributes, text_of

FILE = "claimcheck-baseline.jsonl"
_TEXTS = ("id", "rule", "name", "metric", "statistic")


def load(path: Path) -> tuple[Known, ...]:
    """Read the file; one that is not there holds nothing.

    Raises:
        ConfigError: a file that cannot be read, or a line that is no entry; names the line.
    """
    return parse(text_of(path) or "", path.name)


def parse(text: str, name: str = FILE) -> tuple[Known, ...]:
    """The same of a text, such as a revision of the file; an entry that stands twice after a merge counts once."""
    found = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            entry = _entry(f"{name}:{number}", line)
            found[entry.id] = entry
    return tuple(found.values())


def render(entries: Iterable[Known]) -> str:
    """The file, sorted by id."""
    return "".join(_line(entry) for entry in sorted(entries, key=lambda entry: entry.id))


def save(path: Path, entries: Iterable[Known]) -> None:
    """Write the file, whole or not at all.

    Raises:
        ClaimcheckError: a file that cannot be written.
    """
    write({path: render(entries)})


def _line(entry: Known) -> str:
    record = {name: getattr(entry, name) for name in _TEXTS}
    record["key"] = dict(sorted(entry.key.items()))
    record["values"] = [list(pair) for pair in entry.values]
    return json.dumps(record, ensure_ascii=False) + "\n"


def _entry(where: str, line: str) -> Known:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        raise ConfigError(f"{where}: a merge that is not finished; keep the lines of both sides")
    try:
        record = json.loads(line)
    except ValueError as error:
        raise ConfigError(f"{where}: not JSON: {error}") from error
    if not isinstance(record, dict) or not _fits(record):
        raise ConfigError(f"{where}: no entry of a baseline; `claimcheck baseline create --force` writes the file anew")
    values = tuple((str(document), str(value)) for document, value in record["values"])
    return Known(**{name: record[name] for name in _TEXTS}, key=attributes(record["key"]), values=values)


def _fits(record: Mapping[str, Any]) -> bool:
    pairs = record.get("values")
    return (
        all(isinstance(record.get(name), str) for name in _TEXTS)
        and isinstance(record.get("key"), dict)
        and isinstance(pairs, list)
        and all(isinstance(pair, list) and len(pair) == 2 for pair in pairs)
    )
