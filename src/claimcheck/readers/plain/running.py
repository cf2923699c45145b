"""Running heads of a text converted from PDF: the lines that come back on every page."""

from __future__ import annotations

import re
from collections import Counter

from claimcheck.readers.plain.lines import Line

_PAGE_NUMBER = re.compile(r"^[0-9]{1,4} {3,}|(?: {3,}|\t)[0-9]{1,4}$")
_TIMES = 3


def running_heads(lines: list[Line]) -> frozenset[int]:
    """The starts of lines that are running heads: repeated, or with a page number at their edge."""
    texts = [_without_page_number(line.text) for line in lines]
    counts = Counter(text for text in texts if _may_repeat(text))
    numbered = {text for line, text in zip(lines, texts, strict=True) if text != line.text}
    return frozenset(
        line.start
        for index, (line, text) in enumerate(zip(lines, texts, strict=True))
        if counts[text] >= _TIMES
        or (text != line.text and (counts[text] >= 2 or (len(numbered) >= 2 and _near(lines, index, counts))))
    )


def _without_page_number(text: str) -> str:
    return _PAGE_NUMBER.sub("", text) if text[:1].isdigit() or text[-1:].isdigit() else text


def _may_repeat(text: str) -> bool:
    return 12 <= len(text) <= 120 and text.count(" ") >= 1 and "\t" not in text and not text.startswith("|")


def _near(lines: list[Line], index: int, counts: Counter[str]) -> bool:
    """A line with a page number right above or below one that comes back (left and right pages differ)."""
    around = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    return any(counts[line.text] >= _TIMES for line in around)
