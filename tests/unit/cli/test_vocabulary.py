"""`claimcheck vocabulary`: run as a user does, in a folder with a configuration."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from tests.inprocess import Ended, claimcheck

REPORT = (
    "# Ventoraciclib in VENTORA-3\n\nIn the VENTORA-3 trial patients were treated with VQX-4471 or placebo. The "
    "overall response rate was 44% with VQX-4471. The Ventora 3 trial is registered. Osimertnib was not given.\n"
)


@pytest.fixture(autouse=True)
def stages() -> None:
    """Leave the stages in place that other tests of this folder replace."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/report.md").write_text(REPORT, "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> Ended:
    return claimcheck(folder, "vocabulary", *arguments)


def test_check_prints_every_fault_with_its_line_and_ends_with_2(folder: Path) -> None:
    (folder / "ours.toml").write_text("[treatment]\nx = { alias = ['y'] }\ny = ['Xalkori']\n", "utf-8")
    result = run(folder, "check", "ours.toml")
    assert result.returncode == 2
    assert result.stdout.splitlines() == [
        "ours.toml:2: [treatment] x: unknown key 'alias'; did you mean 'aliases'?",
        "ours.toml:3: [treatment] y: 'Xalkori' is a spelling of 'crizotinib', which the vocabulary has",
        "2 faults",
    ]
    assert result.stderr == ""


def test_check_of_a_good_file_ends_with_0(folder: Path) -> None:
    (folder / "ours.toml").write_text('[treatment]\nx = ["x 12"]\n', "utf-8")
    (folder / "claimcheck.toml").write_text('vocabulary = ["ours.toml"]\n', "utf-8")
    result = run(folder, "check", "ours.toml")
    assert (result.returncode, result.stdout) == (0, "ours.toml: nothing wrong\n")


def test_check_counts_the_other_configured_files_as_known(folder: Path) -> None:
    (folder / "ours.toml").write_text('[treatment]\nx = ["our drug"]\n', "utf-8")
    (folder / "theirs.toml").write_text('[treatment]\nz = ["our drug"]\n', "utf-8")
    (folder / "claimcheck.toml").write_text('vocabulary = ["ours.toml", "theirs.toml"]\n', "utf-8")
    result = run(folder, "check", "ours.toml")
    assert result.returncode == 2
    assert "'our drug' is a spelling of 'z', which the vocabulary has" in result.stdout


def test_check_shows_no_control_characters_of_the_file(folder: Path) -> None:
    (folder / "ours.toml").write_text('[treatment]\n"x\\u001b[2J" = { alias = [] }\n', "utf-8")
    assert "\x1b" not in run(folder, "check", "ours.toml").stdout


def test_suggest_counts_a_name_in_all_its_spellings(folder: Path) -> None:
    result = run(folder, "suggest", "papers", "--format", "json")
    assert result.returncode == 0
    found = {item["name"]: item for item in json.loads(result.stdout)}
    trial = found["VENTORA 3"]
    assert (trial["label"], trial["count"], trial["documents"]) == ("study", 3, ["papers/report.md"])
    assert set(trial["spellings"]) == {"VENTORA-3", "Ventora 3"}
    assert found["VQX-4471"]["label"] == "treatment"
    assert found["VQX-4471"]["read"] is True
    assert "palbociclib" not in found


def test_suggest_leaves_out_what_a_misspelling_stands_for(folder: Path) -> None:
    names = {item["name"] for item in json.loads(run(folder, "suggest", "papers", "--format", "json").stdout)}
    assert names
    assert not {"osimertinib", "osimertnib"} & names


def test_what_suggest_prints_as_toml_is_a_pack_without_fault(folder: Path) -> None:
    pack = run(folder, "suggest", "papers", "--format", "toml").stdout
    assert {"study", "treatment"} <= set(tomllib.loads(pack))
    (folder / "ours.toml").write_text(pack, "utf-8")
    assert run(folder, "check", "ours.toml").returncode == 0
    (folder / "claimcheck.toml").write_text('vocabulary = ["ours.toml"]\n', "utf-8")
    assert run(folder, "suggest", "papers").stdout == "no unknown names\n"


def test_suggest_least_leaves_out_the_rare(folder: Path) -> None:
    names = {
        item["name"] for item in json.loads(run(folder, "suggest", "papers", "--format", "json", "--least", "3").stdout)
    }
    assert names == {"VENTORA 3"}


def test_suggest_without_a_document_ends_with_3(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert run(folder, "suggest", "empty").returncode == 3


def test_list_names_the_kinds_and_the_entries_of_one(folder: Path) -> None:
    assert "treatment" in run(folder, "list").stdout
    agencies = json.loads(run(folder, "list", "agency", "--format", "json").stdout)
    assert {"FDA", "EMA", "PMDA", "NMPA", "MHRA", "Health Canada", "TGA", "Swissmedic", "ANVISA"} <= {
        entry["name"] for entry in agencies
    }
    metrics = json.loads(run(folder, "list", "metric", "--format", "json").stdout)
    assert "vaccine_efficacy" in {entry["name"] for entry in metrics}


def test_list_of_an_unknown_kind_names_the_nearest(folder: Path) -> None:
    result = run(folder, "list", "agencies")
    assert result.returncode == 2
    assert result.stderr == "error: no entries of [agencies]; did you mean 'agency'?\n"
