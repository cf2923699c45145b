"""One identity for a work that many documents cite: identifiers first, then author, year and title.

Works are compared only where they may be the same (one identifier, one title, or one first author and year), so
that the cost grows with their number and not with its square.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

from claimcheck.model import CitedWork
from claimcheck.vocabulary import fold

ALIKE = 90
"""Likeness of two titles, of 100, from which they are one title printed twice."""
LONG_TITLE = 25
"""Letters of a title that no other work shares by chance."""
WORDS = 5
"""Words of a title that tell two works of one author and year apart."""

Cited = tuple[str, CitedWork]
"""A document's path and a work it cites."""


@dataclass(frozen=True, slots=True)
class _Print:
    """A work as one reference list prints it: what is compared."""

    author: str
    year: str
    title: str
    place: str
    doi: str
    pmid: str

    @classmethod
    def of(cls, work: CitedWork) -> _Print:
        doi = (work.doi or "").casefold()
        return cls(
            fold(work.author or ""), work.year or "", _letters(work.title or ""), work.place or "", doi, work.pmid or ""
        )


def identities(cited: Iterable[Cited]) -> dict[Cited, str]:
    """The name of every cited work in the whole corpus, whatever the order in which they are given.

    `Shaw 2014` where all works of that author and year are one; else with the first words of the title.
    """
    prints = {(path, work): _Print.of(work) for path, work in cited}
    groups = _grouped(sorted(set(prints.values()), key=_order))
    works: dict[_Print, list[CitedWork]] = defaultdict(list)
    for (_, work), one in prints.items():
        works[groups.root(one)].append(work)
    names = _named(works)
    return {at: names[groups.root(one)] for at, one in prints.items()}


def keys(work: CitedWork, *, called: bool = False) -> tuple[int, ...]:
    """By what a work can be one with another, or need to be told from it, as hashes.

    Works that share no key, directly or through others, have nothing to do with each other's names.

    Args:
        work: the work.
        called: whether any document may call it by its mark and its name, as those of a bibliography.
    """
    one = _Print.of(work)
    names = {author_year(work), *((work.mark, work.name) if called else ())}
    found = {f"name {fold(name).partition('(')[0]}" for name in names}  # what a name begins with, whatever is added
    found |= {f"{kind} {value}" for kind, value in (("doi", one.doi), ("pmid", one.pmid)) if value}
    if len(one.title) >= LONG_TITLE:
        found.add(f"title {one.title}")
    return tuple(sorted(int.from_bytes(blake2b(key.encode(), digest_size=6).digest()) for key in found))


class _Groups:
    """Prints that are one work: a disjoint-set forest."""

    def __init__(self, prints: Iterable[_Print]) -> None:
        self._above = {one: one for one in prints}
        self._members = {one: [one] for one in self._above}

    def root(self, one: _Print) -> _Print:
        while self._above[one] is not one:
            one = self._above[one]
        return one

    def members(self, one: _Print) -> Sequence[_Print]:
        return self._members[self.root(one)]

    def join(self, a: _Print, b: _Print) -> None:
        kept, gone = self.root(a), self.root(b)
        if kept is gone:
            return
        if len(self._members[kept]) < len(self._members[gone]):
            kept, gone = gone, kept
        self._above[gone] = kept
        self._members[kept] += self._members.pop(gone)

    def roots(self, prints: Iterable[_Print]) -> list[_Print]:
        """The groups that prints belong to, each once, in the order of the prints."""
        return list(dict.fromkeys(self.root(one) for one in prints))


def _order(one: _Print) -> tuple[str, ...]:
    return one.author, one.year, one.title, one.place, one.doi, one.pmid


def _grouped(prints: Sequence[_Print]) -> _Groups:
    """First what shares an identifier, then a long title, then what one author wrote in one year."""
    groups = _Groups(prints)
    for same in (*_blocks(prints, lambda one: one.doi), *_blocks(prints, lambda one: one.pmid)):
        for one in same[1:]:
            groups.join(same[0], one)
    for same in _blocks(prints, lambda one: one.title if len(one.title) >= LONG_TITLE else ""):
        for one in same[1:]:
            if _near(same[0], one) and not _contradict(groups.members(same[0]), groups.members(one)):
                groups.join(same[0], one)
    for same in _blocks(prints, lambda one: f"{one.author} {one.year}" if one.author and one.year else ""):
        _compare(groups, same)
    return groups


