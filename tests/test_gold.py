"""The labels of gold/ point into the documents of sources/, are well formed, and the documents are our own wording."""

from __future__ import annotations

import importlib.util
import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from claimcheck.readers import read

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "sources"
SEEDS = ROOT.parent / "shared" / "seeds"
SEED_WORDS = 10  # so many words in a row that a seed has too would be a copied sentence; numbers are facts, not words

METRICS = frozenset(
    re.findall(
        r"\w+",
        """
        objective_response_rate complete_response_rate partial_response_rate disease_control_rate clinical_benefit_rate
        progression_free_survival overall_survival duration_of_response time_to_response time_to_progression
        disease_free_survival event_free_survival follow_up adverse_event_rate discontinuation_rate sample_size age
        prevalence ic50 ec50 kd ki sequence_homology dose approval_date publication_date update_date proportion
        """,
    )
)
STATISTICS = frozenset(
    ("median", "mean", "rate", "count", "range", "point", "hazard_ratio", "odds_ratio", "risk_ratio", "difference")
)
UNITS = frozenset(("month", "week", "day", "year", "percent", "nmol/L", "umol/L", "mg", "mg/m2", "date", "1"))
COMPARATORS = frozenset(("=", "<", "<=", ">", ">=", "~"))
SPECIALS = frozenset(("not_reached", "not_reported", "not_estimable"))
KINDS = frozenset(("value", "scope", "arithmetic", "statistical", "chronology"))
LEVELS = frozenset(("error", "warning", "note"))
NUMBER_WORDS = frozenset(
    ("Fifty", "Nineteen", "eleven", "nine", "One hundred and thirty-five", "Three hundred and forty-seven")
)
ISO_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")

Label = dict[str, Any]


