"""A reference list -> its entries: one a line or over several lines, numbered, with bullets or with neither."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from claimcheck.extract.works.authors import person
from claimcheck.model import BlockKind, Document

_NUMBER = re.compile(r"\s*(?:\[(?P<bracket>[0-9]{1,3})\]\.?\s{0,4}|\(?(?P<plain>[0-9]{1,3})[.):]{0,2}\s{1,4})(?=\S)")
_INLINE = r"(?<=[.;)\]0-9]\s)\[?{}[.\]]?\s+(?=[^\W\d_])"
_NOTE = re.compile(r"\[\^(?P<label>[\w-]{1,40})\]:\s*")
_BULLET = re.compile(r"\s*[-*\u2022\u25cf\u25aa]\s{1,3}(?=\S)")
_DATED = re.compile(r"\b(?:19|20)[0-9]{2}[a-z]?\b|https?://|\bdoi\b|\bin press\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}[a-z]?\b")
_ENDED = re.compile(r"(?:[.\])0-9]|/\S+)\W{0,3}$")
_OPENS = re.compile(
    r"[^\W\d_a-z]|[\"\u201c\u2018'\[]|\((?!(?:19|20)[0-9]{2})|(?:van|von|de|der|den|di|da|la|le|el|al)\b", re.DOTALL
)
_AHEAD = 3
"""Entries that a list may lack, as where a page break swallowed them."""
_TRIED = 20
"""Numbers with which a list may begin."""
_STEPS = 4
"""Numbers in a row that make a list of lines of which the first has none."""
_FEWEST = 4
"""Words of an entry; a heading has fewer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its span in the text, its number where one is printed, and its text without it."""

    start: int
    end: int
    number: int | None
    text: str
    label: str | None = None
    """`^shaw` of a note `[^shaw]: ...`."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    opens_block: bool
    gap: bool
    """A blank line stands before it."""


def entries(document: Document) -> Iterator[Entry]:
    """The entries of all reference lists, in order; where the format says where each begins, as it says."""
    given = {work.start for work in document.works}
    blocks = [b for b in document.blocks if b.kind is not BlockKind.BOILERPLATE]  # a running head parts no list
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        if kind is BlockKind.REFERENCE:
            lines = [line for block in run for line in _lines(document.text, block.start, block.end)]
            yield from _given(lines, given) if given else _entries(document.text, lines)


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    at, first, gap = start, True, False
    for raw in text[start:end].splitlines(keepends=True):
        content = raw.strip()
        if content:
            begin = at + raw.index(content)
            yield _Line(begin, begin + len(content), content, first, gap)
            first = False
        gap = not content
        at += len(raw)


def _entries(text: str, lines: Sequence[_Line]) -> Iterator[Entry]:
    if any(_NOTE.match(line.text) for line in lines):
        yield from _notes(lines)
        return
    numbers = _rising(lines)
    numbered = min(numbers, default=len(lines))
    starts = [*_unnumbered(lines[:numbered]), *sorted(numbers)]
    found: list[Entry] = []
    for at, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        content = "\n".join(line.text for line in lines[at:following])
        sign = (_NUMBER if at in numbers else _BULLET).match(content)
        body = content[sign.end() :] if sign else content
        entry = Entry(lines[at].start, lines[following - 1].end, numbers.get(at), body)
        found += [entry] if entry.number is None else _parted(text, entry)
    yield from _without_notes(found)


def _given(lines: Sequence[_Line], given: Collection[int]) -> Iterator[Entry]:
    starts = [at for at, line in enumerate(lines) if line.start in given]
    for at, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        content = "\n".join(line.text for line in lines[at:following])
        sign = _NUMBER.match(content)
        body = content[sign.end() :] if sign else content
        yield Entry(lines[at].start, lines[following - 1].end, _number(content), body)


