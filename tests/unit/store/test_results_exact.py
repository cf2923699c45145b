"""A finished result read back: nothing is lost, and what cannot be read is named."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.unit.report.sample import FIRST, PAGES, RESULT, VALUE
from tests.unit.report.statuses import AFTER_GATE

from claimcheck.atomic import write_bytes
from claimcheck.errors import ClaimcheckError
from claimcheck.model import ScanResult, Side
from claimcheck.report import REPORTS
from claimcheck.store.results import load

ODD = replace(
    RESULT,
    claims=(
        replace(FIRST, value=Decimal("20.0"), low=Decimal("1E+3"), canonical_value=Decimal("0.12345678901234567890")),
        replace(FIRST, id="c-date", value="2016-03", low=None, high=None, confidence=1.0),
    ),
    conflicts=(
        replace(
            VALUE, sides=(Side((Decimal("3.9"), Decimal("5.40")), "3.9-5.40", ("c-first",)), Side("2016", "2016", ()))
        ),
    ),
)


def written(result: ScanResult, folder: Path) -> Path:
    write_bytes({folder / str(REPORTS[name].filename): REPORTS[name].encode(result) for name in ("json", "claims")})
    return folder


@pytest.mark.parametrize("result", [RESULT, AFTER_GATE, ODD, ScanResult((), (), (), "0.0.1")])
def test_every_report_of_it_has_the_same_bytes(result: ScanResult, tmp_path: Path) -> None:
    back = load(written(result, tmp_path))
    for name, report in REPORTS.items():
        assert report.encode(back, PAGES) == report.encode(result, PAGES), name


def test_numbers_come_back_as_they_were_printed(tmp_path: Path) -> None:
    claim, date = load(written(ODD, tmp_path)).claims
    assert [str(number) for number in (claim.value, claim.low, claim.canonical_value)] == [
        "20.0",
        "1E+3",
        "0.12345678901234567890",
    ]
    assert (date.value, date.confidence, date.inferred) == ("2016-03", 1.0, frozenset())


def test_a_file_can_be_named_itself_and_claims_may_be_missing(tmp_path: Path) -> None:
    folder = written(RESULT, tmp_path)
    (folder / "claims.jsonl").unlink()
    back = load(folder / "conflicts.json")
    assert (back.conflicts, back.claims) == (RESULT.conflicts, ())


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "conflicts.json",
            None,
            "conflicts.json: cannot be read: No such file or directory; give the folder of a finished",
        ),
        ("conflicts.json", "{", "conflicts.json: no JSON: "),
        ("conflicts.json", "[]", "conflicts.json: no result of a scan"),
        ("conflicts.json", "{}", "conflicts.json: no result of a scan; give the folder of a finished scan"),
        ("conflicts.json", '{"schema_version": 1}', "conflicts.json: no result of a scan"),
        ("conflicts.json", '{"schema_version": 2}', "conflicts.json: schema_version 2, not 1: scan anew"),
        ("claims.jsonl", "\n{}\n", "claims.jsonl:2: no result of this version: KeyError: "),
        ("claims.jsonl", "x", "claims.jsonl:1: no JSON: "),
    ],
)
def test_what_cannot_be_read_is_named(name: str, text: str | None, message: str, tmp_path: Path) -> None:
    folder = written(RESULT, tmp_path)
    (folder / name).unlink()
    if text is not None:
        (folder / name).write_text(text)
    with pytest.raises(ClaimcheckError) as caught:
        load(folder)
    assert message in str(caught.value)


def test_a_conflict_that_lost_a_field_is_named(tmp_path: Path) -> None:
    folder = written(RESULT, tmp_path)
    record = json.loads((folder / "conflicts.json").read_text())
    record["conflicts"][0]["level"] = "loud"
    (folder / "conflicts.json").write_text(json.dumps(record))
    with pytest.raises(ClaimcheckError, match=r"no result of this version: ValueError: 'loud' is not a valid Level"):
        load(folder)
