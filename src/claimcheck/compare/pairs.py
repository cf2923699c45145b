"""Two claims that differ, set side by side: what the reasons and the rules look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from claimcheck.compare.agree import agree
from claimcheck.compare.cohorts import other_reports
from claimcheck.compare.facts import Bucket, Fact
from claimcheck.compare.gather import Node, other_patients, slipped
from claimcheck.compare.parts import Relation, needs, needs_study, relation
from claimcheck.compare.slips import FEW, digits, one_digit_apart, transposed
from claimcheck.model import Claim, Dimension
from claimcheck.vocabulary import Metric, Vocabulary


@dataclass(frozen=True, eq=False)
class Pair:
    """Two nodes whose values do not agree."""

    a: Node
    b: Node
    metric: Metric
    fact: Fact
    unsaid: tuple[str, ...] = ()
    """Parts that one side leaves unsaid."""
    broader: tuple[str, ...] = ()
    """Parts that one side says more broadly than the other."""
    differing: tuple[str, ...] = ()
    """Parts that both say, and differently."""
    dimension: Dimension = Dimension.OTHER
    """What kind of thing the values measure."""
    swapped: bool = False
    """Another arm of the same study has the two values the other way round."""
    reported_apart: bool = False
    """One document cites different works for the two values."""
    elsewhere: tuple[str, ...] = ()
    """Qualifiers that another document gives one of the values with, and this one without."""
    doubtful: bool = False
    """The document itself sets the two side by side, so that one of them is likely to be about something else."""

    @cached_property
    def one_sided(self) -> frozenset[str]:
        """Key parts that one side says and the other does not, or says more broadly: they may explain the difference."""
        return frozenset({*self.unsaid, *self.broader, *(self.a.lacks ^ self.b.lacks)})

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Key parts that a side leaves unsaid, wholly or in part."""
        return tuple(sorted({*self.one_sided, *self.a.lacks, *self.b.lacks, *self.elsewhere}))

    @cached_property
    def of_scope(self) -> bool:
        """Whether the two may well be about different things: a requirement, the data cut or a qualifier is missing."""
        lacking = (self.a.lacks or self.b.lacks) and not slipped(self.a, self.b)
        return bool(self.differing or self.broader or self.elsewhere or lacking or UNTOLD & {*self.unsaid})


