"""Gains and losses of one run against another, label by label."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.evaluate.made import Line, claim_line, claims, labels, line

from claimcheck.errors import ClaimcheckError
from claimcheck.evaluate import changes, read_record, record, score
from claimcheck.evaluate.as_text import render_changes
from claimcheck.evaluate.changes import Change

ARM: Line = {"attributes": {"treatment": "crizotinib"}}


def run(folder: Path, gold: list[Line], found: list[Line], seconds: float | None = None) -> dict[str, Any]:
    return record(replace(score(labels(folder, *gold), claims(folder, *found)), seconds=seconds))


def test_what_is_right_now_and_what_no_longer_is(tmp_path: Path) -> None:
    gold = [line(0, **ARM), line(10), line(20, **ARM)]
    old = run(tmp_path, gold, [claim_line(0), claim_line(10), claim_line(20, **ARM), claim_line(90)], 2.0)
    new = run(tmp_path, gold, [claim_line(0, **ARM), claim_line(20, **ARM), claim_line(80)], 1.5)
    found = changes(old, new)
    pfs = "progression_free_survival"
    assert found.gains == (Change("a.txt", 0, "19.2 month", pfs, ("fact", "treatment")),)
    assert found.losses == (Change("a.txt", 10, "19.2 month", pfs, ("number", "metric", "statistic", "fact")),)
    assert (found.extras_new, found.extras_gone) == ((), ())  # the same words: a reader may have moved them
    assert found.f1["fact"] == (0.5714, 0.6667)
    assert (found.seconds, found.not_compared) == ((2.0, 1.5), 0)


def test_the_page_of_changes(tmp_path: Path) -> None:
    old = run(tmp_path, [line(0), line(10)], [claim_line(10), claim_line(90, sentence="One.")])
    new = run(tmp_path, [line(0), line(10)], [claim_line(0), claim_line(70, sentence="Two.")], 1.25)
    assert render_changes(changes(old, new)).splitlines() == [
        "F1 before and now: number 0.500 -> 0.500, metric 0.500 -> 0.500, statistic 0.500 -> 0.500, "
        "fact 0.500 -> 0.500",
        "time before and now: not known -> 1.2 CPU s",
        "gains: 1",
        "  + a.txt:@0 progression_free_survival 19.2 month: number, metric, statistic, fact",
        "losses: 1",
        "  - a.txt:@10 progression_free_survival 19.2 month: number, metric, statistic, fact",
        "claims where no label stands, new: 1",
        "  - a.txt:@70 progression_free_survival 19.2 month",
        "claims where no label stands, gone: 1",
        "  + a.txt:@90 progression_free_survival 19.2 month",
    ]


def test_labels_of_one_run_alone_are_counted_and_not_compared(tmp_path: Path) -> None:
    old = run(tmp_path, [line(0), line(10)], [claim_line(0), claim_line(10)])
    new = run(tmp_path, [line(0), line(20)], [])
    found = changes(old, new)
    assert (len(found.losses), found.gains, found.not_compared) == (1, (), 2)


def test_a_label_that_stands_twice_is_compared_twice(tmp_path: Path) -> None:
    old = run(tmp_path, [line(0), line(0)], [claim_line(0)])
    new = run(tmp_path, [line(0), line(0)], [])
    assert len(changes(old, new).losses) == 2


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"schema_version": 2, "outcomes": []}'])
def test_what_is_no_earlier_run(tmp_path: Path, text: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(text)
    with pytest.raises(ClaimcheckError, match=r"old\.json: "):
        read_record(path)
