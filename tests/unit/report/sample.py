"""A result made by hand: two documents read, one not, three conflicts; every report is drawn from it in the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from claimcheck.model import (
    AttributeValue,
    Claim,
    Comparator,
    Conflict,
    Coverage,
    Interval,
    Kind,
    Level,
    Numbers,
    PValue,
    Reason,
    ScanResult,
    Side,
    Special,
    Status,
    SupportedSide,
    TablePlace,
)
from claimcheck.report import RulePage

REVIEW, NEWS, SCAN = "sources/a review.pdf", "sources/news.md", "sources/scan.pdf"
PROFILE: Mapping[str, AttributeValue] = {"study": "PROFILE 1001", "treatment": "crizotinib", "subgroup": "ROS1 cohort"}

PAGES = (
    RulePage(
        "V101",
        "value-differs",
        "Two claims state one fact and their printed values cannot both be right.",
        "Two claims state one fact and their printed values cannot both be right.\n\n"
        "Conflicts: 19.2 months, 19.3 months.\n\nAgrees: 12.6 months, 12.63 months.",
    ),
    RulePage(
        "S101",
        "scope-differs",
        "One metric under different qualifiers.",
        "One metric under different qualifiers.\n\nConflicts: 72% of all, 53% of the pretreated.",
    ),
)


def claim(id: str, document: str, start: int, quote: str, sentence: str, **more: object) -> Claim:  # noqa: A002
    """A claim of median progression-free survival in months, but for what is said otherwise."""
    value = Decimal(quote.split()[0].strip("<~%"))
    base = Claim(
        id=id,
        document=document,
        span=(start, start + len(quote)),
        quote=quote,
        page=None,
        line=None,
        table=None,
        sentence=sentence,
        metric="progression_free_survival",
        statistic="median",
        value=value,
        low=value,
        high=value,
        comparator=Comparator.EQUAL,
        special=None,
        decimals=-int(value.as_tuple().exponent),
        unit="month",
        canonical_value=value,
        canonical_unit="month",
        ci=None,
        p_value=None,
        numerator=None,
        denominator=None,
        attributes=PROFILE,
        section=None,
        box=None,
        confidence=0.9,
    )
    return replace(base, **more)  # type: ignore[arg-type] # the caller names fields of Claim


FIRST = claim(
    "c-first",
    REVIEW,
    120,
    "19.2 months",
    "Median PFS was 19.2 months (95% CI, 14.4 to not reached) in the first report.",
    page=2,
    section="Results",
    ci=Interval(Decimal(95), Decimal("14.4"), None),
    box=(2, 72.0, 100.5, 130.0, 112.5),
)
UPDATED = claim(
    "c-updated",
    NEWS,
    40,
    "19.3 months",
    "The median PFS of the ROS1 cohort was 19.3 months.",
    line=7,
    section="What was found",
    inferred=frozenset({"study"}),
)
CELL = claim(
    "c-cell",
    REVIEW,
    900,
    "19.3",
    "mPFS (months) | 19.3",
    page=4,
    table=TablePlace(0, "mPFS (months)", "PROFILE 1001"),
)
ALL = claim(
    "c-all",
    REVIEW,
    300,
    "72%",
    "The response rate was 72% (36/50; P<0.001), against 72% before.",
    page=3,
    metric="objective_response_rate",
    statistic="rate",
    unit="percent",
    canonical_unit="percent",
    numerator=36,
    denominator=50,
    p_value=PValue(Comparator.LESS, Decimal("0.001")),
)
PRETREATED = claim(
    "c-pretreated",
    NEWS,
    90,
    "53%",
    "Of the pretreated patients 53% responded.",
    line=9,
    metric="objective_response_rate",
    statistic="rate",
    unit="percent",
    canonical_unit="percent",
    attributes={**PROFILE, "therapy_line": "second-line or later"},
)
NOT_REACHED = replace(
    claim("c-os", NEWS, 150, "12 months", "Median OS was not reached at 12 months."),
    quote="not reached",
    span=(150, 161),
    line=11,
    metric="overall_survival",
    value=None,
    low=None,
    high=None,
    special=Special.NOT_REACHED,
    canonical_value=None,
    decimals=0,
    attributes={**PROFILE, "citation": ("7", "8")},
)

VALUE = Conflict(
    id="k-value",
    rule="V101",
    name="value-differs",
    kind=Kind.VALUE,
    level=Level.ERROR,
    metric="progression_free_survival",
    statistic="median",
    key=PROFILE,
    claims=("c-first", "c-updated", "c-cell"),
    sides=(
        Side(Decimal("19.2"), "19.2 months", ("c-first",)),
        Side(Decimal("19.3"), "19.3 months", ("c-updated", "c-cell")),
    ),
    scope="across-documents",
    reason=Reason.LATER_CUTOFF,
    missing=(),
    explanation="The median progression-free survival differs by 0.1 months. A later data cut may explain it.",
    confidence=0.86,
    supported_side=SupportedSide(1, "two documents give it"),
)
SCOPE = Conflict(
    id="k-scope",
    rule="S101",
    name="scope-differs",
    kind=Kind.SCOPE,
    level=Level.WARNING,
    metric="objective_response_rate",
    statistic="rate",
    key={"study": "PROFILE 1001", "treatment": "crizotinib"},
    claims=("c-all", "c-pretreated"),
    sides=(Side(Decimal(72), "72%", ("c-all",)), Side(Decimal(53), "53%", ("c-pretreated",))),
    scope="across-documents",
    reason=Reason.THERAPY_LINE,
    missing=("therapy_line",),
    explanation="The rates differ by 19 percentage points; one side leaves the line of therapy unsaid.",
    confidence=0.5,
)
NOTE = replace(
    SCOPE,
    id="k-note",
    rule="V101",
    name="value-differs",
    level=Level.NOTE,
    reason=Reason.TRUNCATION,
    missing=(),
    explanation="12.67 beside 12.6: truncated.",
    supported_side=None,
)

COVERAGE = (
    Coverage(
        REVIEW, "aa" * 32, "pdf", "A review of ROS1", Status.PARTIAL, "page 5 could not be read", 6, 5, 1, 3,
        Numbers(12, 3, 3, {"reference mark": 6, "no metric": 3}),
    ),
    Coverage(
        NEWS, "bb" * 32, "markdown", None, Status.OK, None, None, None, None, 0,
        Numbers(4, 3, 2, {"date": 1}), "utf-8",
    ),
    Coverage(SCAN, "cc" * 32, "pdf", None, Status.NOT_TEXT, "no page has text", 2, 0, 2, 0, Numbers()),
    Coverage("sources/x.png", "", "", None, Status.UNSUPPORTED, "no reader for .png", None, None, None, 0, Numbers()),
)  # fmt: skip

RESULT = ScanResult(
    documents=COVERAGE,
    claims=(FIRST, ALL, CELL, UPDATED, PRETREATED, NOT_REACHED),
    conflicts=(VALUE, SCOPE, NOTE),
    version="0.0.1",
)