class Corpus:
    """The facts, and what can be looked up beside them."""

    def __init__(self, facts: Sequence[Fact], vocabulary: Vocabulary) -> None:
        """Index the facts by their bucket."""
        self.facts = facts
        self.vocabulary = vocabulary
        self._beside: dict[Bucket, list[Fact]] = defaultdict(list)
        self._akin: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
        for fact in facts:
            self._beside[fact.bucket].append(fact)
            self._akin[_kin(fact)].append(fact)

    def metric(self, fact: Fact) -> Metric:
        """The metric a fact is of."""
        return self.vocabulary.metrics[fact.bucket.metric]

    def dimension(self, fact: Fact) -> Dimension:
        """What kind of thing the values of a fact measure."""
        unit = self.vocabulary.units.get(fact.bucket.unit)
        return unit.dimension if unit else Dimension.OTHER

    def pairs(self, fact: Fact) -> Iterator[Pair]:
        """Every two nodes of a fact that differ, but for those that the documents themselves tell apart."""
        metric = self.metric(fact)
        crowded = cache(lambda at: _crowded(fact, fact.nodes[at]))  # asked for every pair of a fact, found once a node
        for at, a in enumerate(fact.nodes):
            for then, b in enumerate(fact.nodes[at + 1 :], at + 1):
                if agree(a.value, b.value) or (a.lacks & b.lacks and not slipped(a, b)):
                    continue
                if _told_apart(fact, a, b, free=not needs_study(metric)) or self._whole_and_part(fact, a, b):
                    continue
                misread = self._misplaced(fact, a, b) or crowded(at) or crowded(then)
                if misread and len(a.documents | b.documents) == 1:
                    continue  # one document, and more likely our reading of it than its author
                yield self._pair(fact, metric, a, b, doubtful=misread or set_apart(a, b))

    def _pair(self, fact: Fact, metric: Metric, a: Node, b: Node, *, doubtful: bool) -> Pair:
        relations = {p: relation(p, a.parts.get(p), b.parts.get(p)) for p in {*a.parts, *b.parts}}
        unsaid = sorted(p for p, r in relations.items() if r is Relation.UNSAID)
        if needs(metric, "schedule") and not any(part == "study" for part, _ in fact.bucket.exact):
            unsaid.append("study")  # a dose belongs to a regimen: without its study, two are rather two regimens
        if "data_cutoff" in metric.identity and "data_cutoff" not in relations:
            unsaid.append("data_cutoff")  # a number that moves with the data cut, and nobody says which cut it is of
        elif "data_cutoff" not in relations and self._cut_apart(fact, a, b):
            unsaid.append("data_cutoff")
        swapped = self._swapped(fact, a, b)
        return Pair(
            a,
            b,
            metric,
            fact,
            unsaid=tuple(unsaid),
            broader=tuple(sorted(p for p, r in relations.items() if r is Relation.BROADER)),
            dimension=self.dimension(fact),
            swapped=swapped,
            elsewhere=() if swapped else self._elsewhere(fact, a, b),
            reported_apart=_reported_apart(fact, a, b),
            doubtful=doubtful,
        )

    def _whole_and_part(self, fact: Fact, a: Node, b: Node) -> bool:
        """Whether two sizes are those of a study and of an arm: another arm of the study has the rest."""
        if fact.bucket.metric != "sample_size" or a.value.point is None or b.value.point is None:
            return False
        rest = abs(a.value.point - b.value.point)
        return any(node.value.point == rest for other in self._akin[_kin(fact)] for node in other.nodes)

    def _cut_apart(self, fact: Fact, a: Node, b: Node) -> bool:
        """Whether other places give one of two values with a data cut that none gives the other with.

        Not where the two look like a slip of the pen: that no data cut explains. Two digits are alike too easily, but
        where the other document's value is of no data cut that anybody names.
        """
        first, second = self._cuts(fact, a), self._cuts(fact, b)
        if first == second or first & second:
            return False
        one, other = a.claims[0], b.claims[0]
        enough = len(digits(one)) > FEW or not (a.documents & b.documents or (first and second))
        slip = transposed(one, other) or (one_digit_apart(one, other) and enough)
        return not slip and not self._swapped(fact, a, b)

    def _elsewhere(self, fact: Fact, a: Node, b: Node) -> tuple[str, ...]:
        """Qualifiers with which another document gives the value that fewer documents state here.

        88% of `all patients`, as one document says, is no rival of the 85% of a stage, wherever another leaves that out.
        """
        rare = min(a, b, key=lambda node: (len(_documents(fact, node)), node.claims[0].id))
        here = _documents(fact, rare)
        found: set[str] = set()
        for other in self._akin[_kin(fact)]:
            if other is fact or _unlike(fact, other):
                continue
            for node in other.nodes:
                if node.value == rare.value and not node.documents <= here:
                    found.update(_qualified(fact, other, node))
        return tuple(sorted(found))

    def _cuts(self, fact: Fact, node: Node) -> frozenset[str]:
        """The data cuts with which a value of a fact is given anywhere."""
        return frozenset(
            other.parts["data_cutoff"]
            for beside in self._beside[fact.bucket]
            for other in beside.nodes
            if "data_cutoff" in other.parts
            and agree(other.value, node.value)
            and relation("treatment", other.parts.get("treatment"), node.parts.get("treatment")) is not Relation.DIFFERS
        )

    def _misplaced(self, fact: Fact, a: Node, b: Node) -> bool:
        """Whether one document gives two values, one of which it also gives under another key: of another arm, say."""
        if len(a.documents | b.documents) > 1:
            return False
        (document,) = a.documents
        values = {a.value, b.value}
        return any(
            other is not fact and document in node.documents and node.value in values
            for other in self._akin[_kin(fact)]
            for node in other.nodes
        )

    def _swapped(self, fact: Fact, a: Node, b: Node) -> bool:
        """Whether the documents of `a` give another arm the value of `b`, and those of `b` that of `a`."""
        arm = fact.parts.get("treatment")
        for other in self._beside[fact.bucket]:
            if arm is None or relation("treatment", arm, other.parts.get("treatment")) is not Relation.DIFFERS:
                continue
            first = any(agree(node.value, b.value) and node.documents & a.documents for node in other.nodes)
            second = any(agree(node.value, a.value) and node.documents & b.documents for node in other.nodes)
            if first and second and not a.documents & b.documents:
                return True
        return False


PASSAGE = 600
"""Characters within which an author has both values before the eyes and tells them apart by more than we read."""


def _kin(fact: Fact) -> tuple[object, ...]:
    """What facts share that one could take for one another: the metric and the study."""
    return fact.bucket.metric, fact.bucket.statistic, fact.bucket.unit, fact.bucket.anchor


UNTOLD = frozenset({"data_cutoff", "study"})
"""Parts that make two numbers two where only one side says them."""

_QUALIFIERS = ("assessment", "data_cutoff", "population")
"""Parts, beside the subgroup, that a document easily leaves out."""


