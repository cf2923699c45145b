"""One state of a corpus, looked at through the cache: what all documents contradict, and what a change can touch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck.compare import Region, compare, id_of, numbered, pinned_handles, ties, without_doubles
from claimcheck.engine import File
from claimcheck.joining import Setup, claim_order, works_of
from claimcheck.model import UNBOUND, Checked, Claim, Conflict, Ties
from claimcheck.normalise import Listed, SourceNames
from claimcheck.normalise.sources import BIBLIOGRAPHIES
from claimcheck.scan import LASTING, check, key_of
from claimcheck.store.wire import Text, pack, read_body, read_head, read_works, standing, unpack

if TYPE_CHECKING:
    from claimcheck.compare.pins import Pinned
    from claimcheck.store.cache import Cache
    from claimcheck.store.wire import Body, Head, Works


class Shelf:
    """The documents of all states, each read once, and only where the cache does not know it."""

    def __init__(self, setup: Setup, cache: Cache, progress: Callable[[], None] = lambda: None) -> None:
        """Args: setup: what documents are read with; cache: what was read before; progress: called for each."""
        self.setup = setup
        self.cache = cache
        self.read: list[str] = []
        """Names of the documents that were read now."""
        self._progress = progress
        self._keys: dict[File, str | None] = {}
        self._heads: dict[File, Head] = {}
        self._bodies: dict[File, Body] = {}
        self._works: dict[File, Works] = {}

    def key(self, file: File) -> str | None:
        """What the file is found by in the cache."""
        if file not in self._keys:
            self._keys[file] = key_of(file, self.setup.options, self.cache)
        return self._keys[file]

    def head(self, file: File) -> Head:
        """What every comparison asks of a document."""
        if file not in self._heads:
            key = self.key(file)
            known = None if key is None else self.cache.head(key)
            self._heads[file] = self._made(file)[0] if known is None else known
            self._progress()
        return self._heads[file]

    def body(self, file: File) -> Body:
        """Its claims."""
        if file not in self._bodies:
            key = self.key(file)
            known = None if key is None else self.cache.body(key)
            self._bodies[file] = self._made(file)[1] if known is None else known
        return self._bodies[file]

    def works(self, file: File) -> Works:
        """The works that it cites."""
        if file not in self._works:
            key = self.key(file)
            known = None if key is None else self.cache.works(key)
            self._works[file] = self._made(file)[2] if known is None else known
        return self._works[file]

    def _made(self, file: File) -> tuple[Head, Body, Works]:
        """Read it now."""
        key = self.key(file)
        if key is not None:
            self.read.append(file.name)
        head, body, works, _ = pack(check(file, self.setup, key, self.cache))
        self._bodies[file], self._works[file] = read_body(body), read_works(works)
        return read_head(head), self._bodies[file], self._works[file]


@dataclass(frozen=True, slots=True)
class Found:
    """A conflict and the document of each of its claims, which the claims need not be looked up for."""

    conflict: Conflict
    documents: tuple[str, ...]

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """What tells it from every other of one state."""
        return self.conflict.rule, self.conflict.claims


@dataclass(frozen=True, slots=True)
class Across:
    """What comparing documents brought, and how many claims of each met another."""

    found: tuple[Found, ...]
    compared: Mapping[str, int]

    def with_part(self, old: Across, new: Across) -> Across:
        """The same with what lies in a region replaced."""
        gone = {item.key for item in old.found}
        compared = Counter(self.compared)
        compared.subtract(old.compared)
        compared.update(new.compared)
        return Across((*(item for item in self.found if item.key not in gone), *new.found), compared)


class State:
    """The documents of a corpus at one time."""

    def __init__(self, files: Sequence[File], shelf: Shelf) -> None:
        """Look at every document."""
        self._files = {file.name: file for file in files}
        self._shelf = shelf
        self.heads = {name: shelf.head(file) for name, file in sorted(self._files.items())}
        self.identities = {name: head.coverage.identity for name, head in self.heads.items()}
        self.pinned: Pinned | None = None
        self.names = SourceNames({}, {}, {})
        """What the works that documents cite are called in the whole corpus."""
        self._ties: dict[str, Ties] = {}
        """Those of documents whose claims these names make others."""

    @property
    def rules(self) -> frozenset[str]:
        """The rules that run."""
        return self._shelf.setup.rules

    def ties(self) -> list[Ties]:
        """By what the claims of each document can meet others, under the names of the corpus."""
        return [self._ties_of(name) for name in self.heads]

    def pinned_handles(self) -> set[str] | None:
        """The handles of all that pins may be about; None where that may be anything."""
        return pinned_handles(self._shelf.setup.pins, self.ties(), self._shelf.setup.vocabulary)

    def across(self) -> Across:
        """All conflicts across documents, as they were found before or are found now."""
        known = self._shelf.cache.standing(self._keys())
        if known is None:
            found = self.everything()
            self.keep(found)
            return found
        self.names, self._ties = SourceNames(known.local, known.own, known.beside), known.ties
        return Across(tuple(map(Found, known.nouns(), known.documents)), known.compared)

    def everything(self) -> Across:
        """Name all works, and compare all claims."""
        self.names = SourceNames.of(self._listed(name) for name in self.heads)
        self._ties = {}
        said = []
        for name in self.heads:
            claims = self._claims(name)
            said += claims
            renamed = [self.names.renamed(claim) for claim in claims]
            if renamed != claims:
                self._ties[name] = ties(renamed, self._shelf.setup.vocabulary)
        return self._compared(said, None)

    def follow(self, before: State, changed: Collection[str]) -> set[str] | None:
        """Take the names of works from an earlier state, and name only those anew that changed documents bear on.

        Args:
            before: the earlier state.
            changed: the documents that differ.

        Returns:
            The handles of all claims that differ, as they were and as they are; None where the works of a
            bibliography are called otherwise, which any claim may cite.
        """
        keys = _joined(
            [work for state in (before, self) for head in state.heads.values() for work in head.work_keys],
            {key for state in (before, self) for name in changed for key in state._keys_of(name)},
        )
        gone, new = (
            [state._listed(name, keys) for name in state.heads if not keys.isdisjoint(state._keys_of(name))]
            for state in (before, self)
        )
        self.names = before.names.with_part(gone, SourceNames.of(new))
        if self.names.beside != before.names.beside:
            return None
        renamed = {i.path for i in (*gone, *new) if self.names.about(i.path) != before.names.about(i.path)}
        self._ties = {name: ties for name, ties in before._ties.items() if name not in {*changed, *renamed}}
        handles: set[str] = set()
        for name in sorted(renamed.union(changed)):
            was, now = before._renamed(name), self._renamed(name)
            if name in self.heads:
                self._ties[name] = ties(now, self._shelf.setup.vocabulary)
            same = set() if name in changed else {place for place, claim in enumerate(now) if claim == was[place]}
            for state in (before, self):
                handles.update(h for h, places in state._ties_of(name).handles.items() if not same.issuperset(places))
        return handles

    def within(self, region: Region) -> Across:
        """The conflicts of a region."""
        claims = [
            self._shelf.body(self._files[name]).claim(place)
            for name in self.heads
            for place in region.places(self._ties_of(name).handles)
        ]
        return self._compared(claims, region)

    def keep(self, across: Across) -> None:
        """Remember what comparing brought, where every document is what it will be next time."""
        if all(self._shelf.key(f) is None or self.heads[n].coverage.status in LASTING for n, f in self._files.items()):
            found = standing(
                [item.conflict for item in across.found],
                [item.documents for item in across.found],
                dict(across.compared),
                (self.names.local, self.names.own, self.names.beside),
                self._ties,
            )
            self._shelf.cache.put_standing(self._keys(), found)

    def conflicts(self, across: Across) -> tuple[Found, ...]:
        """All conflicts, those of single documents too, with their ids."""
        inside = self.findings()
        found = {item.key: item for item in (*across.found, *inside)}
        left = without_doubles([item.conflict for item in across.found], [item.conflict for item in inside])
        alike = Counter(conflict.id for conflict in left)
        twice = [found[conflict.rule, conflict.claims] for conflict in left if alike[conflict.id] > 1]
        named = numbered(left, {claim.id: claim for claim in self.said(twice)})
        return tuple(replace(found[conflict.rule, conflict.claims], conflict=conflict) for conflict in named)

    def findings(self) -> list[Found]:
        """What each document contradicts in itself."""
        return [
            Found(conflict, (name,) * len(conflict.claims))
            for name, head in self.heads.items()
            for conflict in head.conflicts()
        ]

    def said(self, found: Collection[Found]) -> list[Claim]:
        """The claims that some conflicts name, in the words of their documents, in the order of documents and text."""
        wanted = {name for item in found for name in item.conflict.claims}
        documents = sorted({document for item in found for document in item.documents})
        return [
            claim
            for document in documents
            for claim in sorted(self._shelf.body(self._files[document]).shown(), key=claim_order)
            if claim.id in wanted
        ]

    def claims(self, found: Collection[Found]) -> list[Claim]:
        """The same, their sources under the names that the works have in the whole corpus."""
        return [self._named(claim) for claim in self.said(found)]

    def items(self, names: Iterable[str]) -> list[Checked]:
        """Some of the documents, as they were checked."""
        return [self._item(name) for name in names]

    def works(self, found: Collection[Found]) -> dict[str, str]:
        """What documents and cited works are (`joining.works_of`), as far as some conflicts go."""
        return works_of(self._item(name) for name in sorted({name for item in found for name in item.documents}))

    def _compared(self, said: Sequence[Claim], region: Region | None) -> Across:
        setup = self._shelf.setup
        abstracts = {name: head.abstract for name, head in self.heads.items() if head.abstract}
        named = [self._named(claim) for claim in said]
        comparison = compare(named, setup.vocabulary, setup.rules, region, setup.pins, abstracts)
        self.pinned = comparison.pinned
        known = {claim.id: claim for claim in said}
        found = [
            Found(replace(conflict, id=id_of(conflict, known, self.identities)), _documents(conflict, known))
            for conflict in comparison.conflicts
        ]
        return Across(tuple(found), Counter(known[name].document for name in comparison.compared))

    def _named(self, claim: Claim) -> Claim:
        """A claim as it is compared; a loose number is not."""
        return claim if claim.metric == UNBOUND else self.names.renamed(claim)

    def _claims(self, name: str) -> list[Claim]:
        body = self._shelf.body(self._files[name])
        return [body.claim(place) for place in range(len(body.claims))]

    def _renamed(self, name: str) -> list[Claim]:
        """The claims of a document as they are compared; none where it is not there."""
        return [self.names.renamed(claim) for claim in self._claims(name)] if name in self.heads else []

    def _ties_of(self, name: str) -> Ties:
        head = self.heads.get(name)
        return self._ties[name] if name in self._ties else head.ties if head else Ties()

    def _keys_of(self, name: str) -> set[int]:
        """The keys of all works that a document cites, and of the one that it is."""
        head = self.heads.get(name)
        return {key for work in head.work_keys for key in work} if head else set()

    def _listed(self, name: str, among: set[int] | None = None) -> Listed:
        """The works of a document that have one of some keys; all, where none are given."""
        head, works = self.heads[name], self._shelf.works(self._files[name])
        keys = [among is None or not among.isdisjoint(work) for work in head.work_keys]
        cited = tuple(works.work(place) for place in range(len(works.cited)) if keys[place])
        own = works.own if works.own and keys[-1] else None
        return Listed(name, cited, own, head.coverage.format in BIBLIOGRAPHIES)

    def _item(self, name: str) -> Checked:
        file = self._files[name]
        return unpack(self.heads[name], self._shelf.body(file), self._shelf.works(file), Text(None))

    def _keys(self) -> list[str]:
        keys = (self._shelf.key(file) for file in self._files.values())
        return [*(key for key in keys if key is not None), repr(self._shelf.setup.pins)]


def _documents(conflict: Conflict, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    return tuple(claims[name].document for name in conflict.claims)


def _joined(works: Iterable[tuple[int, ...]], keys: set[int]) -> set[int]:
    """The keys of all works that share one with some, directly or through others."""
    apart = list(works)
    while True:
        met: list[tuple[int, ...]] = []
        left: list[tuple[int, ...]] = []
        for work in apart:
            (left if keys.isdisjoint(work) else met).append(work)
        if not met:
            return keys
        keys.update(*met)
        apart = left
