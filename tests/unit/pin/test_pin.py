"""`claimcheck pin`, from a scan of real files to the next scan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.inprocess import claimcheck as run

from claimcheck.schemas import schema

TEXT = "# Review {name}\n\nIn PROFILE 1001, median PFS with crizotinib was {value} months in ROS1-positive NSCLC.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "claimcheck.toml").write_text('sources = ["docs"]\n', "utf-8")
    (tmp_path / "docs").mkdir()
    for name, value in (("a", "19.3"), ("b", "19.2")):
        (tmp_path / "docs" / f"{name}.md").write_text(TEXT.format(name=name, value=value), "utf-8")
    return tmp_path


def conflicts(folder: Path) -> list[dict[str, Any]]:
    result = json.loads((folder / "reports" / "conflicts.json").read_text("utf-8"))
    jsonschema.validate(result, schema("conflicts"))
    found: list[dict[str, Any]] = result["conflicts"]
    return found


def test_a_pin_is_recorded_and_the_next_scan_holds_documents_against_it(folder: Path) -> None:
    assert run(folder, "scan", "--quiet").returncode == 1
    (first,) = conflicts(folder)
    assert (first["rule"], first["level"], first["supported_side"]) == ("V101", "error", None)
    pinned = run(folder, "pin", first["id"], "19.3 months", "--reason", "label, section 14", "--by", "r.v.")
    assert (pinned.returncode, pinned.stderr) == (0, "")
    assert pinned.stdout.startswith("claimcheck-decisions.toml: progression free survival (")
    assert 'value = "19.3 months"' in (folder / "claimcheck-decisions.toml").read_text("utf-8")

    assert run(folder, "scan", "--quiet").returncode == 1
    against, between = conflicts(folder)
    assert (against["rule"], against["level"]) == ("V103", "error")
    assert [side["display"] for side in against["sides"]] == ["19.2 months", "pinned: 19.3 months"]
    assert against["explanation"] == "docs/b.md gives 19.2 months; 19.3 months is pinned (label, section 14)."
    assert (between["rule"], between["level"], between["id"]) == ("V101", "note", first["id"])
    supported = between["supported_side"]
    assert between["sides"][supported["side"]]["display"] == "19.3 months"
    assert supported["why"] == "19.3 months is pinned (label, section 14)."

    path = folder / "docs" / "b.md"
    path.write_text(path.read_text("utf-8").replace("19.2", "19.3"), "utf-8")
    assert run(folder, "scan", "--quiet").returncode == 0
    assert conflicts(folder) == []


def test_a_conflict_is_found_by_scanning_too_and_a_new_pin_replaces_the_old_one(folder: Path) -> None:
    run(folder, "scan", "--quiet", "--output", "elsewhere")
    stored = json.loads((folder / "elsewhere" / "conflicts.json").read_text("utf-8"))["conflicts"][0]["id"]
    assert run(folder, "pin", stored, "19.3 months", "docs").returncode == 0
    assert run(folder, "pin", stored, "19.2 months", "--results", "elsewhere").returncode == 0
    text = (folder / "claimcheck-decisions.toml").read_text("utf-8")
    assert text.count("[[pin]]") == 1
    assert 'value = "19.2 months"' in text


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("19.3", "error: '19.3' has no unit; write 19.3 months\n"),
        ("72%", "error: '72%': '%' is no unit of this fact, whose values are like 19.3 months\n"),
        ("soon", "error: 'soon' is no value such as 19.3 months\n"),
    ],
)
def test_a_value_that_the_fact_cannot_have_is_refused_and_nothing_written(
    folder: Path, value: str, message: str
) -> None:
    run(folder, "scan", "--quiet")
    refused = run(folder, "pin", conflicts(folder)[0]["id"], value)
    assert (refused.returncode, refused.stderr) == (2, message)
    assert not (folder / "claimcheck-decisions.toml").exists()


def test_what_is_no_conflict_or_no_result_is_said(folder: Path) -> None:
    nothing = run(folder, "pin", "0000", "19.3 months")
    assert nothing.returncode == 2
    assert "reports: cannot be read" in nothing.stderr
    assert "give the folder of a finished scan" in nothing.stderr
    run(folder, "scan", "--quiet")
    unknown = run(folder, "pin", "0000", "19.3 months")
    assert unknown.returncode == 2
    assert unknown.stderr == "error: no conflict of reports has the id '0000'; `claimcheck scan` shows the ids\n"
    (folder / "reports" / "conflicts.json").write_text("[]", "utf-8")
    assert "no result of a scan" in run(folder, "pin", "0000", "19.3 months").stderr


def test_the_first_letters_of_an_id_are_enough(folder: Path) -> None:
    run(folder, "scan", "--quiet")
    assert run(folder, "pin", conflicts(folder)[0]["id"][:6], "19.3 months").returncode == 0


def test_a_pin_that_no_document_states_is_a_warning(folder: Path) -> None:
    run(folder, "scan", "--quiet")
    run(folder, "pin", conflicts(folder)[0]["id"], "19.3 months")
    for name in ("a", "b"):
        (folder / "docs" / f"{name}.md").write_text("Median OS was 51.4 months.\n", "utf-8")
    scanned = run(folder, "scan", "--quiet")
    assert scanned.returncode == 0
    assert scanned.stderr == (
        "warning: no document states the one fact that is pinned: "
        "progression free survival (median; PROFILE 1001, crizotinib, ROS1-positive NSCLC), 19.3 months\n"
    )


def test_an_order_of_authority_is_configured(folder: Path) -> None:
    config = folder / "claimcheck.toml"
    config.write_text('sources = ["docs"]\nauthority = ["docs/b.*"]\n', "utf-8")
    run(folder, "scan", "--quiet")
    (found,) = conflicts(folder)
    assert found["sides"][found["supported_side"]["side"]]["display"] == "19.2 months"
    shown = run(folder, "scan").stdout
    assert "For 19.2 months: docs/b.md comes first in the order of authority (docs/b.*)." in " ".join(shown.split())
    config.write_text('authority = "docs/b.md"\n', "utf-8")
    refused = run(folder, "scan")
    assert refused.returncode == 2
    assert "authority must be a list of texts" in refused.stderr
