"""Numbers that nothing names but that can be checked: their count, their interval stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimcheck.extract.attach import Reading
from claimcheck.model import UNBOUND, Dimension, Mention, TablePlace


def loose(
    readings: Iterable[Reading], sentence: tuple[int, int], section: str | None = None, table: TablePlace | None = None
) -> Iterator[Mention]:
    """The readings without a metric that have something beside them which they can contradict."""
    for reading in readings:
        if reading.numerator is None and reading.ci is None:
            continue
        yield Mention(
            quantity=reading.quantity,
            metric=UNBOUND,
            statistic="rate" if reading.quantity.dimension is Dimension.PERCENT else "point",
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
