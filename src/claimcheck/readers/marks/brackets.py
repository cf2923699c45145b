r"""Reference numbers in square brackets, `[9]`, `[3, 5-7]`, `[\[7\]](#)`, and notes, `[†]`, `[^3]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claimcheck.model.document import Block, BlockKind, Mark, MarkKind

_LIST = r"[0-9]{1,3}(?:\s?[,;–-]\s?[0-9]{1,3})*"
_NUMBERS = re.compile(rf"\[\\\[(?:{_LIST})\\\]\]\([^()\s]*\)|\\\[(?:{_LIST})\\\]|\[(?P<plain>{_LIST})\]")
_SIGNS = re.compile(r"\[(?:[†‡§¶‖#*]+|[a-h])\]")
_NOTES = re.compile(r"\[\^[\w-]{1,40}\](?!:)")
_VALUE_BEFORE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s?%?\s*$")


def bracketed(text: str, blocks: Sequence[Block]) -> Iterator[Mark]:
    """Numbers in brackets are references, unless they are an interval around the value before them."""
    if "[^" in text:
        cites = any(b.kind is BlockKind.REFERENCE and text.startswith("[^", b.start) for b in blocks)
        kind = MarkKind.REFERENCE if cites else MarkKind.FOOTNOTE
        yield from (Mark(match.start(), match.end(), kind) for match in _NOTES.finditer(text))
    for match in _NUMBERS.finditer(text):
        if not _is_interval(text, match):
            yield Mark(match.start(), match.end(), MarkKind.REFERENCE)
    for match in _SIGNS.finditer(text):
        yield Mark(match.start(), match.end(), MarkKind.FOOTNOTE)


def _is_interval(text: str, match: re.Match[str]) -> bool:
    numbers = re.findall(r"[0-9]+", match["plain"] or "")
    if len(numbers) != 2:
        return False
    before = text[max(0, match.start() - 20) : match.start()]
    value = _VALUE_BEFORE.search(before)
    inside = value is not None and int(numbers[0]) < Decimal(value[1]) < int(numbers[1])
    return inside or re.search(r"\b(?:CI|IQR|range|interval)\W*$", before) is not None
