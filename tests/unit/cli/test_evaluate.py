"""`claimcheck evaluate`, over stand-ins for the stages: a document is lines such as `PFS 19.2 months`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from claimcheck.cli.app import cli

TEXT = "PFS 19.2 months\nPFS 20.1 months\nPFS 7.0 months\n"
ABOUT = {"metric": "progression_free_survival", "statistic": "median", "unit": "month"}


def label(quote: str, **others: Any) -> dict[str, Any]:
    """A label with offsets; `context` in its place where it is given."""
    value = float(quote.split()[0])
    start = TEXT.find(quote)
    place = {"quote": quote} if "context" in others else {"start": start, "end": start + len(quote)}
    return {
        "document": "a.txt",
        **place,
        **ABOUT,
        "value": value,
        "low": value,
        "high": value,
        "attributes": {},
        **others,
    }


def write(name: str, *lines: object) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Labels beside a folder with their document: one with offsets, one with its context, one that is wrong."""
    monkeypatch.chdir(tmp_path)
    about = {"study": "PROFILE 1001", "treatment": "crizotinib", "subgroup": "women"}
    first = label("19.2 months", attributes=about)
    write("gold/claims.jsonl", first, label("20.1 months", context="PFS"), label("8.0 months", context=""))
    Path("docs").mkdir()
    Path("docs/a.txt").write_text(TEXT, "utf-8")
    return tmp_path


def evaluate(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["evaluate", "gold/claims.jsonl", *arguments])


def data(*arguments: str) -> dict[str, Any]:
    result = evaluate("--format", "json", *arguments)
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_the_page() -> None:
    result = evaluate("--results", "out", "docs") if scan() else evaluate()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "2 labels (0 optional beside them) in 1 documents; 3 claims, 1 of them where no label stands",
        "",
        "1 labels could not be located and are left out:",
        "  a.txt: [8.0 months]",
        "",
        "           precision  recall     F1",
        "number         0.667   1.000  0.800",
        "metric         0.667   1.000  0.800",
        "statistic      0.667   1.000  0.800",
        "fact           0.000   0.000  0.000",
        "",
        "metric                     precision  recall     F1  right  labels  claims",
        "progression_free_survival      0.667   1.000  0.800      2       2       3",
        "",
        "attribute  right  wrong  unsaid  added  share right",
        "study          1      0       0      1        1.000",
        "treatment      1      0       0      1        1.000",
        "subgroup       0      1       0      1        0.000",
    ]


def scan() -> bool:
    result = CliRunner().invoke(cli, ["scan", "docs", "--output", "out", "--fail-on", "never", "--quiet"])
    assert result.exit_code == 0
    return True


def test_documents_beside_the_labels_are_found_and_their_time_is_given() -> None:
    for arguments in ((), ("docs",), ("docs/a.txt",)):
        found = data(*arguments)
        assert (found["labels"], found["claims"], found["documents"]) == (2, 3, ["a.txt"])
        assert found["seconds"] >= 0
        assert [entry["quote"] for entry in found["unlocated"]] == ["8.0 months"]


def test_json_says_what_became_of_every_label() -> None:
    found = data()
    assert [(o["start"], o["quote"], o["step"], o["wrong"], o["added"]) for o in found["outcomes"]] == [
        (4, "19.2 month", "statistic", ["subgroup"], []),
        (20, "20.1 months", "statistic", [], ["study", "subgroup", "treatment"]),
    ]
    assert found["outcomes"][0]["right"] == ["metric", "number", "statistic", "study", "treatment"]
    assert found["steps"]["number"] == {
        "precision": 0.6667, "recall": 1.0, "f1": 0.8, "right": 2, "claims": 3, "labels": 2,
    }  # fmt: skip
    assert [extra["start"] for extra in found["extras"]] == [36]


def test_misses_are_listed_with_a_place_to_ask_about() -> None:
    write("gold/claims.jsonl", label("19.2 months"), label("20.1 months", value=3), label("7.0 months", metric="age"))
    lines = evaluate("--misses", "5").stdout.splitlines()
    assert lines[-3:] == [
        "missed  a.txt:@20 progression_free_survival median 3 month",
        "other   a.txt:@4 progression_free_survival median 19.2 month: study added (PROFILE 1001); "
        "treatment added (crizotinib); subgroup added (ROS1 cohort)",
        "other   a.txt:@36 age median 7.0 month: read as progression_free_survival",
    ]


def test_regions_and_ignored_metrics() -> None:
    write("regions.jsonl", {"document": "a.txt", "start": 0, "end": 16})
    assert data("--regions", "regions.jsonl")["claims"] == 1
    assert data("--ignore", "dose, progression_free_survival")["claims"] == 0


def test_against_an_earlier_json_and_an_earlier_folder() -> None:
    scan()
    earlier = Path("before.json")
    earlier.write_text(json.dumps(data()), "utf-8")
    Path("docs/a.txt").write_text(TEXT.replace("PFS 19.2", "XXX 19.2"), "utf-8")
    for against in ("before.json", "out"):
        compared = data("--against", against)["changes"]
        assert [(c["start"], c["what"]) for c in compared["losses"]] == [
            (4, ["number", "metric", "statistic", "study", "treatment"])
        ]
        assert (compared["gains"], compared["extras_new"], compared["extras_gone"]) == ([], [], [])
        assert (compared["seconds"][0] is None) == (against == "out")
    assert "losses: 1\n  - a.txt:@4 progression_free_survival 19.2 month: number" in evaluate("--against", "out").stdout


def test_a_document_that_is_not_read_is_named() -> None:
    write("gold/claims.jsonl", label("19.2 months"), {**label("7.0 months", context=""), "document": "b.locked"})
    Path("docs/b.locked").touch()
    lines = evaluate().stdout.splitlines()
    assert lines[2:4] == [
        "not read: b.locked (encrypted: needs a password)",
        "1 labels of documents not read are left out",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone"], "gone: No such file or directory"),
        (["gold"], "none of the documents it labels is under gold"),
        (["--results", "gone"], "gone: cannot be read: No such file or directory"),
        (["--against", "gone"], "gone: cannot be read"),
        (["--regions", "gone"], "gone: cannot be read"),
        (["--misses", "-1"], "Invalid value for '--misses'"),
    ],
)
def test_what_cannot_be_evaluated(arguments: list[str], message: str) -> None:
    result = evaluate(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
