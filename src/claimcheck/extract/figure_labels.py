"""The shares of a pie or a bar that a figure left in the text: a label, and below it nothing but a percentage."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimcheck.model import Block, BlockKind

_SHARE = re.compile(r"\s*[~\u2248]?[0-9]{1,3}(?:[.\u00b7][0-9])?\s?%\s*")
_FIGURE = re.compile(r"\s*(?:Fig(?:ure|\.)?)\s?[0-9]", re.IGNORECASE)
_TWO = re.compile(r"\s(?:\+|and|&|plus)\s")
"""Between two names of one label: the share is of both together."""
_LABEL = 60
"""Characters of the longest label."""
_REACH = 16
"""Blocks behind the caption of a figure in which its labels stand."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A share with its label and the caption of its figure."""

    label: Block
    caption: Block


def labelled_shares(text: str, blocks: Sequence[Block]) -> Mapping[Block, Labelled]:
    """The blocks that are nothing but a share of a figure."""
    found = {}
    caption: tuple[int, Block] | None = None
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.CAPTION and _FIGURE.match(text, block.start):
            caption = at, block
        label = blocks[at - 1] if at else block
        if (
            caption is not None
            and caption[0] < at - 1 <= caption[0] + _REACH
            and block.kind is BlockKind.PARAGRAPH
            and label.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
            and label.end - label.start <= _LABEL
            and not _TWO.search(text, label.start, label.end)
            and _SHARE.fullmatch(text, block.start, block.end)
        ):
            found[block] = Labelled(label, caption[1])
    return found
