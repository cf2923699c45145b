"""`claimcheck facts`: every fact with its values and documents, filtered, in every format."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from claimcheck.cli.app import cli
from claimcheck.config import Config
from claimcheck.report.tabular import as_csv, as_xlsx
from claimcheck.scan import scan

A = "In PROFILE 1007, median PFS was 7.7 months with crizotinib and 3.0 months with chemotherapy.\n"
B = "In PROFILE 1007, median PFS with crizotinib was 7.9 months.\n"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.txt").write_text(A, "utf-8")
    (tmp_path / "b.txt").write_text(B, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, args)


def rows(output: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output)))


def test_a_fact_has_its_values_and_documents(corpus: Path) -> None:
    found = rows(run("facts", "a.txt", "b.txt", "--format", "csv").output)
    by_arm = {row["treatment"]: row for row in found if row["metric"] == "progression_free_survival"}
    assert by_arm["crizotinib"]["values"] == "7.7 months | 7.9 months"
    assert by_arm["crizotinib"]["documents"] == "a.txt | b.txt"
    assert by_arm["crizotinib"]["study"] == "PROFILE 1007"
    assert by_arm["crizotinib"]["agree"] == "False"
    assert by_arm["chemotherapy"]["agree"] == "True"


@pytest.mark.parametrize(
    ("flags", "arms"),
    [
        (["--treatment", "CRIZO"], ["crizotinib"]),
        (["--treatment", "crizotinib", "--treatment", "chemo"], ["chemotherapy", "crizotinib"]),
        (["--differing"], ["crizotinib"]),
        (["--document", "b.txt"], ["crizotinib"]),
        (["--study", "profile 1014"], []),
        (["--metric", "overall"], []),
    ],
    ids=" ".join,
)
def test_filters(corpus: Path, flags: list[str], arms: list[str]) -> None:
    found = rows(run("facts", ".", "--format", "csv", *flags).output)
    assert sorted(row["treatment"] for row in found) == arms


def test_the_table_leaves_out_what_is_empty(corpus: Path) -> None:
    output = run("facts", ".").output
    head, *lines = output.splitlines()
    assert head.split() == ["metric", "statistic", "study", "treatment", "values", "documents", "claims", "agree"]
    assert len(lines) == 2


def test_json_xlsx_and_parquet_hold_the_same(corpus: Path) -> None:
    listed = json.loads(run("facts", ".", "--format", "json").output)
    assert run("facts", ".", "--format", "xlsx", "--output", "out/facts.xlsx").exit_code == 0
    sheet = openpyxl.load_workbook(corpus / "out" / "facts.xlsx").active
    assert sheet is not None
    head, *body = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert [dict(zip(head, row, strict=True))["values"] for row in body] == [row["values"] for row in listed]
    pytest.importorskip("pyarrow", reason="the extra that brings pyarrow is not installed")
    assert run("facts", ".", "--format", "parquet", "--output", "facts.parquet").exit_code == 0
    assert list(pd.read_parquet(corpus / "facts.parquet")["values"]) == [row["values"] for row in listed]


def test_the_same_facts_give_the_same_sheet(corpus: Path) -> None:
    run("facts", ".", "--format", "xlsx", "--output", "facts.xlsx")
    made = openpyxl.load_workbook(corpus / "facts.xlsx").properties.created
    assert made == datetime.datetime(2000, 1, 1)  # and not of the clock


def test_what_is_no_text_needs_a_file(corpus: Path) -> None:
    result = run("facts", ".", "--format", "xlsx")
    assert result.exit_code == 2
    assert "name a file with --output" in result.stderr


def test_a_text_of_a_document_is_no_formula(tmp_path: Path) -> None:
    frame = pd.DataFrame({"values": ["=1+1", "@x", "7.7 months"], "claims": [1, 2, 3]})
    assert [row["values"] for row in rows(as_csv(frame).decode())] == ["'=1+1", "'@x", "7.7 months"]
    (tmp_path / "a.xlsx").write_bytes(as_xlsx(frame))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert [(cell.value, cell.data_type) for cell in sheet["A"][1:]] == [
        ("=1+1", "s"),
        ("@x", "s"),
        ("7.7 months", "s"),
    ]


def test_frames_of_a_result(corpus: Path) -> None:
    result = scan([corpus], Config(root=corpus))
    claims, conflicts = result.to_frame(), result.to_frame("conflicts")
    assert len(claims) == len(result.claims)
    assert set(claims["value"].dropna()) >= {7.7, 3.0, 7.9}
    assert list(conflicts["values"]) == ["7.7 months | 7.9 months"]
    assert len(result.to_frame("facts")) == len(result.facts) == 2
    with pytest.raises(ValueError, match="there is no frame 'x'; there are claims, facts, conflicts"):
        result.to_frame("x")


def test_the_frames_of_nothing_have_their_columns(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing.\n", "utf-8")
    result = scan([tmp_path], Config(root=tmp_path))
    for kind in ("claims", "facts", "conflicts"):
        frame = result.to_frame(kind)
        assert len(frame) == 0
        assert "metric" in frame.columns
