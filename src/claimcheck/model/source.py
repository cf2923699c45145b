"""A document's text as a report shows it: every number marked as read or skipped."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model.mention import Skip


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text that the spans of a document's claims and skipped numbers point into."""

    path: str
    text: str
    skipped: tuple[Skip, ...]
