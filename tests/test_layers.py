"""Imports run one way, heavy libraries have one door, and starting the program loads none of them."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest

HEAVY = ("pandas", "spacy", "pdfplumber", "pypdfium2", "rapidfuzz", "jinja2", "rich", "lxml", "markdown_it", "scipy")


def lint_imports(folder: Path, config: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package that stands in `folder`, with the contracts of `config`."""
    run = "import sys; from importlinter.cli import lint_imports_command; sys.path[0] = ''; lint_imports_command()"
    command = [sys.executable, "-c", run, "--config", str(config), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_imports_of_the_package_keep_the_contracts(root: Path) -> None:
    result = lint_imports(root / "src", root / "pyproject.toml")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "3 kept, 0 broken" in result.stdout


@pytest.fixture
def skeleton(root: Path, tmp_path: Path) -> Path:
    """A package `claimcheck` of empty modules, one for every name that the layers know."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["id"] == "layers")["layers"]
    package = tmp_path / "claimcheck"
    names = [name.strip(" ()") for layer in layers for name in layer.split("|")]
    for folder in (package, *(package / name for name in names)):
        folder.mkdir()
        (folder / "__init__.py").touch()
    return package


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("scan", "from claimcheck import readers, extract, errors", None),
        (
            "model",
            "from claimcheck import vocabulary",
            "claimcheck.model is not allowed to import claimcheck.vocabulary",
        ),
        ("readers", "from claimcheck import extract", "claimcheck.readers is not allowed to import claimcheck.extract"),
        ("report", "from claimcheck import scan", "claimcheck.report is not allowed to import claimcheck.scan"),
        ("extract", "import spacy", None),
        ("compare", "import spacy", "claimcheck.compare is not allowed to import spacy"),
        ("normalise", "import rapidfuzz", None),
        ("vocabulary", "import rapidfuzz", "claimcheck.vocabulary is not allowed to import rapidfuzz"),
    ],
)
def test_the_contracts_refuse_what_they_are_for(
    skeleton: Path, root: Path, module: str, line: str, broken: str | None
) -> None:
    (skeleton / module / "part.py").write_text(line + "\n", "utf-8")
    result = lint_imports(skeleton.parent, root / "pyproject.toml")
    said = " ".join(result.stdout.split())
    assert result.returncode == (1 if broken else 0), result.stdout + result.stderr
    assert broken is None or broken in said


def test_a_module_that_no_layer_names_is_refused(skeleton: Path, root: Path) -> None:
    (skeleton / "helpers.py").touch()
    result = lint_imports(skeleton.parent, root / "pyproject.toml")
    assert result.returncode == 1
    assert "helpers" in result.stdout


@pytest.mark.parametrize("action", ["import claimcheck", "main(['--help'])", "main(['--version'])"])
def test_starting_loads_no_heavy_library(action: str) -> None:
    program = f"""
        import sys
        try:
            if "main" in {action!r}:
                from claimcheck.cli import main
            {action}
        except SystemExit as end:
            assert not end.code, end.code
        print("loaded:", *sorted(set({HEAVY!r}) & set(sys.modules)))
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == "loaded:"


def test_help_answers_within_a_quarter_of_a_cpu_second() -> None:
    resource = pytest.importorskip("resource", reason="CPU time of a child process is read through `resource` (POSIX)")

    def cpu_seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "claimcheck", "--help"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return float(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    assert min(cpu_seconds() for _ in range(5)) < 0.25
