"""Canonical names: the vocabulary's aliases first, then misspellings, then an identity from the shape of the name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from claimcheck.vocabulary import Vocabulary

_AUTHOR_YEAR = re.compile(r"([^\W\d_][\w'\u2019-]*[a-z][\w'\u2019-]*(?: [^\W\d_][\w'\u2019-]*)*) ((?:19|20)[0-9]{2})")
_NUMBERED = re.compile(r"([^\W\d_]{2,})[\s\u2010-\u2015-]*([0-9]+[A-Za-z]?)")
_REGISTRY = re.compile(r"(NCT|ISRCTN|UMIN|ACTRN|ChiCTR)[\s-]*([A-Z-]*[0-9]{6,})", re.IGNORECASE)
_DASHES = re.compile(r"[\s\u2010-\u2015\u2212-]+")

_NEAR_ENOUGH = ((12, 2), (6, 1))
"""Length of the shorter name -> slips allowed; `prednisone` and `prednisolone` must stay two drugs."""
_STUDY_DIGITS = 3
"""A trial's name is corrected only beside a number this long: ASCEND and ASCENT are two programmes."""

LABELS: Mapping[str, str] = {"comparator": "treatment", "indication": "population"}
"""Attribute keys whose names are those of another label of the vocabulary."""


class Names:
    """The vocabulary's names, folded, for looking up what a document wrote."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Index every alias; one that two terms of a label share names neither."""
        self._index = {label: _index(terms.values()) for label, terms in vocabulary.terms.items()}
        self._cache: dict[tuple[str, str], str] = {}

    def resolve(self, key: str, written: str) -> str:
        """The canonical name of what is written for an attribute."""
        label = LABELS.get(key, key)
        at = (label, written)
        if at not in self._cache:
            self._cache[at] = self._resolve(label, written)
        return self._cache[at]

    def knows(self, key: str, written: str) -> bool:
        """Whether the vocabulary lists the name, in whatever spelling of case, hyphen and accent."""
        return fold(written) in self._index.get(LABELS.get(key, key), {})

    def _resolve(self, label: str, written: str) -> str:
        text = " ".join(written.split())
        index = self._index.get(label, {})
        known = index.get(fold(text))
        if known is not None:
            return known
        if label in ("treatment", "study"):
            return self._corrected(label, text) or shaped(label, text)
        return text

    def _corrected(self, label: str, text: str) -> str | None:
        """The one known name that the text is a misspelling of."""
        key = fold(text)
        allowed = _slips(label, key)
        if not allowed:
            return None
        near = _near(key, tuple(self._index[label]), allowed + 1) if label in self._index else []
        names: dict[str, int] = {}
        for candidate, distance in near:
            name = self._index[label][candidate]
            names[name] = min(distance, names.get(name, distance))
        best = sorted(names.items(), key=lambda item: (item[1], item[0]))
        if not best or best[0][1] > allowed or (len(best) > 1 and best[1][1] - best[0][1] < 1):
            return None
        return best[0][0]


def _index(terms: Iterable[object]) -> dict[str, str]:
    from claimcheck.vocabulary import Term

    own: dict[str, str] = {}
    aliases: dict[str, set[str]] = {}
    for term in terms:
        assert isinstance(term, Term)
        own[fold(term.name)] = term.name
        for alias in (*term.aliases, *term.registry):
            aliases.setdefault(fold(alias), set()).add(term.name)
    shared = {key: next(iter(names)) for key, names in aliases.items() if len(names) == 1}
    return {**shared, **own}


def _slips(label: str, key: str) -> int:
    """How many slips of the pen a name may hold: more in a long one, none in a short one."""
    letters = re.sub(r"[0-9]", "", key)
    if label == "study":
        return int(len(key) - len(letters) >= _STUDY_DIGITS and len(letters) >= 6)
    if len(letters) != len(key) or not key.isalpha():
        return 0
    return next((slips for length, slips in _NEAR_ENOUGH if len(key) >= length), 0)


def _near(key: str, candidates: tuple[str, ...], cutoff: int) -> list[tuple[str, int]]:
    """Candidates within `cutoff` slips that begin alike, hold the same digits and are long enough themselves."""
    from rapidfuzz.distance import OSA

    digits = re.findall(r"[0-9]+", key)
    found = []
    for candidate in candidates:
        if candidate[:1] != key[:1] or abs(len(candidate) - len(key)) > cutoff:
            continue
        if re.findall(r"[0-9]+", candidate) != digits:
            continue
        distance = OSA.distance(key, candidate, score_cutoff=cutoff)
        if distance <= min(cutoff, _allowed(min(len(candidate), len(key))) + 1):
            found.append((candidate, distance if distance <= _allowed(min(len(candidate), len(key))) else cutoff))
    return found


def _allowed(length: int) -> int:
    return next((slips for shortest, slips in _NEAR_ENOUGH if length >= shortest), 0)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case, spaces, dashes and accents taken away: `PROFILE-1007`, `Profile 1007`; `AcSé` and `AcSe`."""
    letters = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return _DASHES.sub("", letters.casefold())


def shaped(label: str, text: str) -> str:
    """The identity of a name that the vocabulary does not know: the same for every spelling of it."""
    if label != "study":
        return text.casefold()
    registry = _REGISTRY.fullmatch(text)
    if registry:
        return registry[1].upper() + registry[2].upper()
    if _AUTHOR_YEAR.fullmatch(text):
        return text
    numbered = _NUMBERED.fullmatch(text)
    if numbered:
        return f"{numbered[1]} {numbered[2]}".upper()
    return _DASHES.sub("-", text.upper()) if any(c.isdigit() for c in text) else text
