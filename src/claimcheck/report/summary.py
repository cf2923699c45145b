"""The figures of a scan as a whole, for every report that opens or ends with them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from claimcheck.model import Coverage, Level, ScanResult, Status

READ = frozenset({Status.OK, Status.PARTIAL, Status.TEXT_SUSPECT, Status.TABLES_SKIPPED})
SKIPPED = frozenset({Status.UNSUPPORTED, Status.SKIPPED_SYMLINK})
STATUSES = ("new", "expired", "known", "accepted")
"""What a conflict may be, as people and the baseline have it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What was read, what was not, what was found."""

    documents: int
    """Files taken for documents, read or not."""
    read: int
    not_read: int
    skipped: int
    """Files that are no documents to us: another format, a link."""
    pages: int
    pages_without_text: int
    numbers: int
    claims: int
    compared: int
    not_bound: int
    """Numbers that made no claim."""
    conflicts: int
    levels: dict[str, int]
    statuses: dict[str, int] = field(default_factory=dict)
    resolved: int = 0
    """What stood in the baseline and is gone."""


def summarise(result: ScanResult) -> Summary:
    """Count."""
    read = [item for item in result.documents if item.status in READ]
    skipped = [item for item in result.documents if item.status in SKIPPED]
    documents = len(result.documents) - len(skipped)
    levels = Counter(conflict.level for conflict in result.conflicts)
    statuses = Counter(conflict.status for conflict in result.conflicts)
    return Summary(
        documents=documents,
        read=len(read),
        not_read=documents - len(read),
        skipped=len(skipped),
        pages=sum(item.pages or 0 for item in result.documents),
        pages_without_text=sum(item.pages_without_text or 0 for item in result.documents),
        numbers=sum(item.numbers.seen for item in result.documents),
        claims=sum(item.numbers.claims for item in result.documents),
        compared=sum(item.numbers.compared for item in result.documents),
        not_bound=sum(_not_bound(item) for item in result.documents),
        conflicts=len(result.conflicts),
        levels={level.value: levels[level] for level in Level},
        statuses={name: statuses[name] for name in STATUSES},
        resolved=len(result.resolved),
    )


def sentence(summary: Summary) -> str:
    """The line a scan ends with. What does not apply is left out: pages of files without pages, unread files of none.

    >>> sentence(Summary(41, 40, 1, 2, 612, 9, 2690, 2310, 800, 380, 4, {}))
    'scanned 41 documents (612 pages, 9 without text; 1 not read), 2,310 claims, 4 conflicts, 380 numbers not bound'
    >>> sentence(Summary(1, 1, 0, 0, 1, 0, 2, 1, 0, 1, 1, {}))
    'scanned 1 document (1 page), 1 claim, 1 conflict, 1 number not bound'
    """
    pages = count(summary.pages, "page") if summary.pages else ""
    empty = f", {summary.pages_without_text:,} without text" if summary.pages_without_text else ""
    unread = f"{summary.not_read:,} not read" if summary.not_read else ""
    detail = "; ".join(part for part in (pages + empty, unread) if part)
    return ", ".join(
        [
            f"scanned {count(summary.documents, 'document')}{f' ({detail})' if detail else ''}",
            count(summary.claims, "claim"),
            count(summary.conflicts, "conflict"),
            f"{count(summary.not_bound, 'number')} not bound",
        ]
    )


def count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "claim"), count(2310, "claim")
    ('1 claim', '2,310 claims')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _not_bound(item: Coverage) -> int:
    return item.numbers.seen - item.numbers.claims
