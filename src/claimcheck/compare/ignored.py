"""Conflicts that a comment beside one of their numbers waves through: accepted, with the comment's reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from claimcheck.compare.rules import RULES
from claimcheck.model import Claim, Conflict, Decision, Ignore, Verdict

Ignores = Mapping[str, Sequence[Ignore]]
"""Document -> its comments."""


def ignored(
    conflicts: Sequence[Conflict],
    claims: Mapping[str, Claim],
    ignores: Ignores,
    distrusted: Collection[str] = (),
    *,
    complete: bool = True,
) -> tuple[tuple[Conflict, ...], tuple[str, ...]]:
    """Accept what comments cover, and say of every comment that does nothing why.

    Args:
        conflicts: with their ids; one that is accepted already stays as it is.
        claims: id -> claim, of all that take part.
        ignores: the comments, by document.
        distrusted: documents whose comments do not count, such as those that a stranger's change brings.
        complete: whether these are all conflicts there are; else a comment may be about another.

    Returns:
        The conflicts, and a line for each comment that accepts nothing.
    """
    used: set[tuple[str, Ignore]] = set()
    done = []
    for conflict in conflicts:
        found = [item for item in _beside(conflict, claims, ignores) if _names(item[2], conflict)]
        used.update((path, ignore) for _, path, ignore in found)
        trusted = [item for item in found if item[1] not in distrusted]
        waved = trusted and conflict.status != "accepted" and _settles(conflict, {name for name, _, _ in trusted})
        done.append(_accepted(conflict, *trusted[0][1:]) if waved else conflict)
    return tuple(done), tuple(_remarks(ignores, used, distrusted, complete))


def _beside(conflict: Conflict, claims: Mapping[str, Claim], ignores: Ignores) -> Iterator[tuple[str, str, Ignore]]:
    """Claim, document and comment, where a comment covers one of the conflict's numbers."""
    for claim in (claims[name] for name in conflict.claims if name in claims):
        for ignore in ignores.get(claim.document, ()):
            if ignore.start <= claim.span[0] and claim.span[1] <= ignore.end:
                yield claim.id, claim.document, ignore


def _settles(conflict: Conflict, covered: Collection[str]) -> bool:
    """Whether the numbers that no comment covers have one value: a comment may not hide what a third document says."""
    return sum(any(name not in covered for name in side.claims) for side in conflict.sides) <= 1


def _names(ignore: Ignore, conflict: Conflict) -> bool:
    return ignore.fault is None and not {conflict.rule, conflict.name}.isdisjoint(ignore.rules)


def _accepted(conflict: Conflict, path: str, ignore: Ignore) -> Conflict:
    decision = Decision(conflict.id, Verdict.BOTH_VALID, ignore.reason, by=f"a comment in {path}, line {ignore.line}")
    return replace(conflict, status="accepted", decision=decision)


def _remarks(
    ignores: Ignores, used: Collection[tuple[str, Ignore]], distrusted: Collection[str], complete: bool
) -> Iterator[str]:
    known = {name for rule in RULES for name in (rule.code, rule.name)}
    for path in sorted(ignores):
        for ignore in ignores[path]:
            where = f"{path}:{ignore.line}"
            named = ", ".join(ignore.rules)
            unknown = [name for name in ignore.rules if name not in known]
            if ignore.fault is not None:
                yield f"{where}: the comment ignores nothing; {ignore.fault}"
            elif unknown:
                yield f"{where}: the comment names {unknown[0]}, and there is no such rule"
            elif (path, ignore) not in used:
                if complete:
                    yield f"{where}: the comment ignores {named}, and nothing beside it conflicts so"
            elif path in distrusted:
                yield f"{where}: the change brings a comment that ignores {named}; it does not count here"
