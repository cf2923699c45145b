"""One measurement as a person prints it: `19.3 (95% CI 15.2 to 22.1)`, `54.2 ± 10.1`, `not reached`."""

from __future__ import annotations

import re

from claimcheck.readers.registry.fields import Node, text_of

_NO_NUMBER = frozenset({"na", "n/a", "nan"})
_SAID = re.compile(
    r"(?P<reached>\breach|\battain)|(?P<estimable>estima|calcula|evalua|determin|comput|insufficient|too few)"
)


def measured(measurement: Node, dispersion: str) -> str:
    """The value with its dispersion; empty where nothing was measured.

    Args:
        measurement: with `value`, and `spread` or `lowerLimit` and `upperLimit`.
        dispersion: in short, see `words.dispersion`.
    """
    comment = text_of(measurement, "comment")
    value = _named(text_of(measurement, "value"), comment, first=True)
    if not value:
        return ""
    spread = text_of(measurement, "spread")
    low, high = (_named(text_of(measurement, key), comment, first=False) for key in ("lowerLimit", "upperLimit"))
    if _is_number(low) or _is_number(high):
        return f"{value} ({between(low, high, dispersion)})"
    if spread and spread.casefold() not in _NO_NUMBER:
        shown = f"{dispersion} {spread}".strip()
        return f"{value} ± {spread}" if dispersion in ("SD", "SE") else f"{value} ({shown})"
    return value


def between(low: str, high: str, dispersion: str) -> str:
    """`95% CI 15.2 to NE`: an interval under its name."""
    return f"{dispersion} {low or 'NA'} to {high or 'NA'}".strip()


def _is_number(limit: str) -> bool:
    return any(character.isdigit() for character in limit)


def _named(value: str, comment: str, *, first: bool) -> str:
    """`NA` in the words of its comment.

    A comment may say one thing of the value and then another of its limits: `Median not reached, upper limit not
    estimable`.
    """
    if value.casefold() not in _NO_NUMBER:
        return value
    said = [match.lastgroup for match in _SAID.finditer(comment.casefold())]
    meant = said[0 if first else -1] if said else None
    if meant == "reached":
        return "not reached" if first else "NR"
    if meant == "estimable":
        return "not estimable" if first else "NE"
    return "NA"
