"""Stretches of plain text whose characters are not what they seem.

A mark of the kind `HYPHENATION` covers characters that are no part of the word they stand in, so that what is
left joins: hyphens and line breaks inside a word, soft hyphens, emphasis signs, tags. `REFERENCE` covers what
points somewhere else: reference numbers, link targets, URLs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from claimcheck.model.document import Block, Mark
from claimcheck.readers.marks.brackets import bracketed
from claimcheck.readers.marks.glued import glued
from claimcheck.readers.marks.hyphens import hyphens
from claimcheck.readers.marks.letters import letters
from claimcheck.readers.marks.markup import markup
from claimcheck.readers.marks.raised import raised

Finder = Callable[[str, Sequence[Block]], Iterator[Mark]]

FINDERS: tuple[Finder, ...] = (markup, bracketed, raised, letters, glued, hyphens)


def find_marks(
    text: str, blocks: Sequence[Block], finders: tuple[Finder, ...] = FINDERS, known: Iterable[Mark] = ()
) -> tuple[Mark, ...]:
    """All marks of a text, in order; none stands inside one that is known or was found before it."""
    taken = bytearray(len(text))
    marks = []
    for mark in known:
        taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
        marks.append(mark)
    for finder in finders:
        for mark in finder(text, blocks):
            if not any(taken[mark.start : mark.end]):
                taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
                marks.append(mark)
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))
