"""What a corpus says of whole studies: whom they treat, which report is of which study, how many were analysed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from claimcheck.compare.parts import Relation, relation, text, words
from claimcheck.model import Claim

PROPERTIES = ("population", "therapy_line")
"""Parts that are a property of a whole study where all that is said of the study agrees on them."""

_MANY = 8
"""A study with more names than this for one property has several cohorts."""

Reports = frozenset[str]


class Cohorts:
    """Looks up what the claims together say of a study."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        """Read every claim once."""
        self._said: set[tuple[str, str, str, str | None]] = set()
        names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        studies: dict[str, set[str]] = defaultdict(set)
        sizes: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        named: set[str] = set()
        for claim in claims:
            study = text(claim, "study")
            if study is None:
                continue
            named.add(study)
            for part in PROPERTIES:
                if (value := text(claim, part)) is not None:
                    names[study, part][value] += 1
                    self._said.add((claim.document, study, part, value))
            works = sources(claim)
            if len(works) == 1 and study != works[0]:
                studies[works[0]].add(study)
            if claim.metric == "sample_size" and claim.special is None and text(claim, "subgroup") is None:
                for report in reports(claim):
                    sizes[study, report].append(claim)
        self._property = {key: _agreed(key[1], said) for key, said in names.items()}
        self._named = named
        self._study_of = {work: min(found) for work, found in studies.items() if len(found) == 1}
        self._sizes = sizes

    def of_study(self, claim: Claim, study: str, part: str) -> str | None:
        """A part that is the study's own: filled in where the claim's document says it of the study elsewhere."""
        said = text(claim, part)
        known = self._property.get((study, part))
        if known is None or (claim.document, study, part, known) not in self._said:
            return said
        return known if said is None or words(said) <= words(known) else said

    def study(self, claim: Claim) -> str | None:
        """The study a claim is about: as said, else the one that its cited work reports.

        Where a claim names the work itself as its study, the trial is meant that others say the work reports.
        """
        said = text(claim, "study")
        if said is not None:
            return self._study_of.get(said, said)
        works = sources(claim)
        found = {self._study_of[work] for work in works if work in self._study_of}
        if not found and len(works) == 1 and works[0] in self._named:
            return works[0]
        return min(found) if len(found) == 1 else None

    def analysed(self, claim: Claim) -> frozenset[int]:
        """How many patients a number is of: its own denominator, else the sizes that its report is said to have."""
        if claim.denominator is not None:
            return frozenset((claim.denominator,))
        if claim.metric == "sample_size":
            return frozenset()
        study = text(claim, "study")
        if study is None:
            return frozenset()
        found: set[int] = set()
        for report in reports(claim):
            for size in self._sizes.get((study, report), ()):
                if size.low is not None and size.low == size.high and _of_one_group(claim, size):
                    found.add(int(size.low))
        return frozenset(found)


def sources(claim: Claim) -> tuple[str, ...]:
    """The cited works beside the number."""
    value = claim.attributes.get("source", ())
    return (value,) if isinstance(value, str) else value


def reports(claim: Claim) -> Reports:
    """What the number cites: works by name, else marks, which mean something inside their document only."""
    works = sources(claim)
    if works:
        return frozenset(f"work {work}" for work in works)
    marks = claim.attributes.get("citation", ())
    marks = (marks,) if isinstance(marks, str) else marks
    return frozenset(f"mark {claim.document}#{mark}" for mark in marks)


def other_reports(a: Reports, b: Reports) -> bool:
    """Whether two numbers cite different works, as far as that can be told."""
    if not a or not b or a & b:
        return False
    return {_kind(report) for report in a} == {_kind(report) for report in b}


def _kind(report: str) -> str:
    return "work" if report.startswith("work ") else report.rpartition("#")[0]


def _of_one_group(claim: Claim, size: Claim) -> bool:
    arm = text(size, "treatment")
    return (
        text(claim, "subgroup") is None
        and (arm is None or arm == text(claim, "treatment"))
        and relation("population", text(claim, "population"), text(size, "population")) is not Relation.DIFFERS
    )


def _agreed(part: str, said: Counter[str]) -> str | None:
    """The name most often said, where no two of the names differ."""
    if len(said) > _MANY or any(relation(part, a, b) is Relation.DIFFERS for a in said for b in said):
        return None
    return min(said, key=lambda name: (-said[name], -len(words(name)), name))
