"""What `accept`, `decisions` and `baseline` share: a scan of the corpus, whose documents are read from the cache."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.config import Config
from claimcheck.model import Conflict, ScanResult

if TYPE_CHECKING:
    from claimcheck.store.status import Corpus


def scanned(paths: Sequence[Path], config: Config) -> ScanResult:
    """Every conflict there is, ignores by path or not: a decision about an ignored one is no stale one."""
    from claimcheck.cli.caching import cache_of
    from claimcheck.scan import scan

    with cache_of(config) as cache:
        return scan(paths, replace(config, per_path_ignores={}), cache=cache)


def corpus_of(result: ScanResult, paths: Sequence[Path]) -> Corpus:
    """Its documents; all there are, where no path was given."""
    from claimcheck.store.status import Corpus

    return Corpus(result.documents, complete=not paths)


def identities_of(result: ScanResult) -> dict[str, str]:
    """Path -> identity of a document."""
    return {item.path: item.identity for item in result.documents}


def seen(conflict: Conflict, result: ScanResult) -> dict[str, str]:
    """The documents of a conflict by identity, each with the hash of what it is now."""
    paths = {claim.document for claim in result.claims if claim.id in set(conflict.claims)}
    found = {item.identity: f"sha256:{item.sha256}" for item in result.documents if item.path in paths}
    return dict(sorted(found.items()))
