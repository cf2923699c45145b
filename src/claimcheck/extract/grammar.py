"""The patterns that numbers are made of. Every repeat is bounded and guarded on its left, so none can run away."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimcheck.vocabulary import Vocabulary

SPACE = r"[ \t\u00a0\u2009\u202f\u2007]"
GAP = rf"(?:{SPACE}{{0,3}}(?:\r?\n{SPACE}{{0,3}}){{0,3}})"
"""White space inside one quantity: converted text breaks lines, even with a blank one, between number and unit."""
DASH = r"[-\u2010\u2011\u2012\u2013\u2014\u2212]"
POINT = r"[.\u00b7\u22c5\u2219\u2027]"
THOUSANDS = r"[,\u00a0\u2009\u202f]"
DIGITS = rf"(?:[0-9]{{1,3}}(?:{THOUSANDS}[0-9]{{3}}){{1,4}}(?![0-9])|[0-9]{{1,15}})"
NUMBER = rf"(?:{DIGITS}(?:{POINT}[0-9]{{1,10}})?|{POINT}[0-9]{{1,10}})"

START = re.compile(
    rf"[0-9.\u00b7\u22c5\u2219\u2027](?<![A-Za-z0-9_].)(?<![0-9]{POINT}.)(?<![0-9],.)(?:(?<=[0-9])|(?=[0-9]))"
)
"""The first character of a number: not inside a word, nor after the point or the comma of another number."""

FRACTION = re.compile(
    rf"([0-9]{{1,6}}(?:,[0-9]{{3}})?){SPACE}?(?:/|of(?: the| a total of)?"
    rf"|out of(?: the)?){SPACE}?([0-9]{{1,3}}(?:,[0-9]{{3}})|[0-9]{{1,6}})(?![0-9.,/]*[0-9])",
    re.IGNORECASE,
)
SPREAD = re.compile(rf"{GAP}(?:±|\+/-|\+/−|\\pm){GAP}({NUMBER})")
JOINED = re.compile(rf"{GAP}(?:{DASH}|to|through){GAP}(?={DASH}?{NUMBER})")
LEVEL = re.compile(
    rf"([0-9]{{2}}(?:\.[0-9]{{1,2}})?){GAP}?\\?%?{GAP}?(?:CIs?\b|C\.I\.|(?:confidence|credible"
    rf"|credibility){GAP}(?:intervals?|limits?)|CrIs?\b)(?:{GAP}[\[(](?:CI|CIs|CrI)[\])])?",
    re.IGNORECASE,
)
SIGNED = rf"[-\u2212\u2013]?{NUMBER}"
OPEN_END = r"not (?:yet )?reached|not (?:estimable|evaluable|calculable|available)|NR|NE|NA|∞|infinity"
INTERVAL = re.compile(
    rf"{GAP}[:=,;]?{GAP}[\[(]?{GAP}[:=,]?{GAP}(?:of |from |was |ranged from )?({SIGNED}){GAP}(?:%"
    rf"|(?!to\b|and\b)[a-z]{{1,6}})?{GAP}(?:{DASH}|to|,|;|and|–){GAP}({SIGNED}|{OPEN_END})",
)
MORE_INTERVAL = re.compile(
    rf"{GAP}%?{GAP}(?:and|vs\.?|versus|,|;){GAP}[\[(]?({SIGNED}){GAP}(?:{DASH}|to){GAP}({SIGNED}"
    rf"|{OPEN_END})"
)
P_BEFORE = re.compile(
    rf"(?<![A-Za-z])[$*_]{{0,3}}[Pp][$*_]{{0,3}}(?:{SPACE}?-?{SPACE}?values?)?"
    rf"(?:{SPACE}?\([^()]{{1,20}}\)|{SPACE}for{SPACE}[a-z]{{1,12}})?{SPACE}?(?:of|was|is"
    rf"|:)?{GAP}([=<>≤≥⩽⩾]|<=|>=)?{GAP}$"
)
N_BEFORE = re.compile(rf"(?<![A-Za-z])[$*_]{{0,3}}[nN][$*_]{{0,3}}{GAP}[=:]{GAP}$")
_LINK = r"[^\s<>\"]{3,300}"
URL = re.compile(rf"https?://{_LINK}|www\.{_LINK}|doi:?\s?{_LINK}|10\.(?<!\w10\.)[0-9]{{4,9}}/[^\s<>\"]{{2,100}}")
_NUMBERED = r"[-A-Z/]{0,6} ?[0-9]{3,14}[0-9/-]{0,12}\b"
IDENTIFIER = re.compile(
    r"N(?<!\wN)CT ?0?[0-9]{7,8}\b|I(?<!\wI)SRCTN ?[0-9]{6,10}\b|U(?<!\wU)MIN ?[0-9]{9}\b"
    r"|E(?<!\wE)(?:udraCT|UDRACT)[^0-9\n]{0,30}[0-9]{4}-[0-9]{6}-[0-9]{2}\b"
    rf"|A(?<!\wA)CTRN{_NUMBERED}|C(?<!\wC)(?:hiCTR|TRI){_NUMBERED}|J(?<!\wJ)PRN{_NUMBERED}"
    rf"|D(?<!\wD)RKS{_NUMBERED}|N(?<!\wN)TR{_NUMBERED}|K(?<!\wK)CT{_NUMBERED}|R(?<!\wR)BR{_NUMBERED}"
    r"|P(?<!\wP)M(?:C|ID:?) ?[0-9]{5,8}\b"
)
EUDRACT = re.compile(r"-(?<=(?<!\w)[0-9]{4}-)[0-9]{6}-[0-9]{2}\b")
"""A number of the EudraCT register, from its first hyphen: four digits stand before it."""


def alternatives(words: Iterable[str]) -> str:
    """A pattern of literal words, the longest first, inner white space of any kind; letters need a word's end."""
    return "|".join(_literal(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def by_first_letter(words: Iterable[str]) -> str:
    """The same without regard to case, grouped by first letter: `re` drops all of a group at one look."""
    return "|".join(f"[{letter}](?i:{rest})" for letter, rest in _groups(words))


def from_first_letter(words: Iterable[str]) -> str:
    """The same behind no other letter, begun with one set of characters: `re` jumps from one of them to the next."""
    groups = _groups(words)
    rests = "|".join(f"(?<=[{letter}])(?i:{rest})" for letter, rest in groups)
    return rf"[{''.join(letter for letter, _ in groups)}](?<![A-Za-z].)(?:{rests})"


def _groups(words: Iterable[str]) -> list[tuple[str, str]]:
    """The first letter of words in both cases, and a pattern of what follows it in them."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        groups.setdefault(word[0].casefold(), []).append(_literal(word).removeprefix(re.escape(word[0])))
    return [(re.escape(first + first.upper()), "|".join(rest)) for first, rest in sorted(groups.items())]


def _literal(word: str) -> str:
    body = r"\s{1,3}".join(re.escape(part) for part in word.split())
    return body + (r"(?![A-Za-z0-9])" if word[-1].isalnum() else "")


def unit_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What may follow a number as its unit: group 1 is the unit as written."""
    words = [alias for unit in vocabulary.units.values() for alias in unit.aliases]
    return re.compile(rf"(?:{GAP}|{DASH}(?=[a-z]))({alternatives(words)})")


def comparator_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A comparator that ends where a number begins: group 1 is the comparator as written."""
    symbols = [word for word in words if not word[0].isalpha()]
    letters = [word for word in words if word[0].isalpha()]
    body = r"\s{1,3}".join
    spelled = "|".join(
        body(re.escape(part) for part in word.split()) for word in sorted(letters, key=lambda w: (-len(w), w))
    )
    return re.compile(rf"((?<![A-Za-z])(?:{spelled})(?=\s)|{alternatives(symbols)})\s{{0,3}}$", re.IGNORECASE)
