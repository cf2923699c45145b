"""One state of a corpus, looked at through the cache: what all documents contradict, and what a change can touch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck.compare import UNTOLD, compare, id_of, numbered, places, without_doubles
from claimcheck.engine import File
from claimcheck.joining import Setup, claim_order, works_of
from claimcheck.model import Checked, Claim, Conflict
from claimcheck.normalise import with_sources
from claimcheck.scan import LASTING, check, key_of
from claimcheck.store.wire import Text, pack, pack_standing, read_body, read_head, unpack

if TYPE_CHECKING:
    from claimcheck.compare.pins import Pinned
    from claimcheck.store.cache import Cache
    from claimcheck.store.wire import Body, Head

Cited = tuple[tuple[str, ...], str]


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

    def _made(self, file: File) -> tuple[Head, Body]:
        """Read it now."""
        key = self.key(file)
        if key is not None:
            self.read.append(file.name)
        head, body, _ = pack(check(file, self.setup, key, self.cache))
        self._bodies[file] = read_body(body)
        return read_head(head), self._bodies[file]


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
        self._named: dict[str, Claim] = {}
        """Claims whose sources have the names that the works have in the whole corpus."""

    @property
    def rules(self) -> frozenset[str]:
        """The rules that run."""
        return self._shelf.setup.rules

    @property
    def apart(self) -> bool:
        """Whether a part of it can be compared by itself: no work is cited, no value pinned, no target left unsaid.

        The name of a work is made of all that is said of it anywhere, the fact of a pin is the nearest of all, and the
        target of an assay is what all that name it agree on.
        """
        entangled = (head.works or head.cited or UNTOLD in head.handles for head in self.heads.values())
        return not self._shelf.setup.pins and not any(entangled)

    def handles(self, names: Collection[str]) -> set[str]:
        """By what these documents can meet others."""
        return {handle for name in names if name in self.heads for handle in self.heads[name].handles}

    def cited(self) -> set[Cited]:
        """What all documents cite together."""
        return {group for head in self.heads.values() for group in head.cited}

    def across(self) -> Across:
        """All conflicts across documents, as they were found before or are found now."""
        known = self._shelf.cache.standing(self._keys())
        if known is not None:
            pairs = zip(known.nouns(), known.documents, strict=True)
            return Across(tuple(Found(*pair) for pair in pairs), known.compared)
        return self._compared(list(self._renamed().values()), None)

    def within(self, touched: Collection[str]) -> Across:
        """The conflicts of a region (`compare.region`)."""
        claims = [
            self._shelf.body(self._files[name]).claim(at)
            for name, head in self.heads.items()
            for at in places(head.handles, touched)
        ]
        return self._compared(claims, touched)

    def keep(self, across: Across) -> None:
        """Remember what comparing brought, where every document is what it will be next time."""
        if all(self._shelf.key(f) is None or self.heads[n].coverage.status in LASTING for n, f in self._files.items()):
            conflicts, documents = [item.conflict for item in across.found], [item.documents for item in across.found]
            data = pack_standing(conflicts, documents, dict(across.compared))
            self._shelf.cache.put_standing(self._keys(), data)

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
        claims = self.said(found)
        if self.apart:
            return claims
        renamed = self._renamed()
        return [renamed.get(claim.id, claim) for claim in claims]

    def items(self, names: Iterable[str]) -> list[Checked]:
        """Some of the documents, as they were checked."""
        return [self._item(name) for name in names]

    def works(self, found: Collection[Found]) -> dict[str, str]:
        """What documents and cited works are (`joining.works_of`), as far as some conflicts go."""
        return works_of(self._item(name) for name in sorted({name for item in found for name in item.documents}))

    def _compared(self, claims: Sequence[Claim], touched: Collection[str] | None) -> Across:
        setup = self._shelf.setup
        abstracts = {name: head.abstract for name, head in self.heads.items() if head.abstract}
        comparison = compare(claims, setup.vocabulary, setup.rules, touched, setup.pins, abstracts)
        self.pinned = comparison.pinned
        documents = {claim.id: claim.document for claim in claims}
        found = [
            Found(conflict, tuple(documents[name] for name in conflict.claims)) for conflict in comparison.conflicts
        ]
        said = {claim.id: claim for claim in (claims if self.apart else self.said(found))}
        named = (replace(item, conflict=replace(item.conflict, id=self._id(item.conflict, said))) for item in found)
        return Across(tuple(named), Counter(documents[name] for name in comparison.compared))

    def _id(self, conflict: Conflict, said: Mapping[str, Claim]) -> str:
        return id_of(conflict, said, self.identities)

    def _renamed(self) -> Mapping[str, Claim]:
        """All claims, as they are compared."""
        if not self._named:
            items = with_sources(self._item(name) for name in self.heads)
            self._named = {claim.id: claim for item in items for claim in item.claims}
        return self._named

    def _item(self, name: str) -> Checked:
        return unpack(self.heads[name], self._shelf.body(self._files[name]), Text(None))

    def _keys(self) -> list[str]:
        keys = (self._shelf.key(file) for file in self._files.values())
        return [*(key for key in keys if key is not None), repr(self._shelf.setup.pins)]
