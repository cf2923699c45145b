"""What a document and a conflict are called from run to run: the one place that makes either name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from claimcheck.compare.wording import display
from claimcheck.model import Claim, Conflict, Known, Metadata

OWN = ("doi", "pmid", "pmcid", "nct", "eudract", "isrctn")
"""Identifiers by which a document is known, the first that it carries."""


def identity(path: str, metadata: Metadata) -> str:
    """What a document is called in ids, baseline and decisions: by an identifier of its own, else by its path.

    >>> identity("a.pdf", Metadata(identifiers=(("pmid", "123"), ("doi", "10.1000/X"))))
    'doi:10.1000/x'
    >>> identity("a.pdf", Metadata(identifiers=(("nct", "NCT00000001"), ("nct", "NCT00000002"))))
    'a.pdf'
    """
    for kind in OWN:
        found = {value.strip().casefold() for name, value in metadata.identifiers if name == kind and value.strip()}
        if len(found) == 1:
            return f"{kind}:{found.pop()}"
    return path


def numbered(conflicts: Iterable[Conflict], claims: Mapping[str, Claim]) -> tuple[Conflict, ...]:
    """Tell conflicts of one id apart by a number behind it; the claims of others are not looked up."""
    alike: dict[str, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        alike[conflict.id].append(conflict)
    return tuple(
        replace(conflict, id=name if number == 1 else f"{name}-{number}")
        for name, group in alike.items()
        for number, conflict in enumerate(_in_order(group, claims), 1)
    )


def id_of(
    conflict: Conflict,
    claims: Mapping[str, Claim],
    identities: Mapping[str, str],
    without: Collection[str] = (),
) -> str:
    """The name of a conflict: made of its rule, its fact and the set of (document, value).

    Of the fact's key only what a claim says itself takes part: what was inferred (from a heading, the paragraph before,
    the rest of the corpus) changes with edits that have nothing to do with the conflict. Offsets, order, level, reason
    and wording take no part either.

    Args:
        conflict: the conflict.
        claims: the claims it names, by id.
        identities: path -> identity of a document.
        without: identities of documents to leave out: the name it would have if they did not exist.
    """
    known = [claims[name] for name in conflict.claims if name in claims]
    known = [claim for claim in known if identities.get(claim.document, claim.document) not in without]
    said = sorted(members(known, identities))
    computed = sorted(" ".join(side.display.split()) for side in conflict.sides if not side.claims)
    key = sorted(_said(conflict, known))
    basis = repr((conflict.rule, conflict.metric, conflict.statistic, key, said, computed))
    return sha256(basis.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def members(claims: Iterable[Claim], identities: Mapping[str, str]) -> set[tuple[str, str]]:
    """The set of (identity of a document, value as printed)."""
    return {(identities.get(claim.document, claim.document), value_of(claim)) for claim in claims}


def known(conflict: Conflict, claims: Mapping[str, Claim], identities: Mapping[str, str]) -> Known:
    """A conflict as the baseline remembers it."""
    found = [claims[name] for name in conflict.claims if name in claims]
    return Known(
        id=conflict.id,
        rule=conflict.rule,
        name=conflict.name,
        metric=conflict.metric,
        statistic=conflict.statistic,
        key=dict(sorted(conflict.key.items())),
        values=tuple(sorted(members(found, identities))),
    )


def value_of(claim: Claim) -> str:
    """The value of a claim as a reader writes it, also where it is no number."""
    return display(claim) if claim.special is None else claim.special.value


def _said(conflict: Conflict, claims: Iterable[Claim]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The parts of the key that a claim says itself, in the words of the claims."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for part in conflict.key.keys() & claim.attributes.keys() - claim.inferred:
            value = claim.attributes[part]
            found[part].add(value if isinstance(value, str) else ", ".join(value))
    for part, values in found.items():
        yield part, tuple(sorted(values))


def _in_order(group: list[Conflict], claims: Mapping[str, Claim]) -> list[Conflict]:
    return group if len(group) == 1 else sorted(group, key=lambda conflict: _place(conflict, claims))


def _place(conflict: Conflict, claims: Mapping[str, Claim]) -> tuple[str, list[tuple[int, int]]]:
    """What tells conflicts of one name apart: the whole key, then where they stand."""
    spans = [claims[name].span for name in conflict.claims if name in claims]
    return repr(sorted(conflict.key.items())), sorted(spans)
