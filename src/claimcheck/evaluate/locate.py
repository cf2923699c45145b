"""Find the place that a label names by quote and context: letters and digits alone count, exactly one match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from claimcheck.evaluate.entries import Entry


def locate(labels: Iterable[Entry], texts: Mapping[str, str]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The labels with their spans, and those whose place is in no text or in more than one place.

    Args:
        labels: labels that have a span keep it.
        texts: file name -> the text that spans point into.
    """
    indexes = {name: _Letters(text) for name, text in texts.items()}
    located, lost = [], []
    for label in labels:
        index = indexes.get(label.document)
        span = label.span or (index.find(label.context, label.quote) if index else None)
        if span is None:
            lost.append(label)
        else:
            located.append(replace(label, span=span))
    return tuple(located), tuple(lost)


@dataclass
class _Letters:
    """A text reduced to its letters and digits, casefolded, and where each of them stands."""

    text: str

    @cached_property
    def _projected(self) -> tuple[str, list[int]]:
        found = [(letter, at) for at, char in enumerate(self.text) for letter in char.casefold() if letter.isalnum()]
        return "".join(letter for letter, _ in found), [at for _, at in found]

    def find(self, context: str, quote: str) -> tuple[int, int] | None:
        """The span of the quote behind its context.

        Where a table is read in another order than the label's, the first words of the context stand elsewhere: the
        longest end of the context that is found decides, and it must be found once.
        """
        plain, places = self._projected
        wanted, words = _letters(quote), context.split()
        for skipped in range(len(words) + 1):
            needle = _letters("".join(words[skipped:])) + wanted
            at = plain.find(needle)
            if at >= 0:
                last = at + len(needle)
                return None if plain.find(needle, at + 1) >= 0 else (places[last - len(wanted)], places[last - 1] + 1)
        return None


def _letters(text: str) -> str:
    """Keep letters and digits.

    >>> _letters("Median PFS: 19.2 months")
    'medianpfs192months'
    """
    return "".join(letter for char in text for letter in char.casefold() if letter.isalnum())
