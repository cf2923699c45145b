"""`--format FMT[:PATH]`: every format with every outcome of a scan, and none changes the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimcheck.cli.app import cli
from claimcheck.report import REPORTS

DIFFERING, AGREEING = ("18.0", "19.3"), ("18.0", "18.0")
OUTCOMES: dict[str, tuple[tuple[str, ...], tuple[str, ...], list[str], int]] = {
    "clean": (AGREEING, (), ["sources"], 0),
    "conflicts": (DIFFERING, (), ["sources"], 1),
    "conflicts that nothing fails on": (DIFFERING, (), ["sources", "--fail-on", "never"], 0),
    "a document that cannot be read": (AGREEING, ("x.locked",), ["sources"], 0),
    "the same, strictly": (AGREEING, ("x.locked",), ["sources", "--strict"], 4),
    "conflicts and a document that cannot be read": (DIFFERING, ("x.locked",), ["sources", "--strict"], 1),
    "nothing that can be read": ((), ("x.locked",), ["sources"], 4),
    "no document": ((), ("x.png",), ["sources"], 3),
    "wrong usage": (DIFFERING, (), ["sources", "--fail-on", "loud"], 2),
    "wrong configuration": (DIFFERING, ("../claimcheck.toml",), ["sources"], 2),
    "a path that does not exist": (DIFFERING, (), ["sources", "nowhere"], 2),
    "an interrupted scan": (DIFFERING, ("x.txt",), ["sources"], 130),
}
TEXTS = {"x.txt": "STOP", "../claimcheck.toml": "failon = 1\n"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    Path("sources").mkdir()
    return tmp_path


def scan(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["scan", *arguments])


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_format_never_changes_the_exit_code(name: str, outcome: str) -> None:
    values, others, arguments, code = OUTCOMES[outcome]
    for number, value in enumerate(values):
        Path(f"sources/{number}.txt").write_text(f"PFS {value} months\n")
    for other in others:
        Path("sources", other).write_text(TEXTS.get(other, ""))
    to_file = scan(*arguments, "--format", f"{name}:out/it")
    assert to_file.exit_code == code, to_file.output
    assert Path("out/it").exists() == (code in (0, 1, 4, 130))
    if not REPORTS[name].binary:
        printed = scan(*arguments, "--format", name)
        assert printed.exit_code == code, printed.output
        if code not in (2, 3):
            assert printed.stdout_bytes == Path("out/it").read_bytes()


def test_several_formats_in_one_run() -> None:
    Path("sources/0.txt").write_text("PFS 18.0 months\n")
    wanted = [argument for name in REPORTS for argument in ("--format", f"{name}:out/{name}")]
    result = scan(*wanted, "--format", "gitlab")
    assert result.exit_code == 0
    assert result.stdout == "[]\n"
    assert sorted(path.name for path in Path("out").iterdir()) == sorted(REPORTS)


def test_a_format_that_is_no_text_needs_a_file() -> None:
    result = scan("--format", "xlsx")
    assert result.exit_code == 2
    assert result.stderr.endswith("'--format': xlsx is no text; name a file: xlsx:PATH\n")


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    result = scan("--format", "pdf:x")
    assert result.exit_code == 2
    assert f"'pdf' is not a format; there are {', '.join(REPORTS)}\n" in result.stderr
