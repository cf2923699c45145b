"""Canonical names: the vocabulary's aliases first, then misspellings, then an identity from the shape of the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimcheck.vocabulary import Term, Vocabulary, fold

_AUTHOR_YEAR = re.compile(
    r"([^\W\d_][\w'\u2019-]*[a-z][\w'\u2019-]*(?: [^\W\d_][\w'\u2019-]*)*) ((?:19|20)[0-9]{2}[a-z]?)(?: \(.+\))?"
)
_NUMBERED = re.compile(r"([^\W\d_]{2,})[\s\u2010-\u2015-]*([0-9]+[A-Za-z]?)")
_REGISTRIES = ("NCT", "ISRCTN", "UMIN", "ACTRN", "ChiCTR", "DRKS", "PACTR", "KCT", "TCTR", "CTRI", "jRCT", "IRCT")
_REGISTRY = re.compile(rf"({'|'.join(_REGISTRIES)})[\s-]*([A-Z-]*[0-9/]{{6,}}(?:N[0-9]+)?)", re.IGNORECASE)
_CODE = re.compile(r"([A-Z]{2,5})[\s\u2010-\u2015-]*([0-9]{2,9}[A-Za-z]?(?:-[A-Z]{2,3})?)")
"""A sponsor's code: letters and a number, whatever stands between."""
_EUDRACT = re.compile(r"(?:EudraCT[\s-]*)?([0-9]{4}-[0-9]{6}-[0-9]{2})", re.IGNORECASE)
_DASHES = re.compile(r"[\s\u2010-\u2015\u2212-]+")

SLIPS = ((12, 2), (7, 1))
"""Length of both names -> slips allowed; `prednisone` and `prednisolone` must stay two drugs."""

STUDY_DIGITS = 3
"""A trial's name is corrected only beside a number this long: ASCEND and ASCENT are two programmes."""

_ALIKE = 75
"""Percent of the letters that a name shares with a near one (rapidfuzz, ratio)."""

CORRECTED = frozenset({"treatment", "study"})
"""Labels whose misspelt names are corrected."""

LABELS: Mapping[str, str] = {"comparator": "treatment", "indication": "population"}
"""Attribute keys whose names are those of another label of the vocabulary."""


class Names:
    """The vocabulary's names, folded, for looking up what a document wrote."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Index every alias; one that two terms of a label share names neither."""
        self._vocabulary = vocabulary
        self._indices: dict[str, dict[str, str]] = {}
        self._similar: dict[str, Similar] = {}
        self._cache: dict[tuple[str, str], str] = {}

    def _index(self, label: str) -> dict[str, str]:
        """The names of a label, indexed when the first is asked for: one document asks for few labels."""
        if label not in self._indices:
            self._indices[label] = _index(self._vocabulary.of(label).values())
        return self._indices[label]

    def resolve(self, key: str, written: str) -> str:
        """The canonical name of what is written for an attribute."""
        label = LABELS.get(key, key)
        at = (label, written)
        if at not in self._cache:
            self._cache[at] = self._resolve(label, written)
        return self._cache[at]

    def knows(self, key: str, written: str) -> bool:
        """Whether the vocabulary lists the name, in whatever spelling of case, hyphen and accent."""
        return fold(written) in self._index(LABELS.get(key, key))

    def near(self, key: str, written: str, most: int = 3) -> tuple[str, ...]:
        """Known names that are spelt much like one that is not known, the nearest first."""
        from rapidfuzz import fuzz, process

        index = self._index(LABELS.get(key, key))
        found = process.extract(fold(written), list(index), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3 * most)
        return tuple(dict.fromkeys(index[alias] for alias, _, _ in found))[:most]

    def _resolve(self, label: str, written: str) -> str:
        text = " ".join(written.split())
        index = self._index(label)
        known = index.get(fold(text))
        if known is not None:
            return known
        if label in CORRECTED:
            return self._corrected(label, text) or shaped(label, text)
        return text

    def _corrected(self, label: str, text: str) -> str | None:
        """The one known name that the text is a misspelling of; None where none or more than one is as near."""
        key = fold(text)
        index = self._index(label)
        best: dict[str, int] = {}
        if label not in self._similar:
            self._similar[label] = _by_letter(label, index)
        for candidate, distance in _near(label, key, self._similar[label]):
            name = index[candidate]
            best[name] = min(distance, best.get(name, distance))
        nearest = sorted(best, key=lambda name: (best[name], name))
        if not nearest or (len(nearest) > 1 and best[nearest[0]] == best[nearest[1]]):
            return None
        return nearest[0]


