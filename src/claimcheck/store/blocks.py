"""A TOML file of `[[tables]]` as blocks of text: one is changed at its own cost, and every other stays to the byte."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

Key = tuple[str, ...]
KeyOf = Callable[[str, Mapping[str, Any]], Key]
"""From the name of a table and what it holds to what tells it from the others."""

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*([A-Za-z_-]+)[ \t]*\]\]", re.MULTILINE)
_TAIL = re.compile(r"(?:^[ \t]*(?:#[^\n]*)?(?:\n|\Z))+\Z", re.MULTILINE)
"""Blank lines and comments behind the last value: people write them above the table that follows."""


class Blocks:
    """The text in front of the first table, and the text of each table, in the order of the file."""

    def __init__(self, head: str, parts: dict[Key, str]) -> None:
        """Args: parts: by what `KeyOf` says of each."""
        self._head = head
        self._parts = parts
        self._end = "\r\n" if "\r\n" in head + next(iter(parts.values()), "") else "\n"

    def put(self, key: Key, text: str) -> None:
        """Put a table in the place of the one of this key, or behind all."""
        text = text.strip("\n") + "\n"
        if key in self._parts:
            tail = _tail(self._parts[key])
        else:
            self._close_last()
            tail = "\n"
        self._parts[key] = text.replace("\n", self._end) + tail.replace("\r\n", "\n").replace("\n", self._end)

    def drop(self, key: Key) -> None:
        """Take a table out; comments behind it stay, with what stands before it."""
        tail = _tail(self._parts[key])
        before = list(self._parts)[: list(self._parts).index(key)] if tail.strip() else []
        del self._parts[key]
        if not tail.strip():
            return
        if before:
            self._parts[before[-1]] += tail
        else:
            self._head += tail

    def text(self) -> str:
        """The file."""
        return "".join((self._head, *self._parts.values()))

    def _close_last(self) -> None:
        """A new table begins on a line of its own, behind a blank one."""
        last = next(reversed(self._parts), None)
        text = self._head if last is None else self._parts[last]
        if text and not text.endswith(("\n\n", "\n\r\n")):
            text += self._end if text.endswith("\n") else 2 * self._end
        if last is None:
            self._head = text
        else:
            self._parts[last] = text


def cut(text: str, key_of: KeyOf) -> Blocks | None:
    """Cut a valid file at its `[[table]]` lines.

    Each piece must be a whole TOML text of one table, or the pieces together would mean something else than the file.

    Returns:
        The blocks, or None for a file that is laid out otherwise: inline tables, a header line inside a long text.
    """
    starts = [match.start() for match in _HEADER.finditer(text)]
    pieces = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    head = text[: starts[0]] if starts else text
    parts: dict[Key, str] = {}
    for piece in pieces:
        data = _parsed(piece)
        tables = next(iter(data.values())) if data and len(data) == 1 else None
        if not data or not isinstance(tables, list) or len(tables) != 1:
            return None
        parts[key_of(next(iter(data)), tables[0])] = piece
    return Blocks(head, parts) if _parsed(head) == {} and len(parts) == len(pieces) else None


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _tail(block: str) -> str:
    """What stands behind the last value of a table; nothing where that could be a line of a long text."""
    match = _TAIL.search(block)
    if match is None or _parsed(block[: match.start()]) is None:
        return ""
    return match[0]
