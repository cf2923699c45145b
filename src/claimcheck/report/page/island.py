"""The page's data for its script: every conflict as it is shown, and the decisions that stand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claimcheck.model import ScanResult
from claimcheck.report.page.evidence import Evidence
from claimcheck.report.page.wording import Pair, words
from claimcheck.report.records import decision_record, encode
from claimcheck.report.safe import visible

if TYPE_CHECKING:
    from claimcheck.report.page.cards import Card, SideView

SCHEMA_VERSION = 1
REASONS = (
    "read in the source",
    "typing error",
    "older data cut",
    "other population or subgroup",
    "rounding",
    "other definition",
    "number misread",
    "number bound to the wrong fact",
)
"""Reasons that a reviewer may choose from; a team adds its own (`reasons` in the configuration)."""
_ESCAPED = re.compile("[<>&\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

Record = dict[str, Any]


def island(result: ScanResult, cards: Sequence[Card], reasons: Iterable[str]) -> str:
    """The JSON, with every sign escaped that could end the script element or turn text around."""
    places = {item.path: place for place, item in enumerate(result.documents)}
    record: Record = {
        "schema_version": SCHEMA_VERSION,
        "documents": [
            {"path": item.path, "name": visible(item.path), "sha256": item.sha256} for item in result.documents
        ],
        "rules": {card.conflict.rule: [words(card.conflict.name), card.page.summary] for card in cards},
        "reasons": list(dict.fromkeys((*REASONS, *reasons))),
        "decisions": [decision_record(c.conflict.decision) for c in cards if c.conflict.decision is not None],
        "conflicts": [card_record(card, places) for card in cards],
    }
    record["result"] = hashlib.sha256(encode(record)).hexdigest()[:16]
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", encode(record).decode("utf-8"))


def card_record(card: Card, places: Mapping[str, int]) -> Record:
    """A card as the script shows it; what is empty is left out. `places` are those of the documents in the ledger."""
    conflict = card.conflict
    record = {
        "id": conflict.id,
        "level": conflict.level.value,
        "rule": conflict.rule,
        "metric": conflict.metric,
        "title": card.metric,
        "status": conflict.status,
        "since": card.since,
        "earlier": card.earlier,
        "key": _pairs(card.key),
        "explanation": conflict.explanation,
        "sides": [_side(side, places) for side in card.sides],
        "meta": _pairs(card.meta),
        "documents": list(card.documents),
        "facts": list(card.facts),
    }
    return {name: _shown(value) for name, value in record.items() if value not in ("", [])}


def _side(side: SideView, places: Mapping[str, int]) -> Record:
    record: Record = {"display": side.display, "evidence": [_evidence(item, places) for item in side.evidence]}
    return record if side.supported is None else {**record, "supported": side.supported}


def _evidence(item: Evidence, places: Mapping[str, int]) -> Record:
    record = {
        "document": places.get(item.claim.document),
        "text": [item.before, item.quote, item.after],
        "where": list(item.where),
        "facts": _pairs(item.facts),
        "href": item.href,
        "crop": item.crop.href if item.crop is not None else None,
    }
    return {name: value for name, value in record.items() if value not in (None, [])}


def _pairs(pairs: Iterable[Pair]) -> list[list[str | int]]:
    """Name, value, and 1 where it differs, 2 where it comes from the context, 3 for both."""
    return [
        [pair.name, pair.value, pair.differs + 2 * pair.inferred]
        if pair.differs or pair.inferred
        else [pair.name, pair.value]
        for pair in pairs
    ]


def _shown(value: object) -> object:
    """The same with what a page would hide or obey made visible, as the template does it."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {name: _shown(part) for name, part in value.items()}
    return [_shown(part) for part in value] if isinstance(value, list) else value
