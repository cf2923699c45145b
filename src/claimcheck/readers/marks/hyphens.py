"""Words broken at the end of a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from claimcheck.model.document import Block, Mark, MarkKind

_BREAK = re.compile(r"(?P<hyphen>[-‐\u00ad])(?P<space>[ \t\u00a0]*[\r\n\f]\s*)(?=\w)")
_LEFT = re.compile(r"\w+$")
_RIGHT = re.compile(r"\w+")
_LONGEST = 60
_BROKEN = re.compile(r"\w+[-‐\u00ad][ \t\u00a0]*[\r\n\f]\s*\w+")
_SOFT = re.compile(r"\u00ad(?!\s*[\r\n])")
_WORD = re.compile(r"\w+(?:-\w+)*")


def hyphens(text: str, blocks: Sequence[Block]) -> Iterator[Mark]:
    """Line-end hyphens with the break after them; where the hyphen belongs to the word, the break alone."""
    for match in _SOFT.finditer(text):
        yield Mark(match.start(), match.end(), MarkKind.HYPHENATION)
    breaks = [match for block in blocks for match in _BREAK.finditer(text, block.start, block.end)]
    if not breaks:
        return
    words = word_counts(text)
    for match in breaks:
        left = _LEFT.search(text[max(0, match.start() - _LONGEST) : match.start()])
        right = _RIGHT.match(text, match.end())
        if left is None or right is None:
            continue
        stays = belongs(left[0], right[0], words, soft=match["hyphen"] == "\u00ad")
        yield Mark(match.start("space" if stays else "hyphen"), match.end(), MarkKind.HYPHENATION)


def word_counts(text: str) -> Counter[str]:
    """How often each word stands in a text, in lower case, without those broken at a line's end."""
    whole = _BROKEN.sub(" ", text).lower().replace("‐", "-")
    return Counter(_WORD.findall(whole))


def belongs(left: str, right: str, words: Counter[str], *, soft: bool = False) -> bool:
    """Whether the hyphen between two parts of a word would stand there in the middle of a line too.

    >>> words = word_counts("ALK-positive overall survival, the third and last line of treatment")
    >>> belongs("over", "all", words), belongs("ALK", "positive", words), belongs("third", "line", words)
    (False, True, True)
    """
    if soft:
        return False
    low, high = left.lower(), right.lower()
    joined, hyphenated = words[low + high], words[f"{low}-{high}"]
    if joined or hyphenated:
        return hyphenated > joined
    if not left.islower() and not left.istitle():
        return True
    return not right[0].islower() or (len(low) > 2 and words[low] > 0 and words[high] > 0)
