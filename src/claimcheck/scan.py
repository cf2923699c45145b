"""The pipeline: paths -> files -> read -> extract -> normalise -> compare -> ScanResult.

Reading `scan` from top to bottom is reading the program. It is the only module that names every stage.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck import __version__
from claimcheck.config import Config, ReadOptions, load
from claimcheck.engine import File, OutOfTimeError, cpu_limit, find, serial
from claimcheck.errors import ClaimcheckError, DocumentError, ExitCode, NoDocumentsError
from claimcheck.joining import Setup, claim_order, decided, joined
from claimcheck.model import (
    Checked,
    Coverage,
    Document,
    Extraction,
    Numbers,
    Reading,
    ScanResult,
    SourceText,
    Status,
    StudyDate,
)
from claimcheck.report.page.texts import LONGEST
from claimcheck.report.summary import READ, SKIPPED, count
from claimcheck.vocabulary import Vocabulary

if TYPE_CHECKING:
    from claimcheck.store.cache import Cache

DEFAULT = ReadOptions()

Progress = Callable[[int, int], None]
"""Called with the number of documents done and the number of all."""

SHOWN = 10
"""Skipped files named where there is nothing else to say."""
LASTING = READ | {Status.ENCRYPTED, Status.NOT_TEXT, Status.UNREADABLE}
"""How reading ends every time that the same bytes are read: what the cache keeps."""
_UNREACHED = "the scan was interrupted before this document was read"


class InterruptedScanError(ClaimcheckError):
    """The user stopped the scan; `result` holds what was finished."""

    exit_code = ExitCode.INTERRUPTED

    def __init__(self, result: ScanResult) -> None:
        """Args: result: the documents that were read, the others marked as not reached."""
        super().__init__("interrupted; what was finished is in the result")
        self.result = result


def scan(
    paths: Sequence[str | Path] = (),
    config: Config | None = None,
    progress: Progress | None = None,
    cache: Cache | None = None,
) -> ScanResult:
    """Scan files and folders; without a path, what the configuration names.

    Args:
        paths: files and folders.
        config: the settings; by default those that hold in the current folder.
        progress: called after each document.
        cache: what was read before (`store.cache`, opened with `cached_by`); by default everything is read.

    Raises:
        ClaimcheckError: a path that does not exist, or a vocabulary or a mapping that cannot be used.
        NoDocumentsError: nothing to read under the paths.
        InterruptedScanError: stopped by the user, with the part of the result that was finished.
    """
    config = config or load()
    setup = Setup.of(config, cache)
    files = find([Path(path) for path in paths] or configured(config), config)
    keys = [None if cache is None else key_of(file, setup.options, cache) for file in files]
    step = partial(_check_keyed, setup=setup, cache=cache)
    done: list[Checked] = []
    try:
        for item in serial(step, zip(files, keys, strict=True)):
            done.append(item)
            if progress:
                progress(len(done), len(files))
    except KeyboardInterrupt:
        missed = [Checked(_unread(file, Status.OUT_OF_TIME, _UNREACHED)) for file in files[len(done) :]]
        raise InterruptedScanError(joined([*done, *missed], setup, config, decided(config), __version__)) from None
    check_found([item.coverage for item in done])
    return joined(done, setup, config, decided(config), __version__, complete=not paths)


def key_of(file: File, options: ReadOptions, cache: Cache) -> str | None:
    """What a file is found by in the cache; None where it is not to be opened, or cannot be."""
    if not _opened(file):
        return None
    try:
        if file.path.stat().st_size > options.max_bytes:
            return None
        with file.path.open("rb") as opened:
            return cache.key(file.name, hashlib.file_digest(opened, "sha256").digest())
    except OSError:
        return None


def _opened(file: File) -> bool:
    """Whether reading a file opens it: no film, no link."""
    from claimcheck.readers import READERS

    return file.skip is None and Path(file.name).suffix.lower() in READERS


def _check_keyed(item: tuple[File, str | None], setup: Setup, cache: Cache | None) -> Checked:
    return check(item[0], setup, item[1], cache)


def check(file: File, setup: Setup, key: str | None = None, cache: Cache | None = None) -> Checked:
    """One file as the cache knows it, else read now; what will be the same next time is kept."""
    known = None if cache is None or key is None else cache.get(key)
    if known is not None:
        return known
    made = checked(process(file, setup.vocabulary, setup.options, setup.rules), setup.vocabulary)
    if cache is not None and key is not None and made.coverage.status in LASTING:
        cache.put(key, made)
    return made


def process(
    file: File, vocabulary: Vocabulary, options: ReadOptions = DEFAULT, rules: Collection[str] | None = None
) -> Reading:
    """Read, extract, normalise and check one file. Whatever goes wrong in it becomes its status; the others go on."""
    if not _opened(file):
        return Reading(read_file(file, options), Extraction((), ()), ())
    from claimcheck.compare import inside
    from claimcheck.extract import extract
    from claimcheck.normalise import loose, normalise

    document = _unread_document(file, Status.OUT_OF_TIME, None)
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
        return _unread_document(file, file.skip, file.reason)
    try:
        document = read(file.path, file.name, options)
        document.text.encode("utf-8")  # a lone surrogate could be neither printed nor written
    except DocumentError as error:
        return _unread_document(file, Status(error.status), error.reason)
    except OSError as error:
        return _unread_document(file, Status.UNREADABLE, error.strerror or type(error).__name__)
    except Exception as error:  # noqa: BLE001 - see process()
        return _crashed(_unread_document(file, Status.CRASHED, None), error)
    return document


def documents(paths: Sequence[str | Path], config: Config) -> list[Document]:
    """Read the files under the paths and go no further: what `claimcheck text` and `quantities` print of."""
    files = find([Path(path) for path in paths] or configured(config), config)
    found = [read_file(file, config.read_options) for file in files]
    check_found(found)
    return found


def configured(config: Config) -> list[Path]:
    """What is scanned where no path is given.

    Raises:
        ClaimcheckError: none of it is there.
    """
    paths = [config.root / source for source in config.sources]
    if not any(path.exists() for path in paths):
        names = ", ".join(source.name for source in config.sources)
        raise ClaimcheckError(f"no path given, and {names or 'nothing'} to scan is not there; give a file or a folder")
    return paths


_NOTHING = "no document found: the folders hold no file that is not excluded; give one with documents in it"


def check_found(documents: Sequence[Coverage] | Sequence[Document]) -> None:
    """Refuse to call a scan of nothing clean; say what was passed over.

    Raises:
        NoDocumentsError: no document among them.
    """
    if any(document.status not in SKIPPED for document in documents):
        return
    lines = [f"\n  {document.path}: {document.reason}" for document in documents]
    more = [f"\n  and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    if not lines:
        raise NoDocumentsError(_NOTHING)
    raise NoDocumentsError("".join(["no document found; skipped:", *lines[:SHOWN], *more]))


def _unread_document(file: File, status: Status, reason: str | None) -> Document:
    return Document(path=file.name, format="", sha256="", text="", status=status, reason=reason)


def _unread(file: File, status: Status, reason: str | None) -> Coverage:
    return _coverage(Reading(_unread_document(file, status, reason), Extraction((), ()), ()), file.name)


def _out_of_time(document: Document, seconds: int) -> Document:
    reason = f"took more than {count(seconds, 'second')} of CPU time (max_seconds): split it, or allow more"
    return replace(document, status=Status.OUT_OF_TIME, reason=reason)


def _crashed(document: Document, error: Exception) -> Document:
    status = Status.OUT_OF_MEMORY if isinstance(error, MemoryError) else Status.CRASHED
    return replace(document, status=status, reason=f"a fault of the program: {type(error).__name__}: {error}")


def checked(reading: Reading, vocabulary: Vocabulary) -> Checked:
    """What is kept of a reading; sort once, here, so that every output has one order."""
    from claimcheck.compare import abstract_of, id_of, identity, ties
    from claimcheck.normalise import study_name, work_keys

    document, study = reading.document, reading.extraction.study
    own = identity(document.path, document.metadata)
    claims = tuple(sorted(reading.claims, key=claim_order))
    by_id = {claim.id: claim for claim in (*claims, *reading.loose)}
    named = {document.path: own}
    return Checked(
        coverage=_coverage(reading, own, study_name(study, vocabulary) if study else None),
        claims=claims,
        loose=reading.loose,
        findings=tuple(replace(conflict, id=id_of(conflict, by_id, named)) for conflict in reading.findings),
        works=reading.extraction.works,
        own=reading.extraction.own,
        work_keys=work_keys(reading.extraction.works, reading.extraction.own, document.format),
        ties=ties(claims, vocabulary),
        source=_source(reading),
        ignores=document.ignores,
        abstract=abstract_of(document),
    )


def _source(reading: Reading) -> SourceText | None:
    """The text for the report, where that has room for it."""
    document = reading.document
    if not 0 < len(document.text) <= LONGEST:
        return None
    return SourceText(document.path, document.text, reading.extraction.skipped)


def _coverage(reading: Reading, identity: str, study: str | None = None) -> Coverage:
    """The ledger line of a document before it is compared; seen = claims + skipped."""
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
            skipped={reason: count for reason, count in sorted(skipped.items()) if count},
        ),
        encoding=document.encoding,
        identity=identity,
        study=study,
        published=_published(document),
        data_cutoff=_data_cutoff(reading),
    )


def _published(document: Document) -> str | None:
    dates = dict(document.metadata.dates)
    return dates.get("published") or dates.get("issued")


def _data_cutoff(reading: Reading) -> str | None:
    """The date that the document gives for its data cut, in its head or in its text; None where it gives several."""
    said = dict(reading.document.metadata.dates).get("data_cutoff")
    mentions = (*reading.extraction.mentions, *reading.extraction.loose)
    cuts = {m.quantity.date for m in mentions if isinstance(m.detail, StudyDate) and m.detail.kind == "cutoff"}
    return said or (cuts.pop() if len(cuts) == 1 else None)
