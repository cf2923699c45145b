"""The facts that several places state, each as a forest plot with its table; per metric a strip of all studies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.model import CanonicalFact, Claim, Coverage, ScanResult
from claimcheck.report.page.forest import Plot, Row, forest, timeline
from claimcheck.report.page.strip import Strip, strip
from claimcheck.report.page.wording import Pair, letter, title, words
from claimcheck.report.places import in_order, place
from claimcheck.report.wording import by_id

MOST = 200
"""Facts plotted: those in conflict first."""


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact with every place that states it."""

    place: int
    fact: CanonicalFact
    title: str
    key: tuple[Pair, ...]
    rows: tuple[Row, ...]
    plot: Plot
    timeline: Plot | None
    conflicts: tuple[tuple[str, str], ...]
    """Id and rule of each conflict that one of its claims takes part in."""

    @property
    def columns(self) -> frozenset[str]:
        """Columns of its table that say something."""
        said = {
            "interval": any(row.claim.ci is not None for row in self.rows),
            "n": any(row.claim.denominator is not None for row in self.rows),
            "cutoff": any(row.cutoff for row in self.rows),
            "date": any(row.date for row in self.rows),
        }
        return frozenset(name for name, there in said.items() if there)


@dataclass(frozen=True, slots=True)
class MetricView:
    """The plotted facts of a metric, under the strip of all its studies."""

    metric: str
    title: str
    strip: Strip | None
    facts: tuple[FactView, ...]


@dataclass(frozen=True, slots=True)
class FactsView:
    """What the page shows of the facts."""

    metrics: tuple[MetricView, ...]
    places: Mapping[str, int]
    """Claim id -> place of the plotted fact that it states."""
    shown: int
    left_out: int
    """Facts that more than one place states and that there is no room for."""
    all: int


def facts(result: ScanResult) -> FactsView:
    """Plot the facts that more than one place states."""
    claims = by_id(result)
    disputed: dict[str, list[tuple[str, str]]] = {}
    for conflict in result.conflicts:
        for name in conflict.claims:
            disputed.setdefault(name, []).append((conflict.id, conflict.rule))
    several = [fact for fact in result.facts if len(set(_ids(fact))) > 1]
    several.sort(key=lambda fact: (disputed.keys().isdisjoint(_ids(fact)), len(fact.documents) < 2))
    ledger = {item.path: item for item in result.documents}
    views: list[FactView] = []
    for fact in several[:MOST]:
        rows = tuple(_rows(fact, claims, ledger))
        if len(rows) > 1 and (plot := forest(rows, fact.statistic)) is not None:
            found = dict.fromkeys(conflict for name in _ids(fact) for conflict in disputed.get(name, ()))
            views.append(_view(len(views), fact, rows, plot, tuple(found)))
    places = {name: view.place for view in views for name in _ids(view.fact)}
    return FactsView(
        tuple(_metrics(views, result.facts, claims)), places, len(views), max(len(several) - MOST, 0), len(result.facts)
    )


def _view(
    place: int, fact: CanonicalFact, rows: tuple[Row, ...], plot: Plot, conflicts: tuple[tuple[str, str], ...]
) -> FactView:
    key = tuple(Pair(words(name), value) for name, value in in_order(fact.key))
    return FactView(place, fact, title(fact.metric, fact.statistic), key, rows, plot, timeline(rows), conflicts)


def _metrics(
    views: Sequence[FactView], all_facts: Sequence[CanonicalFact], claims: Mapping[str, Claim]
) -> Iterable[MetricView]:
    for metric in dict.fromkeys((view.fact.metric, view.fact.statistic) for view in views):
        own = tuple(view for view in views if (view.fact.metric, view.fact.statistic) == metric)
        same = [fact for fact in all_facts if (fact.metric, fact.statistic) == metric]
        yield MetricView("-".join(metric), title(*metric), strip(same, claims), own)


def _rows(fact: CanonicalFact, claims: Mapping[str, Claim], ledger: Mapping[str, Coverage]) -> Iterable[Row]:
    """A row a document and value: what a document states three times stands once, with its first place."""
    for number, side in enumerate(fact.sides):
        known = [claims[name] for name in side.claims if name in claims]
        for document in dict.fromkeys(claim.document for claim in known):
            own = [claim for claim in known if claim.document == document]
            best = max(own, key=lambda claim: (claim.ci is not None, claim.denominator is not None))
            cutoff = next((text for claim in own if (text := claim.attributes.get("data_cutoff"))), None)
            about = ledger.get(document)
            yield Row(
                letter=letter(number),
                number=number % 6,
                claim=best,
                place=place(best),
                display=side.display if _alike(best, known[0]) else best.quote,
                times=len(own),
                cutoff=cutoff if isinstance(cutoff, str) else about.data_cutoff if about else None,
                date=about.published if about else None,
            )


def _alike(claim: Claim, other: Claim) -> bool:
    """Whether a claim says what its side shows: a bound that agrees with it says something else."""
    return (claim.value, claim.unit, claim.comparator) == (other.value, other.unit, other.comparator)


def _ids(fact: CanonicalFact) -> Iterable[str]:
    return (name for side in fact.sides for name in side.claims)
