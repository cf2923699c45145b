"""A108 share-of-column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.model import Cell, Claim, Conflict, Kind, Level, Table

CODE = "A108"
NAME = "share-of-column"
KIND = Kind.ARITHMETIC

_CELL = re.compile(
    r"(?P<count>[0-9]{1,6})\s?[(\[]\s?(?P<share>[0-9]{1,3}(?:[.\u00b7][0-9]{1,2})?)\s?%?\s?[)\]]\s?[a-z*\u2020\u2021]?"
)
_ENOUGH, _SHARE = 5, Decimal("0.8")
"""So many cells, and such a share of the column, must be of one total (checks.md, e.2.3)."""
_TELLING = 3
"""A smaller count fits many totals and calibrates nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell with a count and its percentage."""

    cell: Cell
    count: int
    share: Decimal

    @property
    def unit(self) -> Decimal:
        """One in the last printed place of the percentage."""
        exponent = self.share.as_tuple().exponent
        assert isinstance(exponent, int)
        return Decimal(1).scaleb(exponent)

    def fits(self, total: int) -> bool:
        """Whether the percentage is that of the count in so many, within a unit of its last place."""
        return abs(Decimal(100 * self.count) / total - self.share) < self.unit


def check(paper: Paper) -> Iterator[Conflict]:
    """In a column of counts with percentages of one total, a percentage is so low that its total would be larger.

    At least five counts of three or more, and four cells in five, must be percentages of one total. A percentage that
    is too high may be of fewer patients, where some have no value; one that is too low, by a unit in its last place or
    more, would be of more patients than there are. Where two cells agree on a larger total, it is another total.

    Conflicts: `16 (20.5%)` in a column whose other cells are of `77`, where 16 are 20.8%; `45 (26.9%)` among cells of
    `160`.

    Agrees: `16 (20.8%)` in a column of `77`; `16 (21.1%)`, which is of 76, as where one has no value.
    """
    for table in paper.document.tables:
        for entries in _columns(paper, table).values():
            total = common_total(entries)
            if total is None:
                continue
            beyond = [e for e in entries if e.count < total and Decimal(100 * e.count) / total - e.share >= e.unit]
            implied = Counter(n for e in beyond for n in _totals(e))
            for entry in beyond:
                claim = next(iter(paper.within(entry.cell.start, entry.cell.end)), None)
                if claim is not None and not any(implied[n] > 1 for n in _totals(entry)):
                    yield _found(claim, entry, total)


def _columns(paper: Paper, table: Table) -> Mapping[int, Sequence[Entry]]:
    found: dict[int, list[Entry]] = defaultdict(list)
    for cell in table.cells:
        match = _CELL.fullmatch(" ".join(paper.document.text[cell.start : cell.end].split()))
        if match and not cell.header:
            share = Decimal(match["share"].replace("\u00b7", "."))
            if share <= 100:
                found[cell.column].append(Entry(cell, int(match["count"]), share))
    return found


def common_total(entries: Sequence[Entry]) -> int | None:
    """The one total that enough cells are percentages of; None where there is none, or where two do as well."""
    telling = [entry for entry in entries if entry.count >= _TELLING and entry.share > 0]
    votes = Counter(n for entry in telling for n in _totals(entry))
    if not votes:
        return None
    most = max(votes.values())
    best = [n for n, count in votes.items() if count == most]
    enough = most >= _ENOUGH and sum(entry.fits(best[0]) for entry in entries) >= _SHARE * len(entries)
    return best[0] if enough and len(best) == 1 else None


def _totals(entry: Entry) -> range:
    """The totals of which the count can have the printed percentage."""
    if entry.share <= entry.unit:
        return range(0)
    least = (Decimal(100 * entry.count) / (entry.share + entry.unit)).to_integral_value(ROUND_FLOOR) + 1
    most = (Decimal(100 * entry.count) / (entry.share - entry.unit)).to_integral_value(ROUND_CEILING) - 1
    return range(max(int(least), entry.count), int(most) + 1)


def _found(claim: Claim, entry: Entry, total: int) -> Conflict:
    exact = Decimal(100 * entry.count) / total
    shown = f"{entry.count}/{total} = {exact:.{max(claim.decimals, 0) + 1}f}%"
    return finding(
        CODE,
        NAME,
        KIND,
        [claim],
        [printed(claim), computed(shown, round(exact, max(claim.decimals, 0) + 1))],
        Level.WARNING,
        f"{entry.count} ({entry.share}%) stands in a column of percentages of {total}, of whom {entry.count} are "
        f"{exact:.{max(claim.decimals, 0) + 1}f}%.",
    )
