"""The arms of a study, and the shorter names that its document gives them.

A report allots patients to `FOLFIRI plus simvastatin or FOLFIRI plus placebo` and goes on about the simvastatin group,
the placebo group and the controls; a review compares osimertinib with platinum-pemetrexed and then with chemotherapy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimcheck.extract.arm_lists import listed_arms
from claimcheck.extract.arms import TARGETED
from claimcheck.extract.terms import Hit
from claimcheck.vocabulary import Vocabulary

CONTROL = frozenset({"control arm", "control", "comparator arm"})
"""Names of whatever a study compares with."""
_PAIR = 2
_ALLOTS = re.compile(r"\b(?:randomi[sz]|assign|allocat|allot)", re.IGNORECASE)
_COMPARES = re.compile(
    r"[^.;()]{0,30}\b(?:versus|vs\.?|compared (?:with|to)|against|over|than|or(?: to)?)(?:\s(?:to|with|the|either))?\s"
    r"[^.;()]{0,16}",
    re.IGNORECASE,
)
_COMPARED_BEFORE = re.compile(r"\b(?:compar(?:ed|es|ing|ison\sof)|between)\s[^.;,]{0,20}$", re.IGNORECASE)
_COMPARISON = re.compile(
    r"\b(?:compar(?:ed|ison)\s(?:with|to)|against|versus|vs\.?|over|than(?:\swith)?|superior\sto)"
    r"\s(?:the\s|an?\s|either\s)?$",
    re.IGNORECASE,
)
_ALLOTTED, _COMPARED, _NAMED = 6, 3, 1
"""What a sentence tells of the arms: patients are allotted to them, they are compared, both are named."""


_FIRST_PAGE = 4500
"""Characters of a title and an abstract."""
_LEAST = 4
"""Weight under which two treatments are no arms: named together once or twice."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The arms of one study: two of them with the experimental arm first, more of them as they are listed."""

    arms: tuple[Hit, ...]
    control: Hit | None
    """The arm that the others are compared with, where it is known."""

    def arm(self, name: str) -> Hit | None:
        """The arm that a name stands for.

        It is the arm of that name or of the same parts, the only one that the name gives in short, or the control
        where the name says so. None where it could be either or is neither.
        """
        for arm in self.arms:
            if _parts(name) == _parts(arm.name):
                return arm
        if name in CONTROL:
            return self.control
        meant = [arm for arm in self.arms if _stands_for(name, arm.name)]
        if len(meant) > 1 and _is_chemotherapy(name) and self.control in meant:
            return self.control
        return meant[0] if len(meant) == 1 else None


