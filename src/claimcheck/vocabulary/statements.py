"""A TOML file cut into its statements, each with its line, so that one broken line hides no other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

_KEY = r"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[A-Za-z0-9_-]+)"
_HEADER = re.compile(rf"\s*\[\s*(?P<path>{_KEY}(?:\s*\.\s*{_KEY})*)\s*\]\s*(?:#.*)?$")
_ASSIGNMENT = re.compile(rf"\s*{_KEY}(?:\s*\.\s*{_KEY})*\s*=")
_EMPTY = re.compile(r"\s*(?:#.*)?$")


class Statement(NamedTuple):
    """A line of the file that says something, with those that belong to it."""

    line: int
    """Of its first line, from 1."""
    table: tuple[str, ...]
    """The header under which it stands; its own where it is one."""
    value: dict[str, Any] | None
    """What it assigns; None for a header, and for what cannot be read."""
    lines: tuple[str, ...]
    fault: str = ""


def statements(text: str) -> Iterator[Statement]:
    """The headers and assignments of a file in order; what is neither is a statement with a fault."""
    lines = text.splitlines()
    table: tuple[str, ...] = ()
    at = 0
    while at < len(lines):
        if _EMPTY.match(lines[at]):
            at += 1
            continue
        header = _HEADER.match(lines[at])
        if header:
            table = _path(header["path"])
            yield Statement(at + 1, table, None, (lines[at],))
            at += 1
            continue
        end = _end(lines, at)
        yield _assignment(lines[at:end], at, table)
        at = end


def _assignment(lines: Sequence[str], at: int, table: tuple[str, ...]) -> Statement:
    try:
        return Statement(at + 1, table, tomllib.loads("\n".join(lines)), tuple(lines))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        line = at + int(found[1] or len(lines)) if found else at + 1
        what = str(error)[: found.start()] if found else str(error)
        return Statement(min(line, at + len(lines)), table, None, tuple(lines), f"not valid TOML: {what}")


def _end(lines: Sequence[str], start: int) -> int:
    """The line behind a statement: where it can be read, else where the next one begins."""
    end = start + 1
    while not _reads(lines[start:end]) and end < len(lines):
        if _HEADER.match(lines[end]) or _ASSIGNMENT.match(lines[end]):
            break
        end += 1
    return end


def _reads(lines: Sequence[str]) -> bool:
    try:
        tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return False
    return True


def _path(written: str) -> tuple[str, ...]:
    """`metric."x y"` as its parts."""
    node: Any = tomllib.loads(f"[{written}]")
    parts: list[str] = []
    while node:
        key = next(iter(node))
        parts.append(key)
        node = node[key]
    return tuple(parts)
