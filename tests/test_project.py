"""Hygiene of the repository itself: what may not stand in it, what must, and the fixtures of the suite."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import claimcheck

ROOT = Path(__file__).resolve().parents[1]
# Put together here so that this file does not hold what it looks for.
REGISTRIES = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "anaconda" + ".org", "deb.debian" + ".org"]
MACHINE_PATH = re.compile(
    r"(?<![\w.~}>)-])/(?:" + "|".join(["work", "root", "home", "tmp", "farm", "Users"]) + r")/[\w.]"
)
PATH_IN_PROSE = re.compile(r"`((?:src|tests|docs|sources|gold|reports|scripts|\.ci)/[\w./-]*)`")
PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md", "docs/contract.md"]


def tracked() -> list[Path]:
    """The files that are, or would be, committed."""
    listing = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("git cannot list the project's files here")
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> dict[str, str]:
    """Path and content of the tracked files that are text."""
    found = {}
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:8192]:
            found[path.relative_to(ROOT).as_posix()] = data.decode("utf-8", "replace")
    return found


def pyproject() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def requirements() -> list[Requirement]:
    """Everything that the project asks for, in whatever extra."""
    project = pyproject()["project"]
    assert isinstance(project, dict)
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return [Requirement(line) for group in groups for line in group if not line.startswith("claimcheck[")]


def pins() -> dict[str, Requirement]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    parsed = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in parsed}


def test_no_file_names_a_package_registry() -> None:
    assert [(name, host) for name, text in texts().items() for host in REGISTRIES if host in text] == []


def test_no_file_holds_a_path_of_a_machine() -> None:
    assert [(name, hit.group()) for name, text in texts().items() for hit in MACHINE_PATH.finditer(text)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see /" + "home/ann/x", True),
        ('"/' + 'tmp/x"', True),
        ("https://example.org/home/page", False),
        ("src/work/x", False),
    ],
)
def test_what_counts_as_a_path_of_a_machine(text: str, found: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) is found


def test_constraints_pin_one_version_of_everything_the_project_asks_for() -> None:
    assert len(requirements()) > 20
    pinned = pins()
    for wanted in requirements():
        pin = pinned.get(canonicalize_name(wanted.name))
        assert pin is not None, f"{wanted.name} is not pinned"
        (version,) = pin.specifier
        assert version.operator == "==", str(pin)
        assert wanted.specifier.contains(version.version), f"{pin} is outside {wanted}"


def test_constraints_hold_nothing_but_pins() -> None:
    for pin in pins().values():
        assert pin.url is None, str(pin)
        assert [version.operator for version in pin.specifier] == ["=="], str(pin)
    assert "claimcheck" not in pins()


def test_the_changelog_has_unreleased_changes() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    unreleased = re.search(r"^## \[?Unreleased\]?\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    assert unreleased is not None
    assert re.search(r"^### (Added|Changed|Fixed|Removed)\n\n- ", unreleased.group(1), re.MULTILINE)


def test_the_version_is_a_plain_one() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", claimcheck.__version__)


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "src/claimcheck/py.typed").is_file()


def test_every_module_says_what_it_is() -> None:
    modules = sorted((ROOT / "src").rglob("*.py"))
    assert modules
    assert [
        str(path.relative_to(ROOT)) for path in modules if not ast.get_docstring(ast.parse(path.read_bytes()))
    ] == []


def test_no_data_of_the_package_is_ignored_by_git() -> None:
    """The wheel leaves out what git ignores: a pattern too wide would ship a package without its vocabulary."""
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "src/claimcheck").rglob("*") if path.is_file()}
    kept = {path.relative_to(ROOT).as_posix() for path in tracked()}
    assert {name for name in files - kept if "__pycache__" not in name} == set()


def test_spacy_finds_the_pipes_and_pays_little_for_them() -> None:
    """Whoever makes a pipeline in this environment loads the factories: a fault or a slow import there is theirs."""
    project = pyproject()["project"]
    assert isinstance(project, dict)
    names = sorted(project["entry-points"]["spacy_factories"])
    program = (
        "import sys, spacy; nlp = spacy.blank('en');"
        f"print(*(name for name in {names!r} if nlp.has_factory(name)));"
        "print(*({'lxml', 'pandas', 'pdfplumber', 'pypdfium2', 'rapidfuzz'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert result.stdout == f"{' '.join(names)}\n\n"


@pytest.mark.parametrize("page", PAGES)
def test_paths_named_in_a_page_exist(page: str) -> None:
    named = PATH_IN_PROSE.findall((ROOT / page).read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_ci_runs_what_a_developer_runs() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert re.search(r"^make test", script.read_text("utf-8"), re.MULTILINE)


@pytest.fixture
def project_with_golden(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with this suite's conftest and one test that holds a result against a golden file."""
    pytester.makeconftest((ROOT / "tests/conftest.py").read_text("utf-8"))
    pytester.makepyfile("def test_it(golden): golden('a/b.txt', 'one\\n')")
    return pytester


def test_a_missing_golden_file_fails(project_with_golden: pytest.Pytester) -> None:
    result = project_with_golden.runpytest()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*tests/golden/a/b.txt is missing*"])


def test_a_golden_file_that_differs_fails(project_with_golden: pytest.Pytester) -> None:
    golden = project_with_golden.path / "golden/a/b.txt"
    golden.parent.mkdir(parents=True)
    golden.write_bytes(b"one\r\n")
    project_with_golden.runpytest().assert_outcomes(failed=1)
    assert golden.read_bytes() == b"one\r\n"


def test_the_flag_rewrites_golden_files_and_the_run_fails(project_with_golden: pytest.Pytester) -> None:
    result = project_with_golden.runpytest("--update-golden")
    assert result.ret == 9
    assert (project_with_golden.path / "golden/a/b.txt").read_bytes() == b"one\n"
    project_with_golden.runpytest().assert_outcomes(passed=1)


def test_shared_material_that_is_missing_skips(project_with_golden: pytest.Pytester) -> None:
    project_with_golden.makepyfile("def test_it(shared): raise AssertionError")
    result = project_with_golden.runpytest("-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*../shared is not beside the project*"])
