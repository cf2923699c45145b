"""Hold claims against labels, step by step: the number, its metric, its statistic, and everything it is about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from claimcheck.evaluate.agreement import same_interval, same_name, same_p_value, same_statistic, same_value
from claimcheck.evaluate.entries import Entry, Region

IDENTITY = (
    "study", "treatment", "comparator", "timepoint", "event", "grade", "target", "assay", "region", "agency",
    "subgroup", "therapy_line", "assessment",
)  # fmt: skip
"""Attributes that a claim must share with its label to state the same fact."""
NEVER_ADDED = frozenset({"treatment", "timepoint", "subgroup", "event", "grade"})
"""Attributes that make another fact where the label has none."""
COUNTED = (
    *IDENTITY, "population", "indication", "schedule", "marker", "counted", "characteristic", "approval", "citation",
    "data_cutoff", "fusion", "phase", "source", "subject",
)  # fmt: skip
"""Attributes of the contract, in the order in which their figures are given."""
PARTS = ("ci", "p_value", "denominator")
STUDY_INFERRED = "study_inferred"
"""In a label: its study is inferred, not said, and no claim is held to it."""


class Step(IntEnum):
    """How far a label was read right; each step includes those before it."""

    MISSED = 0
    NUMBER = 1
    METRIC = 2
    STATISTIC = 3
    FACT = 4


class Verdict(StrEnum):
    """What became of one attribute or part of a label whose metric is right."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSAID = "unsaid"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Figure:
    """Right answers, of how many claims and of how many labels."""

    right: int
    claims: int
    labels: int

    @property
    def precision(self) -> float | None:
        """Share of the claims that is right; None without claims."""
        return self.right / self.claims if self.claims else None

    @property
    def recall(self) -> float | None:
        """Share of the labels that was found; None without labels."""
        return self.right / self.labels if self.labels else None

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of one attribute over all labels whose metric is right."""

    right: int
    wrong: int
    unsaid: int
    added: int
    """Said by the claim where the label has none."""

    @property
    def share(self) -> float | None:
        """Right, of the labels that state it."""
        stated = self.right + self.wrong + self.unsaid
        return self.right / stated if stated else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A label and the claim that came nearest to it."""

    label: Entry
    claim: Entry | None
    step: Step
    verdicts: Mapping[str, Verdict] = field(default_factory=dict, hash=False)
    """Attribute or part -> what became of it; empty where the metric is not right."""

    @property
    def right(self) -> frozenset[str]:
        """Everything that was read right, by name."""
        steps = {step.name.lower() for step in Step if Step.MISSED < step <= self.step}
        return frozenset(steps | {key for key, verdict in self.verdicts.items() if verdict is Verdict.RIGHT})


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of one run over one set of labels."""

    outcomes: tuple[Outcome, ...]
    """One for every label that must be found."""
    extras: tuple[Entry, ...]
    """Claims where no label stands."""
    claims: int
    """Claims inside the labelled stretches but for those that only an optional label covers."""
    optional: int
    documents: tuple[str, ...]
    steps: Mapping[str, Figure] = field(hash=False)
    metrics: Mapping[str, Figure] = field(hash=False)
    """Metric -> figure; claims and labels of that metric."""
    attributes: Mapping[str, Tally] = field(hash=False)
    parts: Mapping[str, Tally] = field(hash=False)
    unlocated: tuple[Entry, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Labelled documents that were not read, and why."""
    seconds: float | None = None
    """CPU time of reading the documents; None where finished results were taken."""


def score(
    labels: Sequence[Entry],
    claims: Iterable[Entry],
    regions: Sequence[Region] | None = None,
    ignore: Iterable[str] = (),
) -> Evaluation:
    """Hold claims against labels.

    Args:
        labels: all located. An optional one is right if found and no miss if not.
        claims: those of other documents are left out.
        regions: where given, only claims that touch one count against precision.
        ignore: metrics that the labels leave out; claims of them are left out too.
    """
    documents = {label.document for label in labels}
    leave = frozenset(ignore)
    by_document: dict[str, list[Entry]] = defaultdict(list)
    for claim in claims:
        if claim.document in documents and claim.metric not in leave:
            by_document[claim.document].append(claim)
    outcomes = _outcomes(labels, by_document)
    inside = [c for found in by_document.values() for c in found if regions is None or _touches(c, regions)]
    counted, extras = _counted(inside, labels)
    return Evaluation(
        outcomes=outcomes,
        extras=extras,
        claims=len(counted),
        optional=len(labels) - len(outcomes),
        documents=tuple(sorted(documents)),
        steps={
            step.name.lower(): Figure(sum(o.step >= step for o in outcomes), len(counted), len(outcomes))
            for step in Step
            if step > Step.MISSED
        },
        metrics=_by_metric(outcomes, counted),
        attributes=_tallies(outcomes, COUNTED),
        parts=_tallies(outcomes, PARTS),
    )


