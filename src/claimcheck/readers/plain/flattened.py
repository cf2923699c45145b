"""Tables whose columns were lost on the way from PDF: a name and its values, separated by single spaces.

    Table 1 Outcome by trial
    TRIAL-A TRIAL-B
    Response rate 61% 47%
    Median PFS (months) 9.7 NR

A row is a name followed by as many values as the rows around it have; what stands above the first row are heads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.model.document import BlockKind, Cell, Table
from claimcheck.readers.plain.lines import Line
from claimcheck.readers.plain.rows import Run
from claimcheck.readers.shapes import caption_label, shape_of

_VALUE = r"""(?:[<>≤≥~≈=±+−–-]{0,2}[0-9][0-9.,·]*%?(?:[–-][0-9.,·]+%?)?(?:/[0-9]+)?[a-z†‡§*¶]?
              |N[ARED][a-z†‡§*¶]?|n/a|[–—-])
             (?:\s?\([^()]*\)[a-z†‡§*¶]?)?"""
_TAIL = re.compile(rf"(?<=\s){_VALUE}(?:\s+{_VALUE})*$", re.VERBOSE)
_ONE = re.compile(_VALUE, re.VERBOSE)
_HEAD = re.compile(r"[A-Z][A-Za-z-]{3,}\s[0-9]{1,4}[a-z]?(?=\s|$)|\S+")
"""A word of a head, with the number that belongs to the name of a trial."""
_LONGEST = 80
_MOST_LINES = 80
_NOTE_KINDS = {BlockKind.FOOTNOTE, BlockKind.CAPTION}


@dataclass(frozen=True, slots=True)
class _Row:
    index: int
    spans: tuple[tuple[int, int, int, int], ...]
    """Column, column span, start, end."""


def find_flattened(text: str, lines: list[Line], running: frozenset[int]) -> list[Run]:
    """The flattened tables below the captions among the lines; running heads inside them are passed over."""
    runs: list[Run] = []
    for index, line in enumerate(lines):
        if (runs and index < runs[-1].last) or caption_label(line.text) != "table":
            continue
        first = _below_caption(lines, index)
        body = [at for at in _body(lines, first) if lines[at].start not in running]
        run = _make(text, lines, body)
        if run:
            runs.append(run)
    return runs


def _below_caption(lines: list[Line], index: int) -> int:
    index += 1
    while index < len(lines) and lines[index].text[0].islower() and not _TAIL.search(lines[index].text):
        index += 1
    return index


def _body(lines: list[Line], first: int) -> Iterator[int]:
    """Lines that may belong to the table: up to a note, another caption or running text."""
    for index in range(first, min(len(lines), first + _MOST_LINES)):
        shape = shape_of(lines[index].text)
        if (shape and shape.kind in _NOTE_KINDS) or _is_prose(lines[index].text):
            return
        yield index


def _is_prose(line: str) -> bool:
    if _TAIL.search(line):
        return False
    words = line.split()
    return len(words) >= 8 and sum(word.isalpha() and word.islower() for word in words) >= 0.6 * len(words)


def _make(text: str, lines: list[Line], body: list[int]) -> Run | None:
    tails = {index: _values(lines[index]) for index in body}
    counts = Counter(len(tail) for tail in tails.values() if len(tail) >= 2)
    if not counts:
        return None
    width, times = max(counts.items(), key=lambda item: (item[1], item[0]))
    rows = [index for index in body if len(tails[index]) >= width]
    if times < 2 or len(rows) < 2:
        return None
    body = [index for index in body if index <= rows[-1]]
    cells: list[Cell] = []
    for number, index in enumerate(body):
        row = _values_row(lines[index], tails[index], width) if index in rows else _words_row(lines[index], width)
        header = index < rows[0]
        cells += [Cell(number, column, start, end, header, 1, span) for column, span, start, end in row]
    table = Table(lines[body[0]].start, lines[body[-1]].end, tuple(cells))
    return Run(body[0], body[-1] + 1, table)


def _values(line: Line) -> list[tuple[int, int]]:
    tail = _TAIL.search(line.text)
    if tail is None or not any(char.isalpha() for char in line.text[: tail.start()]):
        return []
    found = _ONE.finditer(line.text, tail.start())
    return [(line.start + match.start(), line.start + match.end()) for match in found]


def _values_row(line: Line, tail: list[tuple[int, int]], width: int) -> Iterator[tuple[int, int, int, int]]:
    values = tail[-width:]
    name_end = line.start + len(line.text[: values[0][0] - line.start].rstrip())
    yield 0, 1, line.start, name_end
    for column, (start, end) in enumerate(values, 1):
        yield column, 1, start, end


def _words_row(line: Line, width: int) -> Iterator[tuple[int, int, int, int]]:
    """A row of words: one for each column, one for each group of columns, or the name of a section."""
    words = [(line.start + match.start(), line.start + match.end()) for match in re.finditer(r"\S+", line.text)]
    named = [(line.start + match.start(), line.start + match.end()) for match in _HEAD.finditer(line.text)]
    if len(named) < len(words) != width and len(named) in (width, width + 1):
        words = named
    texts = [line.text[start - line.start : end - line.start] for start, end in words]
    if len(words) == width + 1 and all(text[-1].isdigit() for text in texts[1:]) and not texts[0][-1].isdigit():
        words[:2] = [(words[0][0], words[1][1])]  # heads of which each ends with a reference number
    elif len(words) == width + 1 and len(line.text) <= _LONGEST:
        yield 0, 1, *words[0]
        words, texts = words[1:], texts[1:]
    size = len(words) // width
    if len(words) == width:
        for column, (start, end) in enumerate(words, 1):
            yield column, 1, start, end
    elif len(words) >= 2 and width % len(words) == 0:
        span = width // len(words)
        for number, (start, end) in enumerate(words):
            yield 1 + number * span, span, start, end
    elif size >= 2 and len(words) == size * width and _is_periodic(texts, size, width):
        for column in range(width):
            yield column + 1, 1, words[column * size][0], words[column * size + size - 1][1]
    else:
        yield 0, 1, line.start, line.end


def _is_periodic(texts: list[str], size: int, width: int) -> bool:
    """Whether heads repeat, such as `Any grade Grade 3-4` for each of several trials."""
    periods = [size * columns for columns in range(1, width // 2 + 1) if width % columns == 0]
    return any(texts == texts[:period] * (len(texts) // period) for period in periods)
