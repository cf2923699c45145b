"""What a changed document can touch: which facts must be compared again, and whose claims are asked for that.

Claims meet in a bucket, and a bucket has one anchor: a study, a cited work, or a compound (`compare.facts`). An anchor
with what it names is a **handle**. Three things are learnt from claims of other anchors: which study a work reports (of
those that cite it), which target an assay has, and how many patients a report analysed. So a region is two sets of
handles: those whose facts are **compared**, and those whose claims are **asked** for what the compared ones hang on.
Comparing the region finds what comparing everything finds there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.compare.cohorts import is_of, reports, sources
from claimcheck.compare.facts import Bucket, own_anchor, unordered
from claimcheck.compare.parts import needs_study, text
from claimcheck.model import Claim, Pin, Ties
from claimcheck.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a corpus that can be compared by itself."""

    compared: frozenset[str]
    """Handles whose facts are compared; all claims of these facts are at hand."""
    asked: frozenset[str]
    """Handles whose claims say what those of the compared facts are about."""

    def places(self, handles: Mapping[str, Sequence[int]]) -> tuple[int, ...]:
        """The places of a document's claims that are needed."""
        needed = (there for handle, there in handles.items() if handle in self.compared or handle in self.asked)
        return tuple(sorted({place for there in needed for place in there}))

    def holds(self, bucket: Bucket) -> bool:
        """Whether the facts of a bucket are compared."""
        kind, name = bucket.anchor
        return _handle(kind, name, "" if kind in ("study", "source") else bucket.metric) in self.compared


def ties(claims: Iterable[Claim], vocabulary: Vocabulary) -> Ties:
    """By what the claims of a document can meet others."""
    handles: dict[str, list[int]] = defaultdict(list)
    groups, leaning = set(), set()
    for place, claim in enumerate(claims):
        own = set(_own(claim, vocabulary))
        for handle in own.union(_told(claim)):
            handles[handle].append(place)
        leaning |= {(other, handle) for other in _asked(claim, vocabulary) for handle in own}
        if cited := sources(claim):
            study = text(claim, "study")
            named = study is None or any(is_of(work, study) for work in cited)
            groups.add((tuple(sorted(cited)), "" if named or study is None else unordered(study)))
    return Ties(
        {handle: tuple(places) for handle, places in sorted(handles.items())},
        tuple(sorted(groups)),
        tuple(sorted(leaning)),
    )


def _own(claim: Claim, vocabulary: Vocabulary) -> Iterator[str]:
    """The anchors that a claim may have."""
    study = text(claim, "study")
    if study is not None:
        yield _study(study)
    for work in sources(claim):
        yield _handle("source", work)
    metric = vocabulary.metrics.get(claim.metric)
    anchor = None if metric is None or needs_study(metric) else own_anchor(claim, metric)
    if anchor is not None:
        yield _handle(*anchor, claim.metric)


def _told(claim: Claim) -> Iterator[str]:
    """What a claim tells others of: the target of its assay, the size of its report."""
    if text(claim, "target") is not None and (assay := text(claim, "assay")) is not None:
        yield _handle("assay", assay)
    if claim.metric == "sample_size":
        yield from _sizes(claim)


def _asked(claim: Claim, vocabulary: Vocabulary) -> Iterator[str]:
    """What others tell a claim; of the size of a report, where the study is not what it is compared by."""
    if text(claim, "target") is None and (assay := text(claim, "assay")) is not None:
        yield _handle("assay", assay)
    metric = vocabulary.metrics.get(claim.metric)
    if metric is not None and not needs_study(metric):
        yield from _sizes(claim)


def _sizes(claim: Claim) -> Iterator[str]:
    study = text(claim, "study")
    if study is not None:
        for report in sorted(reports(claim)):
            yield _handle("size", f"{study}, {report}")


def region(changed: Collection[str], corpus: Iterable[Ties]) -> Region:
    """What the claims that changed can touch.

    Args:
        changed: handles of the claims that changed, as they were and as they are.
        corpus: the ties of all documents, as they were and as they are.
    """
    corpus = list(corpus)
    groups = {group for item in corpus for group in item.cited}
    leaning = {pair for item in corpus for pair in item.leaning}
    named = {(_handle("source", work), _study(work)) for works, _ in groups for work in works}
    known = named | {(_handle("source", works[0]), _handle("study", s)) for works, s in groups if s and len(works) == 1}
    together = [frozenset(_handle("source", work) for work in works) for works, study in groups if not study]

    def beside(works: Collection[str]) -> set[str]:
        """Works, and those that a claim of no study cites together with one of them: any may say what it is about."""
        return {*works}.union(*(group for group in together if not group.isdisjoint(works)))

    cited = {work for work, name in named if work in changed or name in changed}
    moved = beside(cited)  # claims that cite one of them may be of another study than before
    compared = {*changed, *cited, *(study for work, study in known if work in moved)}
    compared |= {handle for other, handle in leaning if other in changed}
    telling = {work for work, study in known if study in compared}
    asked = beside(telling) | {name for work, name in named if work in telling or work in compared}
    asked |= {other for other, handle in leaning if handle in compared}
    return Region(frozenset(compared), frozenset(asked))


def pinned_handles(pins: Iterable[Pin], corpus: Sequence[Ties], vocabulary: Vocabulary) -> set[str] | None:
    """The handles of all facts that pins may be about; None where a pin says too little to tell.

    The fact of a pin is the nearest of all, so that none of them may be left out.
    """
    found: set[str] = set()
    for pin in pins:
        metric, study = vocabulary.metrics.get(pin.metric), pin.key.get("study")
        if metric is not None and not needs_study(metric):
            found.update(h for item in corpus for h in item.handles if h.startswith(f"{pin.metric} "))
        elif isinstance(study, str):
            found.add(_study(study))
            for item in corpus:
                there = {*item.handles.get(_study(study), ())}
                found.update(handle for handle, places in item.handles.items() if not there.isdisjoint(places))
        else:
            return None
    return found


def _study(name: str) -> str:
    return _handle("study", unordered(name))


def _handle(kind: str, name: str, metric: str = "") -> str:
    return f"{metric} {kind} {name}".strip()
