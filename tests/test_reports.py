"""The committed result: `reports/` is what a scan of `sources/` gives under the pinned versions, byte for byte."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

ROOT = Path(__file__).resolve().parents[1]
FILES = ("claims.jsonl", "conflicts.json", "report.html", "results.sarif")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scan of `sources/` as `make scan` runs it, in a folder of its own, with the sources where they are linked."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "sources", folder / "sources")
    command = [sys.executable, "-m", "claimcheck", "scan", "sources/", "--output", "reports", "--fail-on", "never"]
    done = subprocess.run([*command, "--quiet"], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "reports"


@pytest.fixture(scope="module")
def again(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same made of the result alone."""
    folder = tmp_path_factory.mktemp("again")
    command = [sys.executable, "-m", "claimcheck", "report", str(fresh), "--output", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("name", FILES)
def test_committed_report_is_what_a_scan_gives(fresh: Path, name: str) -> None:
    committed = ROOT / "reports" / name
    assert committed.is_file(), f"reports/{name} is missing: run `make scan` and commit reports/"
    assert (fresh / name).read_bytes() == committed.read_bytes(), (
        f"reports/{name} differs from a fresh scan of sources/: run `make scan`, read what changed, commit reports/"
    )


@pytest.mark.parametrize("name", [name for name in FILES if name != "report.html"])
def test_a_result_is_made_anew_from_its_folder(fresh: Path, again: Path, name: str) -> None:
    assert (again / name).read_bytes() == (fresh / name).read_bytes()


def test_the_page_is_made_anew_but_for_what_only_the_documents_can_give(fresh: Path, again: Path) -> None:
    """Crops, addresses and texts; every conflict, fact and line of the ledger is there."""
    made, written = (html.parse(str(folder / "report.html")).getroot() for folder in (again, fresh))
    for part in ("//article/@id", "//figure[@class='fact']//svg/desc/text()", "//table[@class='ledger']//tr//text()"):
        assert made.xpath(part) == written.xpath(part) != []
    assert made.xpath("//img") == []
    assert written.xpath("//img") != []


def test_nothing_else_is_committed_there() -> None:
    assert {path.name for path in (ROOT / "reports").iterdir()} == set(FILES)
