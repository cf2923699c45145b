"""What the runner of GitHub Actions makes of a log, by its own rules for commands and escapes."""

from __future__ import annotations

import re

ANNOTATION = re.compile(r"::(\w+) (.*?)::(.*)")


def annotated(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The annotations of a log: kind, properties and message."""
    found = []
    for line in re.split("[\r\n]", text):
        match = ANNOTATION.fullmatch(line)
        if match:
            pairs = (pair.partition("=") for pair in match[2].split(",") if pair)
            found.append((match[1], {key: property_of(value) for key, _, value in pairs}, data_of(match[3])))
    return found


def data_of(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def property_of(text: str) -> str:
    escapes = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
    for escaped, plain in escapes:
        text = text.replace(escaped, plain)
    return text
