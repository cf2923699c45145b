"""Which side of a conflict something speaks for: a pin, the document's own numbers, an order of authority, a majority.

The first that speaks is believed, and the reader is told in one sentence what it was. The cost is that of reading the
conflicts once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cached_property

from claimcheck.compare.agree import agree, stated
from claimcheck.compare.cohorts import sources
from claimcheck.compare.pins import Pinned, PinnedFact
from claimcheck.model import Claim, Conflict, Kind, Level, Reason, Side, SupportedSide

MAJORITY = 3
"""So many independent documents outweigh one, and so many times as many outweigh more."""
_SENTENCE = 60
"""Characters from which on two documents hardly write the same by chance."""
_HABITS = frozenset({Reason.ROUNDING, Reason.TRUNCATION})
"""How an author prints numbers refutes none of them."""
_COMPARED = frozenset({Kind.VALUE, Kind.SCOPE})
"""Kinds whose sides are values that documents print."""

_NEEDS: Mapping[str, Callable[[Claim], bool]] = {
    "A101": lambda claim: claim.numerator is not None and claim.denominator is not None,
    "A102": lambda claim: claim.numerator is not None,
    "T101": lambda claim: claim.ci is not None,
    "T102": lambda claim: claim.ci is not None,
    "T103": lambda claim: claim.ci is not None and claim.p_value is not None,
    "T104": lambda claim: claim.ci is not None and claim.p_value is not None,
    "T106": lambda claim: claim.ci is not None and claim.denominator is not None,
}
"""Rule -> what a claim prints beside its value where the rule can speak of it: without a finding, it passes."""


@dataclass(frozen=True)
class Evidence:
    """What may speak for a side."""

    claims: Mapping[str, Claim]
    findings: Sequence[Conflict] = ()
    """What the numbers of a document contradict in it."""
    pinned: Pinned | None = None
    reported: bool = True
    """Whether V103 runs, which reports what differs from a pin."""
    authority: Sequence[str] = ()
    """Globs of document paths, the most trusted first."""
    works: Mapping[str, str] = field(default_factory=dict)
    """Path of a document, or name of a cited work -> the work that it is; what is not named stands for itself."""

    @cached_property
    def refuting(self) -> Mapping[str, Sequence[Conflict]]:
        """Claim -> the findings about it."""
        found: dict[str, list[Conflict]] = defaultdict(list)
        for finding in self.findings:
            if finding.kind not in _COMPARED and finding.reason not in _HABITS:
                for name in finding.claims:
                    found[name].append(finding)
        return found

    @cached_property
    def pin_of(self) -> Mapping[str, PinnedFact]:
        """Claim -> the pinned fact that it states."""
        facts = self.pinned.facts if self.pinned else ()
        return {name: found for found in facts for side in found.fact.sides for name in side.claims}

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Path of a document -> its place in the order of authority, filled as it is asked for."""
        return {}

    def rank(self, path: str) -> int:
        """The place of a document in the order of authority; behind all where no glob fits."""
        if path not in self.ranks:
            hits = (at for at, glob in enumerate(self.authority) if fnmatchcase(path, glob))
            self.ranks[path] = next(hits, len(self.authority))
        return self.ranks[path]


def weighed(conflicts: Iterable[Conflict], evidence: Evidence) -> list[Conflict]:
    """The conflicts, each with the side that something speaks for, if anything does."""
    return [_quieted(_weighed(conflict, evidence), evidence) for conflict in conflicts]


def _weighed(conflict: Conflict, evidence: Evidence) -> Conflict:
    if conflict.supported_side or conflict.kind not in _COMPARED or not all(side.claims for side in conflict.sides):
        return conflict
    for speak in SPEAKERS:
        supported = speak(conflict, evidence)
        if supported is not None:
            return replace(conflict, supported_side=supported)
    return conflict


def _quieted(conflict: Conflict, evidence: Evidence) -> Conflict:
    """What V103 says of a document aloud, no other rule says aloud once more."""
    found = evidence.pin_of.get(conflict.claims[0]) if conflict.claims else None
    if found is None or conflict.rule == "V103" or conflict.kind is not Kind.VALUE or not evidence.reported:
        return conflict
    same = all(evidence.pin_of.get(name) is found for name in conflict.claims)
    return replace(conflict, level=Level.NOTE) if same and found.differing else conflict


