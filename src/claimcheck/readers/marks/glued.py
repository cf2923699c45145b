"""Reference numbers that lost their superscript and stick to the word or stop before them: `given.1`, `drug23 and`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.model.document import Block, BlockKind, Mark, MarkKind

_CANDIDATE = re.compile(
    r"(?P<first>[0-9][0-9]{0,2})(?:[,–-](?P<more>[0-9]{1,3}(?:[,–-][0-9]{1,3})*))?(?=\s|$|[.,;:)](?:\s|$))"
    r"(?!\s{0,3}\([0-9]+(?:\.[0-9]+)?\s?%)"  # a count that a table has glued to its row: `response11 (21%)`
)
# What such a number sticks to: a stop after a word or bracket, a word of small letters, a bracket.
_HOST = re.compile(r"(?:[a-z)\]%”’\"][.,;:]|[^\W\d_]{3}[a-z]|[\])])$")
_SKIPPED = {BlockKind.REFERENCE, BlockKind.BOILERPLATE, BlockKind.FRONT_MATTER, BlockKind.TABLE}
_STEP = 4
"""How far a number may be ahead of the highest before it: some marks of a system are not seen here."""
_FEWEST = 3
_SHARE = 0.7


def glued(text: str, blocks: Sequence[Block]) -> Iterator[Mark]:
    """Glued reference numbers, only where the document shows a system of them: numbers that rise from about 1."""
    candidates = [
        match
        for block in blocks
        if block.kind not in _SKIPPED
        for match in _CANDIDATE.finditer(text, block.start, block.end)
        if _HOST.search(text[max(0, match.start() - 4) : match.start()])
    ]
    fitting = list(_rising(candidates))
    distinct = {int(match["first"]) for match in fitting}
    if len(distinct) >= _FEWEST and len(fitting) >= _SHARE * len(candidates):
        for match in fitting:
            yield Mark(match.start(), match.end(), MarkKind.REFERENCE)


def _rising(candidates: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    highest = 0
    for match in candidates:
        numbers = [int(number) for number in re.findall(r"[0-9]+", match[0])]
        if 0 < numbers[0] <= highest + _STEP and numbers == sorted(numbers):
            highest = max(highest, *numbers) if numbers[-1] <= numbers[0] + 15 else highest
            yield match
