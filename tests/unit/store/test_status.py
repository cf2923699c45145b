"""Statuses: what is new, known, accepted or expired, what is gone, and what a decision is no longer about."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.report.sample import RESULT

from claimcheck.errors import ConfigError
from claimcheck.model import Conflict, Coverage, Decision, Known, Numbers, Status, Verdict
from claimcheck.store import baseline
from claimcheck.store.status import Corpus, judged

TODAY = datetime.date(2026, 11, 21)


def document(path: str, identity: str = "") -> Coverage:
    return Coverage(
        path, "aa" * 32, "text", None, Status.OK, None, None, None, None, 0, Numbers(), None, identity or path
    )


def conflict(name: str) -> Conflict:
    return replace(RESULT.conflicts[0], id=name)


def decision(name: str, *documents: str, expires: str | None = None, sha: str = "aa" * 32) -> Decision:
    saw = dict.fromkeys(documents, f"sha256:{sha}")
    return Decision(name, Verdict.BOTH_VALID, "two cut-offs", "r.v.", "2026-11-01", expires, saw=saw)


def entry(name: str, *documents: str) -> Known:
    values = tuple((document, "1.0 month") for document in documents)
    return Known(name, "V101", "value-differs", "overall_survival", "median", {"study": "TRIAL-1"}, values)


CORPUS = Corpus([document("a.txt"), document("b.pdf", "doi:10.1000/b")])


def test_every_conflict_gets_its_status() -> None:
    found = judged(
        [conflict(name) for name in "abcde"],
        [entry("b", "a.txt"), entry("c", "a.txt")],
        [decision("c", "a.txt"), decision("d", expires="2026-11-20"), decision("e", expires="2026-11-21")],
        CORPUS,
        TODAY,
    )
    assert [(item.id, item.status) for item in found.conflicts] == [
        ("a", "new"), ("b", "known"), ("c", "accepted"), ("d", "expired"), ("e", "accepted"),
    ]  # fmt: skip
    assert [item.decision and item.decision.id for item in found.conflicts] == [None, None, "c", "d", "e"]


def test_what_the_baseline_had_is_resolved_unless_it_was_not_looked_for() -> None:
    lost = [entry("x", "a.txt"), entry("y", "a.txt", "doi:10.1000/b"), entry("z", "a.txt", "elsewhere.txt")]
    assert [item.id for item in judged([], lost, [], CORPUS, TODAY).resolved] == ["x", "y"]
    everything = replace(CORPUS, complete=True)
    assert [item.id for item in judged([], lost, [], everything, TODAY).resolved] == ["x", "y", "z"]
    deleted = replace(CORPUS, gone=frozenset({"elsewhere.txt"}))
    assert [item.id for item in judged([], lost, [], deleted, TODAY).resolved] == ["x", "y", "z"]


def test_a_decision_that_matches_nothing_is_told_from_one_that_was_not_looked_for() -> None:
    lost = [
        decision("x", "a.txt", "b.pdf"),
        decision("y", "a.txt", "doi:10.1000/b"),
        decision("z", "a.txt", "elsewhere.txt"),
        decision("w"),
    ]
    found = judged([], [], lost, CORPUS, TODAY)
    assert ([item.id for item in found.unmatched], found.gone) == (["x", "y"], ())
    found = judged([], [], lost, replace(CORPUS, gone=frozenset({"elsewhere.txt"})), TODAY)
    assert ([item.id for item in found.unmatched], [item.id for item in found.gone]) == (["x", "y"], ["z"])


def test_a_decision_that_another_conflict_inherits_is_no_unmatched_one() -> None:
    found = judged(
        [conflict("abc")], [], [decision("ab", "a.txt", "b.pdf")], CORPUS, TODAY, lambda conflict, decisions: "ab"
    )
    assert found.conflicts[0].status == "accepted"
    assert found.unmatched == ()


def test_a_document_that_changed_since_is_named() -> None:
    assert CORPUS.changed_since(decision("x", "a.txt", "b.pdf")) == ()
    assert CORPUS.changed_since(decision("x", "a.txt", "doi:10.1000/b", "gone.txt", sha="bb" * 32)) == (
        "a.txt",
        "doi:10.1000/b",
    )


def test_a_baseline_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / baseline.FILE
    entries = (entry("a", "a.txt", "b – c.txt"), replace(entry("b", "x"), key={"source": ("A 2019", "B 2020")}))
    baseline.save(path, entries[::-1])
    first = path.read_bytes()
    assert baseline.load(path) == entries
    baseline.save(path, baseline.load(path))
    assert path.read_bytes() == first
    assert "b – c.txt" in first.decode()
    assert baseline.load(tmp_path / "none.jsonl") == ()


def test_an_entry_that_a_merge_has_doubled_counts_once() -> None:
    text = baseline.render([entry("a", "a.txt")])
    assert baseline.parse(text + "\n" + text) == (entry("a", "a.txt"),)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "x:1: not JSON"),
        ("<<<<<<< HEAD", "a merge that is not finished"),
        ("[]", "no entry of a baseline"),
        ('{"id": "a", "rule": "V101"}', "no entry of a baseline"),
    ],
)
def test_what_is_no_baseline_is_said_with_its_line(line: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        baseline.parse(line, "x")
