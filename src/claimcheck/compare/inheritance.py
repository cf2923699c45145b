"""A further document that repeats a decided value: which decision holds for it, too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from claimcheck.compare.identity import id_of, members
from claimcheck.model import Claim, Conflict, Decision, Verdict


def inherited(
    conflict: Conflict,
    claims: Mapping[str, Claim],
    identities: Mapping[str, str],
    decisions: Iterable[Decision],
) -> str | None:
    """The id of a decided conflict that this one is, but for further documents that repeat its values.

    Only verdicts about the values themselves hold for another document that prints them: `both-valid`, and `wrong-in`
    where the further documents do not print what the wrong one prints. A new value is never covered.

    Args:
        conflict: a conflict that no decision is about.
        claims: the claims it names, by id.
        identities: path -> identity of a document.
        decisions: the decisions that may hold.
    """
    said = members((claims[name] for name in conflict.claims if name in claims), identities)
    documents = {document for document, _ in said}
    for decision in decisions:
        further = beyond(decision, documents, identities)
        rest = {(document, value) for document, value in said if document not in further}
        if not further or {value for _, value in rest} != {value for _, value in said}:
            continue
        if _covers(decision, said, further, identities) and decision.id == id_of(conflict, claims, identities, further):
            return decision.id
    return None


def beyond(decision: Decision, documents: Collection[str], identities: Mapping[str, str]) -> frozenset[str]:
    """The documents that a decision did not see, where it saw at least two of them and no other; else none."""
    seen = {identities.get(name, name) for name in decision.saw}
    return frozenset(documents) - seen if len(seen) > 1 and seen < {*documents} else frozenset()


def _covers(
    decision: Decision, said: set[tuple[str, str]], further: frozenset[str], identities: Mapping[str, str]
) -> bool:
    if decision.verdict is Verdict.BOTH_VALID:
        return True
    if decision.verdict is not Verdict.WRONG_IN or decision.document is None:
        return False
    wrong = identities.get(decision.document, decision.document)
    values = {value for document, value in said if document == wrong}
    return bool(values) and not values & {value for document, value in said if document in further}
