"""A conflict made of the pairs that a rule found: its sides, its level. Its id comes last (`compare.identity`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from claimcheck.compare.agree import agree
from claimcheck.compare.gather import Node
from claimcheck.compare.pairs import Pair
from claimcheck.compare.reasons import LOUDNESS, level_of, reason_of, sureness
from claimcheck.compare.wording import display, explanation
from claimcheck.model import AttributeValue, Claim, Conflict, Kind, Level, Reason, Side


def conflict(
    code: str, name: str, kind: Kind, pairs: Sequence[Pair], key: Mapping[str, AttributeValue], nodes: Iterable[Node]
) -> Conflict:
    """One conflict of everything that the pairs set against each other; its loudest pair speaks for it.

    Args:
        code: the rule.
        name: its name.
        kind: its kind.
        pairs: what differs; at least one.
        key: the fact, or what the facts share.
        nodes: every node of the fact or facts; those that agree with a side stand on it.
    """
    pair, reason, level = min((_judged(pair) for pair in pairs), key=_loudest_first)
    sides = _sides(pair, [node for other in pairs for node in (other.a, other.b)], nodes)
    claims = [claim for side in sides for claim in side]
    return Conflict(
        id="",
        rule=code,
        name=name,
        kind=kind,
        level=level,
        metric=pair.metric.id,
        statistic=pair.fact.bucket.statistic,
        key=dict(key),
        claims=tuple(claim.id for claim in claims),
        sides=tuple(Side(_value(side[0]), display(side[0]), tuple(claim.id for claim in side)) for side in sides),
        scope="within-document" if len({claim.document for claim in claims}) == 1 else "across-documents",
        reason=reason,
        missing=pair.missing,
        explanation=explanation(pair, key, sides, reason),
        confidence=round(sureness(pair), 4),
    )


def _judged(pair: Pair) -> tuple[Pair, Reason, Level]:
    reason = reason_of(pair)
    return pair, reason, level_of(pair, reason)


def _loudest_first(judged: tuple[Pair, Reason, Level]) -> tuple[int, int, int, str, str]:
    pair, reason, level = judged
    last = list(Reason).index(reason)
    return LOUDNESS.index(level), len(pair.one_sided), last, pair.a.claims[0].id, pair.b.claims[0].id


def _sides(loudest: Pair, apart: Sequence[Node], nodes: Iterable[Node]) -> list[list[Claim]]:
    """Claims by value: what the loudest pair says first, then every other value that differs, then who agrees."""
    heads: dict[int, Node] = {id(node): node for node in (loudest.a, loudest.b, *sorted(apart, key=_finest))}
    others = [node for node in sorted(nodes, key=_finest) if id(node) not in heads]
    sides: list[tuple[Node, list[Claim]]] = []
    for node in [*heads.values(), *others]:
        home = next((claims for head, claims in sides if agree(head.value, node.value)), None)
        if home is not None:
            home.extend(node.claims)
        elif id(node) in heads:
            sides.append((node, list(node.claims)))
    return sorted((_in_order(claims) for _, claims in sides), key=_most_stated)


def _most_stated(side: Sequence[Claim]) -> tuple[int, str, tuple[int, int], str]:
    return -len({claim.document for claim in side}), side[0].document, side[0].span, side[0].id


def _in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims of one value by place; first one that is printed as most of them are, to be shown."""
    ordered = sorted(claims, key=lambda claim: (claim.document, claim.span, claim.id))
    shown = [display(claim) for claim in ordered]
    head = min(range(len(ordered)), key=lambda at: (-shown.count(shown[at]), at))
    return [ordered[head], *ordered[:head], *ordered[head + 1 :]]


def _finest(node: Node) -> tuple[bool, Decimal, str]:
    return node.value.point is None, node.value.unit, node.claims[0].id


def _value(claim: Claim) -> Decimal | str | tuple[Decimal, Decimal] | None:
    if claim.value is not None:
        return claim.value
    return None if claim.low is None or claim.high is None else (claim.low, claim.high)
