"""The terms of a sentence that may name a metric, and the metric that a value is found to state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from claimcheck.extract.elements import Element
from claimcheck.extract.percentages import names_a_group
from claimcheck.extract.terms import Hit
from claimcheck.vocabulary import Vocabulary

STRONG = "metric"
HINT = "metric_hint"
"""Words such as `responses` that name a metric only where a sentence names none."""
GIVEN_BY = {
    "event": "adverse_event_rate",
    "characteristic": "proportion",
    "marker": "prevalence",
    "mutation": "prevalence",
    "fusion": "prevalence",
}
"""Terms that are no metric but give one to a percentage: an event its rate, a marker its prevalence."""
OUTCOME = "outcome"
"""Kind of an event that a trial set out to prevent or to bring about: its percentage is an event rate."""
TAKES_EVENT = frozenset({"discontinuation_rate", "vaccine_efficacy", "seroconversion_rate", "seroprotection_rate"})
"""Metrics of which an event beside them says what they are about; it is not what the number is a rate of."""
GROUP_NAMES = frozenset(GIVEN_BY) - {"event"}
NAMING = frozenset({STRONG, HINT, "approval", "agency", *GIVEN_BY})
"""Labels of terms that may name a metric."""
WEAK = {"prevalence"}
RATIOS = {"hazard_ratio", "odds_ratio", "risk_ratio"}
INHERITED = "metric of the sentence before"
"""The frame of a value whose metric only the sentence before names."""
OF_RESPONDERS = "percentage of responders"
"""The frame of a share of those who responded: the response is whom it is of, not what it says of them."""


class Stated(NamedTuple):
    """The metric of a value: its id, statistic, the element that named it (-1: none in the sentence), the frame."""

    metric: str
    statistic: str
    element: int
    frame: str


class Candidate(NamedTuple):
    """An element that may give a value its metric."""

    element: int
    metric: str
    label: str


_ANY_EVENT = re.compile(r"(?:adverse events?|toxicity|side effects?)$")
"""How the names of events of any kind end."""
_SUCH_AS = re.compile(r",?\s(?:such\sas|including|namely|like|particularly|in\sparticular|especially)\b")
_COMMONEST = re.compile(
    r"\b(?:was|were|is|are|being|remained)\s(?:also\s|again\s)?(?:among\s)?(?:the\s|an?\s)?"
    r"(?:(?:second\s)?most\s(?:common|frequent|prevalent)|commonest|main|only|predominant)[^.;:()0-9]{0,60}$"
)


def _stands_for_another(text: str, elements: Sequence[Element], index: int) -> bool:
    """`adverse events such as rash`, `rash was the most common adverse event`: events of any kind, and one is named."""
    element = elements[index]
    if not any(h.label == "event" and _ANY_EVENT.search(h.name) for h in element.hits):
        return False
    if _SUCH_AS.match(text, element.end):
        following = elements[index + 1 : index + 5]
        return any(
            any(h.label == "event" for h in e.hits) and after.symbol in ("(", "V") for e, after in pairwise(following)
        )
    before = [e for e in elements[:index] if any(h.label == "event" and not _ANY_EVENT.search(h.name) for h in e.hits)]
    return bool(before) and bool(_COMMONEST.search(text, max(before[-1].end, element.start - 100), element.start))


def given_by(hit: Hit, vocabulary: Vocabulary) -> str:
    """The metric that a term gives a percentage: of an outcome its rate, of another event that of an adverse event."""
    term = vocabulary.of("event").get(hit.name) if hit.label == "event" else None
    composite = hit.label == "event" and term is None
    return "event_rate" if composite or (term is not None and term.kind == OUTCOME) else GIVEN_BY[hit.label]


def candidates(text: str, elements: Sequence[Element], vocabulary: Vocabulary) -> Iterator[Candidate]:
    """The terms of a sentence that may name the metric of one of its values, in order.

    A marker or characteristic that says in whom a metric was measured is none.
    """
    measured = any(h.label == STRONG and h.name not in WEAK for e in elements for h in e.hits)
    for index, element in enumerate(elements):
        if _stands_for_another(text, elements, index):
            continue
        for hit in element.hits:
            if hit.label in GROUP_NAMES and measured and names_a_group(text, element.start, element.end):
                continue
            if hit.label == STRONG:
                yield Candidate(index, hit.name, STRONG)
            elif hit.label == HINT:
                yield Candidate(index, hit.name, HINT)
            elif hit.label == "approval":
                yield Candidate(index, "approval_date", "approval")
            elif hit.label in GIVEN_BY:
                yield Candidate(index, given_by(hit, vocabulary), hit.label)
