"""Reference lists and sections about the document itself: what makes no claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.model.document import Block, BlockKind
from claimcheck.readers.shapes import is_citation, is_definition
from claimcheck.readers.structure import heading_key, is_section, structure

_BODY = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE}
_ABOVE_NOTES = {BlockKind.TABLE, BlockKind.FOOTNOTE, BlockKind.CAPTION}
_LONG_RUN = 5
_AFTER = 3
"""Blocks behind a heading that say whether it stands in the middle of a reference list."""
_ASIDE = 300
"""Characters of a paragraph that is too long for a note about the document."""
_CONTACT = re.compile(r"^\S+@\S+\.\w+$|^(?:https?://|www\.)\S+$|(?:\+\d[\d\s().-]{7,}\d)\W*$")
_ENTRY_NUMBER = re.compile(r"(?:^|(?<=[\r\n\f]))[ \t]*(?P<number>\(?[0-9]{1,3}[.)]\)?)[ \t]+\Z", re.MULTILINE)
_AUTHOR = re.compile(r"(?:[a-z]{2,3}\s)?[A-Z][\w'\u2019-]+,?\s[A-Z](?:\.|[A-Z]{0,3}[,.\s])")
_NOTES = re.compile(r"^\[\^[\w-]{1,40}\]:\s", re.MULTILINE)
_COUNT = re.compile(r"^[0-9]{1,4}$")


def mark_sections(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Turn what stands under a heading such as `References` or `Funding` into its kind.

    A long run of items that read like citations is a reference list without such a heading too.
    """
    marked: list[Block] = []
    under: BlockKind | None = None
    aside = listed = False
    for number, block in enumerate(blocks):
        if under is BlockKind.REFERENCE and _is_part_of_list(text, blocks, number):
            block = replace(block, kind=BlockKind.REFERENCE, level=0)
        if block.kind is BlockKind.PARAGRAPH and marked and marked[-1].kind in _ABOVE_NOTES:
            kind = BlockKind.FOOTNOTE if is_definition(text[block.start : block.end]) else block.kind
            block = replace(block, kind=kind)
        if block.kind is BlockKind.HEADING:
            under = _opened(text[block.start : block.end], under)
            listed = listed or under is BlockKind.REFERENCE
            aside = heading_key(text[block.start : block.end]) in structure().aside_headings
        elif aside and block.end - block.start > _ASIDE:
            under, aside = None, False
        elif under and block.kind in _BODY:
            goes_on = under is BlockKind.BOILERPLATE and listed and is_entry(text[block.start : block.end])
            block = replace(block, kind=BlockKind.REFERENCE if goes_on else under)
        elif block.kind is BlockKind.PARAGRAPH and text.startswith("[^", block.start):
            block = replace(block, kind=_of_notes(text[block.start : block.end]) or block.kind)
        elif block.kind is BlockKind.PARAGRAPH and _is_contact(text[block.start : block.end]):
            block = replace(block, kind=BlockKind.BOILERPLATE)
        marked.append(block)
    return [_with_number(text, block) for block in _mark_runs(text, marked)]


def _with_number(text: str, block: Block) -> Block:
    """An entry of a reference list with the number that it is cited by, which a list item leaves out."""
    if block.kind is not BlockKind.REFERENCE:
        return block
    number = _ENTRY_NUMBER.search(text, max(0, block.start - 8), block.start)
    return replace(block, start=number.start("number")) if number else block


def _opened(heading: str, under: BlockKind | None) -> BlockKind | None:
    key = heading_key(heading)
    if key in structure().reference_headings:
        return BlockKind.REFERENCE
    if key in structure().boilerplate_headings | structure().aside_headings:
        return BlockKind.BOILERPLATE
    # A short line inside a reference list may only look like a heading.
    return under if under is BlockKind.REFERENCE and is_citation(heading) else None


def _is_part_of_list(text: str, blocks: Sequence[Block], number: int) -> bool:
    """Whether what looks like a heading is a line of a reference list: no known heading, and citations follow."""
    block = blocks[number]
    heading = text[block.start : block.end]
    if block.kind is not BlockKind.HEADING or is_section(heading) or heading_key(heading) in _known_headings():
        return False
    after = [text[other.start : other.end] for other in blocks[number + 1 : number + 1 + _AFTER]]
    return is_citation(heading) or (len(after) == _AFTER and sum(map(is_citation, after)) == _AFTER)


def _known_headings() -> frozenset[str]:
    words = structure()
    return words.reference_headings | words.boilerplate_headings | words.aside_headings


def is_entry(text: str) -> bool:
    """Whether a text opens with an author and reads like a citation: an entry of a list, wherever it stands."""
    return _AUTHOR.match(text) is not None and is_citation(text)


def _of_notes(text: str) -> BlockKind | None:
    """What a paragraph of Markdown's footnotes is; None where it is none."""
    notes = _NOTES.split(text)[1:]
    if not notes or _NOTES.match(text) is None:
        return None
    return BlockKind.REFERENCE if 2 * sum(map(is_citation, notes)) > len(notes) else BlockKind.FOOTNOTE


def _mark_runs(text: str, blocks: list[Block]) -> list[Block]:
    start = 0
    for end in range(len(blocks) + 1):
        if end < len(blocks) and blocks[end].kind is BlockKind.LIST_ITEM:
            continue
        run = blocks[start:end]
        if reads_as_references([text[block.start : block.end] for block in run]):
            blocks[start:end] = [replace(block, kind=BlockKind.REFERENCE) for block in run]
        start = end + 1
    return blocks


def reads_as_references(items: Sequence[str]) -> bool:
    """Whether a run of items is long enough, and most of them read enough like citations, to be a reference list."""
    return len(items) >= _LONG_RUN and sum(map(is_citation, items)) >= 0.6 * len(items)


def _is_contact(line: str) -> bool:
    return len(line) < 120 and bool(_CONTACT.search(line) or _COUNT.match(line))
