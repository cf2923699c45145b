"""What a corpus says of whole studies: whom they treat, which report is of which study, how many were analysed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from claimcheck.compare.arms import Arms
from claimcheck.compare.parts import Relation, relation, text, words
from claimcheck.model import Claim

PROPERTIES = ("population", "therapy_line")
"""Parts that are a property of a whole study where all that is said of the study agrees on them."""

ARMS = frozenset({"treatment", "comparator"})
"""Parts that name an arm."""

_MANY = 8
"""A study with more names than this for one property has several cohorts."""

Reports = frozenset[str]
_Names = Mapping[tuple[str, str], Counter[str]]
"""Study and part -> its names, and how often each is given."""
_Size = tuple[int, str | None, str | None]
"""How many, of which arm, of which population."""


class Cohorts:
    """Looks up what the claims together say of a study."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        """Read every claim twice: what works and properties a study has, and then its arms."""
        self._said: set[tuple[str, str, str, str]] = set()
        names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        stated: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        studies: dict[str, set[str]] = defaultdict(set)
        named: set[str] = set()
        sizes: dict[tuple[str, str], set[_Size]] = defaultdict(set)
        targets: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            target, assay = text(claim, "target"), text(claim, "assay")
            if target is not None and assay is not None:
                targets[assay].add(target)
            study = text(claim, "study")
            if study is None:
                continue
            named.add(study)
            named.update(work for work in sources(claim) if is_of(work, study))
            for part in PROPERTIES:
                if (value := text(claim, part)) is not None:
                    names[study, part][value] += 1
                    self._said.add((claim.document, study, part, value))
                    if part not in claim.inferred:
                        stated[study, part][value] += 1
            works = sources(claim)
            if len(works) == 1 and not is_of(works[0], study):
                studies[works[0]].add(study)
            if claim.metric == "sample_size" and text(claim, "subgroup") is None and (size := _point(claim)):
                for report in reports(claim):
                    sizes[study, report].add((size, text(claim, "treatment"), text(claim, "population")))
        self._property = {key: _agreed(key[1], said) for key, said in names.items()}
        self._named = named
        self._surmised = self._surmises(names, stated)
        tellers = Counter((study, part) for _, study, part in {said[:3] for said in self._said})
        self._well_known = {key for key, documents in tellers.items() if documents > 1}
        self._study_of = {work: min(found) for work, found in studies.items() if len(found) == 1}
        self._target_in = {assay: min(found) for assay, found in targets.items() if len(found) == 1}
        self._sizes = sizes
        self._arms = Arms(claims, self.study)
        self._whole = {
            (self.study(claim), _point(claim))
            for claim in claims
            if claim.metric == "sample_size" and not claim.attributes.keys() & {"treatment", "subgroup"}
        }

    def _surmises(self, names: _Names, stated: _Names) -> dict[tuple[str, str], str | None]:
        """Properties that documents only surmise, from a heading or a title, each another one; and what is stated.

        Not where one document has two of them: it speaks of two cohorts.
        """
        several: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for document, study, part, value in self._said:
            several[document, study, part].add(value)
        cohorts = {(study, part) for (_, study, part), values in several.items() if len(values) > 1}
        found = {}
        for key in names:
            known = _agreed(key[1], stated[key]) if key in stated else None
            if self._property[key] is None and key not in cohorts and (known is not None or key not in stated):
                found[key] = known
        return found

    def of_study(self, claim: Claim, study: str, part: str) -> str | None:
        """A part that is the study's own: filled in where the claim's document, or two others, say it of the study."""
        said = text(claim, part)
        if (study, part) in self._surmised and (said is None or part in claim.inferred):
            return self._surmised[study, part]
        known = self._property.get((study, part))
        if known is None or not (
            (said is None and (study, part) in self._well_known) or (claim.document, study, part, known) in self._said
        ):
            return said
        return known if said is None or words(said) <= words(known) else said

    def said(self, claim: Claim, part: str) -> str | None:
        """A part as the claim says it, an arm by the name that stands for all of its names."""
        value = text(claim, part)
        if value is None or part not in ARMS:
            return value
        study = self.study(claim)
        return value if study is None else self._arms.name(study, value)

    def of_everyone(self, claim: Claim) -> bool:
        """Whether a size is that of the whole study, whatever arm it stands beside: others give it without one."""
        return claim.metric == "sample_size" and (self.study(claim), _point(claim)) in self._whole

    def is_whole(self, claim: Claim) -> bool:
        """Whether the subgroup that a claim names is what all patients of its study are."""
        group, study = text(claim, "subgroup"), self.study(claim)
        population = self._property.get((study, "population")) if study is not None else None
        return group is not None and population is not None and words(group) <= words(population)

    def study(self, claim: Claim) -> str | None:
        """The study a claim is about: as said, else the one that its cited work reports.

        Where a claim names the work itself as its study, the trial is meant that others say the work reports.
        """
        said = text(claim, "study")
        if said is not None:
            named = [work for work in sources(claim) if is_of(work, said)]
            name = named[0] if len(named) == 1 else said
            return self._study_of.get(name, name)
        works = sources(claim)
        found = {self._study_of[work] for work in works if work in self._study_of}
        if not found and len(works) == 1 and works[0] in self._named:
            return works[0]
        return min(found) if len(found) == 1 else None

    def target(self, claim: Claim) -> str | None:
        """The target of a claim's assay, where all that name both agree: of `H1975`, say."""
        return self._target_in.get(text(claim, "assay") or "")

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
            found.update(size[0] for size in self._sizes.get((study, report), ()) if _of_one_group(claim, size))
        return frozenset(found)


def is_of(work: str, study: str) -> bool:
    """Whether a claim's study is the cited work itself: `Shaw 2014 (Crizotinib in ROS1)` is named as `Shaw 2014`."""
    return work == study or work.startswith(f"{study} (")


def sources(claim: Claim) -> tuple[str, ...]:
    """The cited works beside the number."""
    value = claim.attributes.get("source", ())
    return (value,) if isinstance(value, str) else value


def works(claim: Claim) -> Reports:
    """The works that a number cites by name: the same in every document."""
    return frozenset(f"work {work}" for work in sources(claim))


def reports(claim: Claim) -> Reports:
    """What the number cites: works by name, else marks, which mean something inside their document only."""
    named = works(claim)
    if named:
        return named
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


def _point(claim: Claim) -> int | None:
    return int(claim.low) if claim.special is None and claim.low is not None and claim.low == claim.high else None


def _of_one_group(claim: Claim, size: _Size) -> bool:
    _, arm, population = size
    return (
        text(claim, "subgroup") is None
        and (arm is None or arm == text(claim, "treatment"))
        and relation("population", text(claim, "population"), population) is not Relation.DIFFERS
    )


def _agreed(part: str, said: Counter[str]) -> str | None:
    """The name most often said, where no two of the names differ."""
    if len(said) > _MANY or any(relation(part, a, b) is Relation.DIFFERS for a in said for b in said):
        return None
    return min(said, key=lambda name: (-said[name], -len(words(name)), name))
