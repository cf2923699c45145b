"""Check a vocabulary file of the user's own: every fault, with its line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from claimcheck.errors import VocabularyError
from claimcheck.vocabulary.definitions import Vocabulary
from claimcheck.vocabulary.faults import Fault, faults, nearest
from claimcheck.vocabulary.folding import fold
from claimcheck.vocabulary.loader import SOURCES
from claimcheck.vocabulary.statements import Statement, statements

_NO_TERM = frozenset({"metric", "unit", "frame"})


class Finding(NamedTuple):
    """A fault and the line of the file on which it stands."""

    line: int
    message: str


class _Entry(NamedTuple):
    """An entry of the file, put together from its statements."""

    label: str
    name: str
    value: Any
    parts: Sequence[Statement]


def check(path: Path, known: Vocabulary) -> tuple[Finding, ...]:
    """What is wrong with a file, in the order of its lines; nothing where it can be used.

    Args:
        path: the file.
        known: what it is added to: an alias that one of its entries has cannot be another's.

    Raises:
        VocabularyError: a file that cannot be read at all.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read as a vocabulary file: {getattr(error, 'strerror', None) or error}"
        raise VocabularyError(message) from error
    found: list[Finding] = []
    entries = _entries(text, found)
    for entry in entries:
        if entry.label == SOURCES:
            continue
        where = f"[{entry.label}] {entry.name}"
        found += [Finding(_line(entry, fault), f"{where}: {fault.message}") for fault in _faults(entry, entries, known)]
    found += _claimed(entries, known)
    return tuple(sorted(set(found)))


def _entries(text: str, found: list[Finding]) -> list[_Entry]:
    """The entries of a file; what is none, and a second one of a name, goes to the findings."""
    parts: dict[tuple[str, str], list[Statement]] = {}
    values: dict[tuple[str, str], Any] = {}
    first: dict[tuple[str, ...], int] = {}
    for statement in statements(text):
        if statement.fault:
            found.append(Finding(statement.line, statement.fault))
            continue
        for path, value in _assigned(statement):
            if path in first:
                found.append(Finding(statement.line, f"{_shown(path)} stands twice: line {first[path]} has it, too"))
                continue
            if len(path) == 1:
                if statement.value is not None:
                    found.append(
                        Finding(statement.line, f"'{path[0]}' must be a table of entries, such as [{path[0]}]")
                    )
                continue
            first[path] = statement.line
            key = (path[0], path[1])
            parts.setdefault(key, []).append(statement)
            if len(path) == 2:
                values[key] = value if statement.value is not None else values.get(key, {})
            else:
                _put(values.setdefault(key, {}), path[2:], value)
    return [_Entry(label, name, values[label, name], parts[label, name]) for label, name in parts]


def _assigned(statement: Statement) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The path and the value of what a statement assigns; the path alone of a header."""
    if statement.value is None:
        yield statement.table, {}
        return
    for key, value in statement.value.items():
        yield (*statement.table, key), value


def _put(table: Any, path: Sequence[str], value: Any) -> None:
    """Put a value where its path says, as far as there are tables on the way."""
    for key in path[:-1]:
        table = table.setdefault(key, {}) if isinstance(table, dict) else None
    if isinstance(table, dict):
        table[path[-1]] = value


def _shown(path: Sequence[str]) -> str:
    return f"[{path[0]}] {'.'.join(path[1:])}" if len(path) > 1 else f"[{path[0]}]"


def _faults(entry: _Entry, entries: Sequence[_Entry], known: Vocabulary) -> Iterator[Fault]:
    """The faults of an entry by itself, and names in it that nothing defines."""
    yield from faults(entry.label, entry.value)
    labels = _NO_TERM | set(known.terms)
    if entry.label not in labels:
        yield Fault(f"nothing reads entries of [{entry.label}]{nearest(entry.label, labels)}")
    if entry.label != "metric" or not isinstance(entry.value, dict):
        return
    units = {"date", "1", *known.units, *(e.name for e in entries if e.label == "unit")}
    plausible = entry.value.get("plausible")
    for key, named in (
        ("unit", [entry.value.get("unit")]),
        ("plausible", plausible if isinstance(plausible, dict) else []),
    ):
        for unit in named:
            if isinstance(unit, str) and unit not in units:
                yield Fault(f"'{key}': the unit {unit!r} is not defined{nearest(unit, units)}", key, unit)


def _claimed(entries: Sequence[_Entry], known: Vocabulary) -> Iterator[Finding]:
    """Spellings that two entries of one kind have; an entry replaces the built-in one of its name."""
    owners = _owners(known, {(e.label, e.name) for e in entries})
    for entry in entries:
        if entry.label in ("frame", SOURCES):
            continue
        seen: set[str] = set()
        for alias in _spellings(entry):
            key = (entry.label, _folded(entry.label, alias))
            where = f"[{entry.label}] {entry.name}: {alias!r}"
            if alias in seen and alias != entry.name:
                yield Finding(_line(entry, Fault("", "aliases", alias), last=True), f"{where} stands twice")
            elif owners.get(key, repr(entry.name)) != repr(entry.name):
                yield Finding(_line(entry, Fault("", "", alias)), f"{where} is a spelling of {owners[key]}")
            seen.add(alias)
            owners.setdefault(key, repr(entry.name))


def _owners(known: Vocabulary, own: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Kind and spelling -> the known entry that has it, but for those that the file replaces."""
    spelt: list[tuple[str, str, Iterable[str]]] = [("metric", m.id, m.aliases) for m in known.metrics.values()]
    spelt += [("unit", unit.name, unit.aliases) for unit in known.units.values()]
    spelt += [
        (label, term.name, (term.name, *term.aliases, *term.registry))
        for label, terms in known.terms.items()
        for term in terms.values()
    ]
    owners: dict[tuple[str, str], str] = {}
    for label, name, aliases in spelt:
        for alias in aliases if (label, name) not in own else ():
            owners.setdefault((label, _folded(label, alias)), f"{name!r}, which the vocabulary has")
    return owners


def _folded(label: str, alias: str) -> str:
    """Of units the case counts: `mm` is a length, `mM` a concentration."""
    return alias if label == "unit" else fold(alias)


def _spellings(entry: _Entry) -> Iterator[str]:
    value: Mapping[str, Any] = {"aliases": entry.value} if isinstance(entry.value, list) else entry.value
    if entry.label not in _NO_TERM:
        yield entry.name
    for key in ("aliases", "registry"):
        listed = value.get(key) if isinstance(value, dict) else None
        yield from (x for x in (listed if isinstance(listed, list) else []) if isinstance(x, str) and x.strip())


def _line(entry: _Entry, fault: Fault, *, last: bool = False) -> int:
    """The line of the entry on which the value of a fault stands, else its key, else where the entry begins."""
    lines = [(s.line + i, line) for s in entry.parts for i, line in enumerate(s.lines)]
    at = next((i for i, (_, line) in enumerate(lines) if fault.key and fault.key in line), 0)
    quoted = [f'"{fault.value}"', f"'{fault.value}'"] if fault.value or "empty" in fault.message else []
    for wanted in [*quoted, *([fault.value] if fault.value else [])]:
        found = [number for number, line in lines[at:] if wanted in line]
        if found:
            return found[-1 if last else 0]
    return lines[at][0]
