"""Golden files of every report, the schemas they keep, and what holds for all of them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from tests.unit.report.sample import FIRST, NOT_REACHED, PAGES, RESULT, VALUE

from claimcheck.atomic import write
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Claim, Comparator, Conflict, Level, Quantity, Reason, ScanResult, Status
from claimcheck.report import REPORTS
from claimcheck.report.records import encode, quantity_record
from claimcheck.schemas import NAMES, schema

EMPTY = ScanResult((), (), (), "0.0.1")
TEXTS = [name for name, report in REPORTS.items() if not report.binary]
GOLDEN_NAMES = {name: REPORTS[name].filename or f"report.{name}" for name in TEXTS} | {"text": "report.txt"}


def validate(name: str, record: object) -> None:
    jsonschema.Draft202012Validator(schema(name)).validate(record)


@pytest.mark.parametrize("name", TEXTS)
def test_golden(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"report/{GOLDEN_NAMES[name]}", REPORTS[name].render(RESULT, PAGES))


@pytest.mark.parametrize("name", REPORTS)
def test_a_result_of_nothing_can_be_rendered(name: str) -> None:
    made = REPORTS[name].encode(EMPTY)
    assert (made == b"") == (name in ("claims", "jsonl"))


@pytest.mark.parametrize("name", REPORTS)
def test_no_report_knows_the_order_of_a_mapping(name: str) -> None:
    def shuffled(mapping: Any) -> Any:
        return dict(random.Random(1).sample(sorted(mapping.items()), len(mapping)))  # noqa: S311 - not a secret

    claims = tuple(replace(claim, attributes=shuffled(claim.attributes)) for claim in RESULT.claims)
    documents = tuple(
        replace(item, numbers=replace(item.numbers, skipped=shuffled(item.numbers.skipped)))
        for item in RESULT.documents
    )
    other = replace(RESULT, claims=claims, documents=documents)
    assert REPORTS[name].encode(other, PAGES) == REPORTS[name].encode(RESULT, PAGES)


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


def test_every_line_of_claims_keeps_the_schema() -> None:
    lines = REPORTS["claims"].render(RESULT).splitlines()
    assert len(lines) == len(RESULT.claims)
    for line in lines:
        record = json.loads(line)
        validate("claim", record)
        assert list(record) == list(schema("claim")["properties"])


def test_a_claim_record_holds_every_field_of_the_noun() -> None:
    """Save what only a rule needs."""
    assert set(schema("claim")["properties"]) == {field.name for field in fields(Claim)} - {"detail"}
    assert set(schema("conflicts")["$defs"]["conflict"]["properties"]) == {field.name for field in fields(Conflict)}


def test_numbers_keep_their_printed_digits() -> None:
    twenty = replace(FIRST, value=Decimal("20.0"), low=Decimal("20.0"), high=Decimal("20.0"))
    line = REPORTS["claims"].render(replace(RESULT, claims=(twenty,)))
    assert '"value":20.0,"low":20.0,"high":20.0' in line


def test_conflicts_keep_the_schema() -> None:
    record = json.loads(REPORTS["json"].render(RESULT))
    validate("conflicts", record)
    assert list(record) == list(schema("conflicts")["properties"])
    for part, name in (("documents", "document"), ("conflicts", "conflict")):
        assert list(record[part][0]) == list(schema("conflicts")["$defs"][name]["properties"])


def test_the_summary_counts() -> None:
    assert json.loads(REPORTS["json"].render(RESULT))["summary"] == {
        "documents": 3,
        "read": 2,
        "not_read": 1,
        "skipped": 1,
        "pages": 8,
        "pages_without_text": 3,
        "numbers": 16,
        "claims": 6,
        "compared": 5,
        "not_bound": 10,
        "conflicts": 3,
        "levels": {"error": 1, "warning": 1, "note": 1},
        "statuses": {"new": 3, "expired": 0, "known": 0, "accepted": 0},
        "resolved": 0,
    }


@pytest.mark.parametrize(
    ("enum", "place"),
    [(Status, ("document", "status")), (Level, ("conflict", "level")), (Reason, ("conflict", "reason"))],
)
def test_the_schema_knows_every_word_of_a_closed_list(enum: Any, place: tuple[str, str]) -> None:
    noun, field = place
    assert schema("conflicts")["$defs"][noun]["properties"][field]["enum"] == [member.value for member in enum]


@pytest.mark.parametrize(
    "record",
    [
        {"value": "19.2 months", "span": [1, 2, 3]},
        {"comparator": "about"},
        {"confidence": 1.5},
        {"special": "unknown"},
        {"id": None},
    ],
)
def test_the_claim_schema_refuses(record: dict[str, object]) -> None:
    good = json.loads(REPORTS["claims"].render(RESULT).splitlines()[0])
    with pytest.raises(jsonschema.ValidationError):
        validate("claim", {**good, **record})


def test_quantities_keep_the_schema() -> None:
    value = Decimal("19.2")
    point = Quantity(0, 11, "19.2 months", value, value, value, unit="month", unit_text="months")
    many = Quantity(4, 12, "1, 2, 3%", None, None, None, Comparator.ABOUT, values=(Decimal(1), Decimal(2), Decimal(3)))
    date = Quantity(0, 4, "2016", None, None, None, unit="date", date="2016")
    records = [json.loads(encode(quantity_record("a.txt", item))) for item in (point, many, date)]
    for record in records:
        validate("quantity", record)
        assert list(record) == list(schema("quantity")["properties"])
    assert [record["value"] for record in records] == [19.2, None, "2016"]
    assert [record["values"] for record in records] == [None, [1, 2, 3], None]


def test_sides_may_be_ranges_words_and_nothing() -> None:
    values = [(Decimal("3.9"), Decimal("5.4")), "2016-03", None]
    sides = tuple(replace(VALUE.sides[0], value=value) for value in values)
    record = json.loads(REPORTS["json"].render(replace(RESULT, conflicts=(replace(VALUE, sides=sides),))))
    validate("conflicts", record)
    assert [side["value"] for side in record["conflicts"][0]["sides"]] == [[3.9, 5.4], "2016-03", None]


def test_a_special_has_no_number() -> None:
    record = json.loads(REPORTS["claims"].render(replace(RESULT, claims=(NOT_REACHED,))))
    assert (record["value"], record["special"], record["canonical_value"]) == (None, "not_reached", None)
    assert record["attributes"]["citation"] == ["7", "8"]


def test_files_are_written_whole_and_folders_made(tmp_path: Any) -> None:
    target = tmp_path / "a/b/x.txt"
    write({target: "één\n"})
    write({target: "twee\r\n"})
    assert target.read_bytes() == b"twee\r\n"
    assert [path.name for path in target.parent.iterdir()] == ["x.txt"]


def test_a_path_that_cannot_be_written_is_named(tmp_path: Any) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ClaimcheckError, match=r"file.x\.txt: cannot be written"):
        write({tmp_path / "file/x.txt": ""})
    (tmp_path / "folder").mkdir()
    with pytest.raises(ClaimcheckError, match="cannot be written"):
        write({tmp_path / "folder": ""})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
