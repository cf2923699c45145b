"""Checked documents -> ScanResult: compare them, name what differs, and hear what people decided about it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from claimcheck.config import Config, ReadOptions
from claimcheck.mapping import check_metrics
from claimcheck.model import UNBOUND, Checked, Claim, Conflict, Coverage, Decision, Known, Level, Pin, ScanResult
from claimcheck.report.page.texts import fitting
from claimcheck.store import baseline, decisions
from claimcheck.store.status import Corpus, judged
from claimcheck.vocabulary import Vocabulary
from claimcheck.vocabulary import load as load_vocabulary

if TYPE_CHECKING:
    from claimcheck.store.cache import Cache

Decided = tuple[Sequence[Known], Sequence[Decision]]
"""The baseline, and what people decided."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What every document of a run is read, checked and compared with."""

    vocabulary: Vocabulary
    options: ReadOptions
    rules: frozenset[str]
    pins: tuple[Pin, ...] = ()
    """Right values of facts, as people recorded them."""

    @classmethod
    def of(cls, config: Config, cache: Cache | None = None) -> Setup:
        """The vocabulary loaded, the rules chosen, the mappings checked.

        Args:
            config: the settings.
            cache: where the vocabulary may be known already.

        Raises:
            ClaimcheckError: a vocabulary, a rule or a mapping that cannot be used.
        """
        from claimcheck.compare import selected

        load = partial(load_vocabulary, config.vocabulary)
        vocabulary = load() if cache is None else cache.vocabulary(config.vocabulary, load)
        rules = selected(config.select, config.extend_select, config.ignore)
        if config.sheet:
            check_metrics(config.sheet, vocabulary.metrics)
        return cls(vocabulary, config.read_options, rules, decisions.load(config.root / decisions.FILE).pins)


def cached_by(config: Config) -> tuple[str, ...]:
    """What an entry of the cache depends on beside claimcheck itself, the bytes of a document and its name."""
    from claimcheck.compare import selected

    rules = selected(config.select, config.extend_select, config.ignore)
    packs = [hashlib.sha256(path.read_bytes()).hexdigest() for path in config.vocabulary if path.is_file()]
    return config.track_changes, repr(config.sheet), repr(sorted(rules)), repr(packs)


def decided(config: Config) -> Decided:
    """The baseline and the decisions that lie in the folder of the configuration.

    Raises:
        ConfigError: one of the files cannot be read.
    """
    return baseline.load(config.root / baseline.FILE), decisions.load(config.root / decisions.FILE).decisions


def joined(
    items: Sequence[Checked],
    setup: Setup,
    config: Config,
    decided: Decided,
    version: str,
    *,
    complete: bool = False,
) -> ScanResult:
    """The result of documents that were checked each by itself.

    Args:
        items: the documents, in any order.
        setup: what they are compared with.
        config: the settings; ignores by path are applied.
        decided: the baseline and the decisions.
        version: that of the program.
        complete: whether these are all documents there are, so that what is said of others is out of date.
    """
    from claimcheck.compare import Evidence, compare, id_of, inherited, kept, numbered, weighed, without_doubles
    from claimcheck.normalise import with_sources

    items = sorted(items, key=lambda item: item.coverage.path)
    said = {claim.id: claim for item in items for claim in (*item.claims, *item.loose)}
    items = with_sources(items)
    claims = tuple(claim for item in items for claim in item.claims)
    abstracts = {item.coverage.path: item.abstract for item in items if item.abstract}
    comparison = compare(claims, setup.vocabulary, setup.rules, pins=setup.pins, abstracts=abstracts)
    shown = tuple(claim for item in items for claim in sorted((*item.claims, *item.loose), key=claim_order))
    by_id = {claim.id: claim for claim in shown}
    identities = {item.coverage.path: item.coverage.identity for item in items}
    across = [replace(conflict, id=id_of(conflict, said, identities)) for conflict in comparison.conflicts]
    findings = [conflict for item in items for conflict in item.findings]
    ledger = tuple(_with_compared(item, comparison.compared) for item in items)
    evidence = Evidence(by_id, findings, comparison.pinned, "V103" in setup.rules, config.authority, works_of(items))
    standing = judged(
        numbered(weighed(without_doubles(across, findings), evidence), by_id),
        *decided,
        Corpus(ledger, complete),
        inherited=lambda conflict, decisions: inherited(conflict, said, identities, decisions),
    )
    conflicts = kept(standing.conflicts, by_id, config.per_path_ignores)
    settled, remarks = heed(conflicts, by_id, items if config.inline_ignores else ())
    return ScanResult(
        documents=ledger,
        claims=shown,
        conflicts=tuple(sorted(settled, key=conflict_order)),
        version=version,
        facts=comparison.facts,
        texts=fitting([item.source for item in items if item.source is not None], conflicts, shown),
        remarks=remarks,
        unmatched=comparison.pinned.unmatched if comparison.pinned else (),
        resolved=standing.resolved,
    )


def heed(
    conflicts: Sequence[Conflict],
    claims: Mapping[str, Claim],
    items: Sequence[Checked],
) -> tuple[Sequence[Conflict], tuple[str, ...]]:
    """Accept what comments in the documents ignore; with a remark for each comment that does nothing.

    Args:
        conflicts: with their ids.
        claims: id -> claim, of all that take part.
        items: the documents.
    """
    ignores = {item.coverage.path: item.ignores for item in items if item.ignores}
    if not ignores:
        return conflicts, ()
    from claimcheck.compare import ignored

    return ignored(conflicts, claims, ignores)


def with_facts(result: ScanResult, vocabulary: Vocabulary) -> ScanResult:
    """A result that was read back, with the facts that its claims state."""
    from claimcheck.compare import compare

    named = [claim for claim in result.claims if claim.metric != UNBOUND]
    return replace(result, facts=compare(named, vocabulary, rules=()).facts)


def works_of(items: Iterable[Checked]) -> dict[str, str]:
    """Path of a document, name of a work that it cites -> what both are: a DOI, another identifier, or the content."""
    works: dict[str, str] = {}
    for item in items:
        own = item.coverage
        works[own.path] = own.identity.rpartition(":")[2] if own.identity != own.path else own.sha256
        works.update((work.name, work.doi) for work in item.works if work.doi)
    return works


def claim_order(claim: Claim) -> tuple[tuple[int, int], str]:
    """In the order of the text."""
    return claim.span, claim.id


def conflict_order(conflict: Conflict) -> tuple[int, float, str, str, str]:
    """The loudest first, and of these the surest."""
    level = list(Level).index(conflict.level)
    return level, -conflict.confidence, conflict.rule, conflict.metric, conflict.id


def _with_compared(item: Checked, compared: Collection[str]) -> Coverage:
    met = sum(claim.id in compared for claim in item.claims)
    return replace(item.coverage, numbers=replace(item.coverage.numbers, compared=met))
