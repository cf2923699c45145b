"""Tables that are images: counted and named, never read."""

from __future__ import annotations

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
    found: dict[str, None] = {}
    for index, block in enumerate(blocks):
        caption = text[block.start : block.end]
        if block.kind is not BlockKind.CAPTION or caption_label(caption) != "table":
            continue
        above = blocks[index - 1].end if index else 0
        below = blocks[index + 1].start if index + 1 < len(blocks) else len(text)
        if (block.start, block.end) not in taken and any(above <= image.place <= below for image in images):
            found[_label(caption)] = None
    for image in images:
        if caption_label(image.alternative) == "table" and not _is_read(_label(image.alternative), text, taken):
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


def _is_read(label: str, text: str, captions: set[tuple[int, int] | None]) -> bool:
    return any(_label(text[slice(*caption)]) == label for caption in captions if caption)
