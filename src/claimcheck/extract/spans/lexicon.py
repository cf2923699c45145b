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
    people: re.Pattern[str]
    """People counted: their noun stands inside the span."""
    label_nouns: frozenset[str]
    measured: frozenset[str]
    """Nouns that a bare number may follow: a ratio, an age."""
    grammar_words: frozenset[str]
    """Words that tell nothing about the number beside them: of, was, and, only."""
    event: re.Pattern[str]
    """What stands before the year of an event."""
    pronoun: re.Pattern[str]
    """What makes a pronoun of the word one."""
    part: re.Pattern[str]

    def unbounded(self, text: str) -> str:
        """The text without the bounds at its end: `from about ` is `from `."""
        for _ in range(2):
            bound = self.before.search(text)
            if bound is None:
                break
            text = text[: bound.start()]
        return text


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
        people=_people(pack["counted"]["people"], pack["words"]["grammar"]),
        measured=frozenset(word.casefold() for word in pack["label"]["measured"]),
        grammar_words=frozenset(pack["words"]["grammar"]),
        event=re.compile(rf"(?<!\w)(?:{spelled(pack['words']['event'])}){BLANK}$", re.IGNORECASE),
        pronoun=re.compile(rf"(?<!\w)(?:{spelled(pack['words']['pronoun'])})\s(?:[a-z]+\s)?$", re.IGNORECASE),
        part=re.compile(rf"\s(?:{spelled(pack['words']['parts'])})(?!\w)"),
    )


def _people(nouns: list[str], grammar: list[str]) -> re.Pattern[str]:
    """A counted noun, directly or behind one or two words that describe it."""
    between = rf"(?!(?:{spelled(grammar)})(?!\w))[A-Za-z][\w-]{{1,16}}{BLANK}"
    return re.compile(rf"{BLANK}{{1,2}}((?:{between}){{0,2}}(?:{spelled(nouns)}))(?![\w-])")


def _all(entry: Mapping[str, list[str]]) -> list[str]:
    return [word for words in entry.values() for word in words]


def _before(entry: Mapping[str, list[str]]) -> re.Pattern[str]:
    words = [word for word in _all(entry) if word[-1].isalpha() or word[-1] == "."]
    symbols = [word for word in _all(entry) if word not in words]
    return re.compile(
        rf"(?:(?<![\w-])(?:{spelled(words)})(?:{BLANK}|\r?\n){{1,3}}|(?:{spelled(symbols)}){GAP})$", re.IGNORECASE
    )


def _number_words(entry: Mapping[str, list[str]]) -> re.Pattern[str]:
    """`three`, `forty-seven`, `three hundred and forty`; `five and seven` are two."""
    blank = rf"{BLANK}{{1,2}}"
    small, scale, tens = (
        spelled(entry["units"]),
        spelled(entry["scales"]),
        spelled(w for w in entry["units"] if w[-2:] == "ty"),
    )
    below = rf"(?:(?:{tens})(?:[-\u2010\u2011]|{blank})(?:{small})|{small})(?!\w)"
    return re.compile(
        rf"(?<![\w-]){below}(?:{blank}(?:{scale})(?!\w)(?:{blank}(?:and{blank})?{below})?){{0,3}}", re.IGNORECASE
    )
