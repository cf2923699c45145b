"""The output folder of a scan is read back as it was written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.report.sample import RESULT

from claimcheck.config import Config
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Decision, ScanResult, Verdict
from claimcheck.report import as_claims, as_conflicts
from claimcheck.scan import scan
from claimcheck.store.results import conflict_ids, is_results, load


def folder(path: Path, result: ScanResult) -> Path:
    (path / "claims.jsonl").write_text(as_claims.render(result), "utf-8")
    (path / "conflicts.json").write_text(as_conflicts.render(result), "utf-8")
    return path


def test_a_result_comes_back(tmp_path: Path) -> None:
    decided = replace(RESULT.conflicts[0], decision=Decision("k-value", Verdict.BOTH_VALID, "r", on="2026-11-21"))
    separated = replace(RESULT.claims[0], sentence="a line\u2028separator")
    result = replace(
        RESULT,
        conflicts=(decided, *RESULT.conflicts[1:]),
        claims=(separated, *RESULT.claims[1:]),
        documents=tuple(replace(item, identity=item.path) for item in RESULT.documents),
    )
    assert is_results(folder(tmp_path, result))
    assert load(tmp_path) == result
    assert conflict_ids(tmp_path) == frozenset({"k-value", "k-scope", "k-note"})


def test_a_real_result_comes_back_to_the_byte(root: Path, tmp_path: Path) -> None:
    result = scan([root / "sources"], Config(root=root))
    found = load(folder(tmp_path, result))
    assert as_claims.render(found) == as_claims.render(result)
    assert as_conflicts.render(found) == as_conflicts.render(result)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("conflicts.json", "{", "no JSON"),
        ("conflicts.json", "[]", "no result of a scan"),
        ("claims.jsonl", "{}\n", "no result of this version"),
        ("claims.jsonl", "\x00", "no JSON"),
    ],
)
def test_what_is_none_is_said(tmp_path: Path, name: str, text: str, said: str) -> None:
    (folder(tmp_path, RESULT) / name).write_text(text, "utf-8")
    with pytest.raises(ClaimcheckError, match=said):
        load(tmp_path)


def test_no_result(tmp_path: Path) -> None:
    assert not is_results(tmp_path)
    assert conflict_ids(tmp_path) is None