class Naming:
    """Counts which arms the sentences about one study name together."""

    def __init__(self, vocabulary: Vocabulary, drug: Hit | None = None) -> None:
        """Count nothing yet.

        Args:
            vocabulary: its treatments say which are controls and which are classes.
            drug: the drug that the document is about.
        """
        self.drug = drug
        self.known = vocabulary.of("treatment")
        self.weights: Counter[tuple[str, str]] = Counter()
        self.lists: Counter[tuple[str, ...]] = Counter()
        """Three arms and more that a sentence lists."""
        self.first: dict[str, Hit] = {}
        self.early: set[frozenset[str]] = set()
        """Pairs named on the first page, where a report introduces its arms."""

    def _kind(self, name: str) -> str:
        term = self.known.get(name)
        return term.kind if term is not None else ""

    def read(self, text: str, start: int, end: int, hits: Sequence[Hit]) -> None:
        """One sentence."""
        arms = [h for h in hits if h.label == "treatment" and h.name not in CONTROL]
        names = list(dict.fromkeys(h.name for h in arms))
        if len(names) == 1 and self.drug is not None and names[0] != self.drug.name and compared_with(text, arms[0]):
            self.first.setdefault(self.drug.name, self.drug)
            self.first.setdefault(names[0], arms[0])
            self.weights[self.drug.name, names[0]] += _COMPARED + _NAMED
        if len(names) < _PAIR:
            return
        for arm in arms:
            self.first.setdefault(arm.name, arm)
        allots = bool(_ALLOTS.search(text, start, end))
        for listed in listed_arms(text, start, arms):
            self.lists[listed] += _ALLOTTED if allots else _COMPARED
        if start < _FIRST_PAGE:
            self.early |= {frozenset((a, b)) for a in names for b in names if a < b}
        if len(names) == _PAIR:
            self.weights[names[0], names[1]] += _ALLOTTED if allots else _NAMED
        for one, other in pairwise(arms):
            if one.name != other.name and _are_compared(text, one, other):
                self.weights[one.name, other.name] += _COMPARED + (_ALLOTTED if allots else 0)

    def side_by_side(self, hits: Sequence[Hit]) -> None:
        """The headings of a table: two of them that name an arm each."""
        arms = {h.name: h for h in hits if h.label == "treatment" and h.name not in CONTROL}
        if len(arms) == _PAIR:
            for name, arm in arms.items():
                self.first.setdefault(name, arm)
            one, other = arms
            self.weights[one, other] += _COMPARED + _NAMED

    def roster(self, titled: Iterable[str] = ()) -> Roster | None:
        """The arms of the study, where the document says which they are.

        Args: titled: names of the drugs in the title, one of which the experimental arm has.
        """
        pair = self._pair()
        listed = next(iter(sorted(self.lists, key=lambda names: (-self.lists[names], -len(names), names))), None)
        if listed is not None and self.lists[listed] >= _LEAST and (pair is None or _holds(listed, pair)):
            return Roster(tuple(self.first[name] for name in listed), self._control_of(listed))
        if pair is None:
            return None
        experimental, control = self._ordered(pair, frozenset(titled))
        return Roster((self.first[experimental], self.first[control]), self.first[control])

    def _control_of(self, listed: Sequence[str]) -> Hit | None:
        """The one of several arms that holds a control, or that is a class where the others are drugs."""
        for kind in ("control", "class"):
            found = [name for name in listed if any(self._kind(part) == kind for part in _parts(name))]
            if len(found) == 1:
                return self.first[found[0]]
        return None

    def _pair(self) -> frozenset[str] | None:
        """The pair named most, as exactly as it is often named; None where two pairs are named equally often."""
        together: Counter[frozenset[str]] = Counter()
        for pair, weight in self.weights.items():
            if not self._adds_a_control(pair):
                together[frozenset(pair)] += weight
        gathered = {
            pair: weight + sum(w for other, w in together.items() if self._renames(other, pair) and weight * 5 >= w)
            for pair, weight in together.items()
        }
        ranked = sorted(gathered, key=lambda pair: (-gathered[pair], -_exactness(pair), sorted(pair)))
        if not ranked or gathered[ranked[0]] < _LEAST:
            return None
        best = ranked[0]
        if any(
            gathered[pair] == gathered[best] and not _coarser(pair, best) and not _coarser(best, pair)
            for pair in ranked[1:]
        ):
            return None
        return best

    def _renames(self, pair: frozenset[str], exact: frozenset[str]) -> bool:
        """Whether a pair names the arms of another one in short, and does not do so before the other one is named."""
        return _coarser(pair, exact) and (pair not in self.early or exact in self.early)

    def _adds_a_control(self, pair: Sequence[str]) -> bool:
        """`gemcitabine` and `gemcitabine plus placebo` are no two arms."""
        more = _parts(pair[0]) ^ _parts(pair[1])
        less = _parts(pair[0]) & _parts(pair[1])
        return bool(less) and all(self._kind(part) == "control" for part in more)

    def _ordered(self, pair: frozenset[str], titled: frozenset[str]) -> tuple[str, str]:
        """Experimental arm and control: the control is a placebo or a class, has fewer parts, or is second."""
        one, other = sorted(pair, key=lambda name: self.first[name].start)
        signs: tuple[Callable[[str], bool], ...] = (
            lambda name: any(self._kind(part) == "control" for part in _parts(name)),
            lambda name: any(name != arm and _parts(name) < _parts(arm) for arm in pair),
            lambda name: any(name != arm and name.isupper() and name in arm for arm in pair),
            lambda name: bool(titled) and not titled & _parts(name),
            lambda name: self._kind(name) == "class",
        )
        for is_control in signs:
            if is_control(one) != is_control(other):
                return (other, one) if is_control(one) else (one, other)
        return (one, other) if self.weights[one, other] >= self.weights[other, one] else (other, one)


def compared_with(text: str, hit: Hit) -> bool:
    """Whether a treatment is what another one is compared with: `a comparison with docetaxel`."""
    return bool(_COMPARISON.search(text, max(0, hit.start - 24), hit.start))


def _are_compared(text: str, one: Hit, other: Hit) -> bool:
    """`A versus B`, `A compared with B`, `compared A with B`."""
    if _COMPARES.fullmatch(text, one.end, other.start):
        return True
    between = text[one.end : other.start].split()
    return between in (["with"], ["to"], ["and"]) and bool(
        _COMPARED_BEFORE.search(text, max(0, one.start - 32), one.start)
    )


def _coarser(pair: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a pair names the arms of another one in short."""
    if pair == other:
        return False
    (a, b), (x, y) = sorted(pair), sorted(other)
    return any(
        (a == first or _stands_for(a, first)) and (b == second or _stands_for(b, second))
        for first, second in ((x, y), (y, x))
    )


def _holds(listed: Sequence[str], pair: frozenset[str]) -> bool:
    """Whether both of a pair are among the arms of a list, in full or in short."""
    return all(any(arm.startswith(name) or _stands_for(name, arm) for arm in listed) for name in pair)


def _stands_for(name: str, arm: str) -> bool:
    """Whether a name gives an arm in short: by some of its parts, or `chemotherapy` for what is one."""
    parts, full = _parts(name), _parts(arm)
    rest = full - parts
    if any(not _is_chemotherapy(part) for part in parts - full):
        return False
    if parts - full:
        rest = frozenset(part for part in rest if not _is_chemotherapy(part) and not TARGETED.search(part))
    return bool(rest)


def _is_chemotherapy(name: str) -> bool:
    return name.endswith("chemotherapy")


def _exactness(pair: frozenset[str]) -> int:
    return sum(len(_parts(name)) for name in pair)


def _parts(name: str) -> frozenset[str]:
    """What an arm is made of: `A plus B` of A and B."""
    return frozenset(re.split(r" plus |/", name))
