"""A conflict as a card: its sides with their evidence, the difference in numbers, what a reviewer weighs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claimcheck.model import Claim, Conflict, Decision, Verdict
from claimcheck.report.page.evidence import Evidence, differing, in_card
from claimcheck.report.page.wording import LOCAL, Pair, figure, letter, listed, quantity, title, words
from claimcheck.report.pages import RulePage
from claimcheck.report.places import in_order

OTHER_RULE = RulePage("", "", "", "")
SURE, LIKELY = 0.8, 0.5
VERDICTS: Mapping[Verdict, str] = {
    Verdict.WRONG_IN: "wrong in",
    Verdict.BOTH_VALID: "both valid",
    Verdict.EXTRACTION_ERROR: "extraction error",
    Verdict.NOT_A_CLAIM: "not a claim",
    Verdict.NEEDS_SOURCE: "needs source",
}


@dataclass(frozen=True, slots=True)
class SideView:
    """A side of a conflict; letter and shape tell it from the others, never colour alone."""

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
    facts: tuple[int, ...]
    """Places of the plotted facts that its claims state."""
    meta: tuple[Pair, ...]
    since: str
    """`new`, `changed` or `same` since the earlier result; empty where there is none."""
    earlier: str
    """The decision that stands or ran out, as a sentence; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where things that a card points to stand on the page."""

    documents: Mapping[str, int]
    facts: Mapping[str, int]
    """Claim id -> place of its fact."""
    since: Mapping[str, str]
    """Conflict id -> what it is since the earlier result."""


def card(conflict: Conflict, evidence: Mapping[str, Evidence], places: Places, pages: Sequence[RulePage]) -> Card:
    """Prepare the card of a conflict."""
    known = [evidence[name].claim for name in conflict.claims if name in evidence]
    keys = differing(known)
    return Card(
        conflict=conflict,
        page=next((page for page in pages if page.code == conflict.rule), OTHER_RULE),
        metric=title(conflict.metric, conflict.statistic),
        key=tuple(_shared(conflict, known, keys)),
        sides=tuple(_sides(conflict, evidence, keys)),
        documents=tuple(
            sorted({places.documents[claim.document] for claim in known if claim.document in places.documents})
        ),
        facts=tuple(dict.fromkeys(places.facts[claim.id] for claim in known if claim.id in places.facts)),
        meta=tuple(_meta(conflict, evidence)),
        since=places.since.get(conflict.id, ""),
        earlier=_decided(conflict.decision) if conflict.decision is not None else "",
    )


def _shared(conflict: Conflict, claims: Sequence[Claim], keys: frozenset[str]) -> Iterable[Pair]:
    """What the claims have in common: the key first, then what it does not hold."""
    for key, value in in_order(conflict.key):
        yield Pair(words(key), value)
    for key, value in in_order(claims[0].attributes) if claims else ():
        if key not in keys | LOCAL and key not in conflict.key:
            yield Pair(words(key), value)


def _sides(conflict: Conflict, evidence: Mapping[str, Evidence], keys: frozenset[str]) -> Iterable[SideView]:
    supported = conflict.supported_side
    for number, side in enumerate(conflict.sides):
        yield SideView(
            letter=letter(number),
            number=number % 6,
            display=side.display,
            evidence=tuple(in_card(evidence[name], keys) for name in side.claims if name in evidence),
            supported=supported.why if supported is not None and supported.side == number else None,
        )


def _meta(conflict: Conflict, evidence: Mapping[str, Evidence]) -> Iterable[Pair]:
    """What a reviewer weighs: by how much the sides differ, why that may be, and how sure it is."""
    if gap := difference(conflict, evidence):
        yield Pair("difference", gap)
    yield Pair("reason", words(conflict.reason.value))
    if conflict.missing:
        yield Pair("left unsaid by a side", listed(conflict.missing))
    yield Pair("where", words(conflict.scope))
    sure = "sure" if conflict.confidence >= SURE else "likely" if conflict.confidence >= LIKELY else "unsure"
    yield Pair("confidence", f"{sure} ({conflict.confidence:.2f})")


def difference(conflict: Conflict, evidence: Mapping[str, Evidence]) -> str:
    """By how much the lowest and the highest value differ, in their unit and in percent of the lower."""
    values: list[Decimal] = []
    units: set[str] = set()
    for side in conflict.sides:
        claims = [evidence[name].claim for name in side.claims if name in evidence]
        known = next((claim for claim in claims if claim.canonical_value is not None), None)
        if known is not None and known.canonical_value is not None:
            values.append(known.canonical_value)
            units.add(known.canonical_unit)
    if len(values) < 2 or len(units) != 1 or max(values) == min(values) or not all(map(Decimal.is_finite, values)):
        return ""
    (unit,) = units
    gap = max(values) - min(values)
    if unit == "percent":
        return f"{figure(gap)} percentage point{'' if figure(gap) == '1' else 's'}"
    share = f" ({figure(round(100 * gap / min(values), 1))}%)" if min(values) > 0 and gap < 10 * min(values) else ""
    return quantity(gap, unit) + share


def _decided(decision: Decision) -> str:
    """An earlier decision as a sentence."""
    verdict = VERDICTS[decision.verdict] + (f" {decision.document}" if decision.document else "")
    signed = (f" by {decision.by}" if decision.by else "") + (f" on {decision.on}" if decision.on else "")
    value = f"; right value {decision.value}" if decision.value else ""
    until = f"; holds until {decision.expires}" if decision.expires else ""
    return f"{verdict}{signed}: {decision.reason}{value}{until}"
