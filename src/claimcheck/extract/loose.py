"""Numbers that nothing names but that can be checked: their count, their interval stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claimcheck.extract.attach import Reading
from claimcheck.extract.candidates import RATIOS
from claimcheck.extract.terms import Hit
from claimcheck.model import UNBOUND, Dimension, Mention, TablePlace


def loose(
    readings: Iterable[Reading],
    sentence: tuple[int, int],
    hits: Sequence[Hit] = (),
    section: str | None = None,
    table: TablePlace | None = None,
) -> Iterator[Mention]:
    """The readings without a metric that something beside them can contradict, in a table counts by their sums."""
    for reading in readings:
        if not _is_checked(reading) and not (table and _is_count(reading)):
            continue
        yield Mention(
            quantity=reading.quantity,
            metric=UNBOUND,
            statistic=_statistic(reading, hits),
            attributes=(),
            sentence=sentence,
            frame="",
            ci=reading.ci,
            p_value=reading.p_value,
            numerator=reading.numerator,
            denominator=reading.denominator,
            table=table,
            section=section,
        )


def _is_checked(reading: Reading) -> bool:
    """Whether a count, an interval or a p value stands beside it, or enough digits to know it again elsewhere."""
    beside = (reading.numerator, reading.ci, reading.p_value)
    return any(value is not None for value in beside) or reading.quantity.decimals > 0


def _is_count(reading: Reading) -> bool:
    quantity = reading.quantity
    return quantity.unit == "1" and quantity.decimals == 0 and quantity.value is not None and quantity.value >= 0


def _statistic(reading: Reading, hits: Sequence[Hit]) -> str:
    """`odds_ratio` of `the odds ratio for response was 2.50`: the last statistic named in front of the number."""
    if reading.quantity.dimension is Dimension.PERCENT:
        return "rate"
    named = [hit.name for hit in hits if hit.label == "statistic" and hit.end <= reading.start]
    return named[-1] if named and named[-1] in RATIOS and reading.quantity.unit == "1" else "point"
