"""ScanResult -> what the HTML template shows, in its words and its order. The template only places it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from claimcheck.model import Claim, Conflict, Coverage, Level, ScanResult
from claimcheck.report.pages import RulePage
from claimcheck.report.places import Span, in_order, quote_spans, rank
from claimcheck.report.summary import READ, SKIPPED, Summary, sentence, summarise

CONTEXT = 700
"""Characters of a sentence shown on each side of the quote: a file without line ends is one sentence."""
LOCAL = frozenset({"citation"})
"""Attributes that mean something inside their document only: [9] here and [8] there may be one paper."""
OTHER_RULE = RulePage("", "", "", "")


@dataclass(frozen=True, slots=True)
class Pair:
    """A name with its value, as shown in a list of facts."""

    name: str
    value: str
    differs: bool = False
    """Not the same for all claims of the conflict: what a reviewer looks at first."""
    inferred: bool = False
    """Not said beside the number, but taken from a heading, a caption or the document itself."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim in its place."""

    claim: Claim
    before: str
    quote: str
    after: str
    where: tuple[str, ...]
    facts: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class SideView:
    """A side of a conflict; letter and colour tell it from the others, never colour alone."""

    letter: str
    number: int
    display: str
    evidence: tuple[Evidence, ...]
    supported: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A conflict."""

    conflict: Conflict
    page: RulePage
    metric: str
    key: tuple[Pair, ...]
    sides: tuple[SideView, ...]
    documents: tuple[int, ...]
    """Places of its documents in the ledger: what the filter compares."""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document: its line of the ledger and its claims."""

    coverage: Coverage
    group: str
    """`read`, `skipped` or `unread`."""
    status: str
    shares: tuple[int, int]
    """Of 100 numbers seen: how many were compared, and how many more are claims."""
    skipped: tuple[Pair, ...]
    claims: tuple[tuple[Evidence, tuple[Conflict, ...]], ...]


@dataclass(frozen=True, slots=True)
class View:
    """The whole report."""

    summary: Summary
    total: str
    """The line a scan ends with."""
    documents: tuple[DocumentView, ...]
    cards: tuple[Card, ...]
    levels: tuple[str, ...]
    rules: tuple[tuple[str, str], ...]
    metrics: tuple[tuple[str, str], ...]
    version: str


def view(result: ScanResult, pages: Sequence[RulePage]) -> View:
    """Prepare everything that the template shows."""
    spans = quote_spans(result.claims)
    evidence = {claim.id: _evidence(claim, spans[claim.id]) for claim in result.claims}
    places = {item.path: place for place, item in enumerate(result.documents)}
    cards = tuple(_card(conflict, evidence, places, pages) for conflict in result.conflicts)
    present = {conflict.level for conflict in result.conflicts}
    summary = summarise(result)
    return View(
        summary=summary,
        total=sentence(summary),
        documents=_documents(result, evidence),
        cards=cards,
        levels=tuple(level.value for level in Level if level in present),
        rules=tuple(sorted({(card.conflict.rule, words(card.conflict.name)) for card in cards})),
        metrics=tuple(sorted({(card.conflict.metric, words(card.conflict.metric)) for card in cards})),
        version=result.version,
    )


def words(name: str) -> str:
    """An id as words.

    >>> words("progression_free_survival"), words("later-cutoff"), words("ic50")
    ('progression free survival', 'later cutoff', 'IC50')
    """
    text = name.replace("_", " ").replace("-", " ")
    return text.upper() if text in {"ic50", "ec50"} else text


def _card(
    conflict: Conflict, evidence: Mapping[str, Evidence], places: Mapping[str, int], pages: Sequence[RulePage]
) -> Card:
    known = [evidence[name].claim for name in conflict.claims if name in evidence]
    differing = _differing(known)
    supported = conflict.supported_side
    sides = [
        SideView(
            letter=_letter(number),
            number=number % 6,
            display=side.display,
            evidence=tuple(_in_card(evidence[name], differing) for name in side.claims if name in evidence),
            supported=supported.why if supported is not None and supported.side == number else None,
        )
        for number, side in enumerate(conflict.sides)
    ]
    return Card(
        conflict=conflict,
        page=next((page for page in pages if page.code == conflict.rule), OTHER_RULE),
        metric=_title(conflict),
        key=tuple(_shared(conflict, known, differing)),
        sides=tuple(sides),
        documents=tuple(sorted({places[claim.document] for claim in known if claim.document in places})),
    )


