"""ScanResult -> what the page shows, in its words and its order. `page/` prepares each part, the templates place it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.model import Level, ScanResult
from claimcheck.report.exhibits import NOTHING, Exhibits
from claimcheck.report.page.cards import Card, Places, card
from claimcheck.report.page.evidence import all_evidence
from claimcheck.report.page.facts import FactsView, facts
from claimcheck.report.page.ledger import LedgerLine, ledger
from claimcheck.report.page.matrix import Matrix, matrix
from claimcheck.report.page.since import Resolved, Since, gone, since
from claimcheck.report.page.texts import TextView, texts
from claimcheck.report.page.wording import words
from claimcheck.report.pages import RulePage
from claimcheck.report.summary import Summary, sentence, summarise
from claimcheck.report.wording import tally

WITHOUT_SCRIPT = 200
"""Conflicts that stand in the page itself; the script makes the cards of the others when they are looked at."""


@dataclass(frozen=True, slots=True)
class View:
    """The whole report."""

    summary: Summary
    total: str
    """The line a scan ends with."""
    ledger: tuple[LedgerLine, ...]
    cards: tuple[Card, ...]
    levels: tuple[str, ...]
    statuses: tuple[str, ...]
    rules: tuple[tuple[str, str], ...]
    metrics: tuple[tuple[str, str], ...]
    since: Since | None
    resolved: tuple[Resolved, ...]
    """What the baseline had and this result has not."""
    notices: tuple[str, ...]
    """What a reader must know before anything else, and what a person should mend."""
    facts: FactsView
    matrix: Matrix
    texts: tuple[TextView, ...]
    version: str

    @property
    def shown(self) -> tuple[Card, ...]:
        """The cards that stand in the page itself."""
        return self.cards[:WITHOUT_SCRIPT]


def view(result: ScanResult, pages: Sequence[RulePage], exhibits: Exhibits = NOTHING) -> View:
    """Prepare everything that the templates show."""
    disputed = {name for conflict in result.conflicts for name in conflict.claims}
    evidence = all_evidence(result.claims, disputed, exhibits)
    plotted, changes = facts(result), since(exhibits.earlier)
    documents = {item.path: place for place, item in enumerate(result.documents)}
    places = Places(documents, plotted.places, changes.states if changes is not None else {})
    cards = tuple(card(conflict, evidence, places, pages) for conflict in result.conflicts)
    levels, statuses = ({getattr(conflict, part) for conflict in result.conflicts} for part in ("level", "status"))
    summary = summarise(result)
    return View(
        summary=summary,
        total=sentence(summary) + (f" ({done})" if (done := tally(result)) else ""),
        ledger=ledger(result, exhibits.links),
        cards=cards,
        levels=tuple(level.value for level in Level if level in levels),
        statuses=tuple(sorted(statuses)),
        rules=tuple(sorted({(card.conflict.rule, words(card.conflict.name)) for card in cards})),
        metrics=tuple(sorted({(card.conflict.metric, words(card.conflict.metric)) for card in cards})),
        since=changes,
        resolved=gone(result.resolved),
        notices=(*result.notices, *result.remarks),
        facts=plotted,
        matrix=matrix(cards),
        texts=texts(result),
        version=result.version,
    )
