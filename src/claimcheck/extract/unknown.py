"""The names of a document that look like a trial or a drug and that no vocabulary holds, for a person to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from claimcheck.extract.terms import overlaps
from claimcheck.vocabulary import Vocabulary

_TRIAL_LIKE = re.compile(r"[A-Z](?<![\w-].)[A-Z]{3,9}[ -]?[0-9]{1,3}(?![\w%.,]|\s?%|-[0-9A-Z])")
_CODE_LIKE = re.compile(r"[A-Z](?<![\w-].)[A-Z]{1,3}-?[0-9]{4,6}(?![\w.,%]|-[0-9A-Z])")


class Unknown(NamedTuple):
    """A name where it stands: `study` or `treatment`, and whether claims are read of it already."""

    label: str
    written: str
    read: bool


def unknown_names(text: str, vocabulary: Vocabulary) -> Iterator[Unknown]:
    """First the names that have an identity of their own, then those that only look like one."""
    from claimcheck.extract import finder_of
    from claimcheck.extract.unknown_drugs import with_unknown_drugs
    from claimcheck.extract.unknown_trials import with_unknown_trials

    finder = finder_of(vocabulary)
    hits = with_unknown_trials(text, finder.find(text), vocabulary)
    hits = with_unknown_drugs(text, hits, vocabulary, finder.known)
    for hit in hits:
        if hit.label in ("study", "treatment") and not hit.known:
            yield Unknown(hit.label, hit.name, read=True)
    listed = [t for label in ("label_noun", "no_drug", "no_trial") for t in vocabulary.of(label).values()]
    none = {alias.casefold() for term in listed for alias in term.aliases}
    for label, pattern in (("study", _TRIAL_LIKE), ("treatment", _CODE_LIKE)):
        for match in pattern.finditer(text):
            stem = re.match(r"[A-Z]+", match[0])
            if stem and stem[0].casefold() not in none and not overlaps(match.start(), match.end(), hits):
                yield Unknown(label, match[0], read=False)