def by_pin(conflict: Conflict, evidence: Evidence) -> SupportedSide | None:
    """The one side that agrees with the pinned value of the fact."""
    found = next((evidence.pin_of[name] for name in conflict.claims if name in evidence.pin_of), None)
    if found is None or evidence.pinned is None:
        return None
    vocabulary = evidence.pinned.vocabulary
    metric = vocabulary.metrics[found.pin.metric]
    right = []
    for number, side in enumerate(conflict.sides):
        value = stated(evidence.claims[side.claims[0]], metric, vocabulary)
        if value is not None and agree(value, found.value):
            right.append(number)
    return SupportedSide(right[0], found.why) if len(right) == 1 else None


def by_checks(conflict: Conflict, evidence: Evidence) -> SupportedSide | None:
    """The one side that the numbers beside it do not refute."""
    refuted = [_refuted(number, conflict, evidence) for number in range(len(conflict.sides))]
    if refuted.count(None) != 1:
        return None
    right = refuted.index(None)
    wrong, finding = next((number, found) for number, found in enumerate(refuted) if found is not None)
    side = conflict.sides[right]
    passes = f"; {side.display} passes it" if _passes(side, finding.rule, evidence) else ""
    fails = conflict.sides[wrong].display
    return SupportedSide(right, f"{fails} fails the check {finding.rule} {finding.name} in its own document{passes}.")


def _refuted(number: int, conflict: Conflict, evidence: Evidence) -> Conflict | None:
    """A finding about a claim of the side and about none of the others, where no other claim of the side passes it."""
    side = conflict.sides[number]
    found = [finding for name in side.claims for finding in evidence.refuting.get(name, ())]
    if not found:
        return None
    apart = frozenset(conflict.claims).difference(side.claims)
    fair = [f for f in found if apart.isdisjoint(f.claims) and not _passes(side, f.rule, evidence)]
    if conflict.kind is Kind.SCOPE:  # an impossible date says nothing of the date of something else
        fair = [f for f in fair if f.kind is not Kind.CHRONOLOGY]
    return min(fair, key=lambda finding: (list(Level).index(finding.level), finding.rule), default=None)


def _passes(side: Side, rule: str, evidence: Evidence) -> bool:
    """Whether a claim of the side prints what the rule needs, and the rule finds nothing."""
    needs = _NEEDS.get(rule)
    return needs is not None and any(
        needs(evidence.claims[name]) and all(found.rule != rule for found in evidence.refuting.get(name, ()))
        for name in side.claims
    )


def by_authority(conflict: Conflict, evidence: Evidence) -> SupportedSide | None:
    """The one side that the most trusted document of all states."""
    if conflict.kind is not Kind.VALUE or not evidence.authority:
        return None
    first = [
        min((evidence.rank(evidence.claims[name].document), evidence.claims[name].document) for name in side.claims)
        for side in conflict.sides
    ]
    rank, path = min(first)
    right = [number for number, (at, _) in enumerate(first) if at == rank]
    if rank == len(evidence.authority) or len(right) != 1:
        return None
    return SupportedSide(right[0], f"{path} comes first in the order of authority ({evidence.authority[rank]}).")


def by_majority(conflict: Conflict, evidence: Evidence) -> SupportedSide | None:
    """The side that at least three times as many independent documents state as all others together."""
    if conflict.kind is not Kind.VALUE:
        return None
    counts = [voices([evidence.claims[name] for name in side.claims], evidence.works) for side in conflict.sides]
    most = max(counts)
    rest = sum(counts) - most
    if most < MAJORITY * max(rest, 1):
        return None
    right = counts.index(most)
    return SupportedSide(
        right, f"{most} independent documents give {conflict.sides[right].display}, {rest} another value."
    )


def voices(claims: Iterable[Claim], works: Mapping[str, str]) -> int:
    """How many independent documents state something.

    Documents that are the same work, that cite a common one for it, or that say it in the same words count once.
    """
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while (above := parent.setdefault(name, name)) != name:
            name = above
        return name

    for claim in claims:
        for name in _names(claim, works):
            parent[root(name)] = root(works.get(claim.document, claim.document))
    return sum(name == above for name, above in parent.items())


def _names(claim: Claim, works: Mapping[str, str]) -> Iterator[str]:
    """What a voice is known by: its document, the works that it cites, its words where they are a sentence."""
    for name in (claim.document, *sources(claim)):
        yield works.get(name, name)
    words = " ".join(claim.sentence.casefold().split())
    if claim.table is None and len(words) > _SENTENCE:
        yield words


SPEAKERS: tuple[Callable[[Conflict, Evidence], SupportedSide | None], ...] = (
    by_pin,
    by_checks,
    by_authority,
    by_majority,
)
"""In the order of their weight."""
