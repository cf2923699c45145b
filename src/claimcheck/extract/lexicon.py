"""The patterns of numbers that depend on the vocabulary: units, comparators and named values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.extract import grammar
from claimcheck.model import Comparator, Special
from claimcheck.vocabulary import Same, Unit, Vocabulary


@dataclass(frozen=True)
class Lexicon:
    """The patterns that depend on the vocabulary, compiled once for each."""

    units: dict[str, Unit]
    unit: re.Pattern[str]
    unit_starts: frozenset[str]
    """First characters of units."""
    before: re.Pattern[str]
    before_words: frozenset[str]
    """The last words of comparators, to tell soon that none stands before a number."""
    before_signs: frozenset[str]
    after: re.Pattern[str]
    after_starts: frozenset[str]
    """First characters of the comparators behind a number."""
    comparators: dict[str, Comparator]
    special: re.Pattern[str]
    specials: dict[str, Special]


@lru_cache(maxsize=4)
def _lexicon(same: Same) -> Lexicon:
    vocabulary = same.vocabulary
    comparators = {
        flat(alias): Comparator(name)
        for label in ("comparator", "comparator_after")
        for name, term in vocabulary.of(label).items()
        for alias in term.aliases
    }
    before = [alias for term in vocabulary.of("comparator").values() for alias in term.aliases]
    after = [alias for term in vocabulary.of("comparator_after").values() for alias in term.aliases]
    specials = {flat(alias): Special(name) for name, term in vocabulary.of("special").items() for alias in term.aliases}
    units = {alias: unit for unit in vocabulary.units.values() for alias in unit.aliases}
    return Lexicon(
        units,
        grammar.unit_pattern(vocabulary),
        frozenset(alias[0] for alias in units),
        grammar.comparator_pattern(before),
        frozenset(word.casefold().split()[-1] for word in before),
        frozenset(word[-1] for word in before if not word[-1].isalpha()),
        re.compile(rf"{grammar.GAP}({grammar.alternatives(after)})"),
        frozenset(word[0] for word in after),
        comparators,
        re.compile(grammar.from_first_letter(specials)),
        specials,
    )


def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The patterns of a vocabulary."""
    return _lexicon(Same(vocabulary))


def flat(words: str) -> str:
    """A wording in lower case, with one blank between words."""
    return " ".join(words.casefold().split())
