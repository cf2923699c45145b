"""A105 mark-of-cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.model import Claim, Comparator, Conflict, Document, Kind, Level, Table

CODE = "A105"
NAME = "mark-of-cell"
KIND = Kind.ARITHMETIC

_SIGN = "[†‡§¶‖*#a-e]"
_MARKED = re.compile(rf"\s?\[?({_SIGN})\]?\s*$")
_NOTE = re.compile(r"(?:^|(?<=[\s.;,]))([†‡§¶‖*#])\s?")
_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
_RANGE = re.compile(
    rf"(?:(?P<above>>|above|over|more than)|(?P<from>≥|>=|at least|from)?)\s?{_NUMBER}[^0-9]{{0,20}}?"
    rf"\b(?:to|and|-|–)\b\s?(?:(?P<below><|below|under|less than)|≤|<=|at most)?\s?{_NUMBER}",
    re.IGNORECASE,
)
_BOUND = re.compile(rf"(?P<sign>[<>≤≥]=?|at most|at least|up to|below|above|under|over)\s?{_NUMBER}", re.IGNORECASE)
_AT_MOST = frozenset({"≤", "<=", "at most", "up to"})
_AT_LEAST = frozenset({"≥", ">=", "at least"})
_LESS = frozenset({"<", "below", "under"})


@dataclass(frozen=True, slots=True)
class _Class:
    """What a footnote says of the numbers that carry its mark."""

    low: Decimal | None
    high: Decimal | None
    low_in: bool
    high_in: bool
    said: str

    def holds(self, value: Decimal) -> bool:
        above = self.low is None or value > self.low or (self.low_in and value == self.low)
        below = self.high is None or value < self.high or (self.high_in and value == self.high)
        return above and below


def check(paper: Paper) -> Iterator[Conflict]:
    """A number in a table carries the mark of a class that it does not fall into.

    The notes below the table say what range each mark stands for. Where most numbers with the mark fall into it, one
    that does not has the wrong mark or is itself a slip.

    Conflicts: `65.1†` in a table with `† IC50 ≤50 nmol/l`, whose other cells keep to it; `12.4*` with `* below 10`.

    Agrees: `23.1†` with `† IC50 ≤50 nmol/l`; a mark whose note gives no range, `† in cells with G2032R`.
    """
    for index, table in enumerate(paper.document.tables):
        classes = _classes(paper.document, table)
        if not classes:
            continue
        cells = [claim for claim in paper.claims if claim.table is not None and claim.table.index == index]
        marked = [(claim, mark) for claim in cells if (mark := _mark(paper, claim, table)) in classes]
        for claim, mark in marked:
            found = classes[mark]
            if claim.comparator is not Comparator.EQUAL or _falls(found, claim):
                continue
            fellows = [other for other, sign in marked if sign == mark and other is not claim]
            if 2 * sum(_falls(found, other) for other in fellows) > len(fellows):
                yield _found(claim, mark, found)


def _falls(found: _Class, claim: Claim) -> bool:
    return isinstance(claim.value, Decimal) and found.holds(claim.value)


def _classes(document: Document, table: Table) -> Mapping[str, _Class]:
    """Mark -> the range that the notes give it."""
    found: dict[str, _Class] = {}
    for start, end in table.notes:
        note = document.text[start:end]
        signs = list(_NOTE.finditer(note))
        for at, sign in enumerate(signs):
            said = note[sign.end() : signs[at + 1].start() if at + 1 < len(signs) else len(note)].strip()
            read = _read(said)
            if read is not None:
                found[sign[1]] = read
    return found


def _read(said: str) -> _Class | None:
    shown = said.rstrip(" .;,")
    if match := _RANGE.search(said):
        low, high = Decimal(match[3]), Decimal(match[5])
        return _Class(low, high, not match["above"], not match["below"], shown) if low < high else None
    if match := _BOUND.search(said):
        sign, number = match["sign"].lower(), Decimal(match[2])
        if sign in _AT_MOST or sign in _LESS:
            return _Class(None, number, False, sign in _AT_MOST, shown)
        return _Class(number, None, sign in _AT_LEAST, False, shown)
    return None


def _mark(paper: Paper, claim: Claim, table: Table) -> str:
    """The mark behind a number at the end of its cell."""
    cell = next((c for c in table.cells if c.start <= claim.span[0] < c.end), None)
    end = cell.end if cell else claim.span[1]
    match = _MARKED.match(paper.document.text[claim.span[1] : max(end, claim.span[1])])
    return match[1] if match else ""


def _found(claim: Claim, mark: str, found: _Class) -> Conflict:
    return finding(
        CODE,
        NAME,
        KIND,
        [claim],
        [printed(claim), computed(f"{mark} {found.said}")],
        Level.WARNING,
        f"{claim.quote} carries the mark {mark}, which stands for {found.said}.",
    )
