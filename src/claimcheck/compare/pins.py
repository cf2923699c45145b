"""Pins: the right value of a fact as a person recorded it, and which fact of a corpus it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claimcheck.compare.agree import Stated, agree, interval, stated
from claimcheck.compare.parts import MAY_BE_UNSAID, Relation, relation
from claimcheck.errors import ConfigError
from claimcheck.model import AttributeValue, CanonicalFact, Claim, Comparator, Dimension, Pin
from claimcheck.vocabulary import Metric, Vocabulary

_NUMBER = re.compile(
    r"(?P<bound><=|>=|[<>~\u2264\u2265])?\s*(?P<low>-?[0-9]+(?:\.[0-9]+)?)"
    r"(?:\s*[-\u2013]\s*(?P<high>[0-9]+(?:\.[0-9]+)?))?\s*(?P<unit>[^\W\d].*|%)?"
)
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_BOUNDS = {
    "<": Comparator.LESS, "<=": Comparator.LESS_OR_EQUAL, "\u2264": Comparator.LESS_OR_EQUAL,
    ">": Comparator.GREATER, ">=": Comparator.GREATER_OR_EQUAL, "\u2265": Comparator.GREATER_OR_EQUAL,
    "~": Comparator.ABOUT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PinnedFact:
    """A fact, the pin that is about it, and which of its claims the pin contradicts."""

    pin: Pin
    fact: CanonicalFact
    value: Stated
    """What the pin says, in the fact's unit."""
    differing: tuple[str, ...]
    """Ids of the claims that do not agree with it."""

    @property
    def why(self) -> str:
        """What a person recorded, as a sentence."""
        reason = f" ({self.pin.reason})" if self.pin.reason else ""
        return f"{self.pin.value} is pinned{reason}."


@dataclass(frozen=True, slots=True)
class Pinned:
    """The facts of a corpus that are pinned, with the claims at hand to look at."""

    facts: tuple[PinnedFact, ...]
    unmatched: tuple[Pin, ...]
    """Pins of which the corpus has no fact, or several that they fit equally well."""
    claims: Mapping[str, Claim]
    vocabulary: Vocabulary


def pinned(
    pins: Sequence[Pin], facts: Iterable[CanonicalFact], claims: Iterable[Claim], vocabulary: Vocabulary
) -> Pinned:
    """Find the fact of each pin. The cost is that of reading the facts once, and nothing without a pin.

    Raises:
        ConfigError: a pin whose value is none that its fact can have.
    """
    if not pins:
        return Pinned((), (), {}, vocabulary)
    known = {claim.id: claim for claim in claims}
    alike: dict[tuple[str, str], list[CanonicalFact]] = defaultdict(list)
    for fact in facts:
        alike[fact.metric, fact.statistic].append(fact)
    found, unmatched = [], []
    for pin in pins:
        home = _nearest(pin, alike[pin.metric, pin.statistic])
        if home is None:
            unmatched.append(pin)
        else:
            found.append(_held(pin, home, known, vocabulary))
    return Pinned(tuple(found), tuple(unmatched), known, vocabulary)


def _held(pin: Pin, fact: CanonicalFact, claims: Mapping[str, Claim], vocabulary: Vocabulary) -> PinnedFact:
    metric = vocabulary.metrics[fact.metric]
    try:
        value = read_value(pin.value, fact.unit, metric, vocabulary)
    except ConfigError as error:
        raise ConfigError(f"claimcheck-decisions.toml: the pin of {pin.metric}: {error}") from error
    names = [name for side in fact.sides for name in side.claims]
    return PinnedFact(pin, fact, value, tuple(n for n in names if not _agrees(claims[n], value, metric, vocabulary)))


def read_value(text: str, unit: str, metric: Metric, vocabulary: Vocabulary) -> Stated:
    """What a pinned value says: `19.3 months`, `72%`, `0.61`, `~50 nmol/L`, `2016-03`.

    Args:
        text: the value with its unit.
        unit: the canonical unit of the fact.
        metric: what the fact is of.
        vocabulary: where units are looked up.

    Raises:
        ConfigError: no value, or one in a unit that the fact cannot have.
    """
    if unit == "date":
        if not _DATE.fullmatch(text.strip()):
            raise ConfigError(f"{text!r} is no date such as 2016-03-11, 2016-03 or 2016")
        return Stated(date=text.strip())
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise ConfigError(f"{text!r} is no value such as {_example(unit)}")
    factor = _factor(match["unit"] or "", text, unit, vocabulary)
    low, high = Decimal(match["low"]), Decimal(match["high"] or match["low"])
    decimals = max(len(end.partition(".")[2]) for end in (match["low"], match["high"] or ""))
    comparator = _BOUNDS[match["bound"]] if match["bound"] else Comparator.EQUAL
    return interval(low, high, decimals=decimals, comparator=comparator, factor=factor, about=metric.about)


def _factor(written: str, text: str, target: str, vocabulary: Vocabulary) -> Decimal:
    """From the unit as written to that of the fact."""
    aim = vocabulary.units.get(target)
    if aim is None or aim.dimension is Dimension.NUMBER:
        if written:
            raise ConfigError(f"{text!r}: the fact is a bare number, without a unit")
        return Decimal(1)
    name = written.strip()
    if not name:
        raise ConfigError(f"{text!r} has no unit; write {_example(target)}")
    for found in vocabulary.units.values():
        if name in (found.name, *found.aliases) or name.casefold() in (a.casefold() for a in found.aliases):
            if found.base != aim.base:
                break
            return found.factor / aim.factor
    raise ConfigError(f"{text!r}: {name!r} is no unit of this fact, whose values are like {_example(target)}")


def _example(unit: str) -> str:
    return {"percent": "72%", "month": "19.3 months"}.get(unit, f"19.3 {unit}")


def _agrees(claim: Claim, value: Stated, metric: Metric, vocabulary: Vocabulary) -> bool:
    said = stated(claim, metric, vocabulary)
    return said is None or agree(said, value)


def _nearest(pin: Pin, facts: Iterable[CanonicalFact]) -> CanonicalFact | None:
    """The one fact whose key says what the pin's says, as exactly as any does; None where two are as near."""
    ranked = [(apart, fact) for fact in facts if (apart := _apart(pin.key, fact.key)) is not None]
    least = min((apart for apart, _ in ranked), default=0)
    best = [fact for apart, fact in ranked if apart == least]
    return best[0] if len(best) == 1 else None


def _apart(a: Mapping[str, AttributeValue], b: Mapping[str, AttributeValue]) -> int | None:
    """How many parts only one of two keys says; None where they are of two facts.

    A key names everything that any of its claims says, so that a new document may add a part to it.
    """
    apart = 0
    for part in {*a, *b}:
        found = relation(part, _text(a.get(part)), _text(b.get(part)))
        if found is Relation.SAME:
            continue
        if found is Relation.DIFFERS or part not in MAY_BE_UNSAID:
            return None
        apart += 1
    return apart


def _text(value: AttributeValue | None) -> str | None:
    return value if value is None or isinstance(value, str) else " ".join(value)
