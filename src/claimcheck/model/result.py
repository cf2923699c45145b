"""The result of a scan: documents as a coverage ledger, claims, conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimcheck.model.claim import Claim
from claimcheck.model.conflict import Conflict, Known
from claimcheck.model.decision import Pin
from claimcheck.model.document import Document, Status
from claimcheck.model.fact import CanonicalFact
from claimcheck.model.ignore import Ignore
from claimcheck.model.mention import Extraction
from claimcheck.model.source import SourceText
from claimcheck.model.work import CitedWork

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many numbers of a document were seen and what became of them."""

    seen: int = 0
    claims: int = 0
    compared: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One line of the ledger: what was read of a document and what was not."""

    path: str
    sha256: str
    format: str
    title: str | None
    status: Status
    reason: str | None
    pages: int | None
    pages_read: int | None
    pages_without_text: int | None
    tables: int
    numbers: Numbers
    encoding: str | None = None
    identity: str = ""
    """What the document is called in ids, baseline and decisions: an identifier of its own, else its path."""
    study: str | None = None
    """The study that the document itself reports."""
    published: str | None = None
    """When it was published, ISO 8601, as precise as it says."""
    data_cutoff: str | None = None
    """When its data were cut off, where it gives one date."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with what was extracted from it and the claims made of that."""

    document: Document
    extraction: Extraction
    claims: tuple[Claim, ...]
    findings: tuple[Conflict, ...] = ()
    """What the document's own numbers contradict."""
    loose: tuple[Claim, ...] = ()
    """The unbound numbers that a finding is about."""


@dataclass(frozen=True, slots=True)
class Ties:
    """By what the claims of a document can meet those of others (`compare.region`)."""

    handles: Mapping[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    """What they can be compared by, or tell others of -> their places among the document's claims."""
    cited: tuple[tuple[tuple[str, ...], str], ...] = ()
    """The works that one claim cites, and the study that it says it is about; empty where it says none."""
    leaning: tuple[tuple[str, str], ...] = ()
    """What a claim must be told by others, and a handle of that claim."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a scan keeps of a document that was read and checked by itself: all that comparing and reports need."""

    coverage: Coverage
    """Its line of the ledger; how many numbers were compared is not known yet."""
    claims: tuple[Claim, ...] = ()
    """In the order of the text."""
    loose: tuple[Claim, ...] = ()
    """The unbound numbers that a finding is about."""
    findings: tuple[Conflict, ...] = ()
    """What its own numbers contradict, each with its id."""
    works: tuple[CitedWork, ...] = ()
    """Its reference list."""
    own: CitedWork | None = None
    """The work that it is itself, where others could cite it."""
    work_keys: tuple[tuple[int, ...], ...] = ()
    """By what each of its works, and the one that it is, may be one with others (`normalise.works.keys`)."""
    ties: Ties = field(default_factory=Ties)
    """By what its claims can meet others."""
    source: SourceText | None = None
    """Its text, for a report; None where no report has room for it."""
    ignores: tuple[Ignore, ...] = ()
    """Its comments that tell rules to keep quiet."""
    abstract: tuple[int, int] | None = None
    """Where its abstract stands, half-open; None where it has none."""


@dataclass(frozen=True, slots=True)
class ScanResult:
    """Everything a report needs."""

    documents: tuple[Coverage, ...]
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    version: str
    facts: tuple[CanonicalFact, ...] = ()
    texts: tuple[SourceText, ...] = ()
    """Texts of documents, as far as a report has room for them."""
    remarks: tuple[str, ...] = ()
    """What a person should mend beside the conflicts, such as a comment that ignores nothing; each names its place."""
    unmatched: tuple[Pin, ...] = ()
    """Pins that no fact of the corpus fits."""
    resolved: tuple[Known, ...] = ()
    """What the baseline, or an older result, had and this one has not."""
    notices: tuple[str, ...] = ()
    """What a reader must know before anything else: what was compared, and what a change decides about itself."""

    def to_frame(self, kind: str = "claims") -> pd.DataFrame:
        """The claims, the facts or the conflicts as a pandas frame, one a row.

        Raises:
            ValueError: a kind other than `claims`, `facts` and `conflicts`.
        """
        from claimcheck.model.frames import frame

        return frame(self, kind)
