"""The result that a command is about: of a scan that was written, or of one made now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimcheck.config import Config
from claimcheck.model import ScanResult
from claimcheck.report.wording import by_id, documents_of
from claimcheck.scan import Progress, scan
from claimcheck.store.results import is_results, load


def result_of(paths: Sequence[Path], config: Config, progress: Progress | None = None) -> ScanResult:
    """Read the output folder of a scan, where it is the one path given; scan whatever else is.

    Raises:
        ClaimcheckError: a path that does not exist, or a folder that cannot be read as a result.
        NoDocumentsError: nothing to read under the paths.
    """
    if len(paths) == 1 and is_results(paths[0]):
        return load(paths[0])
    return scan(paths, config, progress)


def hashes_of(result: ScanResult) -> dict[str, dict[str, str]]:
    """Conflict id -> its documents with what they were: what a decision about it has seen."""
    claims = by_id(result)
    known = {item.path: item.sha256 for item in result.documents}
    return {
        conflict.id: {path: f"sha256:{known.get(path, '')}" for path in documents_of(conflict, claims)}
        for conflict in result.conflicts
    }
