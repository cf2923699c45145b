"""What a person decided about a conflict, or about the right value of a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from claimcheck.model.claim import AttributeValue


class Verdict(StrEnum):
    """What a person says of a conflict (contract.md)."""

    WRONG_IN = "wrong-in"
    """One document is wrong: `document` says which."""
    BOTH_VALID = "both-valid"
    EXTRACTION_ERROR = "extraction-error"
    NOT_A_CLAIM = "not-a-claim"
    NEEDS_SOURCE = "needs-source"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about one conflict: a table of `claimcheck-decisions.toml`."""

    id: str
    """The conflict it is about."""
    verdict: Verdict
    reason: str
    """Why, in the person's words; never empty."""
    by: str | None = None
    on: str | None = None
    """The day it was made, ISO 8601."""
    expires: str | None = None
    """The last day on which it holds, ISO 8601; None for ever."""
    document: str | None = None
    """Of `wrong-in`: the document that is wrong."""
    value: str | None = None
    """The right value, as the person wrote it."""
    saw: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Document -> `sha256:` and the hash of what it was when the decision was made."""


@dataclass(frozen=True, slots=True)
class Pin:
    """The right value of a fact, as a person recorded it: documents that differ are reported against it."""

    metric: str
    statistic: str
    key: Mapping[str, AttributeValue] = field(hash=False)
    value: str
    """As printed, with its unit: `19.3 months`."""
    reason: str | None = None
    by: str | None = None
    on: str | None = None
