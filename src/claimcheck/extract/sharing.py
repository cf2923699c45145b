"""Share the terms of a sentence out among its values: by a frame, else the nearest that may be carried over."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from claimcheck.extract.align import Bound, align
from claimcheck.extract.attributes import ALIGNED, GROUPS, LOCAL, NO_ARM, ONE_ARM, SAME_LABEL, attribute, takes
from claimcheck.extract.candidates import RATIOS, Stated
from claimcheck.extract.cited import cited
from claimcheck.extract.elements import any_between
from claimcheck.extract.going_on import of_any_grade, same_pair_again, sizes_in_brackets
from claimcheck.extract.group_sizes import arm_of_size, of_whole_study
from claimcheck.extract.ratio_arms import arm_of_ratio
from claimcheck.extract.roster import compared_with
from claimcheck.extract.tagged import Tagged
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Dimension, Scope

_PATIENTS_WITH = re.compile(r"[^.;()]{0,24}?(?:patients|participants|population)\s{1,4}(?:with\b|who\b|harbou?ring\b)")
_COUNT_BEFORE = re.compile(r"(?<![.0-9])[0-9]{1,4}\s?$")
_PAIR = 2
_BY_AMOUNT = re.compile(
    r"\b(?:with|in|for|among)\s[^.;,()]{0,24}(?:\bor\s(?:fewer|more|less)|\b(?:more|fewer|less)\sthan)\b", re.IGNORECASE
)
_COMPARED = RATIOS | {"difference"}
_OF_A_PART = frozenset({"treatment", "subgroup"})
Terms = Mapping[int, Hit]
"""Position -> the term there."""
Shared = Iterator[tuple[int, Attribute]]
"""Index of a reading and an attribute of it."""


def share_terms(tagged: Tagged, stated: Mapping[int, Stated]) -> dict[int, dict[str, Attribute]]:
    """Reading -> key -> the attribute that the words of its sentence give it."""
    attributes: dict[int, dict[str, Attribute]] = {index: {} for index in stated}
    named = _terms(tagged)
    if "treatment" not in named:
        plain = {i for i, s in stated.items() if s.statistic not in RATIOS and s.metric not in NO_ARM}
        for index, given in _arms_around(tagged, plain, stated):
            attributes[index].setdefault("treatment", given)
    for key, terms in named.items():
        aligned = _aligned(tagged, key, terms, stated) if key != "citation" else cited(tagged, stated.keys())
        for index, given in aligned:
            attributes[index].setdefault(key, given)
    same_pair_again(tagged, stated, attributes)
    sizes_in_brackets(tagged, stated, attributes)
    of_any_grade(tagged, stated, attributes)
    return attributes


def _terms(tagged: Tagged) -> Mapping[str, Terms]:
    """Key -> position -> the term of that key there, in the order of `ALIGNED`."""
    found: dict[str, dict[int, Hit]] = {}
    for position, element in enumerate(tagged.elements):
        for hit in element.hits:
            found.setdefault(hit.label, {})[position] = hit
            if hit.label in SAME_LABEL:
                found.setdefault(SAME_LABEL[hit.label], {})[position] = hit
    return {key: found[key] for key in ALIGNED if key in found}


def _arms_around(tagged: Tagged, takes: Set[int], stated: Mapping[int, Stated]) -> Shared:
    """`(16.0 vs 22.0 months)` after a sentence that named the arms, or in a document about one drug."""
    arms, drug = tagged.around.known_arms, tagged.around.drug
    for run in tagged.lists(takes):
        if len({(stated[i].metric, stated[i].statistic) for i in run}) > 1:
            continue
        if tagged.both and not (len(run) > _PAIR and tagged.is_versus(run)):
            continue
        pair = len(arms) != _PAIR and len(run) == _PAIR and tagged.is_versus(run)
        spoken = attribute("treatment", drug, Scope.DOCUMENT) if drug is not None else _drug_of_study(tagged)
        first = 0 if drug is not None else _opening(tagged, run)
        if pair and spoken is not None and not _names_groups(tagged, first):
            yield run[0], spoken
            yield run[1], Attribute("treatment", "control arm", known=False, scope=Scope.DOCUMENT)
        elif len(run) == len(arms):
            for index, arm in zip(run, arms, strict=True):
                yield index, attribute("treatment", arm, Scope.PARAGRAPH)


def _drug_of_study(tagged: Tagged) -> Attribute | None:
    """The one drug that the heading or the sentences before name beside the study: the first value of a pair is its."""
    spoken = tagged.around.attributes.get("treatment")
    known = tagged.vocabulary.of("treatment")
    if spoken is None or tagged.around.study is None:
        return None
    parts = [known.get(part) for part in spoken.value.split(" plus ")]
    drug = any(part is not None and part.kind == "drug" for part in parts)
    control = any(part is not None and part.kind == "control" for part in parts)
    return replace(spoken, scope=Scope.PARAGRAPH) if drug and not control else None


def _opening(tagged: Tagged, run: Sequence[int]) -> int:
    """Where the clause of a pair opens: behind the count of `559 patients with squamous histology, PFS 6.4 vs 4.8`."""
    first = tagged.at[run[0]]
    return max((i + 1 for i, e in enumerate(tagged.elements[:first]) if e.symbol in "V)"), default=0)


def _names_groups(tagged: Tagged, first: int = 0) -> bool:
    """Whether a sentence compares groups of patients: by a term, or `with two or fewer` of something.

    Args:
        tagged: the sentence.
        first: the element from which on a term counts.
    """
    if any(h.label in GROUPS for e in tagged.elements[first:] for h in e.hits):
        return True
    return bool(_BY_AMOUNT.search(tagged.sentence.text, *tagged.sentence.span))


def _aligned(tagged: Tagged, key: str, terms: Terms, stated: Mapping[int, Stated]) -> Shared:
    """The terms of one key, shared out among the readings whose metric takes them."""
    taking = {i for i, s in stated.items() if takes(key, s.metric, tagged.vocabulary)}
    if not taking:
        return
    if key == "timepoint":
        yield from _timed(tagged, taking, terms, stated)
        return
    sizes = {i for i in taking if stated[i].metric == "sample_size"}
    ratios = {i for i in taking if stated[i].statistic in _COMPARED} if key == "treatment" else set()
    if key == "subgroup":
        naming = {s.element for s in stated.values()}
        terms = {i: h for i, h in terms.items() if i not in naming and not _is_everybody(tagged, h)}
        if any(stated[i].metric == "prevalence" for i in taking):
            terms = _without_markers(tagged, terms)
    if not terms:
        return
    several = key == "treatment" and len({h.name for h in terms.values()}) > 1
    whole = {i for i in taking if stated[i].metric in ONE_ARM} - sizes if several else set()
    if key == "subgroup" and taking - sizes:
        counted = {i for i, h in terms.items() if _is_counted(tagged, h)}
        yield from _share(tagged, key, sizes, {i: terms[i] for i in counted}, carry=False)
        terms = {i: h for i, h in terms.items() if i not in counted}
    yield from _share(tagged, key, taking - sizes - ratios - whole, terms, carry=True)
    yield from _share(tagged, key, whole, terms, carry=False)
    one_arm = key == "treatment" and len({h.name for h in terms.values()}) == 1 and not tagged.both
    one_arm = one_arm and not any(_is_compared_with(tagged, h) for h in terms.values())
    whole = {i for i in sizes if key in _OF_A_PART and of_whole_study(tagged.sentence.text, tagged.readings[i])}
    if key == "subgroup":
        whole = {i for i in whole if not tagged.readings[i].size}
    yield from _share(tagged, key, sizes - whole, terms, carry=key in ("study", "population") or one_arm)
    if key != "subgroup":
        yield from _share(tagged, key, whole, terms, carry=False)
    for index in ratios:
        yield index, attribute("treatment", arm_of_ratio(tagged, terms), Scope.SENTENCE)


def _is_compared_with(tagged: Tagged, hit: Hit) -> bool:
    """A placebo, or what another drug is compared with: no arm of everybody whom a sentence counts."""
    known = tagged.vocabulary.of("treatment").get(hit.name)
    return (known is not None and known.kind == "control") or compared_with(tagged.sentence.text, hit)


def _is_counted(tagged: Tagged, hit: Hit) -> bool:
    """`8 males/4 females, mean age 72`: a part of the patients that a count is of, and no other number."""
    return bool(_COUNT_BEFORE.search(tagged.sentence.text, max(0, hit.start - 3), hit.start))


def _is_everybody(tagged: Tagged, hit: Hit) -> bool:
    """`127 Chinese patients with ROS1-positive NSCLC`: who was studied, not a part of them."""
    people = tagged.vocabulary.of("subgroup").get(hit.name)
    if people is None or people.kind != "person":
        return False
    return bool(_PATIENTS_WITH.match(tagged.sentence.text, hit.end - len("patients")))


def _without_markers(tagged: Tagged, terms: Terms) -> Terms:
    """Mutations and resistant patients are what a prevalence is of, not parts of it."""
    return {
        i: h
        for i, h in terms.items()
        if h.label not in ("mutation", "marker")
        and not h.name.endswith(("-resistant", "-pretreated"))
        and not any(other.label == "marker" for other in tagged.elements[i].hits)
    }


def _timed(tagged: Tagged, takes: Set[int], terms: Terms, stated: Mapping[int, Stated]) -> Shared:
    """`12-month OS was 85% and ORR 72%`: a time point serves the metric it stands with."""
    for metric in dict.fromkeys(stated[i].metric for i in sorted(takes)):
        own = {i for i in takes if stated[i].metric == metric and stated[i].statistic != "median"}
        fitting = {t: h for t, h in terms.items() if _metric_of_time(tagged, t) in (metric, None)}
        if own and fitting:
            yield from _share(tagged, "timepoint", own, fitting, carry=True)


def _metric_of_time(tagged: Tagged, term: int) -> str | None:
    """The metric right behind a time point, else the nearest before it in the clause."""

    def strong(positions: range) -> str | None:
        for at in positions:
            if tagged.elements[at].symbol == ";":
                return None
            for hit in tagged.elements[at].hits:
                if hit.label == "metric" and hit.name != "prevalence":
                    return hit.name
        return None

    following = strong(range(term + 1, min(term + 3, len(tagged.elements))))
    return following or strong(range(term - 1, -1, -1))


# ---- one value, one term ----


def _share(tagged: Tagged, key: str, takes: Set[int], terms: Terms, *, carry: bool) -> Shared:
    if not takes:
        return
    values = {tagged.at[i]: i for i in takes}
    bound = align(tagged.elements, values.keys(), terms.keys(), tagged.vocabulary.frames, key)
    repeated = _of_itself(bound, terms)
    for position, index in values.items():
        if position in bound and position not in repeated:
            yield index, attribute(key, terms[bound[position].term], Scope.CLAUSE)
        elif carry or key == "counted":
            term = _carried(tagged, key, position, terms)
            if term is not None:
                yield index, attribute(key, terms[term], Scope.SENTENCE)
        else:
            term = arm_of_size(tagged, position, terms)
            if term is not None:
                yield index, attribute(key, terms[term], Scope.CLAUSE)


def _of_itself(bound: Mapping[int, Bound], terms: Terms) -> set[int]:
    """First values of a pair whose second names the arm that was named before: `2.8 vs 2.9 months in A`, again."""
    pairs = [p for p in sorted(bound) if bound[p].frame == "arm-of-the-second"]
    return {a for a, b in pairwise(pairs) if bound[a].term < a < b < bound[b].term and _alike(terms, bound, a, b)}


def _alike(terms: Terms, bound: Mapping[int, Bound], one: int, other: int) -> bool:
    return terms[bound[one].term].name == terms[bound[other].term].name


def _carried(tagged: Tagged, key: str, position: int, terms: Terms) -> int | None:
    """The nearest term before in the clause, else the nearest after it, else (unless local) any of the sentence."""
    before = [t for t in terms if t < position]
    after = [t for t in terms if t > position]
    if key in LOCAL:
        before = [t for t in before if tagged.same_clause(t, position) and _reaches(tagged, t, position)]
        before = [t for t in before if not tagged.brackets.closed(t, position)]
        last = tagged.end_of_list(position, compared=key != "schedule")
        over = key == "timepoint"  # its metric is known
        after = [
            t
            for t in after
            if _reached_from(tagged, last, t, over_metrics=over) and not tagged.brackets.behind(t, position)
        ]
    if key in _CLOSING and not before and not after:
        return _closing(tagged, position, terms)
    if key == "region":
        return _region(tagged, position, before, after)
    if not before:
        near = [t for t in after if key != "treatment" or not _is_parted(tagged, position, t)]
        return near[0] if near else None
    if after and tagged.value_between(before[-1], position) and not tagged.value_between(position, after[0]):
        return after[0] if _follows_directly(tagged, position, after[0]) else before[-1]
    return before[-1]


def _is_parted(tagged: Tagged, position: int, term: int) -> bool:
    """Whether a semicolon and values part an arm from a value before it, where the text before has named an arm."""
    return (
        "treatment" in tagged.around.attributes
        and not tagged.same_clause(position, term)
        and tagged.value_between(position, term)
    )


_CLOSING = frozenset({"timepoint", "grade"})
"""What may stand at the end of a clause for all its values."""


def _closing(tagged: Tagged, position: int, terms: Terms) -> int | None:
    """`90% with A and 44% with B were alive at 24 months`: the end of the clause holds for every rate before it."""
    for term in sorted(t for t in terms if t > position):
        between = [e for e in tagged.elements[position + 1 : term] if e.symbol == "V"]
        rates = all(tagged.readings[e.reading].quantity.dimension is Dimension.PERCENT for e in between)
        apart = tagged.brackets.behind(term, position) or tagged.brackets.inside[position] >= 0
        if not between or not rates or apart or not tagged.same_clause(position, term):
            return None
        return term
    return None


def _reaches(tagged: Tagged, term: int, position: int) -> bool:
    """A term inside the clause of one metric does not reach the values of the next."""
    before = bisect_left(tagged.metrics, position)
    if not before or term < tagged.metrics[0]:
        return True
    return not tagged.value_between(term, tagged.metrics[before - 1])


def _reached_from(tagged: Tagged, position: int, term: int, *, over_metrics: bool = False) -> bool:
    """A term behind a value, in its clause, with no comma, value or metric between."""
    return (
        not tagged.value_between(position, term)
        and not any_between(tagged.commas, position, term)
        and (over_metrics or not any_between(tagged.metrics, position, term))
        and tagged.same_clause(position, term)
    )


def _region(tagged: Tagged, position: int, before: Sequence[int], after: Sequence[int]) -> int | None:
    """`77% homology in the ATP-binding site`.

    Of `the ATP-binding site in the catalytic domain` it is the part, not the whole.
    """
    if after and not any(e.symbol in "V,;" for e in tagged.elements[position + 1 : after[0]]):
        return after[0]
    if len(before) > 1 and all(e.symbol == "w" for e in tagged.elements[before[-2] + 1 : before[-1]]):
        return before[-2]
    return before[-1] if before else None


def _follows_directly(tagged: Tagged, position: int, term: int) -> bool:
    return all(e.symbol in "w(" for e in tagged.elements[position + 1 : term])
