"""The sources of claims under the names that the cited works have in the whole corpus."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from claimcheck.model import AttributeValue, Checked, CitedWork, Claim
from claimcheck.normalise.works import author_year, identities, keys

BIBLIOGRAPHIES = frozenset({"ris", "bibtex"})
"""Formats that cite nothing themselves: what they list, every document may cite by key, or by author and year."""
_QUALIFIER = re.compile(r"(?<=[0-9])[a-z]? \(.*\)$")
"""What tells a work from others of its author and year."""
_BACKGROUND = re.compile(r"\b(?:introduction|background|discussion|comment|literature|related work)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """The works that a document cites, and the one that it is itself: all of them, or some."""

    path: str
    works: tuple[CitedWork, ...]
    own: CitedWork | None
    beside: bool = False
    """Whether it is a bibliography, whose works every document may cite."""

    @classmethod
    def of(cls, item: Checked) -> Listed:
        """That of a document."""
        return cls(item.coverage.path, item.works, item.own, item.coverage.format in BIBLIOGRAPHIES)


def with_sources(items: Iterable[Checked]) -> list[Checked]:
    """The documents, their claims' sources named alike wherever one work is cited.

    A report that another document cites becomes the source of its own results, so that what is cited from it can
    be held against it.
    """
    items = list(items)
    names = SourceNames.of(map(Listed.of, items))
    return [replace(item, claims=tuple(names.renamed(claim) for claim in item.claims)) for item in items]


def work_keys(works: Iterable[CitedWork], own: CitedWork | None, form: str) -> tuple[tuple[int, ...], ...]:
    """The keys of a document's works (`works.keys`), of the one that it is itself last."""
    found = [keys(work, called=form in BIBLIOGRAPHIES) for work in works]
    return tuple([*found, keys(own)] if own else found)


@dataclass(frozen=True, slots=True)
class SourceNames:
    """What each document's names and marks stand for in the whole corpus."""

    local: dict[str, dict[str, str]]
    """Document -> what it calls a work -> the name of the work."""
    own: dict[str, str]
    """Document -> the name of the work that it is, where another one cites it."""
    beside: dict[str, str]
    """Mark or name of a work of a bibliography, folded -> the name of the work, where it is the only one."""

    @classmethod
    def of(cls, lists: Iterable[Listed]) -> SourceNames:
        """Name all works of all documents, or all of those that have anything to do with each other."""
        lists = list(lists)
        works = {(s.path, work) for s in lists for work in (*s.works, *((s.own,) if s.own else ()))}
        names = identities(works)
        local: dict[str, dict[str, str]] = {s.path: {w.name: names[s.path, w] for w in s.works} for s in lists}
        own = {s.path: names[s.path, s.own] for s in lists if s.own}
        beside: dict[str, set[str]] = defaultdict(set)
        citing: dict[str, set[str]] = defaultdict(set)
        for item in lists:
            for work in item.works:
                name = names[item.path, work]
                if item.beside:
                    for key in (work.mark, work.name, author_year(work)):
                        beside[key.casefold()].add(name)
                else:
                    citing[name].add(item.path)
        return cls(
            {path: called for path, called in local.items() if called},
            {path: name for path, name in own.items() if citing[name] - {path}},
            {key: min(found) for key, found in beside.items() if len(found) == 1},
        )

    def with_part(self, gone: Iterable[Listed], new: SourceNames) -> SourceNames:
        """The names with those of some works, and of all that have to do with them, replaced."""
        local, own, beside = {**self.local}, {**self.own}, {**self.beside}
        for item in gone:
            left = {work.name for work in item.works}
            local[item.path] = {called: n for called, n in local.get(item.path, {}).items() if called not in left}
            if item.own:
                own.pop(item.path, None)
            if item.beside:
                for work in item.works:
                    for key in (work.mark, work.name, author_year(work)):
                        beside.pop(key.casefold(), None)
        for path, called in new.local.items():
            local[path] = {**local.get(path, {}), **called}
        return SourceNames(
            {path: called for path, called in local.items() if called}, own | new.own, beside | new.beside
        )

    def about(self, path: str) -> tuple[dict[str, str], str | None]:
        """What bears on the claims of one document alone."""
        return self.local.get(path, {}), self.own.get(path)

    def renamed(self, claim: Claim) -> Claim:
        """The claim with its sources, and its study where that is a work, under the names of the corpus."""
        said = claim.attributes
        found: dict[str, AttributeValue] = {}
        sources = _many(said.get("source"))
        named = [self._name(claim.document, source) for source in sources]
        marks = _many(said.get("citation"))
        if not named:
            named = [work for mark in marks if (work := self.beside.get(mark.casefold()))]
        if not named and not marks and self._is_own(claim):
            named = [self.own[claim.document]]
        if tuple(named) != sources:
            found["source"] = tuple(dict.fromkeys(named))
        study = said.get("study")
        called = self.local.get(claim.document, {})
        if isinstance(study, str) and study in called:
            found["study"] = _QUALIFIER.sub("", called[study])  # its source says which
        found = {key: value for key, value in found.items() if value != said.get(key)}
        return replace(claim, attributes=dict(sorted({**said, **found}.items()))) if found else claim

    def _name(self, document: str, name: str) -> str:
        return self.local.get(document, {}).get(name) or self.beside.get(name.casefold(), name)

    def _is_own(self, claim: Claim) -> bool:
        """Whether a claim is a result of its own document, as far as the document names no other study."""
        if claim.document not in self.own or ("study" in claim.attributes and "study" not in claim.inferred):
            return False
        return not _BACKGROUND.search(claim.section or "")


def _many(value: AttributeValue | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)
