"""The vocabulary of measures, compiled: units, bounds, number words, label nouns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from claimcheck.extract.spans.patterns import BLANK, GAP
from claimcheck.extract.spans.units import Units
from claimcheck.extract.spans.words import flat, spelled
from claimcheck.model import Comparator


@dataclass(frozen=True)
class Lexicon:
    """Patterns and sets made of measures.toml."""

    units: Units
    before: re.Pattern[str]
    """A bound that ends where a number begins."""
    after: re.Pattern[str]
    bounds: Mapping[str, Comparator]
    number_words: re.Pattern[str]
    special: re.Pattern[str]
    label_nouns: frozenset[str]
    grammar_words: frozenset[str]
    """Words that tell nothing about the number beside them: of, was, and, only."""


Pack = Mapping[str, Mapping[str, list[str]]]


@cache
def lexicon() -> Lexicon:
    """The built-in measures, compiled once."""
    pack: Pack = tomllib.loads((files("claimcheck.vocabulary") / "data" / "measures.toml").read_text("utf-8"))
    return Lexicon(
        units=Units.of(pack["unit"]),
        before=_before(pack["before"]),
        after=re.compile(rf"{GAP}(?:{spelled(_all(pack['after']))})(?!\w)", re.IGNORECASE),
        bounds={
            flat(word): Comparator(sign)
            for side in ("before", "after")
            for sign, words in pack[side].items()
            for word in words
        },
        number_words=_number_words(pack["number"]),
        special=re.compile(rf"(?<![\w-])(?:{spelled(pack['number']['special'])})(?![\w-])", re.IGNORECASE),
        label_nouns=frozenset(word.casefold().rstrip(".") for word in pack["label"]["nouns"]),
        grammar_words=frozenset(pack["words"]["grammar"]),
    )


def _all(entry: Mapping[str, list[str]]) -> list[str]:
    return [word for words in entry.values() for word in words]


def _before(entry: Mapping[str, list[str]]) -> re.Pattern[str]:
    words = [word for word in _all(entry) if word[-1].isalpha() or word[-1] == "."]
    symbols = [word for word in _all(entry) if word not in words]
    return re.compile(
        rf"(?:(?<![\w-])(?:{spelled(words)})(?:{BLANK}|\r?\n){{1,3}}|(?:{spelled(symbols)}){GAP})$", re.IGNORECASE
    )


def _number_words(entry: Mapping[str, list[str]]) -> re.Pattern[str]:
    small, scale = spelled(entry["units"]), spelled(entry["scales"])
    joint = rf"(?:[-\u2010\u2011]|{BLANK}{{1,2}}(?:and{BLANK}{{1,2}})?)"
    return re.compile(rf"(?<![\w-])(?:{small})(?!\w)(?:{joint}(?:{scale}|{small})(?!\w)){{0,6}}", re.IGNORECASE)
