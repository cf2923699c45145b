"""Our figures are those of the scorer beside the project."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.config import Config
from claimcheck.evaluate import find_labelled, locate, read_claims, read_labels, read_regions, score, texts_of
from claimcheck.report import REPORTS
from claimcheck.scan import scan

STEP = re.compile(r"^\+? ?(\w+)[^\n]*? {2,}P ([0-9.]+) +R ([0-9.]+) +F1 ([0-9.]+)$", re.MULTILINE)
NAMES = {"number": "number", "metric": "metric", "statistic": "statistic", "every": "fact"}
SHARE = re.compile(r"^  (\w+) +right ([0-9]+)/([0-9]+) .*?(?:unsaid ([0-9]+); .*none ([0-9]+)\))?$", re.MULTILINE)
SETS = [
    ("seeds/claims.jsonl", "seeds", ()),
    ("trials/claims.jsonl", "corpus/trials", ("--regions", "--ignore")),
    ("topics/osimertinib/claims.jsonl", "gold/topics/osimertinib/docs", ()),
]


@pytest.mark.parametrize(("gold", "documents", "options"), SETS, ids=[name.split("/")[-2] for name, *_ in SETS])
def test_figures_equal_those_of_the_shared_scorer(
    shared: Path, tmp_path: Path, gold: str, documents: str, options: tuple[str, ...]
) -> None:
    scorer, labelled = shared / "tools/score.py", shared / "gold" / gold
    if not scorer.is_file() or not labelled.is_file():
        pytest.skip(f"the scorer or {gold} is not in ../shared")
    labels = read_labels(labelled)
    files = find_labelled(labelled, {label.document for label in labels}, [shared / documents], Config())
    results = tmp_path / "claims.jsonl"
    results.write_text(REPORTS["claims"].render(scan([file.path for file in files]), ()), "utf-8")
    located, _ = locate(labels, texts_of(files)[0])
    regions = labelled.with_name("regions.jsonl") if "--regions" in options else None
    ignore = ["dose"] if "--ignore" in options else []
    found = score(located, read_claims(tmp_path), read_regions(regions) if regions else None, ignore)
    spans = {label.id: label.span for label in located}
    theirs = tmp_path / "gold.jsonl"
    theirs.write_text("".join(with_offsets(labelled, [label.id for label in labels], spans)), "utf-8")
    command = [sys.executable, str(scorer), "claims", str(theirs), str(tmp_path), "--misses", "0"]
    command += ["--regions", str(regions)] if regions else []
    command += ["--ignore", ",".join(ignore)] if ignore else []
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    steps = {NAMES[name]: figures for name, *figures in STEP.findall(printed)}
    assert steps == {
        name: [f"{share:.3f}" for share in (figure.precision, figure.recall, figure.f1)]
        for name, figure in found.steps.items()
    }
    shares = SHARE.findall(printed)
    assert len(shares) > 10
    for key, right, of, unsaid, added in shares:
        tally = (found.attributes if unsaid else found.parts)[key]
        assert (tally.right, tally.right + tally.wrong + tally.unsaid) == (int(right), int(of)), key
        if unsaid:
            assert (tally.unsaid, tally.added) == (int(unsaid), int(added)), key


def with_offsets(path: Path, ids: list[str], spans: dict[str, tuple[int, int] | None]) -> list[str]:
    """The lines of the labels that were located, with the places that we found: the scorer takes offsets only."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    placed = []
    for name, line in zip(ids, lines, strict=True):
        if span := spans.get(name):
            placed.append(json.dumps({**json.loads(line), "start": span[0], "end": span[1]}) + "\n")
    return placed