def _outcomes(labels: Sequence[Entry], by_document: Mapping[str, Sequence[Entry]]) -> tuple[Outcome, ...]:
    """The best claim of every label: that of its metric and statistic, and one that serves no other label yet."""
    used: set[int] = set()
    outcomes = []
    for label in labels:
        there = by_document.get(label.document, ())
        near = [claim for claim in there if _overlap(label, claim) and same_value(label, claim)]
        near.sort(key=lambda claim: (*_misfit(label, claim), id(claim) in used))
        used.update(id(claim) for claim in (near if label.optional else near[:1]))
        if not label.optional:
            outcomes.append(_outcome(label, near[0] if near else None, there))
    return tuple(outcomes)


def _misfit(label: Entry, claim: Entry) -> tuple[bool, bool]:
    return claim.metric != label.metric, not same_statistic(label.statistic, claim.statistic)


def _outcome(label: Entry, claim: Entry | None, there: Sequence[Entry]) -> Outcome:
    if claim is None:
        return Outcome(label, None, Step.MISSED)
    if claim.metric != label.metric:
        return Outcome(label, claim, Step.NUMBER)
    verdicts = {key: verdict for key in COUNTED if (verdict := _attribute(key, label, claim))}
    verdicts |= {key: _part(key, label, claim, there) for key in PARTS if getattr(label, key)}
    if not same_statistic(label.statistic, claim.statistic):
        return Outcome(label, claim, Step.METRIC, verdicts)
    said = all(verdicts.get(key) not in (Verdict.WRONG, Verdict.UNSAID) for key in IDENTITY)
    added = any(verdicts.get(key) is Verdict.ADDED for key in NEVER_ADDED)
    return Outcome(label, claim, Step.FACT if said and not added else Step.STATISTIC, verdicts)


def _attribute(key: str, label: Entry, claim: Entry) -> Verdict | None:
    """None where neither says it, and for a study that the label only infers."""
    if key not in label.attributes:
        return Verdict.ADDED if key in claim.attributes else None
    if key == "study" and STUDY_INFERRED in label.attributes:
        return None
    if key not in claim.attributes:
        return Verdict.UNSAID
    return Verdict.RIGHT if same_name(key, label.attributes[key], claim.attributes[key]) else Verdict.WRONG


def _part(key: str, label: Entry, claim: Entry, there: Sequence[Entry]) -> Verdict:
    if key == "ci":
        right, said = same_interval(label, claim), claim.ci is not None
    elif key == "p_value":
        right, said = same_p_value(label, there), claim.p_value is not None
    else:
        right, said = claim.denominator == label.denominator, claim.denominator is not None
    return Verdict.RIGHT if right else Verdict.WRONG if said else Verdict.UNSAID


def _counted(inside: Sequence[Entry], labels: Sequence[Entry]) -> tuple[list[Entry], tuple[Entry, ...]]:
    """Claims that count against precision, and those of them where no label stands."""
    firm: dict[str, list[Entry]] = defaultdict(list)
    optional: dict[str, list[Entry]] = defaultdict(list)
    for label in labels:
        (optional if label.optional else firm)[label.document].append(label)
    counted, extras = [], []
    for claim in inside:
        covered = any(_overlap(label, claim) for label in firm[claim.document])
        if not covered and any(_overlap(label, claim) for label in optional[claim.document]):
            continue
        counted.append(claim)
        if not covered:
            extras.append(claim)
    return counted, tuple(extras)


def _by_metric(outcomes: Sequence[Outcome], counted: Sequence[Entry]) -> Mapping[str, Figure]:
    """The metrics with most labels first; a metric without labels shows what was claimed of it."""
    right = Counter(o.label.metric for o in outcomes if o.step >= Step.METRIC)
    labelled = Counter(o.label.metric for o in outcomes)
    claimed = Counter(claim.metric for claim in counted)
    order = sorted(labelled | claimed, key=lambda metric: (-labelled[metric], metric))
    return {metric: Figure(right[metric], claimed[metric], labelled[metric]) for metric in order}


def _tallies(outcomes: Sequence[Outcome], keys: Iterable[str]) -> Mapping[str, Tally]:
    tallies = {}
    for key in keys:
        found = Counter(outcome.verdicts[key] for outcome in outcomes if key in outcome.verdicts)
        if found:
            tallies[key] = Tally(*(found[verdict] for verdict in Verdict))
    return tallies


def _overlap(label: Entry, claim: Entry) -> bool:
    """Whether two entries of one document share a character."""
    (start, end), (other, last) = label.span or (0, 0), claim.span or (0, 0)
    return start < last and other < end


def _touches(claim: Entry, regions: Sequence[Region]) -> bool:
    start, end = claim.span or (0, 0)
    return any(r.document == claim.document and r.start < end and start < r.end for r in regions)
