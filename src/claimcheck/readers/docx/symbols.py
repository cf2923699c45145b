"""Characters that are set in a font with codes of its own, such as the `≤` of Symbol."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

_PRIVATE = 0xF000
"""Where Word puts the codes of such fonts, in the private use area of Unicode."""
_OWN = range(0xF020, 0xF100)


def symbol(font: str, code: str) -> str:
    """The character for a font's name and a code in hexadecimal; one that is not known stays what it is.

    >>> symbol("Symbol", "F0B3"), symbol("Times New Roman", "00B1")
    ('≥', '±')
    """
    try:
        point = int(code, 16)
        sign = chr(point)
        sign.encode()
    except (ValueError, OverflowError):  # no number, no code point, half of a pair
        return "\ufffd"
    if point < 0x100 and font in _characters():
        return _characters()[font].get(point + _PRIVATE, sign)
    return _characters().get(font, {}).get(point, sign)


def in_font(text: str, font: str) -> str:
    """A text with the private characters of a font as those that are seen; without a font's name, as Symbol's."""
    if not any(ord(char) in _OWN for char in text):
        return text
    known = _characters().get(font, _characters()["Symbol"] if not font else {})
    return "".join(known.get(ord(char), char) for char in text)


@cache
def _characters() -> Mapping[str, Mapping[int, str]]:
    """Font -> private code point -> character; the file is read on first use."""
    tables = tomllib.loads(resources.files(__package__).joinpath("symbols.toml").read_text("utf-8"))
    return {
        font: {
            _PRIVATE + int(start, 16) + offset: char
            for start, line in lines.items()
            for offset, char in enumerate(line)
            if char != " " or start == "20"
        }
        for font, lines in tables.items()
    }
