"""The console blocks of docs/how-to/ do what they show."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.test_readme import BLOCK, Step, matches, run, steps_of

FILE = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A file that a page shows: its path stands behind the language of the block."""

PAGES = sorted((Path(__file__).parents[3] / "docs/how-to").glob("*.md"))
SESSIONS = [(page, steps_of(block)) for page in PAGES for block in BLOCK.findall(page.read_text("utf-8"))]


@pytest.mark.parametrize(("page", "session"), SESSIONS, ids=[session[0].command for _, session in SESSIONS])
def test_console_block(page: Path, session: list[Step], root: Path, tmp_path: Path) -> None:
    for folder in ("sources", "gold"):
        shutil.copytree(root / folder, tmp_path / folder)
    for name, text in FILE.findall(page.read_text("utf-8")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    for step in session:
        assert step.command.startswith("claimcheck "), step.command
        result = run(step, tmp_path)
        assert result.returncode == step.exit_code, result.stdout
        assert matches(step.output, result.stdout), f"{step.output}\n--- got\n{result.stdout}"


@pytest.mark.parametrize("command", ["show", "why", "evaluate"])
def test_a_page_shows_the_command(command: str) -> None:
    shown = [step.command.split()[1] for _, session in SESSIONS for step in session]
    assert command in shown
