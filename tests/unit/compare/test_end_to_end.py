from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.compare.build import cases

from claimcheck import scan
from claimcheck.compare.wording import WHY
from claimcheck.model import Conflict, Reason

CASES = cases("reasons_end_to_end.yml")


def scanned(case: dict[str, Any], folder: Path) -> list[Conflict]:
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(case[name] + "\n", "utf-8")
    return [conflict for conflict in scan([folder]).conflicts if conflict.scope == "across-documents"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_two_documents(case: dict[str, Any], tmp_path: Path) -> None:
    found = scanned(case, tmp_path)
    wanted = case["conflict"]
    if wanted == "none":
        assert [conflict.explanation for conflict in found] == []
        return
    said = {(c.rule, c.reason.value, c.level.value) for c in found}
    assert said == {(wanted["rule"], wanted["reason"], wanted["level"])}
    assert all(WHY[conflict.reason] in conflict.explanation for conflict in found)
    assert all(len(conflict.sides) == 2 for conflict in found)


def test_every_reason_that_two_documents_can_have_is_shown() -> None:
    shown = {case["conflict"]["reason"] for case in CASES if case["conflict"] != "none"}
    assert shown == {reason.value for reason in Reason} - {"extraction-doubtful"}  # that is about one passage
