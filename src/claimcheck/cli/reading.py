"""What `show` and `why` share: one document with its numbers, each with what it was read as or why it was skipped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.cli.console import warn
from claimcheck.config import Config
from claimcheck.errors import ClaimcheckError, DocumentError, NoDocumentsError
from claimcheck.model import Claim, Mention, Reading, Skip, Status
from claimcheck.model.document import LINE_END

if TYPE_CHECKING:
    from claimcheck.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the text: the claims read out of it, or the reason why it makes none."""

    start: int
    end: int
    read_as: tuple[tuple[Mention, Claim], ...] = ()
    skip: Skip | None = None


@dataclass(slots=True)
class _Found:
    """The same while it is put together."""

    read_as: list[tuple[Mention, Claim]] = field(default_factory=list)
    skip: Skip | None = None


def read_one(file: Path, config: Config, vocabulary: Vocabulary) -> Reading:
    """Read one document and everything in it.

    Raises:
        ClaimcheckError: a path that does not exist or is a folder.
        NoDocumentsError: a file of a kind that is not read.
        DocumentError: a document that cannot be read.
    """
    from claimcheck.engine import find
    from claimcheck.mapping import check_metrics
    from claimcheck.report.summary import READ, SKIPPED
    from claimcheck.scan import process

    if file.is_dir():
        raise ClaimcheckError(f"{file}: a folder; give one file")
    check_metrics(config.sheet, vocabulary.metrics)
    (found,) = find([file], config)
    reading = process(found, vocabulary, config.read_options)
    document = reading.document
    if document.status in SKIPPED:
        raise NoDocumentsError(f"{document.path}: {document.reason}")
    if document.status not in READ:
        reason = document.reason or "no text could be read"
        raise DocumentError(document.status, f"{document.path}: {document.status.value}: {reason}")
    if document.status is not Status.OK:
        warn(document)
    return reading


def line_starts(text: str) -> list[int]:
    r"""Where each line begins, and behind the last one where another would.

    >>> line_starts("one\ntwo\n"), line_starts("one\ntwo"), line_starts("")
    ([0, 4, 8], [0, 4, 8], [0, 1])
    """
    ends = [match.end() for match in LINE_END.finditer(text)]
    return [0, *ends] if text.endswith(("\n", "\r")) else [0, *ends, len(text) + 1]


def numbers(reading: Reading, known: Iterable[str]) -> tuple[Number, ...]:
    """The numbers of a document in the order of the text.

    Args:
        reading: what was read.
        known: the metrics of the vocabulary; a mention of another one makes no claim.
    """
    metrics = frozenset(known)
    lost = [m.quantity for m in reading.extraction.mentions if m.metric not in metrics]
    found: dict[tuple[int, int], _Found] = {}
    for skip in (*reading.extraction.skipped, *(Skip(q.start, q.end, "no canonical form") for q in lost)):
        found.setdefault((skip.start, skip.end), _Found()).skip = skip
    for mention, claim in _pairs(reading, metrics):
        found.setdefault(claim.span, _Found()).read_as.append((mention, claim))
    return tuple(
        Number(*span, tuple(item.read_as), None if item.read_as else item.skip) for span, item in sorted(found.items())
    )


def _pairs(reading: Reading, known: frozenset[str]) -> list[tuple[Mention, Claim]]:
    """Mentions with the claims made of them: both stand in the order of the text, then of the metric's name."""
    mentions = [mention for mention in reading.extraction.mentions if mention.metric in known]
    mentions.sort(key=lambda m: (m.quantity.start, m.quantity.end, m.metric))
    return list(zip(mentions, reading.claims, strict=True))