def _title(conflict: Conflict) -> str:
    metric, statistic = words(conflict.metric), words(conflict.statistic)
    return metric if statistic == "point" or metric.endswith(statistic) else f"{metric}, {statistic}"


def _shared(conflict: Conflict, claims: Sequence[Claim], differing: frozenset[str]) -> Iterable[Pair]:
    """What the claims have in common: the key first, then what it does not hold."""
    for key, value in in_order(conflict.key):
        yield Pair(words(key), value)
    for key, value in in_order(claims[0].attributes) if claims else ():
        if key not in differing | LOCAL and key not in conflict.key:
            yield Pair(words(key), value)


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else str(number + 1)


def _differing(claims: Iterable[Claim]) -> frozenset[str]:
    """Attributes that not all of the claims state alike."""
    claims = list(claims)
    keys = {key for claim in claims for key in claim.attributes} - LOCAL
    return frozenset(key for key in keys if len({claim.attributes.get(key) for claim in claims}) > 1)


def _in_card(item: Evidence, differing: frozenset[str]) -> Evidence:
    """What all share stands once at the top of the card; here stands what does not."""
    stated = dict(in_order(item.claim.attributes))
    differs = [
        Pair(words(key), stated.get(key, "not said"), True, key in item.claim.inferred)
        for key in sorted(differing, key=rank)
    ]
    local = [Pair(words(key), stated[key]) for key in sorted(LOCAL & stated.keys())]
    return replace(item, facts=(*_numbers(item.claim), *differs, *local))


def _evidence(claim: Claim, span: Span | None) -> Evidence:
    start, end = span or (0, 0)
    before, after = claim.sentence[:start], claim.sentence[end:]
    own = [Pair(words(key), value, False, key in claim.inferred) for key, value in in_order(claim.attributes)]
    return Evidence(
        claim=claim,
        before=before if len(before) <= CONTEXT else f"… {before[-CONTEXT:]}",
        quote=claim.sentence[start:end],
        after=after if len(after) <= CONTEXT else f"{after[:CONTEXT]} …",
        where=tuple(_where(claim)),
        facts=(*_numbers(claim), *own),
    )


def _where(claim: Claim) -> Iterable[str]:
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


def _numbers(claim: Claim) -> Iterable[Pair]:
    """What stands beside the number: interval, fraction, p value; and its value in the unit that is compared."""
    if claim.canonical_value is not None and claim.canonical_unit != claim.unit:
        yield Pair("compared as", f"{claim.canonical_value:.4g} {claim.canonical_unit}")
    if claim.ci is not None:
        low, high = ("not reached" if end is None else str(end) for end in (claim.ci.low, claim.ci.high))
        yield Pair(f"{claim.ci.level}% CI", f"{low} to {high}")
    if claim.numerator is not None and claim.denominator is not None:
        yield Pair("of", f"{claim.numerator}/{claim.denominator}")
    if claim.p_value is not None:
        yield Pair("p", f"{claim.p_value.comparator.value} {claim.p_value.value}")


def _documents(result: ScanResult, evidence: Mapping[str, Evidence]) -> tuple[DocumentView, ...]:
    claims: dict[str, list[Claim]] = {}
    for claim in result.claims:
        claims.setdefault(claim.document, []).append(claim)
    conflicts: dict[str, list[Conflict]] = {}
    for conflict in result.conflicts:
        for name in conflict.claims:
            conflicts.setdefault(name, []).append(conflict)
    return tuple(
        DocumentView(
            coverage=item,
            group="read" if item.status in READ else "skipped" if item.status in SKIPPED else "unread",
            status=words(item.status.value),
            shares=_shares(item),
            skipped=tuple(Pair(words(name), f"{number:,}") for name, number in sorted(item.numbers.skipped.items())),
            claims=tuple(
                (evidence[claim.id], tuple(conflicts.get(claim.id, ()))) for claim in claims.get(item.path, ())
            ),
        )
        for item in result.documents
    )


def _shares(item: Coverage) -> tuple[int, int]:
    numbers = item.numbers
    if not numbers.seen:
        return 0, 0
    return round(100 * numbers.compared / numbers.seen), round(100 * (numbers.claims - numbers.compared) / numbers.seen)
