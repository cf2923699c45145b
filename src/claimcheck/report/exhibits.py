"""What the page shows beside the result. Reports open no file: whoever renders the page hands these in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from claimcheck.model import Conflict


@dataclass(frozen=True, slots=True)
class Crop:
    """The piece of a page around a number, the number boxed: a PNG inside the report, or a file beside it."""

    png: bytes | None = None
    href: str | None = None
    """Of a crop that is not inside the report: its address from there."""
    width: int = 0
    height: int = 0
    """Pixels as shown."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What came since an older result."""

    name: str
    """What the user called it."""
    states: Mapping[str, str] = field(hash=False)
    """Conflict id -> `new`, `changed` (values, documents or level) or `same`."""
    resolved: tuple[Conflict, ...] = ()
    """Conflicts that it had and this result has not."""


@dataclass(frozen=True, slots=True)
class Exhibits:
    """Page crops, addresses of the sources, and what a team has set."""

    crops: Mapping[str, Crop] = field(default_factory=dict, hash=False)
    """Claim id -> its crop."""
    links: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Path of a document -> its address from the report, for those that a report may name."""
    reasons: tuple[str, ...] = ()
    """Reasons that the team gives for its decisions, beside the usual ones."""
    earlier: Earlier | None = None


NOTHING = Exhibits()
SNAPSHOTS = ("none", "embed", "assets")
"""Where crops of pages go: nowhere, inside the report, or beside it."""