def _unlike(a: Fact, b: Fact) -> bool:
    """Whether two facts are of different arms, events or times, so that nobody takes one for the other."""
    first, second = dict(a.bucket.exact), dict(b.bucket.exact)
    first.pop("subgroup", None), second.pop("subgroup", None)
    arms = relation("treatment", a.parts.get("treatment"), b.parts.get("treatment"))
    return first != second or arms is not Relation.SAME


def _qualified(fact: Fact, other: Fact, node: Node) -> Iterator[str]:
    """The qualifiers of a node of another fact that this fact does not have."""
    if "subgroup" in other.shared and other.shared.get("subgroup") != fact.shared.get("subgroup"):
        yield "subgroup"
    for part in _QUALIFIERS:
        if part in node.parts and relation(part, node.parts[part], fact.parts.get(part)) is not Relation.SAME:
            yield part


def near(a: Claim, b: Claim) -> bool:
    """Whether two claims stand in one passage or in one table."""
    if a.document != b.document or (a.table is None) is not (b.table is None):
        return False
    if a.table is not None and b.table is not None:
        return a.table.index == b.table.index
    return abs(a.span[0] - b.span[0]) <= PASSAGE


def side_by_side(a: Node, b: Node) -> bool:
    """Whether two values are only ever given together, in one passage or one table."""
    return len(a.documents | b.documents) == 1 and all(near(x, y) for x in a.claims for y in b.claims)


def set_apart(a: Node, b: Node) -> bool:
    """The same, and no two works are cited for them, of which one could be the later report of the other."""
    return side_by_side(a, b) and not other_reports(a.reports, b.reports)


def differing(a: Fact, b: Fact, first: Node, second: Node) -> tuple[str, ...]:
    """Parts that two facts both state and differently."""
    parts = [p for p in a.parts.keys() & b.parts.keys() if relation(p, a.parts[p], b.parts[p]) is Relation.DIFFERS]
    return tuple(sorted([*parts, *(["analysed"] if first.analysed and other_patients(first, second) else [])]))


def _told_apart(fact: Fact, a: Node, b: Node, *, free: bool) -> bool:
    """Whether the documents that state one value state the other beside it, as something else.

    A metric that is no result of a study (a dose, a concentration) has many values for one key: a document that
    gives two of them, wherever, keeps them apart. So do two documents that both give the same two results.
    """
    if side_by_side(a, b) and (a.claims[0].table is not None or len(_rivals(fact, a)) > 1):
        return True
    both = len(_documents(fact, a) & _documents(fact, b))
    if both > (0 if free else 1):
        return True
    return not set_apart(a, b) and (_explained_beside(fact, a, b) or _explained_beside(fact, b, a))


def _explained_beside(fact: Fact, one: Node, other: Node) -> bool:
    """Whether every place that gives one value gives the other's beside it, of the same report."""
    beside: dict[str, list[Claim]] = defaultdict(list)
    for node in fact.nodes:
        if node is not one and agree(node.value, other.value) and not other_reports(node.reports, one.reports):
            for claim in node.claims:
                beside[claim.document].append(claim)
    return all(any(near(claim, mate) for mate in beside[claim.document]) for claim in one.claims)


_ENOUGH = 2
"""Rivals after which there is no need to look for more."""


def _crowded(fact: Fact, node: Node) -> bool:
    """Whether a value stands among others of the same key, so that they are rather those of parts of the group.

    One other value beside it is enough where the sentence does not say itself which arm it is of.
    """
    rivals = _rivals(fact, node)
    if len(rivals) > 1:
        return True
    named = any("treatment" in claim.attributes and "treatment" not in claim.inferred for claim in node.claims)
    return not named and any(not other_reports(rival.reports, node.reports) for rival in rivals)


def _rivals(fact: Fact, node: Node) -> list[Node]:
    """Nodes of other values, one a value, that stand beside every claim of a node."""
    found: list[Node] = []
    for other in fact.nodes:
        if any(agree(other.value, seen.value) for seen in (node, *found)):
            continue
        if all(any(near(claim, rival) for rival in other.claims) for claim in node.claims):
            found.append(other)
            if len(found) == _ENOUGH:
                break
    return found


def _reported_apart(fact: Fact, a: Node, b: Node) -> bool:
    """Whether two values come from different reports: as cited by the two, or by one document that states both."""
    if other_reports(a.reports, b.reports):
        return True
    first = [node for node in fact.nodes if agree(node.value, a.value)]
    second = [node for node in fact.nodes if agree(node.value, b.value)]
    return any(x.documents & y.documents and other_reports(x.reports, y.reports) for x in first for y in second)


def _documents(fact: Fact, node: Node) -> frozenset[str]:
    """The documents that state a node's value of the fact, at least as finely: `2 years` is any of many medians."""
    same = [node, *(o for o in fact.nodes if o.value.unit <= node.value.unit and agree(o.value, node.value))]
    return frozenset(name for other in same for name in other.documents)
