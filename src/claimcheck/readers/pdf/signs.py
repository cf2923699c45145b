"""Signs that a file calls by the name of another character.

Some publishers' sign fonts give a minus the place of a 2 and a "greater or equal" that of a double dagger, and say
nothing else of them. What is drawn tells the two apart: no 2 is flat, and no double dagger is about as wide as high.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimcheck.readers.pdf.fonts import Settings

# Character -> the sign it stands for, and what its height is less than, in widths, where it does.
_SIGNS: Mapping[str, tuple[str, float]] = {
    "2": ("\u2212", 0.3),
    "5": ("=", 0.7),
    "\u2021": ("\u2265", 1.7),
    "\u00a3": ("\u2264", 1.35),
}
SUSPECT = frozenset(_SIGNS)


def true_sign(char: str, height: float, width: float) -> str:
    """What a character of a sign font is, by the box of its ink.

    >>> true_sign("2", 0.4, 5.0), true_sign("2", 6.6, 4.2)
    ('−', '2')
    """
    sign, limit = _SIGNS.get(char, (char, 0.0))
    return sign if 0 < height < limit * width else char


def true_signs(textpage: Any, settings: Settings, text: str, first: int) -> str:
    """A text whose characters are those of a text page from the index `first` on, its signs told by their shape."""
    return "".join(
        _told(textpage, settings, char, index) if char in SUSPECT else char for index, char in enumerate(text, first)
    )


def _told(textpage: Any, settings: Settings, char: str, index: int) -> str:
    if not settings.of(index).font.symbolic:
        return char
    left, bottom, right, top = textpage.get_charbox(index)
    return true_sign(char, abs(top - bottom), abs(right - left))
