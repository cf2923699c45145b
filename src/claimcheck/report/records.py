"""Nouns -> plain records with the names and the order of contract.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from claimcheck.model import (
    AttributeValue,
    Claim,
    Conflict,
    Coverage,
    Decision,
    Interval,
    Known,
    PValue,
    Quantity,
    TablePlace,
)

if TYPE_CHECKING:
    import msgspec

Record = dict[str, Any]


_UNSEEN = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]")
"""In UTF-8: what JSON may hold as it is, and a terminal or a page would obey: DEL, C1 and bidirectional controls."""


def encode(record: object) -> bytes:
    r"""JSON, with every Decimal as a number that keeps its printed digits (20.0 stays 20.0).

    Control characters are escaped, so that the text is exact and yet inert where somebody prints it.

    >>> print(encode({"x": "\x9b\u202e\x1b"}).decode())
    {"x":"\u009b\u202e\u001b"}
    """
    return _UNSEEN.sub(_escape, _encoder().encode(record))


def indented(record: object) -> str:
    """The same over several lines, to be read as a diff."""
    import msgspec

    return msgspec.json.format(encode(record), indent=2).decode() + "\n"


def _escape(match: re.Match[bytes]) -> bytes:
    return f"\\u{ord(match.group().decode()):04x}".encode()


@cache
def _encoder() -> msgspec.json.Encoder:
    import msgspec

    return msgspec.json.Encoder(decimal_format="number")


def claim_record(claim: Claim) -> Record:
    """A line of claims.jsonl."""
    return {
        "id": claim.id,
        "document": claim.document,
        "span": claim.span,
        "quote": claim.quote,
        "page": claim.page,
        "line": claim.line,
        "table": _table(claim.table),
        "sentence": claim.sentence,
        "metric": claim.metric,
        "statistic": claim.statistic,
        "value": claim.value,
        "low": claim.low,
        "high": claim.high,
        "comparator": claim.comparator,
        "special": claim.special,
        "decimals": claim.decimals,
        "unit": claim.unit,
        "canonical_value": claim.canonical_value,
        "canonical_unit": claim.canonical_unit,
        "ci": _interval(claim.ci),
        "p_value": _p_value(claim.p_value),
        "numerator": claim.numerator,
        "denominator": claim.denominator,
        "attributes": _attributes(claim.attributes),
        "inferred": sorted(claim.inferred),
        "section": claim.section,
        "box": claim.box,
        "confidence": claim.confidence,
    }


def conflict_record(conflict: Conflict) -> Record:
    """An entry of `conflicts`."""
    supported = conflict.supported_side
    return {
        "id": conflict.id,
        "rule": conflict.rule,
        "name": conflict.name,
        "kind": conflict.kind,
        "level": conflict.level,
        "metric": conflict.metric,
        "statistic": conflict.statistic,
        "key": _attributes(conflict.key),
        "claims": conflict.claims,
        "sides": [{"value": side.value, "display": side.display, "claims": side.claims} for side in conflict.sides],
        "scope": conflict.scope,
        "reason": conflict.reason,
        "missing": conflict.missing,
        "status": conflict.status,
        "explanation": conflict.explanation,
        "supported_side": None if supported is None else {"side": supported.side, "why": supported.why},
        "confidence": conflict.confidence,
        "decision": None if conflict.decision is None else decision_record(conflict.decision),
    }


def known_record(entry: Known) -> Record:
    """An entry of `resolved`."""
    return {
        "id": entry.id,
        "rule": entry.rule,
        "name": entry.name,
        "metric": entry.metric,
        "statistic": entry.statistic,
        "key": _attributes(entry.key),
        "values": entry.values,
    }


def decision_record(decision: Decision) -> Record:
    """What a person decided, as it stands at a conflict."""
    return {
        "id": decision.id,
        "verdict": decision.verdict,
        "reason": decision.reason,
        "by": decision.by,
        "on": decision.on,
        "expires": decision.expires,
        "document": decision.document,
        "value": decision.value,
        "saw": dict(sorted(decision.saw.items())),
    }


def coverage_record(coverage: Coverage) -> Record:
    """An entry of `documents`: the ledger."""
    numbers = coverage.numbers
    return {
        "path": coverage.path,
        "identity": coverage.identity or coverage.path,
        "sha256": coverage.sha256,
        "format": coverage.format,
        "title": coverage.title,
        "status": coverage.status,
        "reason": coverage.reason,
        "encoding": coverage.encoding,
        "study": coverage.study,
        "published": coverage.published,
        "data_cutoff": coverage.data_cutoff,
        "pages": coverage.pages,
        "pages_read": coverage.pages_read,
        "pages_without_text": coverage.pages_without_text,
        "tables": coverage.tables,
        "numbers": {
            "seen": numbers.seen,
            "claims": numbers.claims,
            "compared": numbers.compared,
            "skipped": dict(sorted(numbers.skipped.items())),
        },
    }


def quantity_record(document: str, quantity: Quantity) -> Record:
    """A line of `claimcheck quantities`."""
    value: Decimal | str | None = quantity.date if quantity.date is not None else quantity.value
    return {
        "document": document,
        "start": quantity.start,
        "end": quantity.end,
        "quote": quantity.quote,
        "value": value,
        "values": quantity.values or None,
        "low": quantity.low,
        "high": quantity.high,
        "comparator": quantity.comparator,
        "unit": quantity.unit,
        "unit_text": quantity.unit_text,
    }


def _attributes(attributes: Mapping[str, AttributeValue]) -> Record:
    return {key: attributes[key] for key in sorted(attributes)}


def _table(place: TablePlace | None) -> Record | None:
    if place is None:
        return None
    record: Record = {"index": place.index, "row": place.row, "column": place.column}
    return record if place.cell is None else record | {"cell": place.cell}


def _interval(ci: Interval | None) -> Record | None:
    return None if ci is None else {"level": ci.level, "low": ci.low, "high": ci.high}


def _p_value(p: PValue | None) -> Record | None:
    return None if p is None else {"comparator": p.comparator, "value": p.value}
