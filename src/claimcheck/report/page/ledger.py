"""The coverage ledger: a line a document, read or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from claimcheck.model import Coverage, ScanResult
from claimcheck.report.page.wording import Pair, words
from claimcheck.report.summary import READ, SKIPPED
from claimcheck.report.wording import by_id, documents_of


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A document: what was read of it."""

    coverage: Coverage
    group: str
    """`read`, `skipped` or `unread`."""
    status: str
    shares: tuple[int, int]
    """Of 100 numbers seen: how many were compared, and how many more are claims."""
    skipped: tuple[Pair, ...]
    about: str
    """The study it reports, and its dates."""
    conflicts: int
    href: str | None


def ledger(result: ScanResult, links: Mapping[str, str]) -> tuple[LedgerLine, ...]:
    """The lines, in the order of the documents."""
    claims = by_id(result)
    found = Counter(document for conflict in result.conflicts for document in documents_of(conflict, claims))
    return tuple(
        LedgerLine(
            coverage=item,
            group="read" if item.status in READ else "skipped" if item.status in SKIPPED else "unread",
            status=words(item.status.value),
            shares=_shares(item),
            skipped=tuple(Pair(words(name), f"{number:,}") for name, number in sorted(item.numbers.skipped.items())),
            about=_about(item),
            conflicts=found[item.path],
            href=links.get(item.path),
        )
        for item in result.documents
    )


def _shares(item: Coverage) -> tuple[int, int]:
    numbers = item.numbers
    if not numbers.seen:
        return 0, 0
    return round(100 * numbers.compared / numbers.seen), round(100 * (numbers.claims - numbers.compared) / numbers.seen)


def _about(item: Coverage) -> str:
    dates = (("published", item.published), ("data cut-off", item.data_cutoff))
    return " · ".join([*([item.study] if item.study else []), *(f"{name} {day}" for name, day in dates if day)])
