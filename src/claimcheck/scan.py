"""The pipeline: paths -> files -> read -> extract -> normalise -> compare -> ScanResult.

Reading `scan` from top to bottom is reading the program. It is the only module that names every stage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from claimcheck import __version__
from claimcheck.config import Config, ReadOptions, load
from claimcheck.engine import File, OutOfTimeError, cpu_limit, find, serial
from claimcheck.errors import ClaimcheckError, DocumentError, ExitCode, NoDocumentsError
from claimcheck.mapping import check_metrics
from claimcheck.model import (
    Claim,
    Conflict,
    Coverage,
    Document,
    Extraction,
    Level,
    Numbers,
    Reading,
    ScanResult,
    SourceText,
    Status,
)
from claimcheck.report.summary import READ, SKIPPED, count
from claimcheck.vocabulary import Vocabulary
from claimcheck.vocabulary import load as load_vocabulary

DEFAULT = ReadOptions()

Progress = Callable[[int, int], None]
"""Called with the number of documents done and the number of all."""

SHOWN = 10
"""Skipped files named where there is nothing else to say."""
_UNREACHED = "the scan was interrupted before this document was read"


class InterruptedScanError(ClaimcheckError):
    """The user stopped the scan; `result` holds what was finished."""

    exit_code = ExitCode.INTERRUPTED

    def __init__(self, result: ScanResult) -> None:
        """Args: result: the documents that were read, the others marked as not reached."""
        super().__init__("interrupted; what was finished is in the result")
        self.result = result


def scan(
    paths: Sequence[str | Path] = (), config: Config | None = None, progress: Progress | None = None
) -> ScanResult:
    """Scan files and folders; without a path, what the configuration names.

    Raises:
        ClaimcheckError: a path that does not exist, or a vocabulary or a mapping that cannot be used.
        NoDocumentsError: nothing to read under the paths.
        InterruptedScanError: stopped by the user, with the part of the result that was finished.
    """
    config = config or load()
    from claimcheck.compare import selected

    vocabulary = load_vocabulary(config.vocabulary)
    rules = selected(config.select, config.extend_select, config.ignore)
    if config.sheet:
        check_metrics(config.sheet, vocabulary.metrics)
    files = find([Path(path) for path in paths] or _configured(config), config)
    step = partial(process, vocabulary=vocabulary, options=config.read_options, rules=rules)
    readings: list[Reading] = []
    try:
        for reading in serial(step, files):
            readings.append(reading)
            if progress:
                progress(len(readings), len(files))
    except KeyboardInterrupt:
        missed = [_unread(file, Status.OUT_OF_TIME, _UNREACHED) for file in files[len(readings) :]]
        raise InterruptedScanError(_result([*readings, *missed], vocabulary, config, rules)) from None
    _check_found(readings)
    return _result(readings, vocabulary, config, rules)


def process(
    file: File, vocabulary: Vocabulary, options: ReadOptions = DEFAULT, rules: Collection[str] | None = None
) -> Reading:
    """Read, extract, normalise and check one file. Whatever goes wrong in it becomes its status; the others go on."""
    from claimcheck.compare import inside
    from claimcheck.extract import extract
    from claimcheck.normalise import loose, normalise

    document = _unread(file, Status.OUT_OF_TIME, None).document
    try:
        with cpu_limit(options.max_seconds):
            document = read_file(file, options)
            if document.status not in READ:
                return Reading(document, Extraction((), ()), ())
            extraction = extract(document, vocabulary)
            claims = tuple(normalise(document, extraction, vocabulary))
            unbound = tuple(loose(document, extraction, vocabulary))
            findings = inside(document, claims, unbound, vocabulary, *([] if rules is None else [rules]))
    except OutOfTimeError:
        return Reading(_out_of_time(document, options.max_seconds), Extraction((), ()), ())
    except Exception as error:  # noqa: BLE001 - a fault in one document is a line of the ledger, not the end of a run
        return Reading(_crashed(document, error), Extraction((), ()), ())
    named = frozenset(name for conflict in findings for name in conflict.claims)
    return Reading(document, extraction, claims, findings, tuple(claim for claim in unbound if claim.id in named))


def read_file(file: File, options: ReadOptions = DEFAULT) -> Document:
    """Read one file; a file that cannot be read comes back without text and says why."""
    from claimcheck.readers import read

    if file.skip is not None:
        return _unread(file, file.skip, file.reason).document
    try:
        document = read(file.path, file.name, options)
        document.text.encode("utf-8")  # a lone surrogate could be neither printed nor written
    except DocumentError as error:
        return _unread(file, Status(error.status), error.reason).document
    except OSError as error:
        return _unread(file, Status.UNREADABLE, error.strerror or type(error).__name__).document
    except Exception as error:  # noqa: BLE001 - see process()
        return _crashed(_unread(file, Status.CRASHED, None).document, error)
    return document


def documents(paths: Sequence[str | Path], config: Config) -> list[Document]:
    """Read the files under the paths and go no further: what `claimcheck text` and `quantities` print of."""
    files = find([Path(path) for path in paths] or _configured(config), config)
    found = [read_file(file, config.read_options) for file in files]
    _check_found([Reading(document, Extraction((), ()), ()) for document in found])
    return found


def _configured(config: Config) -> list[Path]:
    paths = [config.root / source for source in config.sources]
    if not any(path.exists() for path in paths):
        names = ", ".join(source.name for source in config.sources)
        raise ClaimcheckError(f"no path given, and {names or 'nothing'} to scan is not there; give a file or a folder")
    return paths


_NOTHING = "no document found: the folders hold no file that is not excluded; give one with documents in it"


def _check_found(readings: Sequence[Reading]) -> None:
    """Refuse to call a scan of nothing clean; say what was passed over."""
    if any(reading.document.status not in SKIPPED for reading in readings):
        return
    lines = [f"\n  {reading.document.path}: {reading.document.reason}" for reading in readings]
    more = [f"\n  and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    if not lines:
        raise NoDocumentsError(_NOTHING)
    raise NoDocumentsError("".join(["no document found; skipped:", *lines[:SHOWN], *more]))


def _unread(file: File, status: Status, reason: str | None) -> Reading:
    document = Document(path=file.name, format="", sha256="", text="", status=status, reason=reason)
    return Reading(document, Extraction((), ()), ())


def _out_of_time(document: Document, seconds: int) -> Document:
    reason = f"took more than {count(seconds, 'second')} of CPU time (max_seconds): split it, or allow more"
    return replace(document, status=Status.OUT_OF_TIME, reason=reason)


def _crashed(document: Document, error: Exception) -> Document:
    status = Status.OUT_OF_MEMORY if isinstance(error, MemoryError) else Status.CRASHED
    return replace(document, status=status, reason=f"a fault of the program: {type(error).__name__}: {error}")


def _result(readings: Sequence[Reading], vocabulary: Vocabulary, config: Config, rules: Collection[str]) -> ScanResult:
    """Compare what was read; sort once, here, so that every output has one order."""
    from claimcheck.compare import compare, kept, without_doubles

    readings = sorted(readings, key=lambda reading: reading.document.path)
    claims = tuple(claim for reading in readings for claim in sorted(reading.claims, key=_claim_order))
    comparison = compare(claims, vocabulary, rules)
    shown = tuple(
        claim for reading in readings for claim in sorted((*reading.claims, *reading.loose), key=_claim_order)
    )
    findings = [conflict for reading in readings for conflict in reading.findings]
    conflicts = without_doubles(comparison.conflicts, findings)
    conflicts = kept(conflicts, {claim.id: claim for claim in shown}, config.per_path_ignores)
    return ScanResult(
        documents=tuple(_coverage(reading, comparison.compared) for reading in readings),
        claims=shown,
        conflicts=tuple(sorted(conflicts, key=_conflict_order)),
        version=__version__,
        facts=comparison.facts,
        texts=_texts(readings),
    )


def _texts(readings: Sequence[Reading]) -> tuple[SourceText, ...]:
    """The texts that a report may show; those that no report has room for are let go."""
    from claimcheck.report.page.texts import LONGEST

    return tuple(
        SourceText(document.path, document.text, reading.extraction.skipped, document.metadata.dates)
        for reading in readings
        if 0 < len((document := reading.document).text) <= LONGEST
    )


def _claim_order(claim: Claim) -> tuple[tuple[int, int], str]:
    return claim.span, claim.id


def _conflict_order(conflict: Conflict) -> tuple[int, float, str, str, str]:
    """The loudest first, and of these the surest."""
    level = list(Level).index(conflict.level)
    return level, -conflict.confidence, conflict.rule, conflict.metric, conflict.id


def _coverage(reading: Reading, compared: frozenset[str]) -> Coverage:
    """The ledger line of a document; seen = claims + skipped."""
    document, extraction = reading.document, reading.extraction
    skipped = Counter(skip.reason for skip in extraction.skipped)
    spans = {claim.span for claim in reading.loose}
    skipped.subtract(skip.reason for skip in extraction.skipped if (skip.start, skip.end) in spans)
    if (dropped := len(extraction.mentions) - len(reading.claims)) > 0:
        skipped["no canonical form"] += dropped
    without = len(document.pages_without_text)
    return Coverage(
        path=document.path,
        sha256=document.sha256,
        format=document.format,
        title=document.metadata.title,
        status=document.status,
        reason=document.reason,
        pages=document.page_count,
        pages_read=None if document.page_count is None else len(document.pages),
        pages_without_text=None if document.page_count is None else without,
        tables=len(document.tables),
        numbers=Numbers(
            seen=len(reading.claims) + len(reading.loose) + skipped.total(),
            claims=len(reading.claims) + len(reading.loose),
            compared=sum(claim.id in compared for claim in reading.claims),
            skipped={reason: count for reason, count in sorted(skipped.items()) if count},
        ),
        encoding=document.encoding,
    )
