"""The vocabulary that ships: how much there is, where each entry is from, and that no name has two owners."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claimcheck.vocabulary import Vocabulary, fold, load
from claimcheck.vocabulary.checking import check
from claimcheck.vocabulary.loader import PACKS, SOURCES

DATA = Path(__file__).parents[3] / "src/claimcheck/vocabulary/data"
FIELDS = ("cardiology", "infection", "metabolic")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load()


def tables(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text("utf-8"))


def test_every_file_is_loaded() -> None:
    there = {str(path.relative_to(DATA)) for path in DATA.rglob("*.toml")}
    assert there == {*PACKS, "measures.toml"}


def test_it_is_broad_enough_for_oncology_at_large(vocabulary: Vocabulary) -> None:
    drugs = tables("treatments.toml")["treatment"].values()
    trials = tables("studies.toml")["study"].values()
    assert sum(entry.get("kind") == "drug" for entry in drugs) >= 600
    assert sum(bool(entry.get("registry")) for entry in trials) >= 1000
    assert len(vocabulary.metrics) >= 35


@pytest.mark.parametrize(
    ("field", "drugs", "trials", "metrics"),
    [("cardiology", 120, 200, 2), ("infection", 200, 150, 5), ("metabolic", 55, 65, 3)],
)
def test_a_pack_stands_by_itself(field: str, drugs: int, trials: int, metrics: int) -> None:
    pack = tables(f"packs/{field}.toml")
    assert sum(entry.get("kind") == "drug" for entry in pack["treatment"].values()) >= drugs
    assert sum(bool(entry.get("registry")) for entry in pack["study"].values()) >= trials
    assert len(pack["metric"]) >= metrics
    assert {entry["kind"] for entry in pack["event"].values()} == {"outcome"}
    assert pack["population"]


def test_every_entry_has_a_source(vocabulary: Vocabulary) -> None:
    terms = [term for label in vocabulary.terms.values() for term in label.values()]
    assert len(terms) > 5500
    assert [(term.label, term.name) for term in terms if not term.source] == []
    assert [metric.id for metric in vocabulary.metrics.values() if not metric.source] == []
    assert [unit.name for unit in vocabulary.units.values() if not unit.source] == []


@pytest.mark.parametrize("name", PACKS)
def test_check_finds_nothing_wrong(name: str, vocabulary: Vocabulary) -> None:
    """No alias twice, none of another entry, no id of a wrong shape, no unit or statistic that does not exist."""
    assert check(DATA / name, vocabulary) == ()


def entries() -> Iterator[tuple[str, str, str]]:
    for name in PACKS:
        for label, table in tables(name).items():
            if label != SOURCES:
                yield from ((name, label, entry) for entry in table)


def test_no_name_is_claimed_by_two_files() -> None:
    owners: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name, label, entry in entries():
        owners[label, entry if label == "unit" else fold(entry)].append(name)
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_no_registry_id_is_of_two_trials(vocabulary: Vocabulary) -> None:
    ids = Counter(number for term in vocabulary.of("study").values() for number in term.registry)
    assert [number for number, count in ids.items() if count > 1] == []


def test_no_alias_of_a_metric_is_another_metrics(vocabulary: Vocabulary) -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for metric in vocabulary.metrics.values():
        for alias in metric.aliases:
            owners[fold(alias)].add(metric.id)
    assert {alias: ids for alias, ids in owners.items() if len(ids) > 1} == {}


def test_the_contract_lists_every_metric(vocabulary: Vocabulary, root: Path) -> None:
    contract = (root / "docs/contract.md").read_text("utf-8")
    assert [name for name in vocabulary.metrics if f"`{name}`" not in contract] == []
