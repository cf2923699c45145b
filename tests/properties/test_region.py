"""Comparing what a changed document can touch finds what comparing everything finds there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.compare.build import claim, vocabulary

from claimcheck.compare import compare
from claimcheck.compare.region import cited, handles, places, region
from claimcheck.engine import File
from claimcheck.model import Claim, Conflict
from claimcheck.scan import process

_STUDIES = st.sampled_from([None, "TRIAL-1", "TRIAL-2", "Trial-2", "TRIAL-3"])
_WORKS = st.lists(st.sampled_from(["A 2019", "B 2020", "C 2021", "D 2022"]), max_size=2, unique=True)
_METRICS = st.sampled_from(
    [
        ("progression_free_survival", "month"),
        ("objective_response_rate", "%"),
        ("sample_size", "patient"),
        ("ic50", "nmol/L"),
        ("dose", "mg"),
        ("prevalence", "%"),
    ]
)


@st.composite
def entries(draw: st.DrawFn) -> dict[str, Any]:
    """A claim of one of five documents about one of few things, so that many meet."""
    metric, unit = draw(_METRICS)
    number = draw(st.integers(1, 6))
    printed = {"%": f"{number}.5%", "patient": str(number)}.get(unit, f"{number}.5 {unit}")
    optional = {
        "study": draw(_STUDIES),
        "treatment": draw(st.sampled_from([None, "crizotinib", "chemotherapy"])),
        "population": draw(st.sampled_from([None, "NSCLC", "ROS1-positive NSCLC"])),
        "target": draw(st.sampled_from([None, "ALK", "ROS1"])),
        "marker": draw(st.sampled_from([None, "ALK rearrangement", "ROS1 fusion"])),
        "source": draw(_WORKS) or None,
        "of": draw(st.sampled_from([None, 50, 60])) if metric == "objective_response_rate" else None,
    }
    return {
        "metric": metric,
        "is": printed,
        "in": draw(st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"])),
        "at": draw(st.integers(0, 20)) * 1000,
        **optional,
    }


def in_region(all_claims: Sequence[Claim], changed: set[str]) -> tuple[list[Claim], frozenset[str]]:
    """What the gate gathers: the handles that the changed documents touch, and the claims that have one of them."""
    by_document: dict[str, list[Claim]] = {}
    for item in all_claims:
        by_document.setdefault(item.document, []).append(item)
    own = {name: handles(found, vocabulary()) for name, found in by_document.items()}
    groups = [group for found in by_document.values() for group in cited(found)]
    touched = region({handle for name in changed & own.keys() for handle in own[name]}, groups)
    return [found[at] for name, found in by_document.items() for at in places(own[name], touched)], touched


def shown(conflicts: Sequence[Conflict]) -> list[Conflict]:
    return sorted(conflicts, key=lambda item: (item.rule, item.claims, item.explanation))


def rate(document: str, value: str, **attributes: Any) -> dict[str, Any]:
    common = {"metric": "objective_response_rate", "treatment": "crizotinib", "at": int(value) * 1000}
    return {**common, "in": document, "is": f"{value}%", **attributes}


LED_BY_A_WORK = [
    rate("a.txt", "40", study="TRIAL-1"),
    rate("c.txt", "50", source=["A 2019"]),
    rate("d.txt", "60", study="TRIAL-1", subgroup="women", source=["A 2019"]),
]
"""Only d.txt says that the work cited in c.txt reports the trial of a.txt."""
LED_ASTRAY = [
    *LED_BY_A_WORK[::2],
    rate("c.txt", "50", source=["A 2019", "C 2021"]),
    rate("e.txt", "70", study="TRIAL-3", source=["C 2021"]),
]
"""Two works of different trials stand beside the number of c.txt: it is of neither; e.txt alone says so."""


@settings(max_examples=200, deadline=None)
@example(LED_BY_A_WORK, {"a.txt"})
@example(LED_ASTRAY, {"a.txt"})
@given(st.lists(entries(), min_size=2, max_size=30), st.sets(st.sampled_from(["a.txt", "b.txt"]), min_size=1))
def test_a_region_holds_all_that_its_documents_can_touch(found: list[dict[str, Any]], changed: set[str]) -> None:
    claims = [claim(number, entry) for number, entry in enumerate(found)]
    chosen, touched = in_region(claims, changed)
    everything = compare(claims, vocabulary()).conflicts
    part = compare(chosen, vocabulary(), touched=touched).conflicts
    assert shown(part) == shown(compare(claims, vocabulary(), touched=touched).conflicts)
    documents = {item.id: item.document for item in claims}
    about = [item for item in everything if {documents[name] for name in item.claims} & changed]
    assert all(item in part for item in about)


def test_the_examples_are_what_they_are_said_to_be() -> None:
    of_a_work, astray = ([claim(*item) for item in enumerate(found)] for found in (LED_BY_A_WORK, LED_ASTRAY))
    assert [set(item.claims) for item in compare(of_a_work, vocabulary()).conflicts] == [{"c0", "c1"}]
    assert not compare(astray, vocabulary()).conflicts


def test_the_same_for_real_articles(shared: Path) -> None:
    """Forty reports: each in turn is the changed one."""
    files = sorted((shared / "corpus" / "trials").glob("*.txt"))[:40]
    readings = [process(File(path, path.name), vocabulary()) for path in files]
    # Named twice, so that every report meets a copy of itself with other numbers.
    claims = [item for reading in readings for item in reading.claims]
    claims += [replace(item, document=f"copy of {item.document}", id=f"{item.id}c", span=item.span) for item in claims]
    everything = compare(claims, vocabulary()).conflicts
    documents = {item.id: item.document for item in claims}
    assert everything
    for path in files:
        chosen, touched = in_region(claims, {path.name})
        part = compare(chosen, vocabulary(), touched=touched).conflicts
        about = [item for item in everything if path.name in {documents[name] for name in item.claims}]
        assert all(item in part for item in about)
        assert all(item in everything for item in part)
