"""The vocabulary of measures, compiled: units, bounds, number words, label nouns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from claimcheck.extract.spans.patterns import BLANK, DASH, GAP
from claimcheck.model import Comparator


@dataclass(frozen=True)
class Lexicon:
    """Patterns and sets made of measures.toml."""

    unit: re.Pattern[str]
    """A unit behind a number; group `unit` is the unit as written."""
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
        unit=unit_pattern(pack["unit"]),
        before=_before(pack["before"]),
        after=re.compile(rf"{GAP}(?:{spelled(_all(pack['after']))})(?!\w)", re.IGNORECASE),
        bounds={flat(word): Comparator(sign) for side in ("before", "after") for sign, words in pack[side].items() for word in words},
        number_words=_number_words(pack["number"]),
        special=re.compile(rf"(?<![\w-])(?:{spelled(pack['number']['special'])})(?![\w-])", re.IGNORECASE),
        label_nouns=frozenset(word.casefold().rstrip(".") for word in pack["label"]["nouns"]),
        grammar_words=frozenset(pack["words"]["grammar"]),
    )


def flat(words: str) -> str:
    """Lower case, single blanks."""
    return " ".join(words.casefold().split())


def spelled(words: Iterable[str]) -> str:
    """Alternatives, the longest first, blanks of any kind inside."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(rf"{BLANK}{{1,2}}".join(re.escape(part) for part in word.split()) for word in ordered)


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


# ---- units ----


def unit_pattern(entry: Mapping[str, list[str]]) -> re.Pattern[str]:
    """A unit behind a number: simple or compound, glued to it, behind a blank, behind a hyphen."""
    scaled = "|".join(re.escape(symbol) for symbol in _longest(entry["scaled"]))
    prefix = "|".join(re.escape(symbol) for symbol in _longest(entry["prefixes"]))
    plain = "|".join(re.escape(symbol) for symbol in _longest([*entry["plain"], *entry["letters"]]))
    word = rf"(?i:{spelled(entry['words'])})(?i:s|es)?"
    power = rf"(?:\^?\{{?{DASH}?{BLANK}?[1-9](?![0-9.])\}}?|⁻?[¹²³⁴-⁹])"
    minus = rf"(?:\^?\{{?[-\u2010\u2011\u2012\u2013\u2212]{BLANK}?[1-9](?![0-9.])\}}?|⁻[¹²³⁴-⁹])"
    end = r"(?![\w\u0370-\u03ff])"
    symbol = rf"(?:{plain}|(?:{prefix}){{1}}(?:{scaled}))"
    long_symbol = rf"(?:{_many(entry['plain'])}|(?:{prefix})(?:{scaled})|{_many(entry['scaled'])})"
    any_symbol = rf"(?:{long_symbol}|{scaled})"
    factor = rf"(?:{BLANK}{{0,2}}[\u00b7\u22c5.∗*]?{BLANK}?(?:[A-Z][a-z]?[0-9]?{BLANK})?(?:{any_symbol}|{word}){minus})"
    middle = rf"(?:{BLANK}{{0,1}}[\u00b7\u22c5∗*]?{BLANK}?(?:{any_symbol})(?:[23])?(?={factor}))"
    below = rf"(?:{BLANK}?[/∕⁄]{BLANK}?(?:(?:{any_symbol}){{1,2}}{power}?{end}|\([^()]{{1,20}}\)|[A-Za-zμµ]{{1,14}}[23]?{end}))"
    per = rf"(?:{BLANK}{{1,2}}per{BLANK}{{1,2}}(?!cent)(?:(?:{any_symbol}){power}?{end}|[a-z]{{2,14}}{end}))"
    tail = rf"(?:{BLANK}(?:{spelled(entry['tails'])}){end})"
    glyph = rf"(?:{_glyphs(entry['plain'])})"
    compound = rf"(?:{middle}{{0,2}}{factor}{{1,4}}{end}|{below}{{1,2}}|{per}{{1,2}}|{tail}){{0,3}}"
    first = rf"(?:{word}(?={end}|{minus})|{long_symbol}{power}?(?={end}|{DASH}|{factor})|{glyph})"
    alone = rf"(?:{_of(entry['letters'])})(?:{power}?{end}|{power}|(?={factor}|{middle}))"
    stuck = rf"(?:{_of(entry['glued'])})(?:{power}?{end}|(?={factor}|{middle}|{below}))"
    behind = rf"(?:{word}{end}|{long_symbol}{power}?{end}|(?:{_of(entry['hyphened'])}){end})"
    start_unit = rf"{any_symbol}{power}?(?={factor}|{middle}|{below})"
    return re.compile(
        rf"(?:(?:{GAP})(?P<a>(?:{start_unit}|{first}){compound})"
        rf"|{BLANK}{{1,3}}(?P<b>{alone}{compound})|(?P<c>{stuck}{compound})"
        rf"|{DASH}(?P<d>{behind}{compound})|{BLANK}(?P<e>per{BLANK}(?!cent)[A-Za-z]{{1,14}}){end})"
    )


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))


def _of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in _longest(words))


def _many(words: Iterable[str]) -> str:
    return _of(word for word in words if len(word) > 1)


def _glyphs(words: Iterable[str]) -> str:
    """Signs that need no end of word: `%`, the degree."""
    return "|".join(re.escape(word) for word in _longest(words) if not word[-1].isalnum())
