"""What a document says of each study wherever it names it: its population, its line of therapy, its two arms.

A heading says that PROFILE 1014 was a first-line trial; a table forty lines further names PROFILE 1014 over a column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Scope

KEYS = ("population", "therapy_line")


@dataclass(frozen=True, slots=True)
class Profile:
    """One study as the document presents it."""

    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    arms: tuple[Hit, ...] = ()
    """Experimental arm and control, where the document names a pair of them."""


NOTHING = Profile()


def profiles(sentences: Iterable[tuple[Sequence[Hit], bool]], own: str | None = None) -> Mapping[str, Profile]:
    """Study -> what sentences that name this study alone say, where they agree or one thing is by far the commonest.

    Args:
        sentences: the terms of each sentence, in order, and whether it is a heading. A sentence that names no study
            is about the one named last under its heading.
        own: the document's own study, which a sentence that names none is about.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    first: dict[tuple[str, str, str], Hit] = {}
    pairs: dict[str, Counter[tuple[str, str]]] = {}
    named: dict[str, Hit] = {}
    current = own
    for hits, heading in sentences:
        studies = {h.name for h in hits if h.label == "study"}
        if len(studies) == 1:
            current = next(iter(studies))
        elif studies or heading:
            current = own if heading else None
        if current is None:
            continue
        study = current
        for key in KEYS:
            said = [h for h in hits if h.label == key]
            names = narrowest(h.name for h in said)
            if len(names) == 1:
                counts.setdefault((study, key), Counter())[names[0]] += 1
                first.setdefault((study, key, names[0]), next(h for h in said if h.name == names[0]))
        arms = list(dict.fromkeys(h.name for h in hits if h.label == "treatment"))
        if len(arms) == _PAIR:
            named |= {h.name: h for h in hits if h.label == "treatment" and h.name not in named}
            pairs.setdefault(study, Counter())[arms[0], arms[1]] += 1
    found: dict[str, dict[str, Attribute]] = {}
    for (study, key), counter in counts.items():
        name = _settled(counter)
        if name is not None:
            hit = first[study, key, name]
            found.setdefault(study, {})[key] = Attribute(key, name, hit.known, hit.start, hit.end, Scope.HEADING)
    return {
        study: Profile(found.get(study, {}), tuple(named[name] for name in _arms(pairs.get(study, Counter()))))
        for study in {*found, *pairs}
    }


_PAIR = 2


def _arms(pairs: Counter[tuple[str, str]]) -> tuple[str, ...]:
    """The pair of arms most often named together, in the order in which it mostly stands."""
    together: Counter[frozenset[str]] = Counter()
    for pair, count in pairs.items():
        together[frozenset(pair)] += count
    ranked = sorted(together.items(), key=lambda item: (-item[1], sorted(item[0])))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ()
    return max((p for p in pairs if frozenset(p) == ranked[0][0]), key=lambda p: (pairs[p], p))


def _settled(counter: Counter[str]) -> str | None:
    names = narrowest(counter)
    ranked = sorted(((counter[name], name) for name in names), reverse=True)
    if len(ranked) == 1 or ranked[0][0] >= 2 * ranked[1][0]:
        return ranked[0][1]
    return None


def narrowest(names: Iterable[str]) -> list[str]:
    """The distinct names, without those that another one narrows: `NSCLC` beside `ALK-positive NSCLC`."""
    distinct = list(dict.fromkeys(names))
    if len(distinct) < _PAIR:
        return distinct
    words = {name: set(name.split()) for name in distinct}
    return [name for name in distinct if not any(words[name] < words[other] for other in distinct)]
