"""The pipeline: the ledger adds up, one bad document harms no other, and order changes nothing."""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from claimcheck.config import Config
from claimcheck.engine import cpu_limit
from claimcheck.errors import ClaimcheckError, NoDocumentsError
from claimcheck.model import Numbers, Status
from claimcheck.report import REPORTS
from claimcheck.scan import InterruptedScanError, scan


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Two documents that differ, one that makes extraction fail, one locked, a picture."""
    texts = {
        "a.txt": "PFS 19.2 months\nsee 5 and 6\n",
        "b.txt": "PFS 19.3 months\n",
        "c.txt": "BOOM 1\n",
        "d.locked": "PFS 1.0 months\n",
        "e.png": "",
    }
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_the_ledger_has_a_line_for_every_file(sources: Path) -> None:
    result = scan([sources], Config(root=sources))
    assert [(item.path, item.status) for item in result.documents] == [
        ("a.txt", Status.OK),
        ("b.txt", Status.OK),
        ("c.txt", Status.CRASHED),
        ("d.locked", Status.ENCRYPTED),
        ("e.png", Status.UNSUPPORTED),
    ]
    assert [item.reason for item in result.documents[2:]] == [
        "a fault of the program: ValueError: no such \x1b[31mfrob",
        "needs a password",
        "no reader for .png",
    ]


def test_numbers_seen_are_claims_and_skipped(sources: Path) -> None:
    result = scan([sources], Config(root=sources))
    assert [item.numbers for item in result.documents] == [
        Numbers(seen=3, claims=1, compared=1, skipped={"no metric": 2}),
        Numbers(seen=1, claims=1, compared=1, skipped={}),
        Numbers(),
        Numbers(),
        Numbers(),
    ]
    assert [conflict.claims for conflict in result.conflicts] == [("a.txt:4", "b.txt:4")]


def test_a_mention_that_makes_no_claim_is_counted(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["claimcheck.normalise"], "normalise", lambda *_: ())
    result = scan([sources / "a.txt"], Config(root=sources))
    assert result.documents[0].numbers == Numbers(seen=3, skipped={"no canonical form": 1, "no metric": 2})


def test_the_order_of_files_changes_no_byte(sources: Path) -> None:
    files = sorted(sources.iterdir())
    config = Config(root=sources)
    one, other = scan(files, config), scan(files[::-1], config)
    for name, report in REPORTS.items():
        assert report.encode(one) == report.encode(other), name


def test_text_that_no_file_can_hold_is_one_documents_fault(sources: Path) -> None:
    (sources / "a.txt").write_bytes(b"PFS 19.2 months\xff")
    result = scan([sources / "a.txt", sources / "b.txt"], Config(root=sources))
    assert [item.status for item in result.documents] == [Status.CRASHED, Status.OK]
    assert [claim.document for claim in result.claims] == ["b.txt"]


def test_memory_that_runs_out_is_named_so(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(sys.modules["claimcheck.extract"], "extract", greedy)
    result = scan([sources / "a.txt"], Config(root=sources))
    assert result.documents[0].status is Status.OUT_OF_MEMORY


def busy(*_: object) -> None:
    while True:
        with suppress(Exception):  # as libraries do: the limit must not end there
            sum(range(1000))


def test_a_document_that_takes_too_long_is_named_so(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sys.modules["claimcheck.extract"].extract
    monkeypatch.setattr(
        sys.modules["claimcheck.extract"],
        "extract",
        lambda document, vocabulary: busy() if document.path == "a.txt" else first(document, vocabulary),
    )
    result = scan([sources / "a.txt", sources / "b.txt"], Config(root=sources, max_seconds=1))
    assert [item.status for item in result.documents] == [Status.OUT_OF_TIME, Status.OK]
    assert result.documents[0].reason == "took more than 1 second of CPU time (max_seconds): split it, or allow more"
    assert [claim.document for claim in result.claims] == ["b.txt"]


def test_the_limit_ends_with_the_document() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with cpu_limit(100):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0
    assert signal.getsignal(signal.SIGPROF) is before


def limited() -> int:
    with cpu_limit(0.001):
        return sum(range(10))


def test_outside_the_main_thread_there_is_no_limit() -> None:
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(limited).result() == 45


def test_bad_documents_change_nothing_in_the_others(sources: Path) -> None:
    """Whatever lies beside them, the claims and conflicts of good documents are the same, byte for byte."""
    good = scan([sources / "a.txt", sources / "b.txt"], Config(root=sources))
    os.mkfifo(sources / "pipe.txt")
    (sources / "loop.txt").symlink_to("loop.txt")
    (sources / "gone.txt").symlink_to("nowhere")
    (sources / os.fsdecode(b"\xff.txt")).write_text("BOOM", "utf-8")
    (sources / "two\nlines.txt").write_text("BOOM", "utf-8")
    (sources / "folder.txt").mkdir()
    everything = scan([sources], Config(root=sources))
    assert everything.claims == good.claims
    assert everything.conflicts == good.conflicts
    assert len(everything.documents) == 10
    assert all(item.reason for item in everything.documents if item.status is not Status.OK)


def test_an_interrupt_keeps_what_was_finished(sources: Path) -> None:
    (sources / "b.txt").write_text("STOP", "utf-8")
    with pytest.raises(InterruptedScanError) as caught:
        scan([sources], Config(root=sources))
    result = caught.value.result
    assert caught.value.exit_code == 130
    assert [claim.document for claim in result.claims] == ["a.txt"]
    assert [item.status for item in result.documents] == [Status.OK, *[Status.OUT_OF_TIME] * 4]


def test_progress_counts_every_file(sources: Path) -> None:
    seen: list[tuple[int, int]] = []
    scan([sources], Config(root=sources), lambda done, total: seen.append((done, total)))
    assert seen == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_without_a_path_the_configuration_says_what(sources: Path) -> None:
    result = scan((), Config(root=sources.parent))
    assert [item.path for item in result.documents][:2] == ["sources/a.txt", "sources/b.txt"]
    with pytest.raises(ClaimcheckError, match="no path given, and sources to scan is not there"):
        scan((), Config(root=sources))


def test_nothing_to_read_is_not_clean(sources: Path) -> None:
    (sources / "link.txt").symlink_to("a.txt")
    with pytest.raises(NoDocumentsError) as caught:
        scan([sources / "e.png", sources / "link.txt"], Config(root=sources))
    assert str(caught.value) == (
        "no document found; skipped:\n  e.png: no reader for .png\n  link.txt: a symbolic link; "
        "give the path it points to"
    )
    empty = sources / "empty"
    empty.mkdir()
    with pytest.raises(NoDocumentsError, match="no document found: the folders hold no file that is not excluded"):
        scan([empty], Config(root=sources))
