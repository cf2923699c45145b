"""What a changed document can touch: which claims of other documents must be compared again with its own, and no more.

Claims meet in a bucket, and a bucket has one anchor: a study, a cited work, or a compound (`compare.facts`). Which
study a cited work reports is learnt from other claims that cite it. So whoever shares an anchor with a changed
document, or a work that leads to one, is in its region; comparing the region finds what comparing everything would
find there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from claimcheck.compare.cohorts import sources
from claimcheck.compare.facts import Bucket, own_anchor, unordered
from claimcheck.compare.parts import needs_study, text
from claimcheck.model import Claim
from claimcheck.vocabulary import Vocabulary

UNTOLD = "assay without its target"
"""The handle of claims whose target is told by whoever names it with the assay: no region of theirs is known."""
Cited = tuple[tuple[str, ...], str]
"""Works that one claim cites, and the study that it says it is about; empty where it says none."""


def handles(claims: Sequence[Claim], vocabulary: Vocabulary) -> dict[str, tuple[int, ...]]:
    """By what the claims of a document can meet others: handle -> places of the claims that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        study = text(claim, "study")
        if study is not None:
            found[_handle("study", unordered(study))].append(place)
        for work in sources(claim):
            found[_handle("source", work)].append(place)
        metric = vocabulary.metrics.get(claim.metric)
        if text(claim, "assay") is not None and text(claim, "target") is None:
            found[UNTOLD].append(place)
        anchor = None if metric is None or needs_study(metric) else own_anchor(claim, metric)
        if anchor is not None:
            found[_handle(*anchor, claim.metric)].append(place)
    return {handle: tuple(places) for handle, places in sorted(found.items())}


def cited(claims: Iterable[Claim]) -> tuple[Cited, ...]:
    """What the claims of a document cite together, and of which study."""
    found = {(tuple(sorted(sources(claim))), unordered(text(claim, "study") or "")) for claim in claims}
    return tuple(sorted(item for item in found if item[0]))


def region(changed: Collection[str], groups: Iterable[Cited]) -> frozenset[str]:
    """The handles that what changed can touch.

    Args:
        changed: handles of the changed documents, as they were and as they are.
        groups: what all documents cite together.
    """
    groups = frozenset(groups)
    single = [(_handle("source", works[0]), _handle("study", study)) for works, study in groups if len(works) == 1]
    known = [(work, study) for work, study in single if study != _handle("study", "")]
    touched = {*changed, *(study for work, study in known if work in changed)}
    touched |= {work for work, study in known if study in touched}
    together = [frozenset(_handle("source", work) for work in works) for works, study in groups if not study]
    grown = True
    while grown:
        more = set().union(*(works for works in together if works & touched)) - touched
        touched |= more
        grown = bool(more)
    return frozenset(touched)


def places(known: Mapping[str, Sequence[int]], touched: Collection[str]) -> tuple[int, ...]:
    """The places of a document's claims that lie in a region."""
    return tuple(sorted({place for handle, there in known.items() if handle in touched for place in there}))


def handle_of(bucket: Bucket) -> str:
    """The handle by which the claims of a bucket meet."""
    kind, name = bucket.anchor
    return _handle(kind, name) if kind in ("study", "source") else _handle(kind, name, bucket.metric)


def _handle(kind: str, name: str, metric: str = "") -> str:
    return f"{metric} {kind} {name}".strip()
