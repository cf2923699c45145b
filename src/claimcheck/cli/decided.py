"""What `accept`, `decisions`, `baseline` and `pin` share: a scan of the corpus, and how its conflicts are named."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.config import Config
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Conflict, ScanResult
from claimcheck.report.wording import by_id, documents_of

if TYPE_CHECKING:
    from claimcheck.store.status import Corpus


def scanned(paths: Sequence[Path], config: Config) -> ScanResult:
    """Every conflict there is, ignores by path or not: a decision about an ignored one is no stale one."""
    from claimcheck.cli.caching import cache_of
    from claimcheck.scan import scan

    with cache_of(config) as cache:
        return scan(paths, replace(config, per_path_ignores={}), cache=cache)


def conflict_of(name: str, result: ScanResult, where: str = "") -> Conflict:
    """The conflict of an id, or of its first letters where they fit one.

    Args:
        name: what the user typed.
        result: where it is looked up.
        where: what that is called in the message, where it need be said.

    Raises:
        ClaimcheckError: none, or several.
    """
    known = {item.id: item for item in result.conflicts}
    fits = [name] if name in known else [key for key in known if name and key.startswith(name)]
    if len(fits) != 1:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else "`claimcheck scan` shows the ids"
        of = f" of {where}" if where else ""
        what = f"{len(fits)} conflicts{of} begin with" if fits else f"no conflict{of} has the id"
        raise ClaimcheckError(f"{what} {name!r}; {hint}")
    return known[fits[0]]


def corpus_of(result: ScanResult, paths: Sequence[Path]) -> Corpus:
    """Its documents; all there are, where no path was given."""
    from claimcheck.store.status import Corpus

    return Corpus(result.documents, complete=not paths)


def identities_of(result: ScanResult) -> dict[str, str]:
    """Path -> identity of a document."""
    return {item.path: item.identity for item in result.documents}


def seen(conflict: Conflict, result: ScanResult) -> dict[str, str]:
    """The documents of a conflict by identity, each with the hash of what it is now."""
    paths = documents_of(conflict, by_id(result))
    found = {item.identity: f"sha256:{item.sha256}" for item in result.documents if item.path in paths}
    return dict(sorted(found.items()))
