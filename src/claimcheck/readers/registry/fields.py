"""Fields of a record, whatever is or is not in it: a field that is missing or of another kind is an empty one."""

from __future__ import annotations

import html
import re
from typing import TypeAlias

Json: TypeAlias = "str | bool | list[Json] | dict[str, Json] | None"
"""What `load` makes of JSON; a number is the text that was printed."""
Node: TypeAlias = "dict[str, Json]"

_UNPRINTABLE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_ESCAPED = re.compile(r"\\([][<>()*_~#+.!|`-])")


def child(node: Node, *path: str) -> Node:
    """The object at the end of a path of keys."""
    for key in path:
        found = node.get(key)
        node = found if isinstance(found, dict) else {}
    return node


def children(node: Node, key: str) -> list[Node]:
    """The objects of a list."""
    found = node.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def text_of(node: Node, key: str) -> str:
    """A text on one line, as a page shows it: without the escapes of Markdown and HTML."""
    return " ".join(lines_of(node, key))


def texts_of(node: Node, key: str) -> list[str]:
    """The texts of a list."""
    found = node.get(key)
    return [" ".join(_lines(item)) for item in found if _lines(item)] if isinstance(found, list) else []


def lines_of(node: Node, key: str) -> list[str]:
    """The lines of a text that are not empty."""
    return _lines(node.get(key))


def _lines(value: Json) -> list[str]:
    if not isinstance(value, str):
        return []
    value = _CONTROL.sub(" ", _UNPRINTABLE.sub("\ufffd", html.unescape(_ESCAPED.sub(r"\1", value))))
    return [" ".join(line.split()) for line in value.split("\n") if line.strip()]
