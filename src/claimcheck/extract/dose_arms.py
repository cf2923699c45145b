"""Doses that name arms: `the 300 mg group`, `drug A 5 mg, 10 mg or placebo`.

A trial that compares doses of one drug goes on about them as arms. Where a document does so, the dose is part of the
arm's name wherever it is used as one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimcheck.extract.terms import Hit, longest

_NUMBER = r"[0-9](?<![0-9.,].)[0-9]{0,2}(?:,[0-9]{3}|[0-9]{0,2})(?:[.\u00b7][0-9]{1,3})?"
_UNIT = r"(?:mg|g|\u00b5g|\u03bcg|mcg|IU|Gy|ml|mL)(?:/(?:kg|m2|m\u00b2|day|d))?"
_DOSE = re.compile(rf"(?P<number>{_NUMBER})[\s\u00a0-]?(?P<unit>{_UNIT})(?![A-Za-z0-9/])")
_ARM_NOUN = re.compile(
    r"(?:[\s-](?:once\s|twice\s|daily\s|weekly\s|dose\s|treatment\s){0,3})(?:arms?|groups?|cohorts?|recipients)\b"
)
_ALLOTS = re.compile(r"\b(?:randomi[sz]|assign|allocat|allot|receive)", re.IGNORECASE)
_TO_THE_OTHER = re.compile(r"[^.;()0-9]{0,40}(?:\bor\b|\band\b|\bversus\b|\bvs\b\.?|,)[^.;()0-9]{0,24}")
"""Between two doses of one drug that are compared."""
_CHANGED = re.compile(r"\b(?:to|by|until|reduc\w+|increas\w+|escalat\w+|per|every)\s$", re.IGNORECASE)
"""Before a dose that one arm comes to."""
_INTRODUCED = re.compile(r"\b(?:the|with|for|in|on|to|of|and|or|versus|vs\.?|either)\s$|,\s$", re.IGNORECASE)
_OF = re.compile(r"\sof\s")
_ENDED = re.compile(r"[.;]\s|\n")
_REACH = 90
"""Characters between a drug and its dose, or between `randomised to` and the doses."""
_FEWEST = 2


def with_dose_arms(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, and one more wherever a dose names an arm.

    Args:
        text: the document's text.
        hits: the terms found so far.
    """
    doses = list(_DOSE.finditer(text))
    drugs = [h for h in hits if h.label == "treatment"] if len(doses) > 1 else []
    starts = [h.start for h in drugs]
    doses = [d for d in doses if not _inside(drugs, starts, d)]
    arms = _compared(text, doses, drugs)
    if not arms:
        return list(hits)
    return longest([*hits, *_uses(text, doses, drugs, arms)])


def _inside(drugs: Sequence[Hit], starts: Sequence[int], dose: re.Match[str]) -> bool:
    """Whether a dose stands inside the words of a treatment: `A 250 mg or B`."""
    at = bisect_left(starts, dose.start()) - 1
    return at >= 0 and drugs[at].end > dose.start()


def _compared(text: str, doses: Sequence[re.Match[str]], drugs: Sequence[Hit]) -> dict[str, str]:
    """Dose -> the drug, of the drugs of which the document compares two doses or more."""
    of_drug: dict[str, set[str]] = {}
    told: Counter[str] = Counter()
    for first, second in pairwise(doses):
        drug = _drug_of(text, first, drugs)
        behind = _drug_of(text, second, drugs)
        if drug is None or first["unit"] != second["unit"] or first["number"] == second["number"]:
            continue
        if (behind is not None and behind != drug) or not _TO_THE_OTHER.fullmatch(text, first.end(), second.start()):
            continue
        allotted = _ALLOTS.search(text, max(0, first.start() - _REACH), first.start())
        if allotted is None and not _ARM_NOUN.match(text, second.end()):
            continue
        of_drug.setdefault(drug, set()).update((_name(first), _name(second)))
        told[drug] += _FEWEST if allotted is not None and allotted[0].casefold() != "receive" else 1
    named = {_name(d) for d in doses if _ARM_NOUN.match(text, d.end())}
    return {
        dose: drug
        for drug, found in of_drug.items()
        if len(found & named) >= 1 or told[drug] >= _FEWEST
        for dose in found
    }


def _drug_of(text: str, dose: re.Match[str], drugs: Sequence[Hit]) -> str | None:
    """The drug whose dose it is: before it, or before the dose that it is listed with; or in `5 mg of A` behind."""
    at = bisect_left([h.start for h in drugs], dose.start())
    if at < len(drugs) and _OF.fullmatch(text, dose.end(), drugs[at].start):
        return drugs[at].name
    if at == 0 or drugs[at - 1].name == "placebo":
        return None
    gap = text[drugs[at - 1].end : dose.start()]
    return drugs[at - 1].name if len(gap) <= _REACH and not _ENDED.search(gap) else None


def _name(dose: re.Match[str]) -> str:
    return f"{dose['number']} {dose['unit']}"


def _uses(text: str, doses: Sequence[re.Match[str]], drugs: Sequence[Hit], arms: dict[str, str]) -> Iterator[Hit]:
    """Every place at which a dose stands for an arm: behind its drug, or by itself behind `the`, `with`, `and`."""
    starts = [h.start for h in drugs]
    for dose in doses:
        drug = arms.get(_name(dose))
        if drug is None or _CHANGED.search(text, max(0, dose.start() - 16), dose.start()):
            continue
        at = bisect_left(starts, dose.start()) - 1
        beside = at >= 0 and not text[drugs[at].end : dose.start()].strip(" (-")
        if beside and drugs[at].name == drug:
            yield Hit(drugs[at].start, dose.end(), "treatment", f"{drug} {_name(dose)}", known=False)
        elif not beside and _INTRODUCED.search(text, max(0, dose.start() - 8), dose.start()):
            yield Hit(dose.start(), dose.end(), "treatment", f"{drug} {_name(dose)}", known=False)