def _notes(lines: Sequence[_Line]) -> Iterator[Entry]:
    """The footnotes of a Markdown text, `[^1]: Shaw AT ...`, as far as they cite a work."""
    starts = [at for at, line in enumerate(lines) if _NOTE.match(line.text)]
    for at, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        content = "\n".join(line.text for line in lines[at:following])
        sign = _NOTE.match(content)
        if sign and _DATED.search(content):
            label = sign["label"]
            number = int(label) if label.isdecimal() else None
            yield Entry(lines[at].start, lines[following - 1].end, number, content[sign.end() :], f"^{label}")


def _without_notes(found: Sequence[Entry]) -> Iterator[Entry]:
    """The entries, without a note about the list where the others have authors, and without headings."""
    signed = [person(entry.text) is not None for entry in found]
    for entry, author in zip(found, signed, strict=True):
        dated = _DATED.search(entry.text) is not None
        few = len(entry.text.split()) < _FEWEST
        if dated or (not few and (author or entry.number is not None or 2 * sum(signed) <= len(signed))):
            yield entry


def _number(line: str) -> int | None:
    match = _NUMBER.match(line)
    return int(match["bracket"] or match["plain"]) if match else None


def _rising(lines: Sequence[_Line]) -> dict[int, int]:
    """Line -> its number, where lines are numbered and the numbers rise; the first entries may have lost theirs."""
    numbers = [(at, number) for at, line in enumerate(lines) if (number := _number(line.text)) is not None]
    for begin, (first, _) in enumerate(numbers[:_TRIED]):
        found = _chain(numbers[begin:])
        steps = sum(b - a == 1 for a, b in pairwise(found.values()))
        if (first == 0 and (len(found) > 1 or len(lines) == 1)) or steps >= _STEPS:
            return found
    return {}


def _chain(numbers: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The numbers that go on from the first; a line may begin with a volume or a page as well."""
    found = dict(numbers[:1])
    last = numbers[0][1]
    for at, number in numbers[1:]:
        if last < number <= last + 1 + _AHEAD:
            found[at] = last = number
    return found


def _parted(text: str, entry: Entry) -> Iterator[Entry]:
    """The entry, and those that go on in its lines with the numbers after its own: `1 Shaw ... 2014. 2 Xu ...`."""
    while entry.number is not None:
        ahead = re.compile(_INLINE.format(entry.number + 1)).search(text, entry.start + 1, entry.end)
        if ahead is None or not _DATED.search(text, entry.start, ahead.start()):
            break
        if person(" ".join(text[ahead.end() : entry.end].split())) is None:
            break
        head = text[entry.start : ahead.start()].rstrip()
        sign = _NUMBER.match(head)
        yield replace(entry, end=entry.start + len(head), text=head[sign.end() :] if sign else head)
        entry = Entry(ahead.start(), entry.end, entry.number + 1, text[ahead.end() : entry.end])
    yield entry


def _unnumbered(lines: Sequence[_Line]) -> list[int]:
    """The lines that open an entry: with a bullet, in a block of their own, or with an author where one ended."""
    bullets = [at for at, line in enumerate(lines) if _BULLET.match(line.text)]
    if len(bullets) > 1:
        return bullets
    starts: list[int] = []
    held = ""
    for at, line in enumerate(lines):
        if not starts or _opens(line, held):
            starts.append(at)
            held = line.text
        else:
            held = f"{held} {line.text}"
    return starts


def _opens(line: _Line, held: str) -> bool:
    """Whether a line opens an entry, rather than going on with what is held of one."""
    if not _OPENS.match(line.text):
        return False
    apart, ended, author = line.opens_block or line.gap, _ENDED.search(held) is not None, person(line.text) is not None
    if not _DATED.search(held):
        return apart and (len(held.split()) < _FEWEST or (author and not held.endswith(",")))
    if author or not apart:
        return author and (ended or apart)
    return ended and (_YEAR.search(line.text) is not None or person(held) is None)