def _blocks(prints: Iterable[_Print], key: Callable[[_Print], str]) -> Iterator[list[_Print]]:
    found: dict[str, list[_Print]] = defaultdict(list)
    for one in prints:
        if value := key(one):
            found[value].append(one)
    yield from (same for same in found.values() if len(same) > 1)


def _compare(groups: _Groups, same: Sequence[_Print]) -> None:
    """Join the works of one author and year that print one title or place.

    Two of them that print nothing in common (a title here, a volume there) are one, unless there is a third.
    """
    for a, b in combinations(groups.roots(same), 2):
        if _alike(groups.members(a), groups.members(b)):
            groups.join(a, b)
    left = groups.roots(same)
    if len(left) == 2 and _alike(groups.members(left[0]), groups.members(left[1])) is None:
        groups.join(*left)


def _alike(a: Sequence[_Print], b: Sequence[_Print]) -> bool | None:
    """Whether two groups are one work; None where they print nothing that could be compared."""
    if _contradict(a, b):
        return False
    found = {_same(x, y) for x in a for y in b}
    return True if True in found else False if False in found else None


def _same(a: _Print, b: _Print) -> bool | None:
    if a.place and a.place == b.place:
        return True
    if a.title and b.title:
        return _one_title(a.title, b.title)
    return False if a.place and b.place else None


def _one_title(a: str, b: str) -> bool:
    """Whether two titles are one: but for slips, or but for a subtitle."""
    from rapidfuzz import fuzz

    short, long = sorted((a, b), key=len)
    return (len(short) >= LONG_TITLE and long.startswith(short)) or fuzz.ratio(a, b) >= ALIKE


def _contradict(a: Sequence[_Print], b: Sequence[_Print]) -> bool:
    """Whether both have an identifier of one kind, and not the same; a DOI may be cut at the end of a line."""
    for first, second in (
        ({x.doi for x in a} - {""}, {y.doi for y in b} - {""}),
        ({x.pmid for x in a} - {""}, {y.pmid for y in b} - {""}),
    ):
        if first and second and not any(x.startswith(y) or y.startswith(x) for x in first for y in second):
            return True
    return False


def _near(a: _Print, b: _Print) -> bool:
    """Whether two prints may have one year and one author: online first is a year before."""
    if a.author and b.author and a.author != b.author and not (a.place and a.place == b.place):
        return False
    return not a.year or not b.year or abs(int(a.year) - int(b.year)) <= 1


def _named(works: Mapping[_Print, Sequence[CitedWork]]) -> dict[_Print, str]:
    """A name for each group: author and year as most lists print them; of several with one name, each with more."""
    plain = {}
    for root, found in works.items():
        signed = [author_year(work) for work in found if work.author and work.year]
        plain[root] = _commonest(signed or [work.name for work in found])
    shared = Counter(fold(name) for name in plain.values())
    named = {
        root: name if shared[fold(name)] == 1 else f"{name} ({told})" if (told := _told(works[root])) else name
        for root, name in plain.items()
    }
    again = Counter(fold(name) for name in named.values())
    return {
        root: name if again[fold(name)] == 1 else f"{plain[root]} ({_identifier(works[root]) or _told(works[root])})"
        for root, name in named.items()
    }


def author_year(work: CitedWork) -> str:
    """`Shaw 2014` of a work that its list calls `Shaw 2014a`."""
    return f"{work.author} {work.year}" if work.author and work.year else work.name


def _told(works: Sequence[CitedWork]) -> str:
    """What tells a work from others of its author and year: words of its title, else where it appeared."""
    titles = [work.title for work in works if work.title]
    if titles:
        return " ".join(re.sub(r"[(),;]", " ", _commonest(titles)).split()[:WORDS])
    places = [f"{work.journal or ''} {work.place or ''}".strip() for work in works]
    return _commonest(place for place in places if place) if any(places) else _identifier(works)


def _identifier(works: Sequence[CitedWork]) -> str:
    said = sorted({work.doi.casefold() for work in works if work.doi} or {work.pmid for work in works if work.pmid})
    return said[0] if said else ""


def _commonest(texts: Iterable[str]) -> str:
    counted = Counter(texts)
    return min(counted, key=lambda text: (-counted[text], text))


def _letters(title: str) -> str:
    return re.sub(r"[\W_]", "", fold(title))
