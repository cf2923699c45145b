"""A claim in its place: the quote in its sentence, where that stands, what the number is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import quote as percent

from claimcheck.model import Claim
from claimcheck.report.exhibits import Crop, Exhibits
from claimcheck.report.page.wording import LOCAL, Pair, quantity, words
from claimcheck.report.places import Span, in_order, quote_spans, rank

CONTEXT = 320
"""Characters of a sentence shown on each side of the quote: a file without line ends is one sentence."""
FRAGMENT = 40
"""Characters around a quote by which a browser finds it in a web page."""
WEB = frozenset({".html", ".htm"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim in its place."""

    claim: Claim
    before: str
    quote: str
    after: str
    where: tuple[str, ...]
    facts: tuple[Pair, ...]
    href: str | None = None
    """Address of its place in the source."""
    crop: Crop | None = None


def all_evidence(claims: Collection[Claim], wanted: Collection[str], exhibits: Exhibits) -> dict[str, Evidence]:
    """Id -> the claim in its place, of those `claims` that are wanted; the others tell where a quote stands."""
    spans = quote_spans(claims)
    return {claim.id: _evidence(claim, spans[claim.id], exhibits) for claim in claims if claim.id in wanted}


def differing(claims: Iterable[Claim]) -> frozenset[str]:
    """Attributes that not all of the claims state alike."""
    claims = list(claims)
    keys = {key for claim in claims for key in claim.attributes} - LOCAL
    return frozenset(key for key in keys if len({claim.attributes.get(key) for claim in claims}) > 1)


def in_card(item: Evidence, keys: frozenset[str]) -> Evidence:
    """What all share stands once at the top of the card; here stands what does not."""
    stated = dict(in_order(item.claim.attributes))
    differs = [
        Pair(words(key), stated.get(key, "not said"), True, key in item.claim.inferred)
        for key in sorted(keys, key=rank)
    ]
    local = [Pair(words(key), stated[key]) for key in sorted(LOCAL & stated.keys())]
    return replace(item, facts=(*numbers(item.claim), *differs, *local))


def numbers(claim: Claim) -> Iterable[Pair]:
    """What stands beside the number: interval, fraction, p value; and its value in the unit that is compared."""
    if claim.canonical_value is not None:
        yield Pair("compared as", quantity(claim.canonical_value, claim.canonical_unit))
    if claim.ci is not None:
        low, high = ("not reached" if end is None else str(end) for end in (claim.ci.low, claim.ci.high))
        yield Pair(f"{claim.ci.level}% CI", f"{low} to {high}")
    if claim.numerator is not None and claim.denominator is not None:
        yield Pair("of", f"{claim.numerator}/{claim.denominator}")
    elif claim.denominator is not None:
        yield Pair("n", f"{claim.denominator:,}")
    if claim.p_value is not None:
        yield Pair("p", f"{claim.p_value.comparator.value} {claim.p_value.value}")


def where(claim: Claim) -> Iterable[str]:
    """Cell, page or line, section, table: from what one opens to what one looks for."""
    if claim.table is not None and claim.table.cell is not None:
        yield f"cell {claim.table.cell}"
    elif claim.page is not None:
        yield f"page {claim.page}"
    elif claim.line is not None:
        yield f"line {claim.line}"
    if claim.section:
        yield claim.section
    if claim.table is not None:
        yield f"table {claim.table.index + 1}: {claim.table.row} / {claim.table.column}"


def href_of(claim: Claim, before: str, quote: str, after: str, links: Mapping[str, str]) -> str | None:
    """The address of a claim's place: a page of a PDF, the quote on a web page, else the file.

    A text fragment names the quote with the words around it; where the page differs, a browser shows its beginning.
    """
    base = links.get(claim.document)
    if base is None:
        return None
    if claim.page is not None and claim.document.lower().endswith(".pdf"):
        return f"{base}#page={claim.page}"
    if PurePosixPath(claim.document).suffix.lower() in WEB and quote and claim.table is None:
        prefix, suffix = _last_words(before), _first_words(after)
        parts = [
            f"{_fragment(prefix)}-," if prefix else "",
            _fragment(quote),
            f",-{_fragment(suffix)}" if suffix else "",
        ]
        return f"{base}#:~:text={''.join(parts)}"
    return base


def _evidence(claim: Claim, span: Span | None, exhibits: Exhibits) -> Evidence:
    start, end = span or (0, 0)
    before, quote, after = claim.sentence[:start], claim.sentence[start:end], claim.sentence[end:]
    return Evidence(
        claim=claim,
        before=before if len(before) <= CONTEXT else f"… {before[-CONTEXT:]}",
        quote=quote,
        after=after if len(after) <= CONTEXT else f"{after[:CONTEXT]} …",
        where=tuple(where(claim)),
        facts=tuple(numbers(claim)),
        href=href_of(claim, before, quote, after, exhibits.links),
        crop=exhibits.crops.get(claim.id),
    )


def _fragment(text: str) -> str:
    return percent(text, safe="").replace("-", "%2D")


def _last_words(text: str) -> str:
    """Whole words from the end of a text, as far as they identify a place."""
    cut = " ".join(text[-FRAGMENT:].split())
    return cut if len(text) <= FRAGMENT else cut.partition(" ")[2]


def _first_words(text: str) -> str:
    cut = " ".join(text[:FRAGMENT].split())
    return cut if len(text) <= FRAGMENT else cut.rpartition(" ")[0]
