"""The arm or the group that a number of patients is the size of: `275 patients allocated A`, `A (n = 40)`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from claimcheck.extract.attach import Reading
from claimcheck.extract.tagged import Tagged
from claimcheck.extract.terms import Hit
from claimcheck.model import Dimension

_WITH = re.compile(
    r"\s(?:[a-z-]{2,14}\s){0,2}(?:patients|participants|subjects|women|men|children|people)\s(?:with|who\s(?:had|entered|were))\b"
    r"[^,.;:()0-9]{0,32}",
    re.IGNORECASE,
)
"""Between a number of patients and what they had: `144 patients who entered with CNS metastases`."""
_ALLOTTED = re.compile(
    r"\s(?:[a-z-]{2,14}\s){0,2}(?:patients|participants|subjects|women|men|children|adults|individuals|people)\s"
    r"(?:(?:were|was|had|been|who|randomly)\s){0,3}(?:allocated|assigned|allotted|randomi[sz]ed|treated|given"
    r"|receiving|received|taking|in|on)(?:\s(?:to|with|receive|the|an?)){0,3}\s?",
    re.IGNORECASE,
)
"""Between the size of an arm and the arm: `275 patients allocated A`."""
_OTHER_ARM = re.compile(r"\s?(?:\([^()]{0,40}\)\s)?(?:\(\s?n\s?=|or\b|and\seither\b|versus\b|vs\b)", re.IGNORECASE)
"""Behind an arm to which only some of the patients went: `92 patients were randomised to A (n = 45) or B`."""


_PEOPLE = r"(?:patients?|participants?|subjects?|women|men|children|adults|individuals|people|volunteers|cases|infants)"
_TAKEN_IN = r"(?:randomi[sz]ed|screened|enrolled|recruited|registered|accrued|included|assigned|allocated|entered)"
_WHOLE_BEFORE = re.compile(
    rf"\b(?:{_TAKEN_IN}|enrols|enrolls|trial\sof|study\sof)\s(?:a\stotal\sof\s|in\stotal\s|about\s)?$",
    re.IGNORECASE,
)
_OF_BOTH = re.compile(
    r"\b(?:trial|study|comparison|compared|comparing)\b[^.;:()]{0,80}\b(?:against|versus|vs\.?|with|or|and)\s[^.;:,()0-9]{2,40}"
    r"\s(?:in|among)\s(?:a\stotal\sof\s|about\s)?$",
    re.IGNORECASE,
)
"""`a trial of A against B in 412 patients`."""
_WHOLE_BEHIND = re.compile(
    rf"[)\]]?\s(?:[^.;:()0-9]{{0,90}}?\b)?(?:were|was|have\sbeen|had\sbeen)\s(?:(?:randomly|then|centrally|equally|therefore|finally)\s)?{_TAKEN_IN}\b",
    re.IGNORECASE,
)
_WHOLE_NOUN = re.compile(rf"\s{_TAKEN_IN}\s(?:[a-z-]{{2,14}}\s){{0,2}}{_PEOPLE}\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:of\s(?:whom|these|them|the)|arm|group)\b", re.IGNORECASE)


def of_whole_study(text: str, reading: Reading) -> bool:
    """`553 patients were randomised`, `enrolled 127`: whether a number is of all whom a study took in.

    It has no arm and no subgroup, whatever else its sentence names.
    """
    end = max(reading.end, reading.last)
    if _OF_BOTH.search(text, max(0, reading.start - 160), reading.start):
        return True
    if _WHOLE_BEFORE.search(text, max(0, reading.start - 40), reading.start) or _WHOLE_NOUN.match(text, end):
        return True
    behind = _WHOLE_BEHIND.match(text, end)
    return behind is not None and not _PART.search(behind[0])


def arm_of_size(tagged: Tagged, position: int, terms: Mapping[int, Hit]) -> int | None:
    """The position of the arm that a size is written onto (`134 simvastatin`), else right before its bracket or behind.

    Args:
        tagged: the sentence.
        position: of the size.
        terms: position -> the treatment, subgroup or the like that is named there.
    """
    text, reading = tagged.sentence.text, tagged.readings[tagged.elements[position].reading]
    behind = next((t for t in terms if t > position), None)
    if behind is not None:
        gap = text[reading.last : tagged.elements[behind].start]
        others = _OTHER_ARM.match(text, tagged.elements[behind].end)
        if not gap.strip(" :") or _WITH.fullmatch(gap) or (_ALLOTTED.fullmatch(gap) and not others):
            return behind
    for step in (-1, 1):
        at = position + step
        while 0 <= at < len(tagged.elements):
            if at in terms:
                return at
            element = tagged.elements[at]
            dose = element.symbol == "V" and tagged.readings[element.reading].quantity.dimension is Dimension.MASS
            if element.symbol not in "(w," and not dose and not any(h.label == "group_word" for h in element.hits):
                break
            at += step
    return None
