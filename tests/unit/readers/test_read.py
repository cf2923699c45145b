"""Which reader reads what, and what is said of files that cannot be read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from claimcheck.config import ReadOptions
from claimcheck.model.document import Status
from claimcheck.readers import READERS, parse, read

SUFFIXES = [
    ".txt",
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".pdf",
    ".docx",
    ".csv",
    ".tsv",
    ".xlsx",
    ".xlsm",
    ".json",
    ".ris",
    ".bib",
    ".nxml",
    ".xml",
]


def test_the_suffixes_that_are_read() -> None:
    assert list(READERS) == SUFFIXES


def test_a_document_carries_its_name_and_the_hash_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.TXT"
    path.write_bytes(b"Median PFS was 19.2 months.\r\n")
    document = read(path, "folder/a.TXT")
    assert (document.path, document.format, document.status) == ("folder/a.TXT", "text", Status.OK)
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.text == "Median PFS was 19.2 months.\r\n"
    assert read(path).path == path.as_posix()


@pytest.mark.parametrize(
    ("name", "data", "status", "reason"),
    [
        (
            "table.sav",
            b"x",
            Status.UNSUPPORTED,
            f"suffix .sav is not read; read are {', '.join(SUFFIXES)}",
        ),
        (
            "README",
            b"x",
            Status.UNSUPPORTED,
            f"a name without suffix is not read; read are {', '.join(SUFFIXES)}",
        ),
        (
            "old.doc",
            b"x",
            Status.UNSUPPORTED,
            "suffix .doc is not read; open it in a word processor and save it as .docx",
        ),
        (
            "old.xls",
            b"\xd0\xcf\x11\xe0",
            Status.UNSUPPORTED,
            "suffix .xls is not read; open it in a spreadsheet program and save it as .xlsx",
        ),
        *(
            (f"papers{suffix}", b"x", Status.UNSUPPORTED, f"an archive ({suffix}): unpack it and scan the folder")
            for suffix in (".zip", ".tar", ".gz", ".7z", ".rar", ".tgz", ".xz", ".bz2", ".zst")
        ),
        ("image.pdf", b"\x89PNG\r\n\x1a\n....", Status.NOT_TEXT, "not a PDF: its first bytes say a PNG image"),
        ("words.pdf", b"Only words, no PDF", Status.UNREADABLE, "not a PDF: it has no PDF header"),
        ("paper.txt", b"%PDF-1.7\n...", Status.NOT_TEXT, "not text: its first bytes say a PDF"),
        (
            "paper.html",
            b"PK\x03\x04....",
            Status.NOT_TEXT,
            "not text: its first bytes say a ZIP archive (DOCX, XLSX and PPTX are such)",
        ),
        ("data.md", b"abc\x00def", Status.NOT_TEXT, "not text: binary data under the suffix of a text file"),
        ("data.txt", bytes(range(1, 9)) * 20, Status.NOT_TEXT, "not text: binary data under the suffix of a text file"),
    ],
)
def test_a_file_that_is_not_what_its_suffix_says(name: str, data: bytes, status: Status, reason: str) -> None:
    document = parse(data, name)
    assert (document.status, document.reason, document.text) == (status, reason, "")
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_a_broken_pdf_is_unreadable() -> None:
    document = parse(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog", "broken.pdf")
    assert document.status is Status.UNREADABLE
    assert document.reason is not None
    assert document.reason.startswith("broken PDF: ")
    assert document.format == "pdf"


@pytest.mark.parametrize("name", ["gone.txt", "folder.pdf"])
def test_a_path_that_cannot_be_opened_is_unreadable(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.pdf").mkdir()
    document = read(tmp_path / name, name)
    assert document.status is Status.UNREADABLE
    assert document.reason is not None
    assert document.reason.startswith("cannot be opened: ")


@pytest.mark.parametrize("name", ["empty.txt", "empty.md", "empty.html"])
def test_an_empty_file_is_an_empty_document(name: str) -> None:
    document = parse(b"", name)
    assert (document.text, document.blocks, document.tables) == ("", (), ())
    assert document.status in {Status.OK, Status.PARTIAL}


def test_a_file_of_another_kind_is_not_opened(tmp_path: Path) -> None:
    document = read(tmp_path / "gone.mp4", "gone.mp4")
    assert (document.status, document.sha256) == (Status.UNSUPPORTED, "")


def test_permission_denied_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:  # permissions do not bind root, under whom tests may run
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("5 mg", "utf-8")
    monkeypatch.setattr(os, "open", refuse)
    document = read(tmp_path / "a.txt", "a.txt")
    assert (document.status, document.reason) == (Status.UNREADABLE, "cannot be opened: Permission denied")
    assert (document.text, document.sha256) == ("", "")


@pytest.mark.parametrize(("limit", "status"), [(10, Status.OK), (9, Status.TOO_LARGE), (1, Status.TOO_LARGE)])
def test_a_file_larger_than_the_limit_is_not_read(tmp_path: Path, limit: int, status: Status) -> None:
    (tmp_path / "a.txt").write_bytes(b"0123456789")
    document = read(tmp_path / "a.txt", "a.txt", ReadOptions(max_bytes=limit))
    assert document.status is status
    if status is Status.TOO_LARGE:
        assert document.reason == f"larger than {limit} bytes (max_bytes): split it, or allow more"
        assert document.text == ""


def test_a_file_that_grows_while_it_is_read_keeps_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"0123456789")
    whole = os.fstat
    monkeypatch.setattr(os, "fstat", lambda handle: os.stat_result((*whole(handle)[:6], 1, *whole(handle)[7:])))
    assert read(tmp_path / "a.txt", "a.txt", ReadOptions(max_bytes=5)).status is Status.TOO_LARGE


def test_what_became_a_link_or_a_pipe_meanwhile_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("5 mg", "utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "pipe.txt")  # nobody writes to it: opening it the usual way would never end
    assert read(tmp_path / "link.txt").status is Status.SKIPPED_SYMLINK
    assert read(tmp_path / "pipe.txt").status is Status.UNSUPPORTED
