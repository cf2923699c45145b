"""How good a reading is: claims held against labels, and one run against another. Nothing here prints."""

from __future__ import annotations

from claimcheck.evaluate.changes import Changes, changes
from claimcheck.evaluate.documents import Scanned, find_labelled, scan_labelled, texts_of
from claimcheck.evaluate.entries import Entry, Region, read_claims, read_labels, read_regions
from claimcheck.evaluate.locate import locate
from claimcheck.evaluate.record import read_record, record
from claimcheck.evaluate.scoring import Evaluation, Figure, Outcome, Step, Tally, Verdict, score

__all__ = [
    "Changes",
    "Entry",
    "Evaluation",
    "Figure",
    "Outcome",
    "Region",
    "Scanned",
    "Step",
    "Tally",
    "Verdict",
    "changes",
    "find_labelled",
    "locate",
    "read_claims",
    "read_labels",
    "read_record",
    "read_regions",
    "record",
    "scan_labelled",
    "score",
    "texts_of",
]
