"""One document as the rules see it that look for numbers contradicted by their own neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from claimcheck.model import Claim, Document
from claimcheck.vocabulary import Vocabulary

_PADDED = 3
"""So many whole percentages of a column, none with another decimal, are printed with a `.0` by habit."""


@dataclass(frozen=True)
class Paper:
    """A document with its claims, in the order of the text."""

    document: Document
    claims: Sequence[Claim]
    loose: Sequence[Claim]
    """Numbers of no known metric (`UNBOUND`) that have a count, a total or an interval beside them."""
    vocabulary: Vocabulary

    @cached_property
    def numbers(self) -> Sequence[Claim]:
        """Claims and loose numbers together; a number that states two metrics comes once."""
        found = {claim.span: claim for claim in (*self.loose, *self.claims)}
        return tuple(found[span] for span in sorted(found))

    @cached_property
    def by_metric(self) -> Mapping[str, Sequence[Claim]]:
        """The claims of each metric."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.metric].append(claim)
        return found

    @cached_property
    def padded(self) -> frozenset[tuple[int, str]]:
        """Columns of tables, by table and heading, whose percentages are whole numbers all printed with a `.0`."""
        columns: dict[tuple[int, str], list[Decimal]] = defaultdict(list)
        for claim in self.numbers:
            if (
                claim.table is not None
                and claim.unit == "percent"
                and claim.decimals
                and isinstance(claim.value, Decimal)
            ):
                columns[claim.table.index, claim.table.column].append(claim.value)
        whole = (at for at, values in columns.items() if all(value == int(value) for value in values))
        return frozenset(at for at in whole if len(columns[at]) >= _PADDED)

    def last_place(self, claim: Claim) -> Decimal:
        """One unit in the last place of a percentage that means something: not that of a `.0` that every cell has."""
        if claim.table is not None and (claim.table.index, claim.table.column) in self.padded:
            return Decimal(1)
        return Decimal(1).scaleb(-claim.decimals)

    def within(self, start: int, end: int) -> Sequence[Claim]:
        """The claims and loose numbers that begin in a stretch of the text."""
        return self.numbers[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [claim.span[0] for claim in self.numbers]

    def before(self, claim: Claim, reach: int) -> str:
        """So many characters of the text in front of a number."""
        return self.document.text[max(0, claim.span[0] - reach) : claim.span[0]]

    def after(self, claim: Claim, reach: int) -> str:
        """So many characters of the text behind a number."""
        return self.document.text[claim.span[1] : claim.span[1] + reach]
