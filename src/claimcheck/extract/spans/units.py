"""A unit behind a number: symbols with prefixes and exponents, words, and what they are compounded of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claimcheck.extract.spans.patterns import BLANK, DASH, GAP
from claimcheck.extract.spans.words import flat, spelled

_LETTERS = re.compile(r"[^\W\d_]+")
_GAP = re.compile(GAP)
_HYPHEN = re.compile(DASH)
_MINUS_POWER = re.compile(rf"\^?\{{?[-\u2010-\u2013\u2212]{BLANK}?[1-9](?![0-9]|\.[0-9])\}}?|⁻[¹²³⁴-⁹]")
_POWER = re.compile(rf"{_MINUS_POWER.pattern}|\^?\{{?[2-4](?![0-9.,]?[0-9])\}}?|[²³⁴-⁹]")
_TIMES = re.compile(rf"{BLANK}{{0,2}}[\u00b7\u22c5\u2219.∗*×]?{BLANK}?")
_ELEMENT = re.compile(rf"(?:[A-Z][a-z]?[0-9]?|[A-Z]{{2,4}}|CO2){BLANK}")
_OVER = re.compile(rf"{BLANK}?([/\u2215\u2044]){BLANK}?")
_PER = re.compile(rf"{BLANK}{{1,2}}(per){BLANK}{{1,2}}(?!(?:cent|centage|the|an?|our|their|its|each|protocol)\b)")
_COUNTED = re.compile(rf"{BLANK}{{1,2}}([a-z]{{2,16}}s){BLANK}{{1,2}}per{BLANK}{{1,2}}(?!cent)")
"""`9 layers per cm`."""
_GROUP = re.compile(r"\([^()]{1,20}\)")
_NOUN = re.compile(r"[a-zμµ]{1,16}(?![\w-])")
_FACTOR = re.compile(rf"{BLANK}?[0-9]")
_LONG = 16
_PARTS = 5
"""Most factors of one unit."""


@dataclass(frozen=True)
class Units:
    """The unit grammar over a vocabulary of symbols and words."""

    symbols: frozenset[str]
    words: frozenset[str]
    phrases: re.Pattern[str]
    tails: re.Pattern[str]
    letters: Mapping[str, frozenset[str]]
    """Single letters believed behind a blank, glued to the number, behind a hyphen."""

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Units:
        """Compile the `[unit]` table of measures.toml."""
        simple = [symbol for symbol in entry["plain"] if _LETTERS.fullmatch(symbol)]
        odd = [symbol for symbol in entry["plain"] if not _LETTERS.fullmatch(symbol)]
        several = [word for word in entry["words"] if not _LETTERS.fullmatch(word)]
        plurals = rf"(?:{spelled(several)})(?:e?s)?(?![\w-])"
        return cls(
            symbols=frozenset([*simple, *_scaled(entry["scaled"])]),
            words=frozenset(flat(word) for word in entry["words"] if _LETTERS.fullmatch(word)),
            phrases=re.compile(rf"(?i:{plurals})|(?:{_marks(odd)})"),
            tails=re.compile(rf"{BLANK}(?:{spelled(entry['tails'])})(?!\w)"),
            letters={key: frozenset(entry[key]) for key in ("letters", "glued", "hyphened")},
        )

    def match(self, text: str, at: int) -> tuple[int, int] | None:
        """Start and end of the unit of the number that ends at `at`."""
        gap, hyphen = _GAP.match(text, at), _HYPHEN.match(text, at)
        start = hyphen.end() if hyphen else gap.end() if gap else at
        kind = "hyphened" if hyphen else "glued" if start == at else "letters"
        end = self._first(text, start, kind)
        return self._headless(text, at) if end is None else (start, self._compound(text, end))

    def _headless(self, text: str, at: int) -> tuple[int, int] | None:
        """`1500 /mm3`, `9 layers per cm`, `25 per mm`."""
        over = _OVER.match(text, at)
        if over:
            run = _LETTERS.match(text, over.end())
            end = self._symbol(text, run) if run else None
            return None if end is None else (over.start(1), self._compound(text, end))
        counted = _COUNTED.match(text, at)
        if counted and self._below(text, counted.end()):
            return counted.start(1), self._compound(text, counted.end(1))
        per = _PER.match(text, at)
        return (per.start(1), self._compound(text, at)) if per and self._below(text, per.end()) else None

    def _first(self, text: str, at: int, kind: str) -> int | None:
        """End of the unit's first factor."""
        phrase = self.phrases.match(text, at)
        if phrase and not (phrase[0] in "×X" and _FACTOR.match(text, phrase.end())):
            power = _POWER.match(text, phrase.end())
            return power.end() if power and text[phrase.end() - 1].isalpha() else phrase.end()
        run = _LETTERS.match(text, at)
        if run is None:
            return None
        end = self._symbol(text, run)
        if end is None:
            return self._unheard(text, run) if kind == "letters" else None
        if run.end() - at == 1 and not self._believed(text, run, end, kind):
            return None
        return None if self._is_heading(text, run, kind) else end

    def _is_heading(self, text: str, run: re.Match[str], kind: str) -> bool:
        """`Week 52`, `Fig. 3Time to event`: a word that begins what comes next."""
        begins = run[0][0].isupper() and run[0] not in self.symbols
        return begins and (kind == "glued" or bool(_FACTOR.match(text, run.end())))

    def _unheard(self, text: str, run: re.Match[str]) -> int | None:
        """`9 stems/ha`, `30 photons cm-2`: a word that what follows shows to be the head of a unit."""
        over = _OVER.match(text, run.end())
        if over:
            below = _LETTERS.match(text, over.end())
            return run.end() if below and len(run[0]) < _LONG and self._symbol(text, below) else None
        times = _TIMES.match(text, run.end())
        return run.end() if times and times.end() > run.end() and self._negative(text, times.end()) else None

    def _believed(self, text: str, run: re.Match[str], end: int, kind: str) -> bool:
        """One letter is a unit where its place or its company says so."""
        if kind == "glued" and run[0] not in self.letters[kind]:
            return False
        if kind != "hyphened" and (_MINUS_POWER.match(text, run.end()) or self._compound(text, end) > end):
            return True
        return run[0] in self.letters[kind] and text[end : end + 1] not in {"'", "’", "-", "\u2010", "\u2011"}

    def _symbol(self, text: str, run: re.Match[str]) -> int | None:
        """End of the factor whose letters are `run`, its exponent included."""
        word = run[0]
        power = _MINUS_POWER.match(text, run.end())
        if power is None and word in self.symbols and (len(word) > 1 or word.islower()):
            power = _POWER.match(text, run.end())
        if word not in self.symbols and not self._is_word(word) and not (power and self._two(word)):
            return None
        end = power.end() if power else run.end()
        return None if text[end : end + 1].isalnum() or text[end : end + 1] == "_" else end

    def _is_word(self, word: str) -> bool:
        folded = word.casefold()
        return folded in self.words or (len(folded) > 3 and folded[-1] == "s" and folded[:-1] in self.words)

    def _two(self, word: str) -> bool:
        """`kgs-1`, `mWm-2`: two symbols without a blank, the second with an exponent."""
        return any(word[:i] in self.symbols and word[i:] in self.symbols for i in range(1, len(word)))

    def _compound(self, text: str, end: int) -> int:
        for _ in range(_PARTS):
            more = self._more(text, end)
            if more is None:
                break
            end = more
        tail = self.tails.match(text, end)
        return tail.end() if tail else end

    def _more(self, text: str, end: int) -> int | None:
        """Where the next factor ends: `m s-1`, `mg/L`, `% per year`."""
        over = _OVER.match(text, end)
        if over:
            return self._below(text, over.end())
        per = _PER.match(text, end)
        if per:
            return self._below(text, per.end())
        times = _TIMES.match(text, end)
        if times is None or times.end() == end:
            return None
        at = times.end()
        negative = self._negative(text, at)
        if negative is not None:
            return negative
        element = _ELEMENT.match(text, at)
        if element and (negative := self._negative(text, element.end())) is not None:
            return negative
        run = _LETTERS.match(text, at)
        middle = self._symbol(text, run) if run and run[0] in self.symbols else None
        if middle is None:
            return None
        again = _TIMES.match(text, middle)
        return middle if again and again.end() > middle and self._negative(text, again.end()) is not None else None

    def _negative(self, text: str, at: int) -> int | None:
        run = _LETTERS.match(text, at)
        if run is None or not _MINUS_POWER.match(text, run.end()):
            return None
        return self._symbol(text, run)

    def _below(self, text: str, at: int) -> int | None:
        """What stands under a slash or after `per`: a unit, else any one word."""
        phrase = self.phrases.match(text, at)
        if phrase:
            return phrase.end()
        run = _LETTERS.match(text, at)
        if run and (end := self._symbol(text, run)) is not None:
            return end
        group = _GROUP.match(text, at) or _NOUN.match(text, at)
        return group.end() if group else None


def _scaled(groups: list[list[str]]) -> Iterator[str]:
    """Every symbol of the groups by itself and with every prefix of its group."""
    for prefixes, symbols in groups:
        for symbol in symbols.split():
            yield symbol
            yield from (prefix + symbol for prefix in prefixes.split())


def _marks(symbols: list[str]) -> str:
    """Symbols that hold other characters than letters; those that end in a letter need the word's end."""
    ended = spelled(symbol for symbol in symbols if symbol[-1].isalnum())
    return rf"(?:{ended})(?![\w])|(?:{spelled(symbol for symbol in symbols if not symbol[-1].isalnum())})"
