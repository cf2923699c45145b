"""`text`, `quantities`, `explain`, and what holds for the whole command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

import claimcheck
from claimcheck.cli.app import cli
from claimcheck.schemas import schema


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with a document and files that are none."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes("\ufeffPFS 19.2 months\r\n\ttwo é 5%".encode())
    Path("b.locked").touch()
    Path("c.png").touch()
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_text_is_the_file_to_the_byte() -> None:
    result = run("text", "a.txt")
    assert result.exit_code == 0
    assert result.stdout_bytes == Path("a.txt").read_bytes()


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("b.locked", 4, "error: b.locked: encrypted: needs a password\n"),
        ("c.png", 3, "error: no document found; skipped:\n  c.png: no reader for .png\n"),
        ("gone.txt", 2, "error: gone.txt: No such file or directory; give a file or a folder that exists\n"),
        (".", 2, "error: .: a folder; give one file\n"),
    ],
)
def test_text_of_what_cannot_be_read(name: str, code: int, message: str) -> None:
    result = run("text", name)
    assert (result.exit_code, result.stderr, result.stdout) == (code, message, "")


def test_quantities_point_into_the_text() -> None:
    result = run("quantities", ".", "--format", "jsonl")
    assert result.exit_code == 0
    assert result.stderr == "warning: b.locked: encrypted: needs a password\n"
    records = [json.loads(line) for line in result.stdout.splitlines()]
    text = run("text", "a.txt").stdout_bytes.decode()
    assert [text[record["start"] : record["end"]] for record in records] == ["19.2", "5"]
    for record in records:
        jsonschema.Draft202012Validator(schema("quantity")).validate(record)
        assert record["document"] == "a.txt"


@pytest.mark.parametrize(
    ("arguments", "code"), [(["gone"], 2), (["c.png"], 3), (["b.locked"], 4), ([], 2), (["a.txt", "--format", "x"], 2)]
)
def test_quantities_of_what_cannot_be_read(arguments: list[str], code: int) -> None:
    assert run("quantities", *arguments).exit_code == code


@pytest.mark.parametrize("name", ["V101", "v101", "value-differs"])
def test_explain_prints_the_page(name: str) -> None:
    result = run("explain", name)
    assert result.exit_code == 0
    assert result.stdout == (
        "V101 value-differs\n\nTwo claims state one fact and differ.\n\nConflicts: 19.2 months, 19.3 months.\n"
    )


def test_explain_lists_the_rules() -> None:
    assert run("explain").stdout == "V101  value-differs  Two claims state one fact and differ.\n"


def test_explain_knows_what_was_meant() -> None:
    result = run("explain", "V1O1")
    assert result.exit_code == 2
    assert "there is no rule 'V1O1'; did you mean V101?" in result.stderr


def test_version() -> None:
    assert run("--version").stdout == f"claimcheck, version {claimcheck.__version__}\n"


@pytest.mark.parametrize("arguments", [["nonsense"], ["scan", "--nonsense"], ["text"]])
def test_wrong_usage(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: claimcheck")
    assert "\nerror: " in result.stderr


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "claimcheck", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **environment}, timeout=60)


def test_a_process_ends_with_the_code_and_no_traceback() -> None:
    result = python("scan", "gone", PYTHONIOENCODING="ascii")
    assert result.returncode == 2
    assert result.stdout == b""
    assert result.stderr.startswith(b"error: gone: ")


def test_a_name_in_an_error_cannot_command_the_terminal() -> None:
    result = python("scan", "x\x1b[2J\n::error::y")
    assert result.returncode == 2
    assert b"\x1b" not in result.stderr
    assert b"::" not in result.stderr


def test_a_reader_who_leaves_is_no_error() -> None:
    Path("long.txt").write_text("x y\n" * 50_000)  # more than a pipe holds
    with subprocess.Popen(  # the pipe is closed while the text is still being written
        [sys.executable, "-m", "claimcheck", "text", "long.txt"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.read(1) == b"x"
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""
