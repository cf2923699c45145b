"""SARIF: the structure that code scanning asks for, and text that cannot be taken for a link or a placeholder."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.report.sample import COVERAGE, FIRST, NEWS, PAGES, RESULT, REVIEW, UPDATED, VALUE

from claimcheck.report import as_sarif


@pytest.fixture
def run() -> dict[str, Any]:
    """The one run of the log."""
    log = json.loads(as_sarif.render(RESULT, PAGES))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_rules_carry_their_manual_page(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["V101", "S101"]
    assert rules[0]["shortDescription"]["text"] == PAGES[0].summary
    assert rules[0]["help"]["text"] == PAGES[0].text


def test_results_point_to_their_rule_and_have_what_github_requires(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    for result, conflict in zip(run["results"], RESULT.conflicts, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == conflict.rule
        assert result["partialFingerprints"] == {"claimcheck/v1": conflict.id}
        assert len(result["locations"]) == 1
        assert len(result["relatedLocations"]) == len(conflict.claims) - 1
        for place in (*result["locations"], *result["relatedLocations"]):
            where = place["physicalLocation"]
            assert where["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
            assert where["region"]["startLine"] >= 1


def test_places_in_a_text_file_are_exact_and_in_a_pdf_name_the_page(run: dict[str, Any]) -> None:
    first, (updated, _) = run["results"][0]["locations"][0], run["results"][0]["relatedLocations"]
    assert first == {
        "physicalLocation": {
            "artifactLocation": {"uri": "sources/a%20review.pdf", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 1},
        },
        "properties": {"page": 2},
    }
    assert updated["physicalLocation"]["region"] == {"startLine": 7, "charOffset": 40, "charLength": 11}
    assert updated["message"]["text"] == "19.3 months"
    assert run["columnKind"] == "unicodeCodePoints"


def test_what_was_not_read_is_told(run: dict[str, Any]) -> None:
    invocation = run["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert [(note["level"], note["message"]["text"]) for note in invocation["toolExecutionNotifications"]] == [
        ("warning", f"{REVIEW}: partial: page 5 could not be read"),
        ("error", "sources/scan.pdf: not_text: no page has text"),
        ("note", "sources/x.png: unsupported: no reader for .png"),
    ]


def test_the_ledger_stands_with_the_files_and_its_sum_with_the_run(run: dict[str, Any]) -> None:
    summary = run["properties"]["summary"]
    assert (summary["documents"], summary["pages"], summary["claims"], summary["not_bound"]) == (3, 8, 6, 10)
    assert [item["properties"]["status"] for item in run["artifacts"]] == ["partial", "ok", "not_text", "unsupported"]
    assert run["artifacts"][0]["properties"]["numbers"] == {
        "seen": 12,
        "claims": 3,
        "compared": 3,
        "skipped": {"no metric": 3, "reference mark": 6},
    }


def test_a_clean_run_says_so() -> None:
    log = json.loads(as_sarif.render(replace(RESULT, documents=COVERAGE[1:2]), PAGES))
    assert log["runs"][0]["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_text_of_a_document_is_neither_link_nor_placeholder() -> None:
    hostile = replace(VALUE, explanation="see [x](javascript:alert(1)) and {0}")
    log = json.loads(as_sarif.render(replace(RESULT, conflicts=(hostile,)), PAGES))
    text = log["runs"][0]["results"][0]["message"]["text"]
    assert text.startswith("see \\[x\\](javascript:alert(1)) and {{0}} 19.2 months (sources/a review.pdf p.2) / ")


def test_limits_keep_the_loudest_and_tell_of_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_sarif, "MAX_RESULTS", 1)
    monkeypatch.setattr(as_sarif, "MAX_RELATED", 1)
    run = json.loads(as_sarif.render(RESULT, PAGES))["runs"][0]
    assert [result["level"] for result in run["results"]] == ["error"]
    assert len(run["results"][0]["relatedLocations"]) == 1
    assert run["results"][0]["message"]["text"].endswith("1 place not listed.")
    assert run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"] == (
        "2 conflicts beyond the first 1 are in conflicts.json only."
    )


def test_claims_that_are_not_there_break_nothing() -> None:
    log = json.loads(as_sarif.render(replace(RESULT, claims=(FIRST, UPDATED)), ()))
    results = log["runs"][0]["results"]
    assert [len(result["locations"]) for result in results] == [1, 0, 0]
    assert "ruleIndex" not in results[0]
    assert results[0]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == NEWS
