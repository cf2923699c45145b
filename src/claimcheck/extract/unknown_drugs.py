"""Drugs that no vocabulary holds and no stem gives away: a code (`QXR-2210`), or a word that stands where arms stand.

A code counts where a word of treatment is beside it once. A word counts where it is set against placebo or another
treatment and is an arm's or a dose's name somewhere else: `Veltrexa or placebo`, `the Veltrexa group`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from claimcheck.extract.terms import Hit, longest, overlaps
from claimcheck.vocabulary import Vocabulary

_CODE = r"[A-Z]{2,5}[ -]?[0-9]{3,9}[A-Za-z]?(?:-[A-Z]{2,3})?"
_WORD = r"[A-Za-z][a-z]{5,20}"
_CUE = re.compile(
    r"t(?<!\wt)reated\swith\s|r(?<!\wr)eceiv(?:ed?|ing|es)\s|g(?<!\wg)iven\s|a(?<!\wa)ssigned\sto\s(?:receive\s)?"
    r"|a(?<!\wa)llocated\sto\s|r(?<!\wr)andomi[sz]ed\sto\s(?:receive\s)?|t(?<!\wt)herapy\swith\s|t(?<!\wt)reatment\swith\s"
)
"""Before a treatment. Every pattern begins with a letter, for speed: see `shapes.py`."""
_ARM = re.compile(
    r"a(?<=[\s-].)rms?\b|g(?<=[\s-].)roups?\b|r(?<=\sr)ecipients\b|m(?<=\sm)onotherapy\b|t(?<=-t)reated\b"
)
_DOSE = re.compile(r"m(?<=[0-9].|\s.)g\b|m(?<=[0-9].|\s.)g/kg\b")
_VERSUS_AFTER = re.compile(
    r"\s(?:or|and|vs\.?|versus|v|than|(?:as\s)?compared\s(?:with|to)|plus|with)\s(?:the\s|matching\s)?$"
)
_VERSUS_BEFORE = re.compile(r"\s(?:or|and|vs\.?|versus|v|than|(?:as\s)?compared\s(?:with|to)|plus)\s(?:the\s)?")
_ENDS = re.compile(rf"(?<![\w-])(?P<name>{_CODE}|{_WORD})$")
_BEGINS = re.compile(rf"(?P<name>{_CODE}|{_WORD})(?![\w-])")
_IS_CODE = re.compile(_CODE)
_AMOUNT = re.compile(rf"(?<![\w-])(?P<name>{_CODE}|{_WORD})\s(?:at\s)?[0-9][0-9.,]{{0,6}}\s?$")
_REACH = 48
_KINDS = 2
"""Kinds of places that a word must stand in; a code needs one."""


def with_unknown_drugs(text: str, hits: Sequence[Hit], vocabulary: Vocabulary, words: Collection[str]) -> list[Hit]:
    """The hits, and one more wherever the document names a drug of which only it knows.

    Args:
        text: the document's text.
        hits: the terms found so far; what is a term already names no drug of its own.
        vocabulary: lists the words that stand where a drug could and are none.
        words: the words of the vocabulary's terms, folded; one of them names no drug by itself.
    """
    none = {kind: {alias.casefold() for alias in term.aliases} for kind, term in vocabulary.of("no_drug").items()}
    taken = {text[h.start : h.end] for h in hits}
    places: defaultdict[str, set[str]] = defaultdict(set)
    for name, kind in _stated(text, hits):
        if name not in taken and _may_name(name, none, words):
            places[name].add(kind)
    names = {n for n, kinds in places.items() if _IS_CODE.fullmatch(n) or (len(kinds) >= _KINDS and "versus" in kinds)}
    if not names:
        return list(hits)
    found = [hit for name in sorted(names) for hit in _all(text, name)]
    return longest([*hits, *(h for h in found if not overlaps(h.start, h.end, hits))])


def _stated(text: str, hits: Sequence[Hit]) -> Iterator[tuple[str, str]]:
    """Names that stand where a treatment does, and the kind of place."""
    for cue in _CUE.finditer(text):
        if match := _BEGINS.match(text, cue.end()):
            yield match["name"], "given"
    for noun in _ARM.finditer(text):
        if match := _ENDS.search(text, max(0, noun.start() - _REACH), noun.start() - 1):
            yield match["name"], "arm"
    for unit in _DOSE.finditer(text):
        if match := _AMOUNT.search(text, max(0, unit.start() - _REACH), unit.start()):
            yield match["name"], "dose"
    for hit in hits:
        if hit.label == "treatment":
            yield from ((name, "versus") for name in _beside(text, hit))


def _beside(text: str, hit: Hit) -> Iterator[str]:
    """The names that a treatment is set against or given with."""
    joined = _VERSUS_BEFORE.match(text, hit.end)
    if joined and (match := _BEGINS.match(text, joined.end())):
        yield match["name"]
    before = _VERSUS_AFTER.search(text, max(0, hit.start - _REACH), hit.start)
    if before and (match := _ENDS.search(text, max(0, before.start() - _REACH), before.start())):
        yield match["name"]


def _may_name(name: str, none: Mapping[str, Collection[str]], words: Collection[str]) -> bool:
    """Whether a code begins as no marker does, and a word is none of the language of trials."""
    letters = re.match(r"[A-Za-z]*", name)
    stem = letters[0].casefold() if letters else ""
    if _IS_CODE.fullmatch(name):
        return stem not in none.get("code", ())
    if stem in none.get("word", ()) or stem.endswith(tuple(none.get("ending", ()))):
        return False
    return stem not in words and stem.rstrip("s") not in words


def _all(text: str, name: str) -> Iterator[Hit]:
    code = re.fullmatch(r"([A-Z]+)[ -]?([0-9].*)", name)
    body = rf"{code[1]}[ -]?{re.escape(code[2])}" if code else re.escape(name)
    for match in re.finditer(rf"(?<![\w-]){body}(?![\w]|-[a-z0-9](?!reated|aive))", text):
        yield Hit(match.start(), match.end(), "treatment", match[0] if code else match[0].casefold(), known=False)
