"""Three arms and more that one sentence lists: `allotted 1:1:1 to A, B or placebo`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.extract.terms import Hit

_ALLOTS = re.compile(r"\b(?:randomi[sz]|assign|allocat|allot|compar|between\b)", re.IGNORECASE)
"""Words behind which the arms are named."""
_VERSUS = re.compile(r"\b(?:versus|vs)\b|[1-9]:[1-9]:[1-9]", re.IGNORECASE)
_COUNTED_OUT = re.compile(r"[1-9]:[1-9]:[1-9]|\b(?:three|four|five)\s(?:[a-z]+\s)?(?:arms|groups)\b", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:\s?\([^()]{0,80}\))?\s?[^.;:()]{0,36}?(?:[,;]|\bor\b|\band\b|\bversus\b|\bvs\b|\bto\b|\bthan\b|\bwith\b)[^.:()]{0,36}"
)
"""Between two arms of a list: a bracket, a dose, the connective."""
_LAST = re.compile(r"\b(?:or|versus|vs|either)\b")
_FEWEST = 3
_MOST = 6


def listed_arms(text: str, start: int, arms: Sequence[Hit]) -> Iterator[tuple[str, ...]]:
    """The arms of a sentence that lists three or more, each once.

    Args:
        text: the document's text.
        start: of the sentence.
        arms: the treatments that it names, in order.
    """
    if len({h.name for h in arms}) < _FEWEST:
        return
    told = _ALLOTS.search(text, start, arms[-1].start)
    run: list[Hit] = []
    for arm in [*(h for h in arms if told is None or h.start > told.start()), None]:
        if arm is not None and (not run or _NEXT.fullmatch(text, run[-1].end, arm.start)):
            run.append(arm)
            continue
        names = tuple(dict.fromkeys(h.name for h in run))
        if _FEWEST <= len(names) <= _MOST and _are_arms(text, start, run, allotted=told is not None):
            yield names
        run = [arm] if arm is not None else []


def _are_arms(text: str, start: int, run: Sequence[Hit], *, allotted: bool) -> bool:
    """Whether a list is of arms, and not of the drugs of one regimen: patients go to one `or` another of them."""
    if not allotted and not _VERSUS.search(text, start, run[-1].end):
        return False
    last = text[run[-2].end : run[-1].start]
    return bool(_LAST.search(last) or _COUNTED_OUT.search(text, start, run[-1].end + 40))
