"""Tables that are images: counted and named, never read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.model.document import Block, BlockKind, Table
from claimcheck.readers.shapes import caption_label
from claimcheck.readers.structure import structure


@dataclass(frozen=True, slots=True)
class Image:
    """An image: where it stands in the text, and the words given for it."""

    place: int
    alternative: str


def image_tables(
    text: str, blocks: Sequence[Block], tables: Sequence[Table], images: Sequence[Image]
) -> tuple[str, ...]:
    """The labels of tables that are images: one beside a caption that no table has, or called a table in its words."""
    taken = {table.caption for table in tables}
    places = [image.place for image in images]
    read = {_label(text[slice(*caption)]) for caption in taken if caption}
    found: dict[str, None] = {}
    for index, block in enumerate(blocks):
        caption = text[block.start : block.end]
        if block.kind is not BlockKind.CAPTION or caption_label(caption) != "table":
            continue
        above = blocks[index - 1].end if index else 0
        below = blocks[index + 1].start if index + 1 < len(blocks) else len(text)
        at = bisect_left(places, above)
        if (block.start, block.end) not in taken and at < len(places) and places[at] <= below:
            found[_label(caption)] = None
    for image in images:
        if caption_label(image.alternative) == "table" and _label(image.alternative) not in read:
            found[_label(image.alternative)] = None
    return tuple(found)


def reason_of(labels: Sequence[str]) -> str | None:
    """What the ledger says of them.

    >>> reason_of(["Table 1", "Table 3"])
    '2 tables are images and were not read: Table 1, Table 3'
    """
    if not labels:
        return None
    are = "1 table is an image and was" if len(labels) == 1 else f"{len(labels)} tables are images and were"
    return f"{are} not read: {', '.join(labels)}"


def _label(caption: str) -> str:
    """`Table 1` of `Table 1. Outcome`."""
    match = structure().table_label.match(caption.strip())
    return match[0].strip(" \t\r\n*_.:|)–—-") if match else caption.strip()
