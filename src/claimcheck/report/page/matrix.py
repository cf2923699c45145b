"""Document by document: how many conflicts they have with one another, and each within itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from claimcheck.report.page.cards import Card

MOST = 24
"""Documents shown, those with most conflicts first: a wider table cannot be read."""
SHADES = 4


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The conflicts of two documents, or of one with itself."""

    row: int
    column: int
    """Places in the ledger."""
    count: int
    shade: int
    """0 for none, up to `SHADES`."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A square table; `left_out` says how many documents with conflicts it has no room for."""

    documents: tuple[int, ...]
    rows: tuple[tuple[MatrixCell, ...], ...]
    left_out: int


def matrix(cards: Sequence[Card]) -> Matrix:
    """Count the conflicts of each pair; one among three documents counts for each of the three pairs."""
    pairs: Counter[tuple[int, int]] = Counter()
    each: Counter[int] = Counter()
    for card in cards:
        each.update(card.documents)
        if len(card.documents) == 1:
            pairs[card.documents[0], card.documents[0]] += 1
        else:
            pairs.update(pair for pair in combinations_with_replacement(card.documents, 2) if pair[0] != pair[1])
    shown = sorted(sorted(each, key=lambda place: (-each[place], place))[:MOST])
    most = max(pairs.values(), default=0)
    rows = tuple(
        tuple(_cell(row, column, pairs[min(row, column), max(row, column)], most) for column in shown) for row in shown
    )
    return Matrix(tuple(shown), rows, len(each) - len(shown))


def _cell(row: int, column: int, count: int, most: int) -> MatrixCell:
    shade = 0 if count == 0 else 1 + (SHADES - 1) * (count - 1) // max(most - 1, 1)
    return MatrixCell(row, column, count, min(shade, SHADES))
