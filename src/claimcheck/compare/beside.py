"""Where the values of one fact stand: which documents state them, and which are set side by side in one passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimcheck.compare.agree import Stated, agree
from claimcheck.compare.cohorts import Reports, other_reports
from claimcheck.compare.facts import Fact
from claimcheck.compare.gather import Node
from claimcheck.model import Claim

PASSAGE = 600
"""Characters within which an author has both values before the eyes and tells them apart by more than we read."""

_ENOUGH = 2
"""Rivals after which there is no need to look for more."""
_FEW = 4
"""Pairs of two kinds of nodes that differ in nothing but what they cite, after which more say nothing new."""

_Kind = tuple[Stated, tuple[tuple[str, str], ...], frozenset[str], frozenset[int]]


def near(a: Claim, b: Claim) -> bool:
    """Whether two claims stand in one passage or in one table."""
    if a.document != b.document or (a.table is None) is not (b.table is None):
        return False
    if a.table is not None and b.table is not None:
        return a.table.index == b.table.index
    return abs(a.span[0] - b.span[0]) <= PASSAGE


def side_by_side(a: Node, b: Node) -> bool:
    """Whether two values are only ever given together, in one passage or one table."""
    return len(a.documents) == 1 and a.documents == b.documents and all(near(x, y) for x in a.claims for y in b.claims)


def set_apart(a: Node, b: Node) -> bool:
    """The same, and no two works are cited for them, of which one could be the later report of the other."""
    return side_by_side(a, b) and not other_reports(a.reports, b.reports)


def pairs_of(first: Iterable[Node], second: Iterable[Node] | None = None) -> Iterator[tuple[Node, Node]]:
    """Pairs of nodes: of one set every two, of two sets one of each.

    Nodes that differ in nothing but what they cite are many where a study is retold often. Of two such kinds the nodes
    of one document meet, which may tell its two reports apart, and beside those a few.
    """
    rows = list(_kinds(first).values())
    columns = rows if second is None else list(_kinds(second).values())
    for at, row in enumerate(rows):
        for column in columns[at + 1 :] if second is None else columns:
            yield from _between(row, column)


def _between(row: Sequence[Node], column: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    if len(row) * len(column) <= _FEW:
        yield from ((a, b) for a in row for b in column)
        return
    yield row[0], column[0]
    homes = {next(iter(node.documents)): node for node in column if len(node.documents) == 1}
    mates = ((node, homes.get(next(iter(node.documents)))) for node in row if len(node.documents) == 1)
    yield from ((a, b) for a, b in mates if b is not None and (a is not row[0] or b is not column[0]))


def _kinds(nodes: Iterable[Node]) -> Mapping[_Kind, list[Node]]:
    found: dict[_Kind, list[Node]] = defaultdict(list)
    for node in nodes:
        found[node.value, tuple(sorted(node.parts.items())), node.lacks, node.analysed].append(node)
    return found


class Passages:
    """The places of one fact; what is asked for every pair is found once a value."""

    def __init__(self, fact: Fact) -> None:
        """Args: fact: the fact."""
        self._nodes = fact.nodes
        self._documents: dict[Stated, frozenset[str]] = {}
        self._places: dict[Stated, Mapping[str, list[tuple[Claim, Reports]]]] = {}
        self._crowded: dict[int, bool] = {}
        self._apart: dict[tuple[Stated, Stated], bool] = {}

    def documents(self, node: Node) -> frozenset[str]:
        """The documents that state a node's value, at least as finely: `2 years` is any of many medians."""
        known = self._documents.get(node.value)
        if known is None:
            same = [o for o in self._nodes if o.value.unit <= node.value.unit and agree(o.value, node.value)]
            known = self._documents[node.value] = frozenset(name for other in same for name in other.documents)
        return known | node.documents

    def told_apart(self, a: Node, b: Node, *, free: bool) -> bool:
        """Whether the documents that state one value state the other beside it, as something else.

        A metric that is no result of a study (a dose, a concentration) has many values for one key: a document that
        gives two of them, wherever, keeps them apart. So do two documents that both give the same two results.
        """
        if side_by_side(a, b) and (a.claims[0].table is not None or len(self._rivals(a)) > 1):
            return True
        if len(self.documents(a) & self.documents(b)) > (0 if free else 1):
            return True
        return not set_apart(a, b) and (self._explained_beside(a, b) or self._explained_beside(b, a))

    def crowded(self, node: Node) -> bool:
        """Whether a value stands among others of the same key, so that they are rather those of parts of the group.

        One other value beside it is enough where the sentence does not say itself which arm it is of.
        """
        known = self._crowded.get(id(node))
        if known is None:
            rivals = self._rivals(node)
            named = any("treatment" in claim.attributes and "treatment" not in claim.inferred for claim in node.claims)
            others = any(not other_reports(rival.reports, node.reports) for rival in rivals)
            known = self._crowded[id(node)] = len(rivals) > 1 or (not named and others)
        return known

    def reported_apart(self, a: Node, b: Node) -> bool:
        """Whether two values come from different reports: as cited by the two, or by one document that states both."""
        if other_reports(a.reports, b.reports):
            return True
        known = self._apart.get((a.value, b.value))
        if known is None:
            first, second = self._where(a.value), self._where(b.value)
            known = self._apart[a.value, b.value] = any(
                other_reports(x, y)
                for name in first.keys() & second.keys()
                for _, x in first[name]
                for _, y in second[name]
            )
        return known

    def _where(self, value: Stated) -> Mapping[str, list[tuple[Claim, Reports]]]:
        """The claims that agree with a value, by document, with what they cite."""
        known = self._places.get(value)
        if known is None:
            found: dict[str, list[tuple[Claim, Reports]]] = defaultdict(list)
            for node in self._nodes:
                if agree(node.value, value):
                    for claim in node.claims:
                        found[claim.document].append((claim, node.reports))
            known = self._places[value] = found
        return known

    def _explained_beside(self, one: Node, other: Node) -> bool:
        """Whether every place that gives one value gives the other's beside it, of the same report."""
        beside = self._where(other.value)
        return all(
            any(
                near(claim, mate) and not other_reports(cited, one.reports)
                for mate, cited in beside.get(claim.document, ())
            )
            for claim in one.claims
        )

    def _rivals(self, node: Node) -> list[Node]:
        """Nodes of other values, one a value, that stand beside every claim of a node."""
        found: list[Node] = []
        for other in self._nodes:
            if not node.documents <= other.documents:
                continue
            if any(agree(other.value, seen.value) for seen in (node, *found)):
                continue
            if all(any(near(claim, rival) for rival in other.claims) for claim in node.claims):
                found.append(other)
                if len(found) == _ENOUGH:
                    break
        return found
