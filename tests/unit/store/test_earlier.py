"""The older result that `--against` names."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.report.sample import RESULT

from claimcheck.errors import ConfigError
from claimcheck.report import REPORTS
from claimcheck.store.earlier import load


@pytest.mark.parametrize("name", ["", "conflicts.json"])
def test_the_conflicts_of_a_result_or_of_its_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "conflicts.json").write_text(REPORTS["json"].render(RESULT), "utf-8")
    past = load(tmp_path / name)
    assert [conflict.id for conflict in past] == ["k-value", "k-scope", "k-note"]
    assert past[0].displays == ("19.2 months", "19.3 months")
    assert past[0].key == RESULT.conflicts[0].key


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (None, "cannot be read"),
        ("{", "not JSON"),
        ("[]", "no result of claimcheck"),
        ('{"conflicts": [1]}', "no result"),
    ],
)
def test_what_is_no_result_is_said(tmp_path: Path, text: str | None, fault: str) -> None:
    path = tmp_path / "old.json"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=rf"old\.json: {fault}.*give an older conflicts\.json"):
        load(path)
