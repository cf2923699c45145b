"""The step itself: every mention of a document becomes a claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256

from claimcheck.model import Claim, Document, Extraction, Mention, Quantity
from claimcheck.normalise.attributes import attributes, canonical_name, confidence, inferred
from claimcheck.normalise.names import Names
from claimcheck.normalise.places import Places
from claimcheck.normalise.units import canonical, canonical_unit, plain
from claimcheck.vocabulary import Same, Vocabulary


def normalise(document: Document, extraction: Extraction, vocabulary: Vocabulary) -> tuple[Claim, ...]:
    """The claims of a document, in the order of its text.

    A mention whose metric the vocabulary does not define makes no claim.
    """
    known = [mention for mention in extraction.mentions if mention.metric in vocabulary.metrics]
    return _claims(document, extraction, known, vocabulary)


def loose(document: Document, extraction: Extraction, vocabulary: Vocabulary) -> tuple[Claim, ...]:
    """The same for the numbers that nothing names but that can be checked."""
    return _claims(document, extraction, extraction.loose, vocabulary)


def _claims(
    document: Document, extraction: Extraction, mentions: Iterable[Mention], vocabulary: Vocabulary
) -> tuple[Claim, ...]:
    names = _names(Same(vocabulary))
    places = Places(document)
    seen: Counter[str] = Counter()
    ordered = sorted(mentions, key=lambda m: (m.quantity.start, m.quantity.end, m.metric))
    return tuple(_claim(document, extraction, mention, vocabulary, names, places, seen) for mention in ordered)


def study_name(written: str, vocabulary: Vocabulary) -> str:
    """The canonical name of a study."""
    return canonical_name("study", written, _names(Same(vocabulary)))


@lru_cache(maxsize=4)
def _names(key: Same) -> Names:
    return Names(key.vocabulary)


def _claim(
    document: Document,
    extraction: Extraction,
    mention: Mention,
    vocabulary: Vocabulary,
    names: Names,
    places: Places,
    seen: Counter[str],
) -> Claim:
    quantity = mention.quantity
    unit = "date" if quantity.date is not None else quantity.unit
    metric = vocabulary.metrics.get(mention.metric)
    target = unit if unit == "date" or metric is None else canonical_unit(unit, metric, vocabulary)
    middle = _middle(quantity)
    return Claim(
        id=_id(document, mention, seen),
        document=document.path,
        span=(quantity.start, quantity.end),
        quote=quantity.quote,
        page=document.page_of(quantity.start),
        line=places.line(quantity.start),
        table=mention.table,
        sentence=places.text(*mention.sentence),
        metric=mention.metric,
        statistic=mention.statistic,
        value=quantity.date if quantity.date is not None else quantity.value,
        low=quantity.low,
        high=quantity.high,
        comparator=quantity.comparator,
        special=quantity.special,
        decimals=quantity.decimals,
        unit=unit,
        canonical_value=None if middle is None else canonical(middle, unit, target, vocabulary),
        canonical_unit=target,
        ci=mention.ci,
        p_value=mention.p_value,
        numerator=mention.numerator,
        denominator=mention.denominator,
        attributes=attributes(mention, names, extraction.works),
        section=mention.section,
        box=places.box(quantity.start, quantity.end),
        confidence=confidence(mention),
        inferred=inferred(mention),
        detail=mention.detail,
    )


def _middle(quantity: Quantity) -> Decimal | None:
    """The point, or the middle of a range; None for a date and for a value that is named but not a number."""
    if quantity.date is not None or quantity.special is not None:
        return None
    if quantity.value is not None:
        return quantity.value
    if quantity.low is None or quantity.high is None:
        return None
    return plain((quantity.low + quantity.high) / 2)


def _id(document: Document, mention: Mention, seen: Counter[str]) -> str:
    """Stable: made of what is printed and where. One number that states a metric twice (of two arms) is counted on."""
    quantity = mention.quantity
    value = quantity.date or (quantity.special if quantity.special is not None else quantity.value)
    span = f"{quantity.start}-{quantity.end}"
    basis = "\x1f".join((document.path, mention.metric, quantity.quote, span, str(value), mention.statistic))
    seen[basis] += 1
    if seen[basis] > 1:
        basis += f"\x1f{seen[basis]}"
    return sha256(basis.encode()).hexdigest()[:16]
