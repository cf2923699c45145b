"""Join treatment terms into the arm they name: `nimotuzumab plus gefitinib`, `pemetrexed-based chemotherapy`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from claimcheck.extract.terms import Hit
from claimcheck.vocabulary import Same, Vocabulary

_PLUS = re.compile(
    r"(?:(?:,\s(?:an?|the)\s[^,.;()]{3,40},)?\s{0,3}(?:\+|/|,?\s?plus|,?\s?combined with"
    r"|,?\s?in combination with|,?\s?together with"
    r"|\band\b(?=\s(?:bevacizumab|cetuximab|trastuzumab)))\s{0,3})(?:the\s)?",
    re.IGNORECASE,
)
_WITH_OR_WITHOUT = re.compile(r"\s?(?:±|\+/[-\u2212\u2013]|with\sor\swithout)\s?", re.IGNORECASE)
_OR = re.compile(r"\s{1,3}(?:[0-9.]{1,5}\s?mg(?:/m[2²])?\s)?or\s{1,3}", re.IGNORECASE)
_BETWEEN_ARMS = re.compile(
    r"(?:randomi[sz]|assign|allocat|compar|\beither\b|[0-9]\s?:\s?[0-9]|\bbetween\b)[^.;]{0,60}$", re.IGNORECASE
)
"""Words after which `A or B` are two arms, not one."""
_SECOND_ARM = re.compile(r"\b(?:or|and|versus|vs\.?|with|than)\s(?:to\s|with\s)?$", re.IGNORECASE)
_BASED = re.compile(r"[-\s]based(?:\s(?:chemotherapy|therapy|regimens?|treatment|combination))?", re.IGNORECASE)
_NON = re.compile(r"\bnon[-\s]?$", re.IGNORECASE)
TARGETED = re.compile(r"(?:nib|mab|clib|rib|sib|gib|cept|limus|statin|stat|vir|gene \w+)$")
"""Endings of drugs that nobody calls chemotherapy (WHO, The use of stems in the selection of INN)."""
_CHEMOTHERAPY = re.compile(r"[-\s](?:doublet\s)?(?:chemotherapy|therapy|treatment|monotherapy|alone)\b", re.IGNORECASE)


def name_arms(text: str, hits: Sequence[Hit], vocabulary: Vocabulary) -> list[Hit]:
    """The hits with treatments joined."""
    named = _canonical(Same(vocabulary))
    worded = [_worded(text, hit) for hit in hits]
    joined: list[Hit] = []
    for hit in worded:
        previous = joined[-1] if joined else None
        if previous and previous.label == hit.label == "treatment" and previous.name != hit.name:
            gap = text[previous.end : hit.start]
            if _PLUS.fullmatch(gap):
                name = f"{previous.name} plus {hit.name}"
                joined[-1] = previous._replace(end=hit.end, name=named.get(name.casefold(), name))
                continue
            if _WITH_OR_WITHOUT.fullmatch(gap):
                joined[-1] = previous._replace(end=hit.end, name=f"{previous.name} ± {hit.name}")
                continue
            if (
                _OR.fullmatch(gap)
                and _are_alike(previous.name, hit.name, vocabulary)
                and not _are_two_arms(text, previous.start)
            ):
                name = f"{previous.name} or {hit.name}"
                joined[-1] = previous._replace(end=hit.end, name=named.get(name.casefold(), name))
                continue
        joined.append(hit)
    return narrow(list(resolve(joined)))


@lru_cache(maxsize=4)
def _canonical(same: Same) -> Mapping[str, str]:
    """What the vocabulary calls two treatments that are given together, or in place of each other."""
    terms = same.vocabulary.of("treatment").values()
    return {
        alias.casefold(): term.name for term in terms for alias in term.aliases if " plus " in alias or " or " in alias
    }


def _are_alike(name: str, other: str, vocabulary: Vocabulary) -> bool:
    """Whether either of two treatments may be given in one arm: two drugs, not a drug and a class or a placebo."""
    kinds = {known.kind if (known := vocabulary.of("treatment").get(n)) else "" for n in (name, other)}
    return len(kinds - {"regimen", ""}) < 2 and "control" not in kinds


def _are_two_arms(text: str, start: int) -> bool:
    """`randomised to A or B`; but `to A or to B or C` has B or C in its second arm."""
    if _SECOND_ARM.search(text, max(0, start - 16), start):
        return False
    return bool(_BETWEEN_ARMS.search(text, max(0, start - 70), start))


def _worded(text: str, hit: Hit) -> Hit:
    """The whole of the words that name a treatment: `pemetrexed-based chemotherapy`, `gefitinib alone`."""
    if hit.label != "treatment":
        return hit
    start, end, name = hit.start, hit.end, hit.name
    based = _BASED.match(text, end)
    if based:
        end = based.end()
        name = f"{name}-based chemotherapy" if "chemo" in based[0].casefold() else f"{name}-based therapy"
    else:
        tail = _CHEMOTHERAPY.match(text, end)
        if tail:
            end = tail.end()
    non = _NON.search(text, max(0, start - 5), start)
    if non:
        kind = "" if "therapy" in name or TARGETED.search(name) else " chemotherapy"
        start, name = non.start(), f"non-{name}{kind}"
    return hit._replace(start=start, end=end, name=name)


def narrow(hits: Sequence[Hit]) -> list[Hit]:
    """Without the broader of two populations side by side: `ALK-rearranged advanced NSCLC` is one population."""
    people = [h for h in hits if h.label == "population"]
    broad = set()
    for first, second in pairwise(people):
        if second.start - first.end < _SIDE_BY_SIDE and first.name != second.name:
            words, others = set(first.name.split()), set(second.name.split())
            if words < others:
                broad.add(first)
            elif others < words:
                broad.add(second)
    return [h for h in hits if h not in broad]


_SIDE_BY_SIDE = 40


def resolve(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Drop hits that an arm's longer span now covers."""
    end = -1
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if hit.start >= end or hit.label == "treatment":
            yield hit
        if hit.label == "treatment":
            end = max(end, hit.end)
