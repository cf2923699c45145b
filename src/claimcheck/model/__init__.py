"""The four nouns that pass between the stages: Document, Mention, Claim, Conflict. Standard library only."""

from claimcheck.model.claim import AttributeValue, Claim
from claimcheck.model.conflict import Conflict, Kind, Level, Reason, Side, SupportedSide
from claimcheck.model.document import (
    Block,
    BlockKind,
    Cell,
    ColumnRoles,
    Document,
    Mark,
    MarkKind,
    Metadata,
    Page,
    Status,
    Table,
    WordBox,
)
from claimcheck.model.fact import CanonicalFact
from claimcheck.model.mention import UNBOUND, Attribute, CitedWork, Extraction, Mention, Scope, Skip, TablePlace
from claimcheck.model.quantity import Comparator, Dimension, Interval, PValue, Quantity, Special
from claimcheck.model.result import Coverage, Numbers, Reading, ScanResult

__all__ = [
    "UNBOUND",
    "Attribute",
    "AttributeValue",
    "Block",
    "BlockKind",
    "CanonicalFact",
    "Cell",
    "CitedWork",
    "Claim",
    "ColumnRoles",
    "Comparator",
    "Conflict",
    "Coverage",
    "Dimension",
    "Document",
    "Extraction",
    "Interval",
    "Kind",
    "Level",
    "Mark",
    "MarkKind",
    "Mention",
    "Metadata",
    "Numbers",
    "PValue",
    "Page",
    "Quantity",
    "Reading",
    "Reason",
    "ScanResult",
    "Scope",
    "Side",
    "Skip",
    "Special",
    "Status",
    "SupportedSide",
    "Table",
    "TablePlace",
    "WordBox",
]
