"""A trial's record is a document like any other: what it claims, and how a paper of the trial is held against it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from claimcheck.config import Config
from claimcheck.model import Claim, Level, Reason, ScanResult
from claimcheck.scan import scan

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "registry.yml").read_text("utf-8"))
FOLDER = Path(__file__).parent / "documents" / "registry"
SHOWN = ("study", "treatment", "comparator", "timepoint", "counted", "schedule", "assessment")


def shown(claim: Claim) -> str:
    """A claim on one line: `overall_survival median 31.8 month CI 95 26.6-36.0 p =0.046 of 277 | study: ...`."""
    value = claim.special or (f"{claim.low}-{claim.high}" if claim.value is None else str(claim.value))
    parts = [claim.metric, claim.statistic, value, claim.unit]
    if claim.ci is not None:
        parts.append(f"CI {claim.ci.level} {claim.ci.low}-{claim.ci.high}")
    if claim.p_value is not None:
        parts.append(f"p {claim.p_value.comparator}{claim.p_value.value}")
    if claim.denominator is not None:
        parts.append(f"of {claim.denominator}")
    return " ".join(parts) + " | " + ", ".join(f"{claim.attributes[k]}" for k in SHOWN if k in claim.attributes)


def read(*paths: Path, root: Path) -> ScanResult:
    return scan(paths, Config(root=root))


@pytest.mark.parametrize("name", sorted(CASES["claims"]))
def test_the_claims_of_a_record(name: str) -> None:
    result = read(FOLDER / name, root=FOLDER)
    assert [shown(claim) for claim in result.claims] == CASES["claims"][name]


def test_records_in_one_file_claim_what_they_claim_alone(tmp_path: Path) -> None:
    names = sorted(CASES["claims"])
    records = [json.loads((FOLDER / name).read_text("utf-8")) for name in names]
    (tmp_path / "all.json").write_text(json.dumps({"studies": records}), "utf-8")
    result = read(tmp_path / "all.json", root=tmp_path)
    assert [shown(claim) for claim in result.claims] == [line for name in names for line in CASES["claims"][name]]


def test_no_record_is_at_odds_with_itself() -> None:
    result = read(*sorted(FOLDER.glob("*.json")), root=FOLDER)
    assert result.conflicts == ()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """The record beside a short paper that agrees with it."""
    for name in ("NCT02296125.json", "paper.md"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    return tmp_path / "paper.md"


def change(paper: Path, old: str, new: str) -> ScanResult:
    text = paper.read_text("utf-8")
    assert text.count(old) == 1
    paper.write_text(text.replace(old, new), "utf-8")
    return read(paper.parent, root=paper.parent)


def test_a_paper_that_agrees_with_its_record(paper: Path) -> None:
    result = read(paper.parent, root=paper.parent)
    assert result.conflicts == ()
    results = [claim for claim in result.claims if claim.document == "paper.md" and claim.ci is not None]
    compared = {coverage.path: coverage.numbers.compared for coverage in result.documents}
    assert compared["paper.md"] >= len(results) == 8


@pytest.mark.parametrize(
    ("old", "new", "metric"),
    [
        ("18.9 months", "18.8 months", "progression_free_survival"),
        ("31.8 months", "31.9 months", "overall_survival"),
        ("17.2 months", "17.3 months", "duration_of_response"),
        ("ratio 0.46", "ratio 0.47", "progression_free_survival"),
    ],
)
def test_a_tenth_of_a_month_is_one_conflict_with_both_places(paper: Path, old: str, new: str, metric: str) -> None:
    result = change(paper, old, new)
    loud = [conflict for conflict in result.conflicts if conflict.level in (Level.ERROR, Level.WARNING)]
    assert len(loud) == 1
    assert loud[0].metric == metric
    claims = {claim.id: claim for claim in result.claims}
    places = [[claims[number].document for number in side.claims] for side in loud[0].sides]
    assert sorted(places) == [["NCT02296125.json"], ["paper.md"]]


def test_another_data_cut_is_no_error(paper: Path) -> None:
    result = change(
        paper,
        "The median overall survival was 38.6 months (95% CI, 34.5 to 41.8)",
        "At the data cutoff of November 2, 2018, the median overall survival was 37.9 months",
    )
    assert [(c.metric, c.level, c.reason) for c in result.conflicts if "38.6 months" in c.explanation] == [
        ("overall_survival", Level.NOTE, Reason.LATER_CUTOFF)
    ]
    assert not any(conflict.level is Level.ERROR for conflict in result.conflicts)
