"""The lines of a plain text, and how its author broke them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_UNSEEN = "\ufeff\u200b"
_FINISHED = re.compile(
    r"""(?:[.!?…]["”’'»)\]*_]*                            # final punctuation, closing quotes and brackets
        |(?<![0-9])[.!?…]["”’)\]]*[0-9]{1,3}(?:[,–-][0-9]{1,3})*  # ... and references glued to it
        |[.!?…](?:\s?\[[0-9,\s–-]+\])+)$                   # ... or in brackets
    """,
    re.VERBOSE,
)
_ENDING = 60
"""Characters at its end that say whether a text ends a sentence."""
_WRAP_LIMIT = 130
"""No editor wraps longer lines than this: what is longer is a paragraph of its own."""
_FULL = 0.75
_DOUBLE_SHARE = 0.25
_NEIGHBOURS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `start` and `end` leave out the white space around it."""

    start: int
    end: int
    raw_start: int
    raw_end: int
    """The end without the line break, but with trailing tabs, which are cells of a table."""
    gap: int
    """Blank lines before it."""
    text: str
    tabbed: bool = False
    """Whether a tab stands in it or after it: cells of a table."""

    @property
    def indent(self) -> int:
        """Characters of white space before the line."""
        return self.start - self.raw_start

    @property
    def finished(self) -> bool:
        """Whether it ends a sentence."""
        return is_finished(self.text)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is broken into lines."""

    double: bool
    """Every line is followed by a blank one, as in text converted from PDF."""
    full: tuple[bool, ...]
    """For each line whether it is as long as the wrapped lines around it."""


def split_lines(text: str, start: int, end: int) -> list[Line]:
    """The lines of a stretch of text that are not blank."""
    lines = []
    position, gap = start, 0
    for raw in text[start:end].splitlines(keepends=True):
        content = raw.strip().strip(_UNSEEN).strip()
        if content:
            at = position + raw.index(content)
            raw_end = position + len(raw.rstrip("\r\n\f\v\u2028\u2029\x85\x1c\x1d\x1e"))
            tabbed = "\t" in raw[at - position :]
            lines.append(Line(at, at + len(content), position, raw_end, gap, content, tabbed))
            gap = 0
        else:
            gap += 1
        position += len(raw)
    return lines


def is_finished(text: str) -> bool:
    """Whether a text ends with the end of a sentence.

    >>> is_finished("was confirmed.12,13"), is_finished("lasted a median of 12.3")
    (True, False)
    """
    return _FINISHED.search(text[-_ENDING:]) is not None


def layout_of(lines: list[Line]) -> Layout:
    """Find out whether lines were wrapped, and whether blank lines stand inside paragraphs."""
    double = _is_double_spaced(lines)
    return Layout(double, tuple(_fullness(lines, _is_wrapped(lines, double))))


def _is_double_spaced(lines: list[Line]) -> bool:
    pairs = [(first, second) for first, second in pairwise(lines) if second.gap == 1]
    if len(pairs) < 8:  # too few to tell a habit from an accident
        return False
    going_on = sum(1 for first, second in pairs if second.text[0].islower() and not first.finished)
    return going_on >= _DOUBLE_SHARE * len(pairs)


def _is_wrapped(lines: list[Line], double: bool) -> bool:
    if double:
        return True
    tight = [first for first, second in pairwise(lines) if second.gap == 0]
    short = sum(1 for line in tight if 40 <= len(line.text) <= _WRAP_LIMIT)
    cut = sum(
        1
        for first, second in pairwise(lines)
        if second.gap == 0 and len(first.text) >= 40 and not first.finished and second.text[0].islower()
    )
    return len(tight) >= 2 and cut >= 0.2 * short > 0


def _fullness(lines: list[Line], wrapped: bool) -> list[bool]:
    if not wrapped:
        return [False] * len(lines)
    lengths = [len(line.text) if len(line.text) <= _WRAP_LIMIT else 0 for line in lines]
    return [
        # Before and after apart: the text may change from one column to two.
        length >= 30
        and length
        >= _FULL
        * min(_typical(lengths[max(0, at - _NEIGHBOURS) : at + 1]), _typical(lengths[at : at + 1 + _NEIGHBOURS]))
        for at, length in enumerate(lengths)
    ]


def _typical(lengths: list[int]) -> int:
    """The third quarter: headings and last lines of paragraphs do not count, one long line neither."""
    return sorted(lengths)[len(lengths) * 3 // 4]
