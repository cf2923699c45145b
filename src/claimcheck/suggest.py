"""What a corpus names that the vocabulary does not know: entries for a pack of one's own."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.model import Document
from claimcheck.report.summary import count
from claimcheck.vocabulary import Vocabulary, fold


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that no entry has."""

    label: str
    """`study` or `treatment`."""
    name: str
    """Its identity: what claims call it."""
    spellings: tuple[str, ...]
    """As written, the commonest first."""
    count: int
    documents: tuple[str, ...]
    read: bool
    """Whether claims are read of it; else it only looks like a trial or a drug."""
    near: tuple[str, ...]
    """Known names that are spelt much like it, the nearest first."""


def suggest(documents: Iterable[Document], vocabulary: Vocabulary) -> tuple[Suggestion, ...]:
    """The unknown names of documents, those read as names first, the commonest first."""
    from claimcheck.extract.unknown import unknown_names
    from claimcheck.normalise import Names

    names = Names(vocabulary)
    spellings: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    places: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    read: set[tuple[str, str]] = set()
    for document in documents:
        for found in unknown_names(document.text, vocabulary):
            key = (found.label, names.resolve(found.label, found.written))
            if names.knows(*key):
                continue
            spellings[key][found.written] += 1
            places[key].add(document.path)
            if found.read:
                read.add(key)
    made = [
        Suggestion(
            label,
            name,
            tuple(word for word, _ in sorted(written.items(), key=lambda x: (-x[1], x[0]))),
            written.total(),
            tuple(sorted(places[label, name])),
            (label, name) in read,
            names.near(label, name),
        )
        for (label, name), written in spellings.items()
    ]
    return tuple(sorted(made, key=lambda s: (not s.read, -s.count, s.label, s.name)))


def as_toml(suggestions: Sequence[Suggestion]) -> str:
    """A pack to paste from: one entry a name, under a comment with what was seen of it."""
    lines: list[str] = []
    for label in ("study", "treatment"):
        chosen = [s for s in suggestions if s.label == label]
        if chosen:
            lines += [f"[{label}]"]
        for item in chosen:
            near = f"; near {', '.join(item.near)}" if item.near else ""
            seen = f"{count(item.count, 'time')} in {count(len(item.documents), 'document')}"
            lines += [f"# {seen}{near}", _entry(item)]
        lines += [""] if chosen else []
    return "\n".join(lines)


def _entry(item: Suggestion) -> str:
    aliases = [word for word in item.spellings if fold(word) != fold(item.name)]
    table = {"aliases": aliases} if aliases else {}
    keys = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items()]
    keys += ['kind = "drug"'] if item.label == "treatment" else []
    return f"{json.dumps(item.name, ensure_ascii=False)} = {{ {', '.join([*keys, 'source = ' + json.dumps('')])} }}"
