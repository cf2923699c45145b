"""What a document says of each study wherever it names it: its population and its line of therapy.

A heading says that PROFILE 1014 was a first-line trial; a table forty lines further names PROFILE 1014 over a column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from claimcheck.extract.scope import narrowest
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Scope

KEYS = ("population", "therapy_line")


def profiles(sentences: Iterable[Sequence[Hit]]) -> Mapping[str, Mapping[str, Attribute]]:
    """Study -> key -> the one thing, or the by far commonest, that sentences naming this study alone say.

    Args:
        sentences: the terms of each sentence and heading.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    first: dict[tuple[str, str, str], Hit] = {}
    for hits in sentences:
        studies = {h.name for h in hits if h.label == "study"}
        if len(studies) != 1:
            continue
        study = next(iter(studies))
        for key in KEYS:
            said = [h for h in hits if h.label == key]
            names = narrowest(h.name for h in said)
            if len(names) == 1:
                counts.setdefault((study, key), Counter())[names[0]] += 1
                first.setdefault((study, key, names[0]), next(h for h in said if h.name == names[0]))
    found: dict[str, dict[str, Attribute]] = {}
    for (study, key), counter in counts.items():
        name = _settled(counter)
        if name is not None:
            hit = first[study, key, name]
            found.setdefault(study, {})[key] = Attribute(key, name, hit.known, hit.start, hit.end, Scope.HEADING)
    return found


def _settled(counter: Counter[str]) -> str | None:
    names = narrowest(counter)
    ranked = sorted(((counter[name], name) for name in names), reverse=True)
    if len(ranked) == 1 or ranked[0][0] >= 2 * ranked[1][0]:
        return ranked[0][1]
    return None
