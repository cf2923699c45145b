"""Documents made to break a scan: each gets a status, none changes what is read in the others, no output obeys them."""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path

import pytest

from claimcheck.config import Config
from claimcheck.model import ScanResult, Status
from claimcheck.report import REPORTS
from claimcheck.scan import scan

GOOD = {
    "good/one.txt": "In PROFILE 1001, median PFS with crizotinib was 19.2 months.\n",
    "good/two.md": "# News\n\nIn PROFILE 1001, median PFS with crizotinib was 19.3 months.\n",
}
POISON: dict[str, tuple[bytes, set[Status]]] = {
    "empty.txt": (b"", {Status.OK}),
    "empty.md": (b"", {Status.OK}),
    "empty.html": (b"", {Status.PARTIAL}),
    "empty.pdf": (b"", {Status.UNREADABLE}),
    "only-a-bom.txt": (codecs.BOM_UTF8, {Status.OK}),
    "nul.txt": (b"PFS was 19.\x00 months.", {Status.NOT_TEXT}),
    "image.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), {Status.NOT_TEXT}),
    "noise.md": (bytes(range(256)) * 100, {Status.NOT_TEXT}),
    "cut.txt": (codecs.BOM_UTF16_LE + "19.2".encode("utf-16-le")[:-1], {Status.NOT_TEXT}),
    "surrogate.txt": (b"19.2 \xed\xa0\x80 months", {Status.PARTIAL, Status.NOT_TEXT}),
    "broken.pdf": (b"%PDF-1.7\n1 0 obj <<", {Status.UNREADABLE}),
    "words.pdf": (b"no PDF at all", {Status.UNREADABLE}),
    "deep.html": (b"<div>" * 50_000 + b"19.2 months", {Status.TOO_LARGE}),
    "attributes.html": (b"<p " + b"a=1 " * 50_000 + b">19.2", {Status.TOO_LARGE}),
    "spans.html": (b"<table><tr>" + b"<td rowspan=65534 colspan=1000>1" * 200 + b"</table>", {Status.OK}),
    "script.html": (b"<script>document.write('19.2')</script>", {Status.PARTIAL}),
    "large.txt": (b"x" * 3_000_000, {Status.TOO_LARGE}),
    "papers.zip": (b"PK\x03\x04", {Status.UNSUPPORTED}),
    "brackets.txt": (b"(" * 20_000, {Status.OK}),
    "digits.txt": (b"1" * 50_000, {Status.OK}),
    "percents.txt": (b"5 % " * 5_000, {Status.OK}),
    "colons.txt": (b"a:" * 20_000, {Status.OK}),
    "interval.txt": (b"(95% CI " * 2_000, {Status.OK}),
    "pipes.md": (b"|" * 5_000 + b"\n" + b"|-" * 2_500 + b"|\n", {Status.OK}),
    "quotes.md": (b"> " * 5_000 + b"5 mg", {Status.OK}),
    "bidi.txt": (
        "PFS was \u202e2.91\u202c months \x1b[2J\x07\n::error::x\n##[error]y\n".encode() * 2 + b"Words. " * 99,
        {Status.OK},
    ),
    "::error file=a::x.txt": (b"no number", {Status.OK}),
    "two\nlines.txt": (b"no number", {Status.OK}),
    "\x1b[2J.txt": (b"no number", {Status.OK}),
    "<img src=x onerror=alert(1)>.txt": (b"no number", {Status.OK}),
    "n" * 251 + ".txt": (b"no number", {Status.OK}),
    os.fsdecode(b"\xff\xfe.txt"): (b"no number", {Status.OK}),
}


def config_of(root: Path) -> Config:
    """Limits that the tree's largest file is beyond."""
    return Config(root=root, max_bytes=2_000_000, max_seconds=60)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with good documents among bad ones."""
    root = tmp_path_factory.mktemp("hostile")
    (root / "good").mkdir()
    for name, text in GOOD.items():
        (root / name).write_text(text, "utf-8")
    for name, (data, _) in POISON.items():
        (root / name).write_bytes(data)
    (root / "folder.pdf").mkdir()
    (root / "loop.txt").symlink_to("loop.txt")
    (root / "passwords.txt").symlink_to("/etc/passwd")
    os.mkfifo(root / "pipe.txt")
    return root


@pytest.fixture(scope="module")
def result(tree: Path) -> ScanResult:
    """The scan of all of it."""
    return scan([tree], config_of(tree))


def test_every_file_has_a_status_and_the_bad_ones_a_reason(tree: Path, result: ScanResult) -> None:
    statuses = {item.path: item.status for item in result.documents}
    assert len(statuses) == len(GOOD) + len(POISON) + 3
    wrong = {
        name: statuses[shown]
        for name, (_, expected) in POISON.items()
        if statuses[shown := os.fsencode(name).decode("utf-8", "backslashreplace")] not in expected
    }
    assert wrong == {}
    assert statuses["loop.txt"] is statuses["passwords.txt"] is Status.SKIPPED_SYMLINK
    assert statuses["pipe.txt"] is Status.UNSUPPORTED
    assert all(item.reason for item in result.documents if item.status is not Status.OK)


def test_good_documents_are_read_as_if_alone(tree: Path, result: ScanResult) -> None:
    alone = scan([tree / "good"], config_of(tree))
    assert len(alone.conflicts) == 1
    assert [claim for claim in result.claims if claim.document in GOOD] == list(alone.claims)
    assert [conflict for conflict in result.conflicts if set(conflict.claims) <= {c.id for c in alone.claims}] == list(
        alone.conflicts
    )


@pytest.mark.parametrize("name", [name for name, report in REPORTS.items() if not report.binary])
def test_no_output_obeys_a_document_or_a_name(result: ScanResult, name: str) -> None:
    written = REPORTS[name].render(result)
    written.encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", written)
    assert "root:" not in written  # what the link points to
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069]", written)
    if name == "html":
        assert "<img" not in written
    if name not in {"html", "github"}:  # one is opened, not printed; the other is made of commands
        assert not re.search(r"(?m)^\s*(?:::|##\[)", written)
