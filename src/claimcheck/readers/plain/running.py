"""Running heads of a text converted from PDF: the lines that come back on every page."""

from __future__ import annotations

import re
from collections import Counter

from claimcheck.readers.plain.lines import Line

_PAGE_NUMBER = re.compile(r"^[0-9]{1,4} {3,}|(?: {3,}|\t)[0-9]{1,4}$")
_TIMES = 3


def running_heads(lines: list[Line]) -> frozenset[int]:
    """The starts of lines that are running heads: repeated, or with a page number at their edge."""
    texts = [_PAGE_NUMBER.sub("", line.text) for line in lines]
    counts = Counter(text for text in texts if _may_repeat(text))
    numbered = {text for line, text in zip(lines, texts, strict=True) if text != line.text}
    return frozenset(
        line.start
        for line, text in zip(lines, texts, strict=True)
        if counts[text] >= _TIMES or (text != line.text and (counts[text] >= 2 or _near(lines, line, counts, numbered)))
    )


def _may_repeat(text: str) -> bool:
    return 12 <= len(text) <= 120 and text.count(" ") >= 1 and "\t" not in text and not text.startswith("|")


def _near(lines: list[Line], line: Line, counts: Counter[str], numbered: set[str]) -> bool:
    """A line with a page number right above or below one that comes back (left and right pages differ)."""
    index = lines.index(line)
    around = lines[max(0, index - 1) : index + 2]
    return len(numbered) >= 2 and any(counts[other.text] >= _TIMES for other in around if other is not line)
