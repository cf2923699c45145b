"""Two claims that differ, set side by side: what the reasons and the rules look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from claimcheck.compare.agree import Stated, agree
from claimcheck.compare.articles import Abstracts, Place, place_of
from claimcheck.compare.beside import Passages, pairs_of, set_apart
from claimcheck.compare.facts import Bucket, Fact
from claimcheck.compare.gather import Node, other_patients, slipped
from claimcheck.compare.parts import Relation, needs, needs_study, relation
from claimcheck.compare.slips import FEW, digits, one_digit_apart, transposed
from claimcheck.model import Dimension
from claimcheck.vocabulary import Metric, Vocabulary

UNTOLD = frozenset({"data_cutoff", "study"})
"""Parts that make two numbers two where only one side says them."""

_QUALIFIERS = ("assessment", "data_cutoff", "population")
"""Parts, beside the subgroup, that a document easily leaves out."""


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
    place: Place = Place.APART
    """Whether one article gives both."""

    @cached_property
    def one_sided(self) -> frozenset[str]:
        """Key parts that one side says and the other does not, or says more broadly."""
        return frozenset({*self.unsaid, *self.broader, *(self.a.lacks ^ self.b.lacks)})

    @cached_property
    def exchanged(self) -> bool:
        """Whether two documents print one number with two digits exchanged, which no data cut explains."""
        return not self.a.documents & self.b.documents and transposed(self.a.claims[0], self.b.claims[0])

    @cached_property
    def untold(self) -> frozenset[str]:
        """Parts said on one side that make the two numbers two, as far as is known."""
        return UNTOLD & {*self.unsaid} - ({"data_cutoff"} if self.exchanged else frozenset())

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Key parts that a side leaves unsaid, wholly or in part."""
        return tuple(sorted({*self.one_sided, *self.a.lacks, *self.b.lacks, *self.elsewhere}))

    @cached_property
    def of_scope(self) -> bool:
        """Whether the two may well be about different things: a requirement, the data cut or a qualifier is missing."""
        lacking = (self.a.lacks or self.b.lacks) and not slipped(self.a, self.b)
        return bool(self.differing or self.broader or self.elsewhere or lacking or self.untold)


class Corpus:
    """The facts, and what can be looked up beside them."""

    def __init__(self, facts: Sequence[Fact], vocabulary: Vocabulary, abstracts: Abstracts) -> None:
        """Index the facts by their bucket."""
        self.facts = facts
        self.vocabulary = vocabulary
        self._abstracts = abstracts
        self._beside: dict[Bucket, list[Fact]] = defaultdict(list)
        self._akin: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
        self._indexes: dict[tuple[object, ...], _Index] = {}
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
        if len({node.value for node in fact.nodes}) < 2:
            return
        metric = self.metric(fact)
        around = _Around(self, fact)
        for a, b in pairs_of(fact.nodes):
            if agree(a.value, b.value) or (a.lacks & b.lacks and not slipped(a, b)):
                continue
            told = around.passages.told_apart(a, b, free=not needs_study(metric))
            if told or self._whole_and_part(fact, a, b):
                continue
            crowded = around.passages.crowded(a) or around.passages.crowded(b)
            misread = crowded or self._misplaced(fact, a, b)
            if misread and len(a.documents | b.documents) == 1:
                continue  # one document, and more likely our reading of it than its author
            yield self._pair(fact, metric, a, b, around, doubtful=misread or set_apart(a, b))

    def beside(self, fact: Fact) -> Sequence[Fact]:
        """The facts of the same bucket, this one among them."""
        return self._beside[fact.bucket]

    def index(self, fact: Fact) -> _Index:
        """The values of all facts of the same metric and study."""
        kin = _kin(fact)
        if kin not in self._indexes:
            self._indexes[kin] = _Index(self._akin[kin])
        return self._indexes[kin]

    def _pair(self, fact: Fact, metric: Metric, a: Node, b: Node, around: _Around, *, doubtful: bool) -> Pair:
        relations = {p: relation(p, a.parts.get(p), b.parts.get(p)) for p in {*a.parts, *b.parts}}
        unsaid = sorted(p for p, r in relations.items() if r is Relation.UNSAID)
        swapped = around.swapped(a, b)
        if needs(metric, "schedule") and not any(part == "study" for part, _ in fact.bucket.exact):
            unsaid.append("study")  # a dose belongs to a regimen: without its study, two are rather two regimens
        if "data_cutoff" in metric.identity and "data_cutoff" not in relations:
            unsaid.append("data_cutoff")  # a number that moves with the data cut, and nobody says which cut it is of
        elif "data_cutoff" not in relations and not swapped and around.cut_apart(a, b):
            unsaid.append("data_cutoff")
        return Pair(
            a,
            b,
            metric,
            fact,
            unsaid=tuple(unsaid),
            broader=tuple(sorted(p for p, r in relations.items() if r is Relation.BROADER)),
            dimension=self.dimension(fact),
            swapped=swapped,
            elsewhere=() if swapped else self._elsewhere(fact, a, b, around.passages),
            reported_apart=around.passages.reported_apart(a, b),
            doubtful=doubtful,
            place=place_of(a, b, fact.nodes, self._abstracts),
        )

    def _whole_and_part(self, fact: Fact, a: Node, b: Node) -> bool:
        """Whether two sizes are those of a study and of an arm: another arm of the study has the rest."""
        if fact.bucket.metric != "sample_size" or a.value.point is None or b.value.point is None:
            return False
        return abs(a.value.point - b.value.point) in self.index(fact).points

    def _misplaced(self, fact: Fact, a: Node, b: Node) -> bool:
        """Whether one document gives two values, one of which it also gives under another key: of another arm, say."""
        if len(a.documents | b.documents) > 1:
            return False
        known = self.index(fact).nodes
        return any(
            other is not fact and a.documents <= node.documents
            for value in (a.value, b.value)
            for other, node in known.get(value, ())
        )

    def _elsewhere(self, fact: Fact, a: Node, b: Node, passages: Passages) -> tuple[str, ...]:
        """Qualifiers with which another document gives the value that fewer documents state here.

        88% of `all patients`, as one document says, is no rival of the 85% of a stage, where another leaves that out.
        """
        rare = min(a, b, key=lambda node: (len(passages.documents(node)), node.claims[0].id))
        here = passages.documents(rare)
        found: set[str] = set()
        for other, node in self.index(fact).nodes.get(rare.value, ()):
            if other is not fact and not node.documents <= here and not _unlike(fact, other):
                found.update(_qualified(fact, other, node))
        return tuple(sorted(found))


