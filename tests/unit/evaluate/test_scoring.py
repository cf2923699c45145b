"""Figures that are counted by hand; what answers a label, and what does not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.unit.evaluate.made import Line, claim_line, claims, labels, line

from claimcheck.evaluate import Evaluation, Figure, Region, Step, Tally, Verdict, score
from claimcheck.evaluate.agreement import same_name, same_statistic, same_value


def test_figures_are_those_counted_by_hand(tmp_path: Path) -> None:
    """A fact, a wrong arm, a wrong statistic, a wrong metric, a miss; and a claim where no label stands."""
    arm: Line = {"attributes": {"treatment": "crizotinib"}}
    found = score(
        labels(tmp_path, line(0, **arm), line(10, **arm), line(20), line(30, metric="overall_survival"), line(40)),
        claims(
            tmp_path,
            claim_line(0, **arm),
            claim_line(10, attributes={"treatment": "chemotherapy"}),
            claim_line(20, statistic="hazard_ratio"),
            claim_line(30),
            claim_line(40, 19.3),
            claim_line(50),
        ),
    )
    assert [outcome.step for outcome in found.outcomes] == [
        Step.FACT, Step.STATISTIC, Step.METRIC, Step.NUMBER, Step.MISSED,
    ]  # fmt: skip
    assert found.steps == {
        "number": Figure(4, 6, 5),
        "metric": Figure(3, 6, 5),
        "statistic": Figure(2, 6, 5),
        "fact": Figure(1, 6, 5),
    }
    number = found.steps["number"]
    assert (number.precision, number.recall) == (4 / 6, 4 / 5)
    assert number.f1 == pytest.approx(8 / 11)
    assert found.metrics == {"progression_free_survival": Figure(3, 6, 4), "overall_survival": Figure(0, 0, 1)}
    assert found.attributes == {"treatment": Tally(right=1, wrong=1, unsaid=0, added=0)}
    assert found.attributes["treatment"].share == 0.5
    assert [extra.span for extra in found.extras] == [(50, 56)]


def one(folder: Path, label: dict[str, Any], *found: dict[str, Any]) -> Evaluation:
    return score(labels(folder, label), claims(folder, *found))


@pytest.mark.parametrize(
    ("mine", "theirs", "step", "verdicts"),
    [
        ({}, {}, Step.FACT, {}),
        ({"study": "X 1"}, {}, Step.STATISTIC, {"study": Verdict.UNSAID}),
        ({}, {"treatment": "crizotinib"}, Step.STATISTIC, {"treatment": Verdict.ADDED}),
        ({}, {"study": "X 1"}, Step.FACT, {"study": Verdict.ADDED}),
        ({"population": "NSCLC"}, {"population": "melanoma"}, Step.FACT, {"population": Verdict.WRONG}),
        ({"study": "X 1", "study_inferred": True}, {"study": "Y 2"}, Step.FACT, {}),
        ({"note": "of no interest"}, {}, Step.FACT, {}),
    ],
)
def test_attributes(
    tmp_path: Path, mine: dict[str, object], theirs: dict[str, str], step: Step, verdicts: dict[str, Verdict]
) -> None:
    (outcome,) = one(tmp_path, line(0, attributes=mine), claim_line(0, attributes=theirs)).outcomes
    assert (outcome.step, outcome.verdicts) == (step, verdicts)


def test_parts_are_compared_where_labelled(tmp_path: Path) -> None:
    p = {"comparator": "<", "value": 0.001}
    label = line(0, ci={"level": 95, "low": 7.8, "high": None}, p_value=p, denominator=50)
    right = claim_line(0, ci={"level": 90, "low": 7.80, "high": None}, denominator=50)
    near, far = claim_line(299, p_value=p), claim_line(300, p_value=p)
    assert one(tmp_path, label, right, near).parts == {
        "ci": Tally(1, 0, 0, 0), "p_value": Tally(1, 0, 0, 0), "denominator": Tally(1, 0, 0, 0),
    }  # fmt: skip
    assert one(tmp_path, label, right, far).parts["p_value"] == Tally(0, 0, 1, 0)
    wrong = claim_line(0, ci={"low": 7.9, "high": None}, p_value={"comparator": "=", "value": 0.001}, denominator=51)
    assert one(tmp_path, label, wrong).parts == {
        "ci": Tally(0, 1, 0, 0), "p_value": Tally(0, 1, 0, 0), "denominator": Tally(0, 1, 0, 0),
    }  # fmt: skip


def test_the_claim_of_the_same_metric_and_statistic_answers(tmp_path: Path) -> None:
    other, mean, same = claim_line(0, metric="overall_survival"), claim_line(0, statistic="mean"), claim_line(0)
    (outcome,) = one(tmp_path, line(0), other, mean, same).outcomes
    assert outcome.claim is not None
    assert (outcome.claim.metric, outcome.claim.statistic) == ("progression_free_survival", "median")


def test_a_number_that_states_two_things_answers_two_labels(tmp_path: Path) -> None:
    arms: list[Line] = [{"attributes": {"treatment": name}} for name in ("crizotinib", "chemotherapy")]
    found = score(
        labels(tmp_path, *(line(0, **a) for a in arms)), claims(tmp_path, *(claim_line(0, **a) for a in arms))
    )
    assert [outcome.step for outcome in found.outcomes] == [Step.FACT, Step.FACT]


def test_optional_labels_are_no_miss_and_their_claims_no_noise(tmp_path: Path) -> None:
    found = score(
        labels(tmp_path, line(0), line(10, optional=True), line(20, optional=True)),
        claims(tmp_path, claim_line(0), claim_line(10), claim_line(22, 5)),
    )
    assert (found.optional, len(found.outcomes), found.claims, found.extras) == (2, 1, 1, ())
    assert found.steps["fact"] == Figure(1, 1, 1)


def test_regions_bound_precision_alone(tmp_path: Path) -> None:
    found = score(
        labels(tmp_path, line(0)),
        claims(tmp_path, claim_line(0), claim_line(95), claim_line(100), claim_line(300)),
        [Region("a.txt", 0, 98), Region("b.txt", 300, 400)],
    )
    assert found.steps["number"] == Figure(1, 2, 1)
    assert [extra.span for extra in found.extras] == [(95, 101)]


def test_ignored_metrics_and_other_documents_are_left_out(tmp_path: Path) -> None:
    elsewhere = {**claim_line(0), "document": "b.txt"}
    found = score(labels(tmp_path, line(0)), claims(tmp_path, claim_line(9, metric="dose"), elsewhere), ignore=["dose"])
    assert (found.claims, found.steps["number"]) == (0, Figure(0, 0, 1))
    number = found.steps["number"]
    assert (number.precision, number.recall, number.f1) == (None, 0.0, 0.0)


@pytest.mark.parametrize(
    ("label", "claim", "same"),
    [
        ({"value": 20}, {"value": 20.0}, True),
        ({"value": 20}, {"value": 20.1}, False),
        ({"value": None, "low": 3.9, "high": 5.4}, {"value": None, "low": 3.9, "high": 5.4}, True),
        ({"value": None, "low": 3.9, "high": 5.4}, {"value": None, "low": 3.9, "high": 5.5}, False),
        ({"value": None, "special": "not_reached"}, {"value": None, "special": "not_reported"}, True),
        ({"value": None, "special": "not_reached"}, {"value": 1}, False),
        ({"value": "2015-11"}, {"value": "2015-11-20"}, True),
        ({"value": "2015-11-20"}, {"value": "2015"}, True),
        ({"value": "2015"}, {"value": "2015-11"}, False),
        ({"value": "2015-11"}, {"value": "2016-11"}, False),
        ({"value": "2015-11"}, {"value": 2015}, False),
    ],
)
def test_values(tmp_path: Path, label: dict[str, object], claim: dict[str, object], same: bool) -> None:
    (mine,) = labels(tmp_path, {**line(0), **label})
    (theirs,) = claims(tmp_path, {**claim_line(0), **claim})
    assert same_value(mine, theirs) is same


@pytest.mark.parametrize(
    ("key", "label", "claim", "same"),
    [
        ("treatment", "crizotinib", "Crizotinib arm", True),
        ("treatment", "pemetrexed plus cisplatin", "cisplatin and pemetrexed", True),
        ("treatment", "crizotinib 250 mg", "crizotinib", False),
        ("treatment", "crizotinib", "ceritinib", False),
        ("event", "alanine aminotransferase increased", "alanine aminotransferase increase", True),
        ("event", "vision disorder", "", False),
        ("study", "PROFILE 1001", "PROFILE-1001", True),
        ("study", "PROFILE 1001", "PROFILE 1007", False),
        ("study", "Alpha Beta Gamma", "Alpha Beta Gammas", False),
        ("target", "ROS1 G2032R", "ROS1", False),
        ("timepoint", "1 year", "12 months", True),
        ("timepoint", "12 months", "18 months", False),
        ("timepoint", "52 weeks", "12 months", True),
        ("timepoint", "interim analysis", "interim analysis", True),
        ("citation", ["7", "8"], ["8"], True),
        ("citation", ["7", "8"], ["9"], False),
        ("citation", ["7"], "7", True),
        ("population", "patients", "patients", True),
    ],
)
def test_names(key: str, label: object, claim: object, same: bool) -> None:
    assert same_name(key, label, claim) is same


@pytest.mark.parametrize(
    ("label", "claim", "same"), [("median", "point", True), ("rate", "point", True), ("median", "rate", False)]
)
def test_statistics(label: str, claim: str, same: bool) -> None:
    assert same_statistic(label, claim) is same


def test_numbers_keep_their_digits(tmp_path: Path) -> None:
    (entry,) = labels(tmp_path, line(0, 20.10))
    assert entry.value == Decimal("20.1")
    assert entry.quote == "20.1 month"
