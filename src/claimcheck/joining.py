"""Checked documents -> ScanResult: compare them, name what differs, and hear what people decided about it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from claimcheck.config import Config, ReadOptions
from claimcheck.mapping import check_metrics
from claimcheck.model import Checked, Claim, Conflict, Coverage, Decision, Known, Level, ScanResult
from claimcheck.vocabulary import Vocabulary
from claimcheck.vocabulary import load as load_vocabulary

Decided = tuple[Sequence[Known], Sequence[Decision]]
"""The baseline, and what people decided."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What every document of a run is read, checked and compared with."""

    vocabulary: Vocabulary
    options: ReadOptions
    rules: frozenset[str]

    @classmethod
    def of(cls, config: Config) -> Setup:
        """The vocabulary loaded, the rules chosen, the mappings checked.

        Raises:
            ClaimcheckError: a vocabulary, a rule or a mapping that cannot be used.
        """
        from claimcheck.compare import selected

        vocabulary = load_vocabulary(config.vocabulary)
        rules = selected(config.select, config.extend_select, config.ignore)
        if config.sheet:
            check_metrics(config.sheet, vocabulary.metrics)
        return cls(vocabulary, config.read_options, rules)


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
    from claimcheck.store import baseline, decisions

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
    from claimcheck.compare import compare, id_of, inherited, kept, numbered, without_doubles
    from claimcheck.store.status import Corpus, judged

    items = sorted(items, key=lambda item: item.coverage.path)
    claims = tuple(claim for item in items for claim in item.claims)
    comparison = compare(claims, setup.vocabulary, setup.rules)
    shown = tuple(claim for item in items for claim in sorted((*item.claims, *item.loose), key=claim_order))
    by_id = {claim.id: claim for claim in shown}
    identities = {item.coverage.path: item.coverage.identity for item in items}
    across = [replace(conflict, id=id_of(conflict, by_id, identities)) for conflict in comparison.conflicts]
    findings = [conflict for item in items for conflict in item.findings]
    ledger = tuple(_with_compared(item, comparison.compared) for item in items)
    standing = judged(
        numbered(without_doubles(across, findings), by_id),
        *decided,
        Corpus(ledger, complete),
        inherited=lambda conflict, decisions: inherited(conflict, by_id, identities, decisions),
    )
    conflicts = kept(standing.conflicts, by_id, config.per_path_ignores)
    return ScanResult(
        documents=ledger,
        claims=shown,
        conflicts=tuple(sorted(conflicts, key=conflict_order)),
        version=version,
        facts=comparison.facts,
        resolved=standing.resolved,
    )


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