def labels(name: str) -> list[Label]:
    """The lines of a label file, numbers with the digits they are written with."""
    lines = (ROOT / "gold" / name).read_text("utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal) for line in lines]


CLAIMS = labels("claims.jsonl")
CONFLICTS = labels("conflicts.jsonl")
COMPATIBLE = labels("compatible.jsonl")
DOCUMENTS = sorted(path.name for path in SOURCES.iterdir() if path.suffix in {".pdf", ".html", ".txt", ".md"})


def letters(text: str) -> str:
    """Letters and digits, casefolded: what a label is found by, whatever a reader does to spaces and hyphens."""
    return "".join(c for char in text for c in char.casefold() if c.isalnum())


def words(text: str) -> list[str]:
    """The words of a text, those broken at a line end joined; numbers and single letters are left out."""
    return re.findall(r"[^\W\d_]{2,}", re.sub(r"(?<=\w)[-\u00ad\ufffe]\s*\n\s*", "", text.casefold()))


@cache
def text_of(document: str) -> str:
    """The text that spans point into."""
    return read(SOURCES / document, document).text


@cache
def letters_of(document: str) -> str:
    return letters(text_of(document))


def times_found(place: Label) -> int:
    """How often context and quote of a label stand in its document, overlaps counted."""
    wanted = re.escape(letters(place["context"]) + letters(place["quote"]))
    return len(re.findall(f"(?={wanted})", letters_of(place["document"])))


def places(groups: list[Label]) -> list[Label]:
    """Every place that the sides of conflicts or compatible sets name."""
    return [place for group in groups for side in group["sides"] for place in side["documents"]]


def key(place: Label) -> tuple[str, str, str]:
    return place["document"], place["context"], place["quote"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_label_of_a_document_is_found_exactly_once(document: str) -> None:
    of_document = [p for p in [*CLAIMS, *places(CONFLICTS), *places(COMPATIBLE)] if p["document"] == document]
    lost = {f"{place['context']} [{place['quote']}]": n for place in of_document if (n := times_found(place)) != 1}
    assert lost == {}


def test_there_are_five_documents_and_all_are_labelled() -> None:
    assert len(DOCUMENTS) == 5
    assert {claim["document"] for claim in CLAIMS} == set(DOCUMENTS)


def test_no_place_is_labelled_twice() -> None:
    assert len({key(claim) for claim in CLAIMS}) == len(CLAIMS)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_claims_are_in_the_terms_of_the_contract(document: str) -> None:
    for claim in (claim for claim in CLAIMS if claim["document"] == document):
        assert claim["metric"] in METRICS, claim
        assert claim["statistic"] in STATISTICS, claim
        assert claim["unit"] in UNITS, claim
        assert claim["comparator"] in COMPARATORS, claim
        assert claim["special"] is None or claim["special"] in SPECIALS, claim


def value_fault(claim: Label) -> str | None:
    """What is wrong with the value of a claim, or None."""
    value, low, high = claim["value"], claim["low"], claim["high"]
    if claim["special"]:
        return None if (value, low, high) == (None, None, None) else "a named value has no number"
    if claim["unit"] == "date":
        return None if isinstance(value, str) and ISO_DATE.fullmatch(value) else "not an ISO date"
    printed = [Decimal(number) for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", claim["quote"])]
    if claim["statistic"] == "range":
        return None if value is None and [low, high] == printed and low < high else "not the printed range"
    if not printed:
        return None if claim["quote"] in NUMBER_WORDS and value == low == high else "neither digits nor number words"
    return None if value == low == high == printed[0] else "not the printed value"


def test_values_are_the_printed_ones() -> None:
    faults = [(fault, claim["quote"], claim["value"]) for claim in CLAIMS if (fault := value_fault(claim))]
    assert faults == []


def test_intervals_fractions_and_p_values_are_possible() -> None:
    for claim in CLAIMS:
        if ci := claim["ci"]:
            assert ci["high"] is None or ci["low"] < claim["value"] < ci["high"], claim
        if p_value := claim["p_value"]:
            assert 0 < p_value["value"] < 1, claim
        assert (claim["numerator"] is None) == (claim["denominator"] is None), claim
        if claim["denominator"]:
            assert 0 < claim["numerator"] <= claim["denominator"], claim


def test_conflicts_are_in_the_terms_of_the_contract() -> None:
    assert len({conflict["id"] for conflict in CONFLICTS}) == len(CONFLICTS)
    for conflict in CONFLICTS:
        documents = {place["document"] for place in places([conflict])}
        assert conflict["kind"] in KINDS, conflict
        assert conflict["level"] in LEVELS, conflict
        assert conflict["metric"] in METRICS, conflict
        assert conflict["scope"] == ("across-documents" if len(documents) > 1 else "within-document"), conflict
        assert len(conflict["sides"]) > 1, conflict
        assert conflict["note"], conflict


def test_compatible_sets_have_a_reason() -> None:
    assert len({group["id"] for group in COMPATIBLE}) == len(COMPATIBLE)
    for group in COMPATIBLE:
        assert group["metric"] in METRICS, group
        assert group["level"] is None, group
        assert group["why"], group


def test_sides_name_labelled_claims() -> None:
    claims = {key(claim) for claim in CLAIMS}
    unlabelled = [place["quote"] for place in places(CONFLICTS) if key(place) not in claims]
    assert unlabelled == ["0.54"]  # a p value stands inside its claim and has none of its own
    assert [place["quote"] for place in places(COMPATIBLE) if key(place) not in claims] == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents (../shared/seeds) are not on this machine")
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_sentence_is_taken_from_a_seed(document: str) -> None:
    def runs(text: str) -> set[str]:
        found = words(text)
        return {" ".join(found[i : i + SEED_WORDS]) for i in range(len(found) - SEED_WORDS + 1)}

    ours = runs(text_of(document))
    seeds = sorted(SEEDS.glob("*.txt"))
    assert len(seeds) == 5
    assert [run for seed in seeds for run in sorted(ours & runs(seed.read_text("utf-8")))] == []


def test_the_pdfs_are_made_from_their_texts(tmp_path: Path) -> None:
    pytest.importorskip("reportlab", reason="reportlab, which sets the PDFs, is not installed")
    script = ROOT / "scripts" / "make_sources.py"
    spec = importlib.util.spec_from_file_location("make_sources", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    texts = sorted((script.parent / "sources").glob("*.toml"))
    assert [f"{text.stem}.pdf" for text in texts] == [name for name in DOCUMENTS if name.endswith(".pdf")]
    again = tmp_path / "again"
    again.mkdir()
    for text in texts:
        first, second = module.make(text, tmp_path), module.make(text, again)
        assert first.read_bytes() == second.read_bytes()
        assert read(first, first.name).text == text_of(first.name)
