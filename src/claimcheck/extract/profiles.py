"""What a document says of each study wherever it names it: its population, its line of therapy, its two arms.

A heading says that PROFILE 1014 was a first-line trial; a table forty lines further names PROFILE 1014 over a column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from claimcheck.extract.roster import Naming, Roster
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Scope
from claimcheck.vocabulary import Vocabulary

KEYS = ("population", "therapy_line")


class Line(NamedTuple):
    """A sentence or a heading with its terms."""

    start: int
    end: int
    hits: Sequence[Hit]
    heading: bool = False
    of_table: bool = False
    """The headings of a table, side by side."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One study as the document presents it."""

    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    roster: Roster | None = None
    """Its arms, where the document names a pair of them."""


NOTHING = Profile()


def profiles(
    text: str,
    lines: Iterable[Line],
    hits: Iterable[Hit],
    vocabulary: Vocabulary,
    own: str | None = None,
    titled: Iterable[str] = (),
    tabled: Iterable[tuple[str, Attribute]] = (),
    drug: Hit | None = None,
    controls: Iterable[tuple[str, Hit]] = (),
) -> Mapping[str, Profile]:
    """Study -> what lines about this study alone say, where they agree or one thing is by far the commonest.

    What the vocabulary knows of a trial goes before: ADAURA is adjuvant whatever the section it is cited in.

    Args:
        text: the document's text.
        lines: sentences and headings in order.
        hits: the terms of the whole document, tables included.
        vocabulary: the vocabulary.
        own: the document's own study, which a sentence that names none is about.
        titled: treatments that the title names.
        tabled: studies with what a table says of each as a whole.
        drug: the drug that the document is about.
        controls: studies of that drug with what a table says each compared it with.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    first: dict[tuple[str, str, str], Hit] = {}
    naming: dict[str, Naming] = {}
    for study, line in _of_studies(lines, own):
        for key in KEYS:
            said = [h for h in line.hits if h.label == key]
            names = narrowest(h.name for h in said)
            if len(names) == 1:
                counts.setdefault((study, key), Counter())[names[0]] += 1
                first.setdefault((study, key, names[0]), next(h for h in said if h.name == names[0]))
        named = naming.setdefault(study, Naming(vocabulary, drug))
        if line.of_table:
            named.side_by_side(line.hits)
        else:
            named.read(text, line.start, line.end, line.hits)
    found: dict[str, dict[str, Attribute]] = {}
    for (study, key), counter in counts.items():
        name = _settled(counter)
        if name is not None:
            hit = first[study, key, name]
            found.setdefault(study, {})[key] = Attribute(key, name, hit.known, hit.start, hit.end, Scope.HEADING)
    for study, given in (*tabled, *_protocols(hits, vocabulary)):
        found.setdefault(study, {})[given.key] = replace(given, scope=Scope.HEADING)
    rosters = {study: names.roster(titled if study == own else ()) for study, names in naming.items()}
    for study, control in controls:
        if rosters.get(study) is None and drug is not None and control.name != drug.name:
            rosters[study] = Roster((drug, control), control)
    return {study: Profile(found.get(study, {}), rosters.get(study)) for study in {**found, **rosters}}


def _protocols(hits: Iterable[Hit], vocabulary: Vocabulary) -> Iterator[tuple[str, Attribute]]:
    """What the vocabulary says of the studies that a document names."""
    studies = vocabulary.of("study")
    for hit in hits:
        if hit.label == "study" and hit.name in studies:
            for key, name in studies[hit.name].implies.items():
                yield hit.name, Attribute(key, name, True, hit.start, hit.end, Scope.HEADING)


def _of_studies(lines: Iterable[Line], own: str | None) -> Iterator[tuple[str, Line]]:
    """The lines about one study each. A sentence that names none is about the one named last under its heading."""
    current = own
    for line in lines:
        studies = {h.name for h in line.hits if h.label == "study"}
        if len(studies) == 1:
            current = next(iter(studies))
        elif studies or line.heading:
            current = own if line.heading else None
        if current is not None:
            yield current, line


def _settled(counter: Counter[str]) -> str | None:
    names = narrowest(counter)
    ranked = sorted(((counter[name], name) for name in names), reverse=True)
    if len(ranked) == 1 or ranked[0][0] >= 2 * ranked[1][0]:
        return ranked[0][1]
    return None


def narrowest(names: Iterable[str]) -> list[str]:
    """The distinct names, without those that another one narrows: `NSCLC` beside `ALK-positive NSCLC`."""
    distinct = list(dict.fromkeys(names))
    if len(distinct) == 1:
        return distinct
    words = {name: set(name.split()) for name in distinct}
    return [name for name in distinct if not any(words[name] < words[other] for other in distinct)]
