"""Decisions as JSON: checked whole, merged once, and the same again where they come from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimcheck.errors import ConfigError
from claimcheck.model import Decision, Verdict
from claimcheck.store.decisions import FILE, load, record
from claimcheck.store.exchange import as_json, from_json, merge, revision

WRONG = Decision(
    "k-value", Verdict.WRONG_IN, 'says "interim"', "r.v.", "2026-11-21", "2027-05-31", "a.pdf", "19.3 months",
    {"a.pdf": "sha256:ab"},
)  # fmt: skip
VALID = Decision("k-scope", Verdict.BOTH_VALID, "two cuts", on="2026-11-21")
TODAY = "2026-12-01"


def download(*items: dict[str, Any], version: int = 1) -> str:
    return json.dumps({"schema_version": version, "decisions": items})


def item(name: str = "k-value", **more: object) -> dict[str, Any]:
    return {"id": name, "verdict": "both-valid", "reason": "r", **more}


def test_what_goes_out_comes_in() -> None:
    entries = from_json(as_json([WRONG, VALID]), "d.json")
    assert [entry.decision for entry in entries] == [WRONG, VALID]
    assert [entry.where for entry in entries] == ["entry 1", "entry 2"]


def test_an_import_says_what_it_did_and_does_it_once(tmp_path: Path) -> None:
    path = tmp_path / FILE
    record(path, [VALID, WRONG, Decision("k-old", Verdict.BOTH_VALID, "r", on="2026-11-21")])
    text = download(
        item("k-new"), item("k-scope", reason="read again"), item("k-gone"), item("k-old", reason="r"),
        {"id": "k-value", "verdict": None},
    )  # fmt: skip
    entries = from_json(text, "d.json")
    merged = merge(path, entries, {"k-new", "k-scope"}, TODAY)
    groups = (merged.added, merged.replaced, merged.withdrawn, merged.unchanged, merged.unknown)
    assert [[entry.id for entry in group] for group in groups] == [
        ["k-new"], ["k-scope"], ["k-value"], ["k-old"], ["k-gone"],
    ]  # fmt: skip
    assert {each.id: (each.reason, each.on) for each in load(path).decisions} == {
        "k-scope": ("read again", TODAY), "k-old": ("r", "2026-11-21"), "k-new": ("r", TODAY),
    }  # fmt: skip
    before = path.read_bytes()
    again = merge(path, entries, {"k-new", "k-scope"}, "2027-01-01")
    assert (again.added, again.replaced, again.withdrawn) == ([], [], [])
    assert path.read_bytes() == before


def test_an_import_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    merged = merge(tmp_path / FILE, from_json(download({"id": "x", "verdict": None}), "d.json"), {"x"}, TODAY)
    assert len(merged.unchanged) == 1
    assert not (tmp_path / FILE).exists()


def test_every_fault_is_said_with_its_place() -> None:
    text = download(
        item(),
        item("b", verdict="fine", because="y"),
        {"verdict": "both-valid", "reason": "  ", "id": "c"},
        item("d", verdict="wrong-in"),
        "e",  # type: ignore[arg-type]
        item("f", on="soon", by=3, saw={"a": 1}),
        item(),
        item("g", reason="\ud800"),
        {"id": "", "verdict": None},
        item("k\nreason = 'x'"),
    )
    with pytest.raises(ConfigError) as caught:
        from_json(text, "d.json")
    assert str(caught.value).splitlines() == [
        "d.json: nothing was imported:",
        "  entry 2: unknown key 'because'; there are id, verdict, reason, by, on, expires, document, value, saw",
        f"  entry 2: verdict must be one of {', '.join(Verdict)}, not 'fine'",
        "  entry 3: 'reason' is missing or empty",
        "  entry 4: wrong-in needs `document`, the one that is wrong",
        "  entry 5: must be an object, not 'e'",
        "  entry 6: 'by' must be a text, not 3",
        "  entry 6: 'on' must be a day such as 2026-11-21, not 'soon'",
        "  entry 6: 'saw' must give a text for each document",
        "  entry 7: k-value stands in entry 1 too; keep the one that holds",
        "  entry 8: holds half of a character (a lone surrogate)",
        "  entry 9: 'id' is missing or empty",
        "  entry 10: 'id' must be of letters, digits and .:_-",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[]", "no decisions in it"),
        ('{"decisions": 3}', "no decisions"),
        (download(version=2), "is 2;"),
    ],
)
def test_another_file_is_refused(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        from_json(text, "d.json")


def test_a_revision_is_of_the_content() -> None:
    numbers = {revision(each) for each in (WRONG, VALID, None)}
    assert len(numbers) == 3
    (entry,) = from_json(as_json([WRONG]), "d.json")
    assert revision(entry.decision) == revision(WRONG)
    assert all(number is None or 0 <= number < 2**53 for number in numbers)
