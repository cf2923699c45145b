"""`claimcheck-decisions.toml`: one table a decision, one a pin, made to be read, edited and merged by people."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.atomic import write
from claimcheck.errors import ConfigError
from claimcheck.model import Decision, Pin, Verdict

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import Table

FILE = "claimcheck-decisions.toml"
HEAD = """\
# What people decided about conflicts. Edit it freely; `claimcheck accept` and `claimcheck pin` add to it.
# A decision's id stands in three of its lines, so that git can merge two that were added apart
# (`merge=union` in .gitattributes).
"""


@dataclass(frozen=True, slots=True)
class Judgements:
    """What the file holds."""

    decisions: tuple[Decision, ...] = ()
    pins: tuple[Pin, ...] = ()


def load(path: Path) -> Judgements:
    """Read the file; one that is not there holds nothing.

    Raises:
        ConfigError: a file that cannot be read, or a table that is none; names the table and what to do.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Judgements()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    return parse(text, path.name)


def parse(text: str, name: str = FILE) -> Judgements:
    """The same of a text, such as a revision of the file."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: not valid TOML: {error}") from error
    if unknown := sorted(set(data) - {"decision", "pin"}):
        raise ConfigError(f"{name}: unknown table {unknown[0]!r}; there are [[decision]] and [[pin]]")
    decisions = _tables(data.get("decision", []), f"{name}: [[decision]]", _decision)
    seen: set[str] = set()
    for decision in decisions:
        if decision.id in seen:
            raise ConfigError(f"{name}: two decisions about {decision.id}: keep the one that holds")
        seen.add(decision.id)
    return Judgements(tuple(decisions), tuple(_tables(data.get("pin", []), f"{name}: [[pin]]", _pin)))


def record(path: Path, items: Sequence[Decision | Pin]) -> None:
    """Add tables; one of the same conflict, or of the same fact, is replaced. All other text stays as it is.

    Raises:
        ConfigError: a file that is there and cannot be read.
        ClaimcheckError: a file that cannot be written.
    """
    with _alone(path):
        document = _document(path)
        for item in items:
            name = "decision" if isinstance(item, Decision) else "pin"
            at = next((n for n, table in enumerate(document.get(name, [])) if _same(table, item)), None)
            _put(document, name, at, _table_of(item))
        _save(path, document)


def remove(path: Path, ids: Collection[str]) -> None:
    """Take the decisions about these conflicts out; all other text stays as it is."""
    with _alone(path):
        document = _document(path)
        tables = document.get("decision", [])
        for at in reversed(range(len(tables))):
            if tables[at].get("id") in ids:
                del tables[at]
        if "decision" in document and not len(tables):
            del document["decision"]
        _save(path, document)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other writers of the folder waiting, where the system can; the lock ends with the process."""
    import os

    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _document(path: Path) -> TOMLDocument:
    import tomlkit

    load(path)  # an error in the file is said before anything is added to it
    try:
        return tomlkit.parse(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return tomlkit.parse(HEAD)


def _save(path: Path, document: TOMLDocument) -> None:
    import tomlkit

    text = tomlkit.dumps(document)
    parse(text, path.name)
    write({path: text})


def _same(table: Mapping[str, Any], item: Decision | Pin) -> bool:
    if isinstance(item, Decision):
        return bool(table.get("id") == item.id)
    return (table.get("metric"), table.get("statistic"), table.get("key")) == (item.metric, item.statistic, item.key)


def _put(document: TOMLDocument, name: str, at: int | None, table: Table) -> None:
    import tomlkit

    if name not in document:
        document.append(name, tomlkit.aot())
    tables: Any = document[name]
    if at is None:
        tables.append(table)
    else:
        tables[at] = table


def _table_of(item: Decision | Pin) -> Table:
    """The table. A decision's id stands in the first, a middle and the last line: git joins runs of up to three."""
    import tomlkit

    table = tomlkit.table()
    fields = _decision_fields(item) if isinstance(item, Decision) else _pin_fields(item)
    for key, value in fields:
        if isinstance(value, Mapping):
            inline = tomlkit.inline_table()
            inline.update(value)
            table.add(key, inline)
            if isinstance(item, Decision):
                inline.comment(item.id)
        elif value is not None:
            table.add(key, value)
    if isinstance(item, Decision):
        table.comment(item.id)
    table.add(tomlkit.nl())
    return table


def _decision_fields(item: Decision) -> list[tuple[str, object]]:
    return [
        ("verdict", item.verdict.value),
        ("document", item.document),
        ("value", item.value),
        ("id", item.id),
        ("reason", item.reason),
        ("by", item.by),
        ("on", _day(item.on)),
        ("expires", _day(item.expires)),
        ("saw", dict(item.saw)),
    ]


def _pin_fields(item: Pin) -> list[tuple[str, object]]:
    return [
        ("metric", item.metric),
        ("statistic", item.statistic),
        ("key", {part: list(value) if isinstance(value, tuple) else value for part, value in item.key.items()}),
        ("value", item.value),
        ("reason", item.reason),
        ("by", item.by),
        ("on", _day(item.on)),
    ]


def _day(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)


_DECISION_KEYS = ("id", "verdict", "reason", "by", "on", "expires", "document", "value", "saw")
_PIN_KEYS = ("metric", "statistic", "key", "value", "reason", "by", "on")
_DAYS = ("on", "expires")


def _tables(tables: object, where: str, make: Callable[[str, Mapping[str, Any]], Any]) -> list[Any]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{where} must be tables, each under a line {where.rpartition(' ')[2]}")
    return [make(f"{where} {number}", table) for number, table in enumerate(tables, 1)]


def _decision(where: str, table: Mapping[str, Any]) -> Decision:
    where = f"{where} ({table['id']})" if isinstance(table.get("id"), str) else where
    fields = _checked(where, table, _DECISION_KEYS, ("id", "verdict", "reason"))
    verdicts = [verdict.value for verdict in Verdict]
    if fields["verdict"] not in verdicts:
        raise ConfigError(f"{where}: verdict must be one of {', '.join(verdicts)}, not {fields['verdict']!r}")
    if fields["verdict"] == Verdict.WRONG_IN and fields.get("document") is None:
        raise ConfigError(f"{where}: wrong-in needs `document`, the one that is wrong")
    return Decision(**{**fields, "verdict": Verdict(fields["verdict"])})


def _pin(where: str, table: Mapping[str, Any]) -> Pin:
    fields = _checked(where, table, _PIN_KEYS, ("metric", "statistic", "key", "value"))
    key = {part: tuple(value) if isinstance(value, list) else value for part, value in fields["key"].items()}
    return Pin(**{**fields, "key": key})


def _checked(where: str, table: Mapping[str, Any], known: Sequence[str], required: Sequence[str]) -> dict[str, Any]:
    """The fields of a table, days as text; what is wrong with one is said with the key's name."""
    if unknown := sorted(set(table) - {*known}):
        raise ConfigError(f"{where}: unknown key {unknown[0]!r}; there are {', '.join(known)}")
    if missing := [key for key in required if not table.get(key)]:
        raise ConfigError(f"{where}: {missing[0]!r} is missing or empty")
    fields = dict(table)
    for key, value in table.items():
        if key in _DAYS:
            fields[key] = _iso(where, key, value)
        elif key in ("saw", "key"):
            if not isinstance(value, dict):
                raise ConfigError(f"{where}: {key!r} must be a table in braces")
        elif not isinstance(value, str):
            raise ConfigError(f"{where}: {key!r} must be a text, not {value!r}")
    return fields


def _iso(where: str, key: str, value: object) -> str:
    try:
        return datetime.date.fromisoformat(value if isinstance(value, str) else str(value)).isoformat()
    except ValueError as error:
        raise ConfigError(f"{where}: {key!r} must be a day such as 2026-11-21, not {value!r}") from error
