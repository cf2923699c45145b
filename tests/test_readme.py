"""The console blocks of the README do what they show.

A block is a session: `$ command`, then the lines it prints. `...` stands for anything, lines included;
`$ echo $?` shows the exit code of the command before it, which is 0 where nothing is shown.
Commands of claimcheck are run; `make` commands must be targets; anything else is not checked.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from claimcheck import config
from claimcheck.vocabulary import load as load_vocabulary

README = Path(__file__).resolve().parents[1] / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """A command of a session and what the page shows of it."""

    command: str
    output: str
    exit_code: int = 0


def steps_of(block: str) -> list[Step]:
    """Read the commands of a console block.

    >>> steps_of("$ claimcheck scan x\\nno such file\\n$ echo $?\\n2\\n")
    [Step(command='claimcheck scan x', output='no such file', exit_code=2)]
    """
    steps: list[Step] = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        if command.strip() == "echo $?":
            steps[-1] = Step(steps[-1].command, steps[-1].output, int(output))
        else:
            steps.append(Step(command.strip(), output.strip("\n")))
    return steps


def matches(expected: str, got: str) -> bool:
    """Say whether printed text is what the page shows.

    >>> matches("3 claims\\n...\\nReport: ...", "3 claims  \\n1 conflict\\nReport: out/report.html\\n")
    True
    >>> matches("3 claims", "13 claims")
    False
    """
    text = "\n".join(line.rstrip() for line in got.strip("\n").splitlines())
    pattern = ".*".join(re.escape(piece) for piece in expected.split("..."))
    return re.fullmatch(pattern, text, re.DOTALL) is not None


SESSIONS = [steps_of(block) for block in BLOCK.findall(README.read_text("utf-8"))]


def run(step: Step, folder: Path) -> subprocess.CompletedProcess[str]:
    arguments = shlex.split(step.command)[1:]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "claimcheck", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("session", SESSIONS, ids=[session[0].command for session in SESSIONS])
def test_console_block(session: list[Step], root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "sources", tmp_path / "sources")
    for step in session:
        if step.command.startswith("claimcheck "):
            result = run(step, tmp_path)
            assert result.returncode == step.exit_code, result.stdout
            assert not step.output or matches(step.output, result.stdout), f"{step.output}\n--- got\n{result.stdout}"
        elif step.command.startswith("make "):
            assert_is_target(step.command.split()[1], root)


def assert_is_target(target: str, root: Path) -> None:
    """Hold that the Makefile declares a target and can say what it would do."""
    makefile = (root / "Makefile").read_text("utf-8")
    assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), f"no target {target}"
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not installed: the targets of the README cannot be asked")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    asked = subprocess.run(
        [make, "--dry-run", target], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert asked.returncode == 0, asked.stderr


def test_the_two_commands_come_first() -> None:
    commands = [step.command for session in SESSIONS for step in session]
    assert commands[:2] == ["make scan", "make test"]


def test_the_readme_shows_a_scan_that_finds_something() -> None:
    shown = [step for session in SESSIONS for step in session if step.command.startswith("claimcheck scan sources/")]
    assert any(step.exit_code == 1 and step.output for step in shown)


def test_the_settings_shown_are_settings(tmp_path: Path) -> None:
    settings, names = re.findall(r"^```toml\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    loaded = config.from_table(tomllib.loads(settings), tmp_path / "claimcheck.toml")
    assert loaded.sources == (tmp_path / "papers", tmp_path / "leaflets")
    assert loaded.fail_on == "warning"
    (tmp_path / "our-drugs.toml").write_text(names, "utf-8")
    assert load_vocabulary(loaded.vocabulary).of("treatment")["examplinib"].aliases == ("EX-1234",)
