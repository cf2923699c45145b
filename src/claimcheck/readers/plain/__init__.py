"""The blocks and tables of plain text: what its line breaks, signs and words show."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claimcheck.model.document import Block, BlockKind, Table
from claimcheck.readers.plain.flattened import find_flattened
from claimcheck.readers.plain.joining import Group, group_lines
from claimcheck.readers.plain.lines import Layout, Line, layout_of, split_lines
from claimcheck.readers.plain.rows import Run, find_runs
from claimcheck.readers.plain.running import running_heads
from claimcheck.readers.sections import mark_sections
from claimcheck.readers.shapes import heading_level
from claimcheck.readers.structure import heading_key, structure
from claimcheck.readers.tables import attach


@dataclass(frozen=True, slots=True)
class Found:
    """Blocks in order and the tables among them."""

    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]


def find_blocks(text: str) -> Found:
    """Blocks and tables of a plain text."""
    found = find_parts(text, 0, len(text))
    blocks = mark_sections(text, found.blocks)
    return Found(tuple(blocks), tuple(attach(text, blocks, found.tables)))


def find_parts(text: str, start: int, end: int) -> Found:
    """Blocks and tables of a stretch of text, without what only the whole document shows."""
    lines = split_lines(text, start, end)
    layout = layout_of(lines)
    running = running_heads(lines)
    runs = find_runs(text, lines)
    edges = [0, *(edge for run in runs for edge in (run.first, run.last)), len(lines)]
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        runs += [
            Run(first + run.first, first + run.last, run.table)
            for run in find_flattened(text, lines[first:last], running)
        ]
    runs.sort(key=lambda run: run.first)
    blocks = [Block(run.table.start, run.table.end, BlockKind.TABLE) for run in runs]
    edges = [0, *(edge for run in runs for edge in (run.first, run.last)), len(lines)]
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        blocks += _paragraphs(text, lines[first:last], Layout(layout.double, layout.full[first:last]), running)
    blocks.sort(key=lambda block: block.start)
    return Found(tuple(blocks), tuple(run.table for run in runs))


def _paragraphs(text: str, lines: list[Line], layout: Layout, running: frozenset[int]) -> list[Block]:
    groups = group_lines(lines, layout, running)
    return [_block(text, groups, index) for index in range(len(groups))]


def _block(text: str, groups: list[Group], index: int) -> Block:
    group = groups[index]
    block = Block(group.start, group.end, group.shape.kind if group.shape else BlockKind.PARAGRAPH)
    if group.shape and group.shape.kind is BlockKind.HEADING:
        return replace(block, level=group.shape.level)
    level = heading_level(text[group.lines[0].start : group.end])
    if level is None or not _heads(groups, index):
        return block
    if group.shape is None or (group.shape.kind is BlockKind.LIST_ITEM and text[group.lines[0].start].isdigit()):
        return Block(group.lines[0].start, group.end, BlockKind.HEADING, level)
    return block


def _heads(groups: list[Group], index: int) -> bool:
    """Whether what follows a short line can be what it heads, and the line is no member of a list."""
    if index + 1 == len(groups):
        return False
    group, after = groups[index], groups[index + 1]
    length = group.end - group.start
    if group.shape is not None:  # numbered: an item has neighbours of its kind
        if group.lines[-1].text.endswith(":") and after.shape and not after.lines[0].text[0].isdigit():
            return True
        near = [*groups[max(0, index - 1) : index], after]
        return not any(other.shape and other.shape.kind is BlockKind.LIST_ITEM for other in near if other is not group)
    if group.lines[-1].text.endswith(":") and after.shape and after.shape.kind is BlockKind.LIST_ITEM:
        return heading_key(group.lines[-1].text) in structure().reference_headings
    apart = group.lines[0].gap > 0 or index == 0
    longer = after.end - after.start > max(length, 60) or after.shape is not None
    return apart or longer
