"""Superscripts: what a raised number or sign stands for, and those that Unicode has characters for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.model.document import Block, BlockKind, Mark, MarkKind

# A pattern that begins with one set of characters, unrepeated, is searched for much faster.
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻][⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]*(?:[,–-][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")
_LOWERED = re.compile(r"[₀₁₂₃₄₅₆₇₈₉][₀₁₂₃₄₅₆₇₈₉]*")
_SIGN = re.compile(r"[†‡§¶‖*](?:(?<=[†‡§¶‖])[†‡§¶‖]*|(?<=\*)\*{0,2}(?=[\s,;.)]|$))")
_SIGNED = re.compile(r"[\w%)\].]$")
_NOTE_SIGN = re.compile(r"\*{1,3}|[†‡§¶‖#]+")
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉", "0123456789+-0123456789")

_REFERENCES = re.compile(r"[0-9]{1,3}(?:\s?[,;–-]\s?[0-9]{1,3})*[,;]?$")
_FOOTNOTES = re.compile(r"(?:[†‡§¶‖#*∗]+|[a-h](?:\s?,\s?[a-h])*)[,]?$")
_POWER = re.compile(r"(?:(?<![\w.,])10|(?<![^\W\d_])(?:[mckdμµn]?m|s|kg|h|min|L|l|dL|cells?|χ|r|R|I))$")
_CLOSED_BASE = re.compile(r"[\w%)\].,;:’”\"'®™]$")


def raised_kind(base: str, content: str) -> MarkKind:
    """What a superscript is, from the text right before it.

    >>> [raised_kind(base, "2").value for base in ("survival.", "mg/m", "= 2 x 10", "42.5%")]
    ['reference', 'superscript', 'superscript', 'reference']
    >>> raised_kind("NR", "a").value
    'footnote'
    """
    content = content.strip()
    if _FOOTNOTES.match(content):
        return MarkKind.FOOTNOTE
    if _REFERENCES.match(content) and _CLOSED_BASE.search(base) and not _POWER.search(base):
        return MarkKind.REFERENCE
    return MarkKind.SUPERSCRIPT


def raised(text: str, blocks: Sequence[Block]) -> Iterator[Mark]:
    """Superscript and subscript characters and footnote signs in plain text."""
    for block in blocks:
        sign = _NOTE_SIGN.match(text, block.start, block.end) if block.kind is BlockKind.FOOTNOTE else None
        if sign:
            yield Mark(sign.start(), sign.end(), MarkKind.FOOTNOTE)
    for match in _RAISED.finditer(text):
        base = text[max(0, match.start() - 8) : match.start()]
        yield Mark(match.start(), match.end(), raised_kind(base, match[0].translate(_PLAIN_DIGITS)))
    for match in _LOWERED.finditer(text):
        yield Mark(match.start(), match.end(), MarkKind.SUBSCRIPT)
    for match in _SIGN.finditer(text):
        if _SIGNED.match(text, max(0, match.start() - 1), match.start()):
            yield Mark(match.start(), match.end(), MarkKind.FOOTNOTE)
