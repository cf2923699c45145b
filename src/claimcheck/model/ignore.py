"""A comment in a document that says which rules shall not speak of what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ignore:
    """`<!-- claimcheck: ignore[V101] reason -->` and what it covers."""

    start: int
    end: int
    """The span of the text that it covers: the block or the table that it stands in, else the next one."""
    line: int
    """Line of the file on which the comment begins, from 1."""
    rules: tuple[str, ...] = ()
    """Codes or names of rules."""
    reason: str = ""
    fault: str | None = None
    """Why it ignores nothing, where it is not as it must be."""
