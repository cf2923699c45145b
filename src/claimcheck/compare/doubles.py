"""Two rules that see one difference: the one that knows more reports it."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.model import Conflict, Kind, Level


def without_doubles(across: Iterable[Conflict], inside: Iterable[Conflict]) -> list[Conflict]:
    """All conflicts, but for values of one document that are already set against each other by a rule that knows more.

    Not where that one has only a note to say and this one more.

    Args:
        across: what comparing the facts brought; it knows the key.
        inside: what each document contradicts in itself, of what is told twice the better told first.
    """
    known = list(across)
    opposed = [_sides(conflict) for conflict in known if conflict.kind is Kind.VALUE and not _is_mild(conflict)]
    mild = [_sides(conflict) for conflict in known if conflict.kind is Kind.VALUE and _is_mild(conflict)]
    for conflict in inside:
        if not _told(conflict, opposed if not _is_mild(conflict) else [*opposed, *mild]):
            known.append(conflict)
            if conflict.kind is Kind.VALUE:
                opposed.append(_sides(conflict))
    return known


def _is_mild(conflict: Conflict) -> bool:
    return conflict.level is Level.NOTE


def _sides(conflict: Conflict) -> list[frozenset[str]]:
    return [frozenset(side.claims) for side in conflict.sides]


def _told(conflict: Conflict, opposed: list[list[frozenset[str]]]) -> bool:
    if conflict.kind is not Kind.VALUE:
        return False
    heads = [side.claims[0] for side in conflict.sides if side.claims]
    for sides in opposed:
        places = [next((at for at, claims in enumerate(sides) if head in claims), None) for head in heads]
        if None not in places and len(set(places)) == len(heads) > 1:
            return True
    return False
