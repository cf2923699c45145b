"""Trials that no vocabulary holds: `the ZENITH-7 trial`, and `Zenith 7` wherever the document goes on to speak of it.

A name is a trial's where `trial` or `study` stands beside it or a registry id behind it, or where the document
introduces it otherwise (`trial_names`). Every other place that has the name, in whatever spelling of hyphen and space,
is of that trial as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from claimcheck.extract.terms import Hit, longest, overlaps
from claimcheck.extract.trial_names import introduced
from claimcheck.model import Table
from claimcheck.vocabulary import Vocabulary, fold

_NUMBERED = r"[A-Za-z]{4,12}[ -]?[0-9]{1,4}[A-Za-z]?|[A-Za-z]{4,12}-(?:[IVX]{1,4}|[A-Z]{1,4})"
_ACRONYM = r"[A-Z]{2,4}[A-Z-]{2,9}[A-Z]"
_QUALIFIED = (
    r"(?:\s(?:phase\s(?:[1-4]|I{1,3}V?)[ab]?|randomi[sz]ed|open-label|pivotal|clinical|controlled|double-blind|registration(?:al)?"
    r"|extension)){0,3}"
)
_NOUN = re.compile(r"t(?<!\wt)rials?\b|s(?<!\ws)tud(?:y|ies)\b")
_BEFORE = re.compile(rf"(?<![A-Za-z0-9-])(?P<name>{_NUMBERED}|{_ACRONYM}){_QUALIFIED}\s$")
_PAIR = re.compile(rf"(?<![A-Za-z0-9-])(?P<name>{_NUMBERED})\s(?:and|or)\s$")
_REGISTERED = re.compile(
    rf"(?<![A-Za-z0-9-])(?P<name>{_NUMBERED}|{_ACRONYM}|[A-Z][a-z]{{0,6}}[A-Z][A-Za-z]{{2,9}})"
    r"(?:\s(?:trial|study))?\s?[\[(;,]\s?$"
)
_WITH_NUMBER = (
    r"(?:[ -]?[1-9](?=[,;:).]|\s(?:trial|study|and|was|were|the|in|with|showed|compared|enrolled|randomi[sz]ed"
    r"|included)\b))?"
)
"""Behind a bare name: the number of another trial of the family, `BRIGHTSKY 2`."""
_THE = re.compile(r"\b[Tt]he\s$")
"""Before a name in small letters: `the zenith 7 trial`, but `more than 10 trials`."""
_FAMILY = re.compile(r"[A-Za-z]+(?=[ -]?[0-9])")
"""Of `PROFILE 1001`: a family of trials, none of which the bare name is."""
_SIBLING = re.compile(r"-[0-9]{1,3}[A-Z]?(?![0-9.%A-Za-z])")
_TIMES = 2
"""Times that a bare acronym must stand beside `trial` or `study`: there are `EGFR studies`, too."""
_REACH = 96


def with_unknown_trials(
    text: str, hits: Sequence[Hit], vocabulary: Vocabulary, tables: Sequence[Table] = ()
) -> list[Hit]:
    """The hits, and one more wherever the document names a trial of which only it knows.

    Args:
        text: the document's text.
        hits: the terms found so far; what is a term already names no trial.
        vocabulary: lists the words that stand before a number or `trial` and name none.
        tables: the document's tables, which may have a column of trials.
    """
    hits = [hit for hit in hits if not _is_of_sibling(text, hit)]
    nouns = {fold(a) for label in ("no_trial", "label_noun") for t in vocabulary.of(label).values() for a in t.aliases}
    families = {fold(stem[0]) for name in vocabulary.of("study") if (stem := _FAMILY.match(name))}
    terms = {fold(text[h.start : h.end]) for h in hits if h.label not in ("study", "registry")}
    banned = _Banned(nouns | families | terms, nouns | terms)
    names = {*_stated(text, hits, banned), *(h.name for h in hits if h.label == "study" and not h.known)}
    names |= {name for name in introduced(text, tables) if _may_name(name, banned)}
    if not names:
        return list(hits)
    found = [hit for name in sorted(names) for hit in _places(text, name)]
    taken = [h for h in hits if h.known]
    free = [hit for hit in found if not overlaps(hit.start, hit.end, taken)]
    return longest([*hits, *free])


class _Banned(NamedTuple):
    """What names no trial, folded: as a whole name, and as the word before its number."""

    names: Collection[str]
    stems: Collection[str]


def _stated(text: str, hits: Sequence[Hit], banned: _Banned) -> Iterator[str]:
    """The names that the words around them make a trial's."""
    acronyms: Counter[str] = Counter()
    for noun in _NOUN.finditer(text):
        for pattern in (_BEFORE, _PAIR):
            match = pattern.search(text, max(0, noun.start() - _REACH), noun.start())
            if match is None or not _may_name(match["name"], banned):
                continue
            if match["name"].islower() and not (
                noun[0] in ("trial", "study") and _THE.search(text, max(0, match.start() - 5), match.start())
            ):
                continue
            if any(c.isdigit() for c in match["name"]) or "-" in match["name"]:
                yield match["name"]
            else:
                acronyms[match["name"]] += 1
    yield from (name for name, times in acronyms.items() if times >= _TIMES)
    for hit in hits:
        if hit.label == "registry":
            match = _REGISTERED.search(text, max(0, hit.start - _REACH), hit.start)
            if match and _may_name(match["name"], banned):
                yield match["name"]


def _may_name(name: str, banned: _Banned) -> bool:
    """Whether neither the name nor the word before its number is a term or a noun of another kind."""
    stem = re.split(r"[ -]|(?<=[A-Za-z])(?=[0-9])", name)[0]
    if stem.islower() and not any(c.isdigit() for c in name):
        return False
    return fold(name) not in banned.names and fold(stem) not in banned.stems


def _is_of_sibling(text: str, hit: Hit) -> bool:
    """Whether a known trial's name is the beginning of another's: `NEPTUNE` of `NEPTUNE-3`."""
    return hit.label == "study" and hit.known and text[hit.end - 1].isalpha() and bool(_SIBLING.match(text, hit.end))


def _places(text: str, name: str) -> Iterator[Hit]:
    """Everywhere the text has a name: a numbered one in any case, hyphen or space, another as it is written."""
    numbered = re.fullmatch(r"([A-Za-z]+)[ -]?([0-9]+[A-Za-z]?)", name)
    if numbered:
        pattern = re.compile(
            rf"(?<![A-Za-z0-9-]){numbered[1]}[ -]?{numbered[2]}(?![A-Za-z0-9]|[.,][0-9]|\s?%)", re.IGNORECASE
        )
    else:
        pattern = re.compile(rf"(?<![A-Za-z0-9-]){re.escape(name)}{_WITH_NUMBER}(?![A-Za-z0-9]|-[A-Za-z0-9])")
    for match in pattern.finditer(text):
        yield Hit(match.start(), match.end(), "study", match[0], known=False)
