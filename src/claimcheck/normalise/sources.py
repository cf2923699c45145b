"""The sources of claims under the names that the cited works have in the whole corpus."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from claimcheck.model import AttributeValue, Checked, CitedWork, Claim
from claimcheck.normalise.works import Cited, author_year, identities

BIBLIOGRAPHIES = frozenset({"ris", "bibtex"})
"""Formats that cite nothing themselves: what they list, every document may cite by key, or by author and year."""
_QUALIFIER = re.compile(r"(?<=[0-9])[a-z]? \(.*\)$")
"""What tells a work from others of its author and year."""
_BACKGROUND = re.compile(r"\b(?:introduction|background|discussion|comment|literature|related work)\b", re.IGNORECASE)


def with_sources(items: Iterable[Checked]) -> list[Checked]:
    """The documents, their claims' sources named alike wherever one work is cited.

    A report that another document cites becomes the source of its own results, so that what is cited from it can
    be held against it.
    """
    items = list(items)
    cited = {(item.coverage.path, work) for item in items for work in _works(item)}
    if not cited:
        return items
    sources = _Sources(items, identities(cited))
    return [replace(item, claims=tuple(sources.renamed(claim) for claim in item.claims)) for item in items]


def _works(item: Checked) -> Iterator[CitedWork]:
    yield from item.works
    if item.own is not None:
        yield item.own


class _Sources:
    """What each document's names and marks stand for."""

    def __init__(self, items: Iterable[Checked], names: Mapping[Cited, str]) -> None:
        self._local: dict[tuple[str, str], str] = {}
        self._own: dict[str, str] = {}
        beside: dict[str, set[str]] = defaultdict(set)
        citing: dict[str, set[str]] = defaultdict(set)
        for item in items:
            path = item.coverage.path
            for work in item.works:
                name = names[path, work]
                self._local[path, work.name] = name
                if item.coverage.format in BIBLIOGRAPHIES:
                    for key in (work.mark, work.name, author_year(work)):
                        beside[key.casefold()].add(name)
                else:
                    citing[name].add(path)
            if item.own is not None:
                self._own[path] = names[path, item.own]
        self._beside = {key: min(found) for key, found in beside.items() if len(found) == 1}
        self._own = {path: name for path, name in self._own.items() if citing[name] - {path}}

    def renamed(self, claim: Claim) -> Claim:
        """The claim with its sources, and its study where that is a work, under the names of the corpus."""
        said = claim.attributes
        found: dict[str, AttributeValue] = {}
        sources = _many(said.get("source"))
        named = [self._name(claim.document, source) for source in sources]
        marks = _many(said.get("citation"))
        if not named:
            named = [work for mark in marks if (work := self._beside.get(mark.casefold()))]
        if not named and not marks and self._is_own(claim):
            named = [self._own[claim.document]]
        if tuple(named) != sources:
            found["source"] = tuple(dict.fromkeys(named))
        study = said.get("study")
        if isinstance(study, str) and (claim.document, study) in self._local:
            found["study"] = _QUALIFIER.sub("", self._local[claim.document, study])  # its source says which
        found = {key: value for key, value in found.items() if value != said.get(key)}
        return replace(claim, attributes=dict(sorted({**said, **found}.items()))) if found else claim

    def _name(self, document: str, name: str) -> str:
        return self._local.get((document, name)) or self._beside.get(name.casefold(), name)

    def _is_own(self, claim: Claim) -> bool:
        """Whether a claim is a result of its own document, as far as the document names no other study."""
        if claim.document not in self._own or ("study" in claim.attributes and "study" not in claim.inferred):
            return False
        return not _BACKGROUND.search(claim.section or "")


def _many(value: AttributeValue | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)
