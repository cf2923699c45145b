"""Inside a group of claims that share a metric, a statistic and a study: which of them state one fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claimcheck.compare.agree import Stated, agree
from claimcheck.compare.cohorts import Reports, other_reports
from claimcheck.compare.parts import Relation, relation, words
from claimcheck.compare.slips import FEW, YEAR, digits, is_slip
from claimcheck.model import Claim

Parts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Node:
    """Claims with one key and one printed value."""

    claims: tuple[Claim, ...]
    value: Stated
    parts: Parts = field(hash=False)
    lacks: frozenset[str]
    """What the metric requires and the claims do not say."""
    analysed: frozenset[int]
    reports: Reports
    documents: frozenset[str]
    """The documents that state it."""

    @classmethod
    def of(
        cls,
        claims: Iterable[Claim],
        value: Stated,
        parts: Parts,
        lacks: frozenset[str] = frozenset(),
        analysed: frozenset[int] = frozenset(),
        reports: Reports = frozenset(),
    ) -> Node:
        """A node with the documents of its claims."""
        members = tuple(claims)
        return cls(members, value, parts, lacks, analysed, reports, frozenset(claim.document for claim in members))


@dataclass(slots=True)
class Group:
    """Nodes that are taken to be of one fact, and what they say together: to ask the group is not to ask every node."""

    nodes: list[Node]
    parts: dict[str, str]
    """The union of what they say; of two nested names the narrower."""
    values: dict[Stated, Node]
    """One node of each value."""
    analysed: set[frozenset[int]]
    reports: set[Reports]
    size: int = 0

    @classmethod
    def around(cls, node: Node) -> Group:
        """A group of one."""
        group = cls([], {}, {}, set(), set())
        group.join(node)
        return group

    def join(self, node: Node) -> None:
        """Take a node in."""
        self.nodes.append(node)
        self.size += len(node.claims)
        self.values.setdefault(node.value, node)
        self.analysed.add(node.analysed)
        self.reports.add(node.reports)
        for part, value in node.parts.items():
            if part not in self.parts or len(words(value)) > len(words(self.parts[part])):
                self.parts[part] = value

    def repeats(self, node: Node) -> bool:
        """Whether the group has a value that agrees with a node's."""
        return node.value in self.values or any(agree(node.value, value) for value in self.values)

    def slips(self, node: Node) -> bool:
        """Whether a node's value is one of the group's with a slip of the pen."""
        return any(slipped(node, other) for other in self.values.values())


def gather(nodes: Iterable[Node]) -> list[Group]:
    """Put the nodes of one bucket into facts.

    The most outspoken go first. A node that leaves a part unsaid belongs to the fact whose value it repeats; one that
    repeats none waits, and then joins the fact that it is nearest to, where it may be another value of it.
    """
    groups: list[Group] = []
    waiting = []
    for node in sorted(nodes, key=_outspoken):
        fits = [group for group in groups if fit(node, group)]
        home = [g for g in fits if not unsaid(node.parts, g.parts)] or [g for g in fits if g.repeats(node)]
        if home:
            _nearest(node, home).join(node)
        elif fits:
            waiting.append(node)
        else:
            groups.append(Group.around(node))
    for node in waiting:
        fits = [group for group in groups if fit(node, group)]
        home = [g for g in fits if g.repeats(node)] or [g for g in fits if _may_differ(node, g)]
        if not home or (node.lacks and len(home) > 1 and not any(group.slips(node) for group in home)):
            groups.append(Group.around(node))
        else:
            _nearest(node, home).join(node)
    return groups


def fit(node: Node, group: Group) -> bool:
    """Whether nothing that the node says differs from what the group says."""
    common = node.parts.keys() & group.parts.keys()
    if any(relation(part, node.parts[part], group.parts[part]) is Relation.DIFFERS for part in common):
        return False
    if node.claims[0].metric == "sample_size":
        return not any(other_reports(node.reports, reports) for reports in group.reports)
    return not any(node.analysed and of and not node.analysed & of for of in group.analysed)


def other_patients(a: Node, b: Node) -> bool:
    """Whether two numbers are of different numbers of patients, both said; a size itself, of different reports."""
    if a.claims[0].metric == "sample_size":
        return other_reports(a.reports, b.reports)
    return bool(a.analysed and b.analysed and not a.analysed & b.analysed)


def unsaid(a: Parts, b: Parts) -> tuple[str, ...]:
    """Parts that one of two says and the other does not, or says more broadly."""
    return tuple(sorted(p for p in {*a, *b} if relation(p, a.get(p), b.get(p)) in (Relation.UNSAID, Relation.BROADER)))


def slipped(a: Node, b: Node) -> bool:
    """Whether two documents print one number with a slip: digits exchanged, or one of three or more another."""
    one, other = a.claims[0], b.claims[0]
    if isinstance(one.value, str):
        told = min(len(digits(one)), len(digits(other))) > YEAR
    else:
        told = len(digits(one).rstrip("0")) > FEW
    if not told:
        return False
    return is_slip(one, other) and not a.documents & b.documents


def _may_differ(node: Node, group: Group) -> bool:
    """Whether a node that repeats no value of a fact may still be another value of it.

    Not where each says something that the other does not, and not where they count something else: rather two facts,
    unless one value is the other with a slip of the pen.
    """
    crossed = node.parts.keys() - group.parts.keys() and group.parts.keys() - node.parts.keys()
    return (not crossed and "counted" not in unsaid(node.parts, group.parts)) or group.slips(node)


def _outspoken(node: Node) -> tuple[int, int, str, str]:
    return -len(node.parts), -len(node.claims), repr(sorted(node.parts.items())), node.claims[0].id


def _nearest(node: Node, groups: Iterable[Group]) -> Group:
    return min(groups, key=lambda group: _distance(node, group))


def _distance(node: Node, group: Group) -> tuple[int, bool, int, str]:
    return len(unsaid(node.parts, group.parts)), not group.repeats(node), -group.size, repr(sorted(group.parts.items()))
