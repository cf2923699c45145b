"""The result of a scan as rows and as pandas frames, for notebooks and spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from claimcheck.model.claim import AttributeValue, Claim
from claimcheck.model.conflict import Conflict
from claimcheck.model.fact import CanonicalFact

if TYPE_CHECKING:
    import pandas as pd

    from claimcheck.model.result import ScanResult

Row = dict[str, object]
LEADING = ("study", "treatment", "comparator", "population", "subgroup", "therapy_line", "timepoint", "assessment")
"""Attributes that have a column of their own, in this order; the others stand together in `other`."""


def frame(result: ScanResult, kind: str) -> pd.DataFrame:
    """One row a claim, a fact or a conflict.

    Args:
        result: the result of a scan.
        kind: `claims`, `facts` or `conflicts`.

    Raises:
        ValueError: another kind.
    """
    import pandas as pd

    if kind not in ROWS:
        raise ValueError(f"there is no frame {kind!r}; there are {', '.join(ROWS)}")
    return pd.DataFrame(list(ROWS[kind](result)), columns=list(COLUMNS[kind]))


def claim_rows(result: ScanResult) -> Iterator[Row]:
    """The claims, in the order of the result."""
    for claim in result.claims:
        yield {**_about(claim.metric, claim.statistic, claim.attributes), **_printed(claim)}


def fact_rows(result: ScanResult) -> Iterator[Row]:
    """The canonical facts: each value with the documents that state it."""
    document = {claim.id: claim.document for claim in result.claims}
    for fact in result.facts:
        yield {
            "id": fact.id,
            **_about(fact.metric, fact.statistic, fact.key),
            "values": " | ".join(side.display for side in fact.sides),
            "documents": " | ".join(
                ", ".join(sorted({document[name] for name in side.claims if name in document})) for side in fact.sides
            ),
            "claims": sum(len(side.claims) for side in fact.sides),
            "agree": len(fact.sides) == 1,
        }


def conflict_rows(result: ScanResult) -> Iterator[Row]:
    """The conflicts, the loudest first."""
    for conflict in result.conflicts:
        yield {**_about(conflict.metric, conflict.statistic, conflict.key), **_reported(conflict)}


def _about(metric: str, statistic: str, key: Mapping[str, AttributeValue]) -> Row:
    rest = {part: value for part, value in key.items() if part not in LEADING}
    other = "; ".join(f"{part} = {_text(value)}" for part, value in sorted(rest.items()))
    leading = {part: _text(key[part]) if part in key else None for part in LEADING}
    return {"metric": metric, "statistic": statistic, **leading, "other": other or None}


def _printed(claim: Claim) -> Row:
    value = claim.canonical_value
    return {
        "id": claim.id,
        "quote": claim.quote,
        "value": None if value is None else float(value),
        "unit": claim.canonical_unit,
        "date": claim.value if isinstance(claim.value, str) else None,
        "special": claim.special,
        "comparator": str(claim.comparator),
        "ci_low": _number(claim.ci.low if claim.ci else None),
        "ci_high": _number(claim.ci.high if claim.ci else None),
        "p": _number(claim.p_value.value if claim.p_value else None),
        "numerator": claim.numerator,
        "denominator": claim.denominator,
        "document": claim.document,
        "page": claim.page,
        "line": claim.line,
        "sentence": claim.sentence,
        "confidence": claim.confidence,
    }


def _reported(conflict: Conflict) -> Row:
    return {
        "id": conflict.id,
        "rule": conflict.rule,
        "level": str(conflict.level),
        "kind": str(conflict.kind),
        "values": " | ".join(side.display for side in conflict.sides),
        "reason": str(conflict.reason),
        "missing": ", ".join(conflict.missing) or None,
        "scope": conflict.scope,
        "status": conflict.status,
        "explanation": conflict.explanation,
        "confidence": conflict.confidence,
    }


def _text(value: AttributeValue) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


_KEY = ("metric", "statistic", *LEADING, "other")
COLUMNS: Mapping[str, Sequence[str]] = {
    "claims": (
        *_KEY, "quote", "value", "unit", "date", "special", "comparator", "ci_low", "ci_high", "p", "numerator",
        "denominator", "document", "page", "line", "sentence", "confidence", "id",
    ),
    "facts": (*_KEY, "values", "documents", "claims", "agree", "id"),
    "conflicts": (
        "level", "rule", *_KEY, "values", "reason", "missing", "kind", "scope", "status", "explanation", "confidence",
        "id",
    ),
}  # fmt: skip
"""The columns of each frame, in order."""
ROWS: Mapping[str, Callable[[ScanResult], Iterator[Row]]] = {
    "claims": claim_rows,
    "facts": fact_rows,
    "conflicts": conflict_rows,
}

__all__ = ["COLUMNS", "ROWS", "CanonicalFact", "Row", "claim_rows", "conflict_rows", "fact_rows", "frame"]
