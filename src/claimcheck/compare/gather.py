"""Inside a group of claims that share a metric, a statistic and a study: which of them state one fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claimcheck.compare.agree import Stated, agree
from claimcheck.compare.cohorts import Reports, other_reports
from claimcheck.compare.parts import Relation, relation, words
from claimcheck.compare.slips import FEW, digits, one_digit_apart, transposed
from claimcheck.model import Claim

Parts = Mapping[str, str]
Group = tuple[list["Node"], dict[str, str]]


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

    @property
    def documents(self) -> frozenset[str]:
        """The documents that state it."""
        return frozenset(claim.document for claim in self.claims)


def gather(nodes: Iterable[Node]) -> list[Group]:
    """Put the nodes of one bucket into facts.

    The most outspoken go first. A node that leaves a part unsaid belongs to the fact whose value it repeats; one that
    repeats none waits, and then joins the fact that it is nearest to, where it may be another value of it.
    """
    groups: list[Group] = []
    waiting = []
    for node in sorted(nodes, key=_outspoken):
        fits = [group for group in groups if fit(node, group)]
        home = [g for g in fits if not unsaid(node.parts, g[1])] or [g for g in fits if _repeats(node, g[0])]
        if home:
            _join(node, min(home, key=lambda group: _distance(node, group)))
        elif fits:
            waiting.append(node)
        else:
            groups.append(([node], dict(node.parts)))
    for node in waiting:
        fits = [group for group in groups if fit(node, group)]
        home = [g for g in fits if _repeats(node, g[0])] or [g for g in fits if _may_differ(node, g)]
        if not home or (node.lacks and len(home) > 1 and not any(_slips(node, group) for group in home)):
            groups.append(([node], dict(node.parts)))
        else:
            _join(node, min(home, key=lambda group: _distance(node, group)))
    return groups


def fit(node: Node, group: Group) -> bool:
    """Whether nothing that the node says differs from what the group says."""
    common = node.parts.keys() & group[1].keys()
    if any(relation(part, node.parts[part], group[1][part]) is Relation.DIFFERS for part in common):
        return False
    return not any(other_patients(node, other) for other in group[0])


def other_patients(a: Node, b: Node) -> bool:
    """Whether two numbers are of different numbers of patients, both said; a size itself, of different reports."""
    if a.claims[0].metric == "sample_size":
        return other_reports(a.reports, b.reports)
    return bool(a.analysed and b.analysed and not a.analysed & b.analysed)


def unsaid(a: Parts, b: Parts) -> tuple[str, ...]:
    """Parts that one of two says and the other does not, or says more broadly."""
    return tuple(sorted(p for p in {*a, *b} if relation(p, a.get(p), b.get(p)) in (Relation.UNSAID, Relation.BROADER)))


def _may_differ(node: Node, group: Group) -> bool:
    """Whether a node that repeats no value of a fact may still be another value of it.

    Not where each says something that the other does not, and not where they count something else: rather two facts,
    unless one value is the other with a slip of the pen.
    """
    parts = group[1]
    crossed = node.parts.keys() - parts.keys() and parts.keys() - node.parts.keys()
    return (not crossed and "counted" not in unsaid(node.parts, parts)) or _slips(node, group)


def _slips(node: Node, group: Group) -> bool:
    return any(slipped(node, other) for other in group[0])


def slipped(a: Node, b: Node) -> bool:
    """Whether two documents print one number with a slip: digits exchanged, or one of three or more another."""
    one, other = a.claims[0], b.claims[0]
    if a.documents & b.documents or isinstance(one.value, str) or len(digits(one).rstrip("0")) <= FEW:
        return False
    return transposed(one, other) or one_digit_apart(one, other)


def _outspoken(node: Node) -> tuple[int, int, str, str]:
    return -len(node.parts), -len(node.claims), repr(sorted(node.parts.items())), node.claims[0].id


def _repeats(node: Node, group: Iterable[Node]) -> bool:
    return any(agree(node.value, other.value) for other in group)


def _distance(node: Node, group: Group) -> tuple[int, bool, int, str]:
    members, parts = group
    count = sum(len(member.claims) for member in members)
    return len(unsaid(node.parts, parts)), not _repeats(node, members), -count, repr(sorted(parts.items()))


def _join(node: Node, group: Group) -> None:
    members, parts = group
    members.append(node)
    for part, value in node.parts.items():
        if part not in parts or len(words(value)) > len(words(parts[part])):
            parts[part] = value