def _index(terms: Iterable[Term]) -> dict[str, str]:
    """Folded alias -> name; a term's own name goes before another's alias, an alias of two names neither."""
    own: dict[str, str] = {}
    aliases: dict[str, set[str]] = {}
    for term in terms:
        own[fold(term.name)] = term.name
        for alias in (*term.aliases, *term.registry):
            aliases.setdefault(fold(alias), set()).add(term.name)
    return {**{key: min(names) for key, names in aliases.items() if len(names) == 1}, **own}


Similar = Mapping[tuple[str, tuple[str, ...]], Sequence[tuple[str, int]]]
"""First letter and digits -> names that may be misspelt, and by how many slips."""


def _by_letter(label: str, known: Iterable[str]) -> Similar:
    """The names that a misspelling may stand for, by what it must share with them."""
    similar: dict[tuple[str, tuple[str, ...]], list[tuple[str, int]]] = {}
    if label in CORRECTED:
        for name in known:
            slips = _slips(label, name)
            if slips:
                similar.setdefault((name[0], _digits(name)), []).append((name, slips))
    return similar


def _digits(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[0-9]+", name))


def _near(label: str, key: str, similar: Similar) -> Iterator[tuple[str, int]]:
    """Known names within the slips that their length allows; they begin alike and hold the same digits."""
    allowed = _slips(label, key)
    if not allowed:
        return
    from rapidfuzz.distance import OSA

    for candidate, slips in similar.get((key[0], _digits(key)), ()):
        most = min(allowed, slips)
        distance = OSA.distance(key, candidate, score_cutoff=most)
        if distance <= most:
            yield candidate, distance


def _slips(label: str, key: str) -> int:
    """How many slips of the pen a folded name may hold: two in a long one, none in a short one."""
    letters = re.sub(r"[0-9]", "", key)
    if label == "study":
        return int(len(key) - len(letters) >= STUDY_DIGITS and len(letters) >= 6)
    if not key.isalpha():
        return 0
    return next((slips for length, slips in SLIPS if len(key) >= length), 0)


def is_report(name: str) -> bool:
    """Whether a name is that of a work, `Shaw 2014`."""
    return _AUTHOR_YEAR.fullmatch(name) is not None


def shaped(label: str, text: str) -> str:
    """The identity of a name that the vocabulary does not know: the same for every spelling of it."""
    if label != "study":
        code = _CODE.fullmatch(text)
        if code:
            return f"{code[1]}-{code[2]}"
        return text if sum(c.isupper() for c in text) > 1 else text.casefold()
    registry = _REGISTRY.fullmatch(text)
    if registry:
        name = next(x for x in _REGISTRIES if x.casefold() == registry[1].casefold())
        return name + ("-" if registry[2][0].isalpha() else "") + registry[2].upper()
    if european := _EUDRACT.fullmatch(text):
        return f"EudraCT {european[1]}"
    if _AUTHOR_YEAR.fullmatch(text):
        return text
    numbered = _NUMBERED.fullmatch(text)
    if numbered:
        return f"{numbered[1]} {numbered[2]}".upper()
    return _DASHES.sub("-", text.upper()) if any(c.isdigit() for c in text) else text
