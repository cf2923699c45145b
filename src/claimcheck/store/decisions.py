"""`claimcheck-decisions.toml`: one table a decision, one a pin, made to be read, edited and merged by people."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.atomic import write
from claimcheck.errors import ConfigError
from claimcheck.model import Decision, Pin, Verdict
from claimcheck.store.blocks import Key, cut
from claimcheck.store.plain import attributes, text_of

if TYPE_CHECKING:
    from tomlkit.items import Table

FILE = "claimcheck-decisions.toml"
_ID = re.compile(r"[A-Za-z0-9._:-]{1,200}")
"""What a conflict's id is made of; it stands in comments, too."""
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
    return parse(text_of(path) or "", path.name)


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
    with alone(path):
        sheet = Sheet(path)
        sheet.change(items)
        sheet.save()


def remove(path: Path, ids: Collection[str]) -> None:
    """Take the decisions about these conflicts out; all other text stays as it is."""
    with alone(path):
        sheet = Sheet(path)
        sheet.change((), ids)
        sheet.save()


class Sheet:
    """The file while it is changed, under `alone`: table by table, so that 5,000 others cost nothing."""

    def __init__(self, path: Path) -> None:
        """Args: path: a file that need not be there yet.

        Raises:
            ConfigError: a file that cannot be read; nothing may be added to it.
        """
        self._path = path
        self._stamp = _stamp(path)
        found = text_of(path)
        text = HEAD if found is None else found
        self.decisions = {decision.id: decision for decision in parse(text, path.name).decisions}
        blocks = cut(text, _key)
        if blocks is None:
            raise ConfigError(
                f"{path.name}: cannot be added to: give each decision and each pin a line [[decision]] or [[pin]] of"
                " its own, and begin no line of a long text with one"
            )
        self._blocks = blocks

    def is_current(self) -> bool:
        """Whether nobody has changed the file since it was read or saved."""
        return self._stamp == _stamp(self._path)

    def change(self, items: Sequence[Decision | Pin], gone: Collection[str] = ()) -> None:
        """Put tables in the place of those of the same conflict or fact, or behind all; take decisions out."""
        gone = [name for name in gone if name in self.decisions]
        for item in items:
            self._blocks.put(_key_of(item), _rendered(item))
        for name in gone:
            self._blocks.drop(("decision", name))
        self.decisions |= {item.id: item for item in items if isinstance(item, Decision)}
        for name in gone:
            del self.decisions[name]

    def save(self) -> None:
        """Write the file whole.

        Raises:
            ClaimcheckError: it cannot be written.
        """
        write({self._path: self._blocks.text()})
        self._stamp = _stamp(self._path)


@contextmanager
def alone(path: Path) -> Iterator[None]:
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


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file does; writers of ours put a new file in its place."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _key(name: str, table: Mapping[str, Any]) -> Key:
    """What tells a table from the others: a decision's conflict, a pin's fact."""
    if name == "decision":
        return name, str(table.get("id"))
    return name, str(table.get("metric")), str(table.get("statistic")), repr(sorted(table.get("key", {}).items()))


def _key_of(item: Decision | Pin) -> Key:
    if isinstance(item, Decision):
        return "decision", item.id
    return _key("pin", dict(_pin_fields(item)))


def _rendered(item: Decision | Pin) -> str:
    import tomlkit

    tables = tomlkit.aot()
    tables.append(_table_of(item))
    document = tomlkit.document()
    document.append("decision" if isinstance(item, Decision) else "pin", tables)
    text = tomlkit.dumps(document)
    parse(text)  # nothing goes into the file that could not be read there again
    return text


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


DECISION_KEYS = tuple(field.name for field in fields(Decision))
_PIN_KEYS = tuple(field.name for field in fields(Pin))
_DAYS = ("on", "expires")


def _tables(tables: object, where: str, make: Callable[[str, Mapping[str, Any]], Any]) -> list[Any]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{where} must be tables, each under a line {where.rpartition(' ')[2]}")
    return [make(f"{where} {number}", table) for number, table in enumerate(tables, 1)]


def faults(table: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the table of a decision, all of it."""
    yield from _faults(table, DECISION_KEYS, ("id", "verdict", "reason"))
    if isinstance(table.get("id"), str) and table["id"] and not _ID.fullmatch(table["id"]):
        yield "'id' must be of letters, digits and .:_-"
    verdict, verdicts = table.get("verdict"), [verdict.value for verdict in Verdict]
    if verdict and verdict not in verdicts:
        yield f"verdict must be one of {', '.join(verdicts)}, not {verdict!r}"
    if verdict == Verdict.WRONG_IN and table.get("document") is None:
        yield "wrong-in needs `document`, the one that is wrong"


def decision_of(table: Mapping[str, Any]) -> Decision:
    """The decision of a table that has no faults."""
    return Decision(**{**_fields(table), "verdict": Verdict(table["verdict"])})


def _decision(where: str, table: Mapping[str, Any]) -> Decision:
    where = f"{where} ({table['id']})" if isinstance(table.get("id"), str) else where
    for fault in faults(table):
        raise ConfigError(f"{where}: {fault}")
    return decision_of(table)


def _pin(where: str, table: Mapping[str, Any]) -> Pin:
    for fault in _faults(table, _PIN_KEYS, ("metric", "statistic", "key", "value")):
        raise ConfigError(f"{where}: {fault}")
    return Pin(**{**_fields(table), "key": attributes(table["key"])})


def _faults(table: Mapping[str, Any], known: Sequence[str], required: Sequence[str]) -> Iterator[str]:
    """What is wrong with a table, with the names of the keys."""
    for key in sorted(set(table) - {*known}):
        yield f"unknown key {key!r}; there are {', '.join(known)}"
    for key in required:
        if not table.get(key):
            yield f"{key!r} is missing or empty"
    for key in known:
        said = None if table.get(key) is None else _fault(key, table[key])
        if said is not None:
            yield f"{key!r} must {said}"


def _fault(key: str, value: object) -> str | None:
    if key in _DAYS:
        return None if _iso(value) else f"be a day such as 2026-11-21, not {str(value)!r}"
    if key not in ("saw", "key"):
        return None if isinstance(value, str) else f"be a text, not {value!r}"
    if not isinstance(value, dict):
        return "be a table in braces"
    if key == "saw" and not all(isinstance(said, str) for said in value.values()):
        return "give a text for each document"
    return None


def _fields(table: Mapping[str, Any]) -> dict[str, Any]:
    """What a table holds, days as text."""
    return {key: _iso(value) if key in _DAYS else value for key, value in table.items() if value is not None}


def _iso(value: object) -> str | None:
    try:
        return datetime.date.fromisoformat(value if isinstance(value, str) else str(value)).isoformat()
    except ValueError:
        return None
