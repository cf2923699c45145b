"""A205 whole-and-part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from claimcheck.compare.finding import finding, printed
from claimcheck.compare.groups import value
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import text
from claimcheck.compare.tallies import at_risk
from claimcheck.model import Claim, Comparator, Conflict, Kind, Level

CODE = "A205"
NAME = "whole-and-part"
KIND = Kind.ARITHMETIC

_ORDER = ("screened", "enrolled", "randomised", "treated", "evaluable", "completed")
"""Each number holds the ones behind it (CONSORT 2010, flow of participants)."""
_VERB = re.compile(
    r"\s(?:[a-z-]{3,14}\s){0,2}?(?:(?:patients|participants|subjects|women|men|children|people)\s)?(?:\([^()]{1,30}\)\s)?"
    r"(?:who\s)?(?:(?:were|was|had been)\s(?:(?:then|subsequently|finally|eventually|actually|randomly)\s)?"
    r"(?P<verb>screened|enrolled|randomi[sz]ed|treated|evaluable)|(?P<treated>received\s(?:at least one dose|study))"
    r"|(?P<completed>completed\s(?:the\s)?(?:study|trial|treatment)))\b",
    re.IGNORECASE,
)
"""Behind a number of patients: what was done with them."""
_SENTENCE = 400
_WHOLE = re.compile(
    r"(?:^|[;:]\s)\s?(?:of|among|out of)\s(?:(?:the|these|those|all|our|a total of)\s){0,2}$", re.IGNORECASE
)
_OTHER = re.compile(
    r"\b(?:of|among|from|in)\s(?:the|these|those|another|other|a further|all)\b|\bcompared|\bversus\b|\bvs\b",
    re.IGNORECASE,
)
"""Words that set another whole."""


def check(paper: Paper) -> Iterator[Conflict]:
    """A part is larger than the whole that it is taken from: a subgroup, a later step of a trial, patients at risk.

    `Of the N patients` holds every number behind it in its sentence; screened, enrolled, randomised, treated, evaluable
    and completed follow each other in one sentence, each of one arm; numbers at risk of a table can only fall.

    Conflicts: `Of the 120 patients, 134 had brain metastases`; `120 patients were randomised and 124 were treated`.

    Agrees: `Of the 120 patients, 34 had brain metastases`; `124 patients were randomised and 120 were treated`.
    """
    sentences: dict[str, list[Claim]] = defaultdict(list)
    for claim in paper.by_metric.get("sample_size", ()):
        plain = isinstance(claim.value, Decimal) and claim.comparator is Comparator.EQUAL
        if claim.table is None and plain and len(claim.sentence) <= _SENTENCE:
            sentences[claim.sentence].append(claim)
    for claims in sentences.values():
        found = list(_beyond_whole(paper, claims)) or list(_steps(paper, claims))
        yield from found[:1]
    yield from _rising(paper)


def _beyond_whole(paper: Paper, claims: Sequence[Claim]) -> Iterator[Conflict]:
    for at, whole in enumerate(claims):
        before = paper.before(whole, min(40, whole.span[0]))
        if not _WHOLE.search(before.split("\n")[-1].rpartition(". ")[2]):
            continue
        for part in claims[at + 1 :]:
            between = paper.document.text[whole.span[1] : part.span[0]]
            if _OTHER.search(between) or text(part, "study") != text(whole, "study"):
                break
            if value(part) > value(whole):
                yield _found([part, whole], f"{part.quote} are counted among {whole.quote}, which is fewer.")


def _steps(paper: Paper, claims: Sequence[Claim]) -> Iterator[Conflict]:
    steps = [(claim, step) for claim in claims if (step := _step(paper, claim)) is not None]
    for (a, first), (b, second) in combinations(steps, 2):
        if first == second or any(text(a, part) != text(b, part) for part in ("study", "treatment", "subgroup")):
            continue
        (early, before), (late, after) = sorted(((a, first), (b, second)), key=lambda one: _ORDER.index(one[1]))
        if value(late) > value(early):
            yield _found([late, early], f"{late.quote} are {after}, more than the {early.quote} {before}.")


def _step(paper: Paper, claim: Claim) -> str | None:
    """The step of a trial that a number of patients is said to have reached, by the verb right behind it."""
    match = _VERB.match(paper.after(claim, 90))
    if match is None:
        return None
    if match["completed"]:
        return "completed"
    verb = (match["verb"] or "treated").casefold().replace("z", "s")
    return next((step for step in _ORDER if verb.startswith(step[:6])), None)


def _rising(paper: Paper) -> Iterator[Conflict]:
    for table in paper.document.tables:
        for row in at_risk(paper.document, table):
            for (early, first), (late, second) in pairwise(row):
                if late <= early:
                    continue
                claims = [paper.within(cell.start, cell.end) for cell in (second, first)]
                if claims[0] and claims[1]:
                    said = f"{late} patients are at risk after {early} were: the number can only fall."
                    yield _found([claims[0][0], claims[1][0]], said)


def _found(claims: Sequence[Claim], said: str) -> Conflict:
    sides = [printed(claims[0]), printed(claims[1])]
    return finding(CODE, NAME, KIND, claims, sides, Level.WARNING, said)
