"""The four nouns that pass between the stages: Document, Mention, Claim, Conflict. Standard library only."""

from claimcheck.model.claim import AttributeValue, Claim
from claimcheck.model.conflict import Conflict, Kind, Known, Level, Reason, Side, SupportedSide
from claimcheck.model.decision import Decision, Pin, Verdict
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
from claimcheck.model.ignore import Ignore
from claimcheck.model.mention import UNBOUND, Attribute, Extraction, Mention, Scope, Skip, TablePlace
from claimcheck.model.quantity import (
    Comparator,
    Detail,
    Dimension,
    Interval,
    PValue,
    Quantity,
    SameArm,
    SampleMean,
    Special,
    StudyDate,
    TestStatistic,
)
from claimcheck.model.result import Checked, Coverage, Numbers, Reading, ScanResult, Ties
from claimcheck.model.source import SourceText
from claimcheck.model.work import CitedWork

__all__ = [
    "UNBOUND",
    "Attribute",
    "AttributeValue",
    "Block",
    "BlockKind",
    "CanonicalFact",
    "Cell",
    "Checked",
    "CitedWork",
    "Claim",
    "ColumnRoles",
    "Comparator",
    "Conflict",
    "Coverage",
    "Decision",
    "Detail",
    "Dimension",
    "Document",
    "Extraction",
    "Ignore",
    "Interval",
    "Kind",
    "Known",
    "Level",
    "Mark",
    "MarkKind",
    "Mention",
    "Metadata",
    "Numbers",
    "PValue",
    "Page",
    "Pin",
    "Quantity",
    "Reading",
    "Reason",
    "SameArm",
    "SampleMean",
    "ScanResult",
    "Scope",
    "Side",
    "Skip",
    "SourceText",
    "Special",
    "Status",
    "StudyDate",
    "SupportedSide",
    "Table",
    "TablePlace",
    "TestStatistic",
    "Ties",
    "Verdict",
    "WordBox",
]
