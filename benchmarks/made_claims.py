"""Claims as a corpus of reports and reviews makes them, from a seed: the same number and seed give the same claims.

A document has a study of its own and retells others; most studies are retold a few times, a few landmarks in a fixed
share of all documents, however many there are. Of a fact some documents print more digits, leave out a part of the
key, cite a work or a mark, or give the value of another data cut or assessor and say so. Now and then one makes a slip
of the pen, or gives another cut's value without a word: those are `planted`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from random import Random

from claimcheck.model import AttributeValue, Claim, Comparator, TablePlace

PER_DOCUMENT = 120
"""Claims of one document, about."""
LANDMARKS = 8
"""Studies that everyone retells."""
_LANDMARK_SHARE = 0.25
"""How often a retold study is a landmark: each stands in some 5% of the documents."""
_SLIP = 0.002
_EVENTS = ("nausea", "diarrhoea", "fatigue", "rash", "vomiting", "neutropenia", "anaemia", "oedema")
_GROUPS = (None, None, None, "brain metastases", "women", "aged 65 or older")


@dataclass(frozen=True, slots=True)
class Fact:
    """What can be said of a study, with the value that is true of it."""

    metric: str
    statistic: str
    unit: str
    key: tuple[tuple[str, str], ...]
    value: Decimal


@dataclass(frozen=True, slots=True)
class Made:
    """The claims, and the ids of those that contradict the others."""

    claims: list[Claim]
    planted: frozenset[str]


def make(count: int, seed: int = 0) -> Made:
    """So many claims, document by document."""
    documents = max(2, round(count / PER_DOCUMENT))
    claims: list[Claim] = []
    planted: set[str] = set()
    for number in range(documents):
        for claim, wrong in _document(number, max(LANDMARKS + 1, documents // 3), Random(f"{seed} {number}")):
            claims.append(claim)
            if wrong:
                planted.add(claim.id)
    kept = claims[:count]
    return Made(kept, frozenset(claim.id for claim in kept if claim.id in planted))


def _document(number: int, studies: int, random: Random) -> Iterator[tuple[Claim, bool]]:
    path = f"corpus/{number:06}.txt"
    at = 0
    while at < PER_DOCUMENT:
        landmark = random.random() < _LANDMARK_SHARE
        study = random.randrange(LANDMARKS) if landmark else random.randrange(LANDMARKS, studies)
        known = facts(study)
        for fact in random.sample(known, min(random.choice((6, 20, 40)), len(known))):
            for place in range(1 + (random.random() < 0.3)):  # said again in the abstract or the discussion
                yield _claim(fact, path, at, random, again=place > 0)
                at += 1


@cache
def facts(study: int) -> tuple[Fact, ...]:
    """What is known of a study."""
    random = Random(f"study {study}")
    arms = (f"drug-{random.randrange(400)}", "chemotherapy")
    name = ("study", f"TRIAL {study}")
    made = []
    for arm in arms:
        for group in _GROUPS[2:]:
            key = (name, ("treatment", arm), *((("subgroup", group),) if group else ()))
            for metric in ("progression_free_survival", "overall_survival", "duration_of_response"):
                made.append(Fact(metric, "median", "month", key, _value(random, 30, 2)))
            for metric in ("objective_response_rate", "disease_control_rate"):
                made.append(Fact(metric, "rate", "percent", key, _value(random, 80, 2)))
        for event in _EVENTS:
            for grade in ((), (("grade", "3 or higher"),)):
                key = (name, ("treatment", arm), ("event", event), *grade)
                made.append(Fact("adverse_event_rate", "rate", "percent", key, _value(random, 60, 2)))
        for counted in ("randomised", "treated"):
            key = (name, ("treatment", arm), ("counted", counted))
            made.append(Fact("sample_size", "count", "1", key, Decimal(random.randrange(101, 999))))
    for metric in ("progression_free_survival", "overall_survival"):
        key = (name, ("treatment", arms[0]), ("comparator", arms[1]))
        made.append(Fact(metric, "hazard_ratio", "1", key, _value(random, 1, 2) + Decimal("0.30")))
    return tuple(made)


def _value(random: Random, top: int, decimals: int) -> Decimal:
    return Decimal(random.randrange(10**decimals, top * 10**decimals + 10 ** (decimals + 1))).scaleb(-decimals)


def _claim(fact: Fact, path: str, at: int, random: Random, *, again: bool) -> tuple[Claim, bool]:
    """One claim, and whether it contradicts what others say."""
    key: dict[str, AttributeValue] = dict(fact.key)
    decimals = 0 if fact.statistic == "count" else 2
    value, untold = _analysis(fact, key, random)
    if decimals and fact.statistic != "hazard_ratio" and random.random() < 0.8:
        value, decimals = round(value, 1), 1
    _leave_out(fact, key, random)
    whole = "data_cutoff" not in key and ("treatment", key.get("treatment")) in fact.key
    slip = whole and not again and not untold and random.random() < _SLIP
    return _made(fact, path, at, _slipped(value) if slip else value, decimals, key), slip or untold


def _analysis(fact: Fact, key: dict[str, AttributeValue], random: Random) -> tuple[Decimal, bool]:
    """The value by the analysis that is quoted, and whether it is another one than usual, untold."""
    drawn = random.random()
    if fact.unit == "month" and drawn < 0.1:
        key["data_cutoff"] = "final analysis"
        return fact.value + Decimal("1.70"), False
    if fact.unit == "month" and drawn < 0.2:
        key["data_cutoff"] = "primary analysis"
    elif fact.unit == "month" and drawn < 0.201:
        return fact.value + Decimal("5.40"), True
    elif fact.metric == "objective_response_rate" and drawn < 0.2:
        key["assessment"] = "independent review"
        return fact.value + (3 if fact.value < 50 else -3), False
    return fact.value, False


def _leave_out(fact: Fact, key: dict[str, AttributeValue], random: Random) -> None:
    """What a sentence happens to say or not to say, and what it cites."""
    if random.random() < 0.5:
        key["therapy_line"] = "first-line"
    if fact.statistic != "count" and random.random() < 0.05:
        key.pop("treatment")
    if random.random() < 0.3:
        key["citation"] = (str(random.randrange(1, 60)),)
    elif random.random() < 0.2:
        key["source"] = (f"Author {random.randrange(2010, 2026)}",)


def _slipped(value: Decimal) -> Decimal:
    """The second digit, or the only one, greater by three: `19.2` as `12.2`."""
    printed = list(str(value))
    places = [at for at, sign in enumerate(printed) if sign.isdigit()]
    at = places[min(1, len(places) - 1)]
    printed[at] = str((int(printed[at]) + 3) % 10)
    return Decimal("".join(printed))


def _made(fact: Fact, path: str, at: int, value: Decimal, decimals: int, key: dict[str, AttributeValue]) -> Claim:
    quote = f"{value:.{decimals}f}"
    return Claim(
        id=f"{path}#{at}",
        document=path,
        span=(at * 700, at * 700 + len(quote)),
        quote=quote,
        page=None,
        line=None,
        table=TablePlace(at // 20, "", "") if at % 5 == 0 else None,
        sentence=quote,
        metric=fact.metric,
        statistic=fact.statistic,
        value=value,
        low=value,
        high=value,
        comparator=Comparator.EQUAL,
        special=None,
        decimals=decimals,
        unit=fact.unit,
        canonical_value=value,
        canonical_unit=fact.unit,
        ci=None,
        p_value=None,
        numerator=None,
        denominator=None,
        attributes=key,
        section=None,
        box=None,
        confidence=0.9,
    )