class _Index:
    """The values of all facts of one metric and study."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.nodes: dict[Stated, list[tuple[Fact, Node]]] = defaultdict(list)
        for fact in facts:
            for node in fact.nodes:
                self.nodes[node.value].append((fact, node))
        self.points: frozenset[Decimal] = frozenset(v.point for v in self.nodes if v.point is not None)


class _Around:
    """What is asked of the surroundings of one fact for every pair of its nodes, found once a value."""

    def __init__(self, corpus: Corpus, fact: Fact) -> None:
        self.passages = Passages(fact)
        self._beside = corpus.beside(fact)
        arm = fact.parts.get("treatment")
        self._other_arms = [
            _by_value(other)
            for other in self._beside
            if arm is not None and relation("treatment", arm, other.parts.get("treatment")) is Relation.DIFFERS
        ]
        self._given_with = {
            (node.value, node.parts["data_cutoff"], node.parts.get("treatment"))
            for other in self._beside
            for node in other.nodes
            if "data_cutoff" in node.parts
        }

    def swapped(self, a: Node, b: Node) -> bool:
        """Whether the documents of `a` give another arm the value of `b`, and those of `b` that of `a`."""
        if a.documents & b.documents:
            return False
        return any(_given(arm, b.value, a.documents) and _given(arm, a.value, b.documents) for arm in self._other_arms)

    def cut_apart(self, a: Node, b: Node) -> bool:
        """Whether other places give one of two values with a data cut that none gives the other with.

        Not where the two look like a slip of the pen: that no data cut explains. Two digits are alike too easily, but
        where the other document's value is of no data cut that anybody names.
        """
        first, second = self._cuts(a), self._cuts(b)
        if first == second or first & second:
            return False
        one, other = a.claims[0], b.claims[0]
        enough = len(digits(one)) > FEW or not (a.documents & b.documents or (first and second))
        return not transposed(one, other) and not (enough and one_digit_apart(one, other))

    def _cuts(self, node: Node) -> frozenset[str]:
        """The data cuts with which a value of the fact is given anywhere."""
        arm = node.parts.get("treatment")
        return frozenset(
            cut
            for value, cut, treatment in self._given_with
            if agree(value, node.value) and relation("treatment", treatment, arm) is not Relation.DIFFERS
        )


def differing(a: Fact, b: Fact, first: Node, second: Node) -> tuple[str, ...]:
    """Parts that two facts both state and differently."""
    parts = [p for p in a.parts.keys() & b.parts.keys() if relation(p, a.parts[p], b.parts[p]) is Relation.DIFFERS]
    return tuple(sorted([*parts, *(["analysed"] if first.analysed and other_patients(first, second) else [])]))


def _kin(fact: Fact) -> tuple[object, ...]:
    """What facts share that one could take for one another: the metric and the study."""
    return fact.bucket.metric, fact.bucket.statistic, fact.bucket.unit, fact.bucket.anchor


def _by_value(fact: Fact) -> Mapping[Stated, set[str]]:
    """The documents that state each value of a fact."""
    found: dict[Stated, set[str]] = defaultdict(set)
    for node in fact.nodes:
        found[node.value] |= node.documents
    return found


def _given(values: Mapping[Stated, set[str]], value: Stated, documents: frozenset[str]) -> bool:
    return any(agree(known, value) and not documents.isdisjoint(names) for known, names in values.items())


def _unlike(a: Fact, b: Fact) -> bool:
    """Whether two facts are of different arms, events or times, so that nobody takes one for the other."""
    first, second = ([part for part in fact.bucket.exact if part[0] != "subgroup"] for fact in (a, b))
    arms = relation("treatment", a.parts.get("treatment"), b.parts.get("treatment"))
    return first != second or arms is not Relation.SAME


def _qualified(fact: Fact, other: Fact, node: Node) -> Iterator[str]:
    """The qualifiers of a node of another fact that this fact does not have."""
    if "subgroup" in other.shared and other.shared.get("subgroup") != fact.shared.get("subgroup"):
        yield "subgroup"
    for part in _QUALIFIERS:
        if part in node.parts and relation(part, node.parts[part], fact.parts.get(part)) is not Relation.SAME:
            yield part
