"""Nouns <-> bytes for the cache: MessagePack, exact to the last printed digit.

Not pickle: a cache is restored from servers that others write to, and reading it must run nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec

from claimcheck.model import (
    Checked,
    CitedWork,
    Claim,
    Comparator,
    Conflict,
    Coverage,
    Ignore,
    Interval,
    Kind,
    Level,
    PValue,
    Reason,
    SameArm,
    SampleMean,
    Side,
    SourceText,
    Special,
    StudyDate,
    SupportedSide,
    TablePlace,
    TestStatistic,
    Ties,
)
from claimcheck.vocabulary import Vocabulary

Value = Decimal | str | tuple[Decimal, ...] | None
_DETAILS = {kind.__name__: kind for kind in (TestStatistic, SampleMean, StudyDate, SameArm)}
_encode = msgspec.msgpack.Encoder().encode


class _Claim(msgspec.Struct, array_like=True):
    """The fields of a claim in their order. A number stands in a list, since as text it could be taken for a date."""

    id: str
    document: str
    span: tuple[int, int]
    quote: str
    page: int | None
    line: int | None
    table: TablePlace | None
    sentence: str
    metric: str
    statistic: str
    value: list[Decimal] | str | None
    low: Decimal | None
    high: Decimal | None
    comparator: Comparator
    special: Special | None
    decimals: int
    unit: str
    canonical_value: Decimal | None
    canonical_unit: str
    ci: Interval | None
    p_value: PValue | None
    numerator: int | None
    denominator: int | None
    attributes: dict[str, str | tuple[str, ...]]
    section: str | None
    box: tuple[int, float, float, float, float] | None
    confidence: float
    inferred: frozenset[str]
    detail: tuple[str, msgspec.Raw] | None


class _Side(msgspec.Struct, array_like=True):
    value: list[Decimal] | str | None
    display: str
    claims: tuple[str, ...]


class _Conflict(msgspec.Struct, array_like=True):
    id: str
    rule: str
    name: str
    kind: Kind
    level: Level
    metric: str
    statistic: str
    key: dict[str, str | tuple[str, ...]]
    claims: tuple[str, ...]
    sides: tuple[_Side, ...]
    scope: str
    reason: Reason
    missing: tuple[str, ...]
    explanation: str
    confidence: float
    status: str
    supported_side: SupportedSide | None


class Head(msgspec.Struct, array_like=True):
    """What is asked of every document of a corpus: its ledger, what it can touch, and what it contradicts in itself."""

    coverage: Coverage
    ties: Ties
    work_keys: tuple[tuple[int, ...], ...]
    findings: tuple[_Conflict, ...]
    ignores: tuple[Ignore, ...] = ()
    abstract: tuple[int, int] | None = None

    def conflicts(self) -> tuple[Conflict, ...]:
        """The findings as the nouns that they are."""
        return tuple(_to_conflict(item) for item in self.findings)


class Body(msgspec.Struct, array_like=True):
    """The rest, each claim by itself so that one can be had without the others."""

    claims: list[msgspec.Raw]
    loose: list[msgspec.Raw]

    def claim(self, place: int) -> Claim:
        """The claim at a place."""
        return _to_claim(_claims.decode(self.claims[place]))

    def shown(self) -> list[Claim]:
        """All claims and the loose numbers."""
        return [_to_claim(_claims.decode(raw)) for raw in (*self.claims, *self.loose)]


class Works(msgspec.Struct, array_like=True):
    """The works that it cites and the one that it is, each by itself."""

    cited: list[msgspec.Raw]
    own: CitedWork | None

    def work(self, place: int) -> CitedWork:
        """The cited work at a place."""
        return _works.decode(self.cited[place])


class Text(msgspec.Struct, array_like=True):
    """The text of a document as a report shows it: kept apart, since only reports ask for it."""

    source: SourceText | None


class Standing(msgspec.Struct, array_like=True):
    """What comparing a whole corpus brought, before it was joined with what each document finds in itself."""

    conflicts: tuple[_Conflict, ...]
    documents: tuple[tuple[str, ...], ...]
    """For each conflict, the documents of its claims."""
    compared: dict[str, int]
    """Document -> how many of its claims met another."""
    local: dict[str, dict[str, str]]
    own: dict[str, str]
    beside: dict[str, str]
    """What works are called in the whole corpus (`normalise.sources.SourceNames`)."""
    ties: dict[str, Ties]
    """Those of documents whose claims that makes others."""

    def nouns(self) -> tuple[Conflict, ...]:
        """The conflicts."""
        return tuple(_to_conflict(item) for item in self.conflicts)


_claims = msgspec.msgpack.Decoder(_Claim)
_heads = msgspec.msgpack.Decoder(Head)
_bodies = msgspec.msgpack.Decoder(Body)
_lists = msgspec.msgpack.Decoder(Works)
_works = msgspec.msgpack.Decoder(CitedWork)
_texts = msgspec.msgpack.Decoder(Text)
_standings = msgspec.msgpack.Decoder(Standing)


def pack(checked: Checked) -> tuple[bytes, bytes, bytes, bytes]:
    """A document as head, body, works and text."""
    findings = tuple(_from_conflict(item) for item in checked.findings)
    head = Head(checked.coverage, checked.ties, checked.work_keys, findings, checked.ignores, checked.abstract)
    body = Body(_raws(checked.claims), _raws(checked.loose))
    works = Works([msgspec.Raw(_encode(work)) for work in checked.works], checked.own)
    return _encode(head), _encode(body), _encode(works), _encode(Text(checked.source))


def unpack(head: Head, body: Body, works: Works, text: Text) -> Checked:
    """The document again."""
    return Checked(
        coverage=head.coverage,
        claims=tuple(body.claim(place) for place in range(len(body.claims))),
        loose=tuple(_to_claim(_claims.decode(raw)) for raw in body.loose),
        findings=head.conflicts(),
        works=tuple(works.work(place) for place in range(len(works.cited))),
        own=works.own,
        work_keys=head.work_keys,
        ties=head.ties,
        source=text.source,
        ignores=head.ignores,
        abstract=head.abstract,
    )


def read_head(data: bytes) -> Head:
    """Raises: msgspec.MsgspecError: bytes that are no head."""
    return _heads.decode(data)


def read_body(data: bytes) -> Body:
    """Raises: msgspec.MsgspecError: bytes that are no body."""
    return _bodies.decode(data)


def read_works(data: bytes) -> Works:
    """Raises: msgspec.MsgspecError: bytes that are none."""
    return _lists.decode(data)


def read_source(data: bytes) -> Text:
    """Raises: msgspec.MsgspecError: bytes that are no text."""
    return _texts.decode(data)


def pack_standing(standing: Standing) -> bytes:
    """What comparing brought as bytes."""
    return _encode(standing)


def standing(
    conflicts: Iterable[Conflict],
    documents: Iterable[tuple[str, ...]],
    compared: dict[str, int],
    names: tuple[dict[str, dict[str, str]], dict[str, str], dict[str, str]],
    ties: dict[str, Ties],
) -> Standing:
    """What comparing brought, of nouns; the arguments are its fields."""
    return Standing(tuple(_from_conflict(item) for item in conflicts), tuple(documents), compared, *names, ties)


def read_standing(data: bytes) -> Standing:
    """Raises: msgspec.MsgspecError: bytes that are none."""
    return _standings.decode(data)


def pack_vocabulary(vocabulary: Vocabulary) -> bytes:
    """A vocabulary as bytes: its nouns are frozen dataclasses, which stand there with the names of their fields."""
    return _encode(vocabulary)


def read_vocabulary(data: bytes) -> Vocabulary:
    """Raises: msgspec.MsgspecError: bytes that are none."""
    return msgspec.msgpack.decode(data, type=Vocabulary)


def _raws(claims: Iterable[Claim]) -> list[msgspec.Raw]:
    return [msgspec.Raw(_encode(_from_claim(claim))) for claim in claims]


def _from_claim(claim: Claim) -> _Claim:
    fields = {name: getattr(claim, name) for name in _Claim.__struct_fields__}
    detail = claim.detail
    fields["value"] = _listed(claim.value)
    fields["attributes"] = dict(claim.attributes)
    fields["detail"] = None if detail is None else (type(detail).__name__, msgspec.Raw(_encode(detail)))
    return _Claim(**fields)


def _to_claim(wire: _Claim) -> Claim:
    fields: list[Any] = [getattr(wire, name) for name in _Claim.__struct_fields__]
    fields[_VALUE] = _one(wire.value)
    if wire.detail is not None:
        fields[_DETAIL] = msgspec.msgpack.decode(wire.detail[1], type=_DETAILS[wire.detail[0]])
    return Claim(*fields)


_VALUE = _Claim.__struct_fields__.index("value")
_DETAIL = _Claim.__struct_fields__.index("detail")


def _from_conflict(conflict: Conflict) -> _Conflict:
    fields = {name: getattr(conflict, name) for name in _Conflict.__struct_fields__}
    fields["key"] = dict(conflict.key)
    fields["sides"] = tuple(_Side(_listed(side.value), side.display, side.claims) for side in conflict.sides)
    return _Conflict(**fields)


def _to_conflict(wire: _Conflict) -> Conflict:
    fields: dict[str, Any] = {name: getattr(wire, name) for name in _Conflict.__struct_fields__}
    fields["sides"] = tuple(Side(_of_side(side.value), side.display, side.claims) for side in wire.sides)
    return Conflict(**fields)


def _listed(value: Value) -> list[Decimal] | str | None:
    """A number or a range as a list; a date and nothing as they are."""
    return [value] if isinstance(value, Decimal) else list(value) if isinstance(value, tuple) else value


def _one(value: list[Decimal] | str | None) -> Decimal | str | None:
    return value[0] if isinstance(value, list) else value


def _of_side(value: list[Decimal] | str | None) -> Decimal | str | tuple[Decimal, Decimal] | None:
    if isinstance(value, list) and len(value) > 1:
        return value[0], value[1]
    return _one(value)
