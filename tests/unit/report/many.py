"""A result of as many conflicts as wanted, each with sentences of its own: for the size and the speed of the page."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.unit.report.sample import FIRST, UPDATED, VALUE

from claimcheck.model import CanonicalFact, Claim, Conflict, Coverage, Level, Numbers, Reason, ScanResult, Side, Status

METRICS = ("progression_free_survival", "overall_survival", "objective_response_rate", "follow_up")
RULES = (("V101", "value-differs"), ("S101", "scope-differs"), ("A101", "count-of-percentage"))
DOCUMENTS = 60
SENTENCE = (
    "In the {word} group of study {number}, after a median follow-up that the report does not give, the patients who "
    "had been treated before had a median of {value} months (95% confidence interval, 14.4 to 25.1) by central review."
)
WORDS = ("control", "higher-dose", "lower-dose", "maintenance", "sequential", "crossover", "early-access")


def many(number: int) -> ScanResult:
    """The result: two claims a conflict, in two of sixty documents."""
    claims: list[Claim] = []
    conflicts: list[Conflict] = []
    facts: list[CanonicalFact] = []
    for index in range(number):
        pair = tuple(_claim(index, side) for side in (0, 1))
        conflict = _conflict(index, pair)
        claims += pair
        conflicts.append(conflict)
        stated = tuple(sorted({claim.document for claim in pair}))
        key = conflict.key
        facts.append(CanonicalFact(f"f{index}", conflict.metric, "median", "month", key, conflict.sides, stated))
    names = sorted({claim.document for claim in claims})
    documents = tuple(
        Coverage(
            name, f"{place:064x}", "text", None, Status.OK, None, None, None, None, 1,
            Numbers(number // 10 + 9, number // 20, number // 20, {"no metric": number // 20}),
        )
        for place, name in enumerate(names)
    )  # fmt: skip
    return ScanResult(documents, tuple(claims), tuple(conflicts), "0.0.1", tuple(facts))


def _claim(index: int, side: int) -> Claim:
    value = Decimal(100 + (index * 7 + side * 3) % 200) / 10
    document = f"papers/report-{(index * 13 + side * 29) % DOCUMENTS:02}.txt"
    sentence = SENTENCE.format(word=WORDS[(index + side) % len(WORDS)], number=index, value=value)
    return replace(
        (FIRST, UPDATED)[side],
        id=f"m{index}-{side}",
        document=document,
        span=(100 * index, 100 * index + 11),
        quote=f"{value} months",
        sentence=sentence,
        page=None,
        line=index + 1,
        box=None,
        metric=METRICS[index % len(METRICS)],
        value=value,
        low=value,
        high=value,
        canonical_value=value,
        attributes={"study": f"STUDY {index}", "treatment": WORDS[index % len(WORDS)]},
    )


def _conflict(index: int, pair: tuple[Claim, ...]) -> Conflict:
    rule, name = RULES[index % len(RULES)]
    return replace(
        VALUE,
        id=f"k{index:05}",
        rule=rule,
        name=name,
        level=tuple(Level)[min(index * 3 // 2000, 2)],
        metric=pair[0].metric,
        key=pair[0].attributes,
        claims=tuple(claim.id for claim in pair),
        sides=tuple(Side(claim.value, claim.quote, (claim.id,)) for claim in pair),
        reason=tuple(Reason)[index % len(Reason)],
        explanation=f"STUDY {index}: the medians {pair[0].quote} and {pair[1].quote} differ. Nothing here explains it.",
        supported_side=None,
    )
