"""What a conflict is called: the same after every edit that does not touch its numbers, another after one that does."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.compare.build import claims, vocabulary

from claimcheck.compare import compare, id_of, identity, numbered
from claimcheck.model import Claim, Conflict, Metadata

COMMON = {"metric": "progression_free_survival", "study": "PROFILE 1001", "treatment": "crizotinib"}

tenths = st.integers(min_value=10, max_value=600)


@st.composite
def corpora(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Two to five documents that give one fact with at least two values, some of them more than once."""
    values = draw(st.lists(tenths, min_size=2, max_size=5, unique=True))
    return [
        {"in": f"{number}.txt", "is": f"{value / 10:.1f} month", "at": 5000 * times}
        for number, value in enumerate(values)
        for times in range(draw(st.integers(1, 2)))
    ]


def with_ids(
    conflicts: Iterable[Conflict], claims: Mapping[str, Claim], identities: Mapping[str, str]
) -> tuple[Conflict, ...]:
    """The conflicts with their ids."""
    return numbered([replace(conflict, id=id_of(conflict, claims, identities)) for conflict in conflicts], claims)


def ids(found: Sequence[Claim], identities: Mapping[str, str] | None = None) -> set[str]:
    """The ids of all conflicts."""
    conflicts = compare(found, vocabulary()).conflicts
    return {item.id for item in with_ids(conflicts, {claim.id: claim for claim in found}, identities or {})}


def made(entries: list[dict[str, Any]]) -> tuple[Claim, ...]:
    return claims(entries, COMMON)


@settings(deadline=None, max_examples=50)
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_and_their_own_ids_take_no_part(
    entries: list[dict[str, Any]], chance: random.Random
) -> None:
    first = made(entries)
    other = list(first)
    chance.shuffle(other)
    renamed = [replace(claim, id=f"x{number}") for number, claim in enumerate(other)]
    assert len(ids(first)) == 1
    assert ids(first) == ids(renamed)


@settings(deadline=None, max_examples=50)
@given(corpora(), st.integers(1, 10_000))
def test_a_paragraph_inserted_above_or_text_wrapped_anew_keeps_it(entries: list[dict[str, Any]], shift: int) -> None:
    first = made(entries)
    moved = [
        replace(
            claim,
            span=(claim.span[0] + shift, claim.span[1] + shift),
            line=7,
            quote=claim.quote.replace(" ", "\n"),
            section="Elsewhere",
        )
        for claim in first
    ]
    assert ids(first) == ids(moved)


@settings(deadline=None, max_examples=50)
@given(corpora())
def test_what_is_inferred_takes_no_part(entries: list[dict[str, Any]]) -> None:
    """A heading added above, or a sentence about the whole study, tells more of the claims below it."""
    first = made(entries)
    told = made([{**entry, "population": "NSCLC", "inferred": ["population"]} for entry in entries])
    assert ids(first) == ids(told)


@settings(deadline=None, max_examples=50)
@given(corpora())
def test_a_file_renamed_keeps_it_where_it_carries_an_identifier(entries: list[dict[str, Any]]) -> None:
    named = {entry["in"]: f"doi:10.1000/{entry['in']}" for entry in entries}
    renamed = {f"moved/{path}": name for path, name in named.items()}
    first = made(entries)
    moved = [replace(claim, document=f"moved/{claim.document}") for claim in first]
    assert ids(first, named) == ids(moved, renamed)
    assert ids(first) != ids(moved)


@settings(deadline=None, max_examples=50)
@given(corpora(), st.data())
def test_one_unit_in_the_last_place_of_one_value_changes_it(entries: list[dict[str, Any]], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(entries) - 1))
    value = Decimal(entries[at]["is"].split()[0])
    step = Decimal("0.1") * data.draw(st.sampled_from([1, -1]))
    changed = [dict(entry) for entry in entries]
    changed[at]["is"] = f"{value + step} month"
    assert not ids(made(entries)) & ids(made(changed))


@settings(deadline=None, max_examples=50)
@given(corpora(), tenths)
def test_a_further_value_or_document_changes_it(entries: list[dict[str, Any]], value: int) -> None:
    more = [*entries, {"in": "new.txt", "is": f"{value / 10:.1f} month", "at": 0}]
    assert not ids(made(entries)) & ids(made(more))


@settings(deadline=None, max_examples=50)
@given(corpora(), st.randoms(use_true_random=False))
def test_conflicts_of_equal_numbers_are_told_apart_in_a_fixed_order(
    entries: list[dict[str, Any]], chance: random.Random
) -> None:
    """Two trials, which the documents name in a heading only, with the same values in the same documents."""
    twice = [
        {**entry, "study": study, "inferred": ["study"], "at": entry["at"] + 20_000 * number}
        for number, study in enumerate(("TRIAL-1", "TRIAL-2"))
        for entry in entries
    ]
    first = made(twice)
    found = compare(first, vocabulary()).conflicts
    by_id = {claim.id: claim for claim in first}
    shuffled = list(found)
    chance.shuffle(shuffled)
    named = {(item.id, str(item.key["study"])) for item in with_ids(found, by_id, {})}
    assert named == {(item.id, str(item.key["study"])) for item in with_ids(shuffled, by_id, {})}
    assert sorted(name.partition("-")[2] for name, _ in named) == ["", "2"]


def test_a_document_is_known_by_the_first_identifier_that_it_carries() -> None:
    all_of_them = (("nct", "NCT00000001"), ("pmcid", "PMC77"), ("pmid", "123"), ("doi", "10.1000/ABC"))
    assert identity("a.xml", Metadata(identifiers=all_of_them)) == "doi:10.1000/abc"
    assert identity("a.xml", Metadata(identifiers=all_of_them[:3])) == "pmid:123"
    assert identity("a.xml", Metadata(identifiers=all_of_them[:2])) == "pmcid:pmc77"
    assert identity("a.xml", Metadata(identifiers=all_of_them[:1])) == "nct:nct00000001"
    assert identity("a.xml", Metadata()) == "a.xml"
