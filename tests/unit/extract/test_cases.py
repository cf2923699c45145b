"""Every construction of tests/cases/extract/, read as a document would be.

A case has a sentence for a name, a `text` and what is read out of it. `claims` is the whole list, in order: what a
claim leaves unnamed is not looked at, except that a bound, a range, an interval, a p value, a fraction or a spread
that is there must be named. `absent` lists attributes that must not be there. `skipped` maps a number that makes no
claim to the reason of the ledger, `null` for any. `numbers` instead of `claims` is what the number grammar sees by
itself. `mapping` is a configuration that says what the columns of a sheet hold. `xfail` says why a case fails today;
it fails the run once it passes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from claimcheck.config import ReadOptions, from_table
from claimcheck.extract import extract
from claimcheck.extract.atoms import Atom, AtomKind
from claimcheck.extract.numbers import scan
from claimcheck.model import Comparator, Dimension, Mention, PValue, Quantity
from claimcheck.readers import parse
from claimcheck.vocabulary import Vocabulary, load

CASES = Path(__file__).parents[2] / "cases" / "extract"
OWN_RUNNER = {"quantities.yml"}
"""Files of this folder that another test reads."""
SATELLITES = ("comparator", "low", "high", "special", "spread", "ci", "p_value", "numerator", "denominator")
KEYS = {"quote", "metric", "statistic", "value", "unit", "attributes", "absent", *SATELLITES}
FEWEST = {"claims": 160, "none": 40, "numbers": 60}


@cache
def vocabulary() -> Vocabulary:
    return load()


def files() -> list[Path]:
    return [path for path in sorted(CASES.glob("*.yml")) if path.name not in OWN_RUNNER]


def every_case() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in files():
        for case in yaml.safe_load(path.read_text("utf-8")):
            yield f"{path.stem}: {case['name']}", case


def known_failure(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(reason=reason, strict=True)


def parameters(kind: str) -> list[Any]:
    return [
        pytest.param(case, id=name, marks=[known_failure(case["xfail"])] if "xfail" in case else [])
        for name, case in every_case()
        if kind in case
    ]


@pytest.mark.parametrize("case", parameters("claims"))
def test_claims(case: dict[str, Any]) -> None:
    name = f"case.{case.get('format', 'txt')}"
    document = parse(case["text"].encode(), name, options(case))
    found = extract(document, vocabulary())
    expected = case["claims"]
    assert [stated(m) for m in found.mentions] == [
        (c["quote"], c["metric"], c["statistic"], c.get("value")) for c in expected
    ]
    for mention, claim in zip(found.mentions, expected, strict=True):
        assert set(claim) <= KEYS
        assert details(mention, claim) == {key: claim.get(key) for key in (*SATELLITES, "unit") if key in claim}
        attributes = {a.key: a.value for a in mention.attributes}
        named = claim.get("attributes", {})
        assert {key: attributes.get(key) for key in named} == named
        assert not set(claim.get("absent", ())) & set(attributes)
    ledger = [(document.text[skip.start : skip.end], skip.reason) for skip in found.skipped]
    assert missing(case.get("skipped", {}), ledger) == []


@pytest.mark.parametrize("case", parameters("numbers"))
def test_numbers(case: dict[str, Any]) -> None:
    text = case["text"]
    atoms = scan(text, vocabulary())
    assert [seen(text, atom) for atom in atoms if atom.kind is not AtomKind.SKIPPED] == case["numbers"]
    ledger = [(text[a.start : a.end], a.reason) for a in atoms if a.kind is AtomKind.SKIPPED]
    assert missing(case.get("skipped", {}), ledger) == []


def options(case: dict[str, Any]) -> ReadOptions:
    """What a `mapping`, the text of a configuration file, tells the reader."""
    return from_table(tomllib.loads(case.get("mapping", "")), Path("claimcheck.toml")).read_options


def missing(skipped: Mapping[str, str | None], ledger: list[tuple[str, str]]) -> list[tuple[str, str | None]]:
    """The numbers that a case wants skipped and that are not, or for another reason."""
    quotes = [quote for quote, _ in ledger]
    return [
        (quote, reason)
        for quote, reason in skipped.items()
        if (quote, reason) not in ledger and not (reason is None and quote in quotes)
    ]


def stated(mention: Mention) -> tuple[str, str, str, str | None]:
    return mention.quantity.quote, mention.metric, mention.statistic, value(mention.quantity)


def value(quantity: Quantity) -> str | None:
    return quantity.date or printed(quantity.value)


def printed(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def details(mention: Mention, claim: Mapping[str, Any]) -> dict[str, Any]:
    """The satellites that are there, and the unit where the case names one."""
    found: dict[str, Any] = bounds(mention.quantity)
    if mention.ci is not None:
        ends = (mention.ci.low, mention.ci.high)
        found["ci"] = [printed(mention.ci.level), *(printed(end) or "open" for end in ends)]
    if mention.p_value is not None:
        found["p_value"] = p_value(mention.p_value)
    if mention.numerator is not None:
        found["numerator"] = mention.numerator
    if mention.denominator is not None:
        found["denominator"] = mention.denominator
    if "unit" in claim:
        found["unit"] = mention.quantity.unit
    return found


def bounds(quantity: Quantity) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if quantity.comparator is not Comparator.EQUAL:
        found["comparator"] = quantity.comparator.value
    if quantity.value is None and quantity.low is not None:
        found |= {"low": printed(quantity.low), "high": printed(quantity.high)}
    if quantity.special is not None:
        found["special"] = quantity.special.value
    if quantity.spread is not None:
        found["spread"] = printed(quantity.spread)
    return found


def p_value(p: PValue) -> str:
    return f"{p.comparator.value}{printed(p.value)}"


def seen(text: str, atom: Atom) -> dict[str, Any]:
    """An atom in the notation of the cases."""
    quote = text[atom.start : atom.end]
    if atom.kind is AtomKind.INTERVAL:
        first = atom.intervals[0]
        ends = {"low": printed(first.low) or "open", "high": printed(first.high) or "open"}
        return {"interval": quote, "level": printed(first.level), **ends}
    if atom.kind is AtomKind.FRACTION:
        return {"fraction": quote, "numerator": atom.numerator, "denominator": atom.denominator}
    if atom.p_value is not None:
        return {"p_value": quote, "is": p_value(atom.p_value)}
    assert atom.quantity is not None
    if atom.kind is AtomKind.SIZE:
        return {"size": quote, "value": value(atom.quantity)}
    assert atom.quantity.quote == quote
    found: dict[str, Any] = {"quote": quote}
    if atom.quantity.dimension is Dimension.DATE:
        return found | {"date": atom.quantity.date}
    if atom.quantity.value is not None:
        found["value"] = value(atom.quantity)
    found |= bounds(atom.quantity)
    if atom.quantity.unit != "1":
        found["unit"] = atom.quantity.unit
    return found


def test_there_are_cases_of_every_kind() -> None:
    cases = [case for _, case in every_case()]
    assert sum(bool(case.get("claims")) for case in cases) >= FEWEST["claims"]
    assert sum(case.get("claims") == [] for case in cases) >= FEWEST["none"]
    assert sum("numbers" in case for case in cases) >= FEWEST["numbers"]


def test_every_case_has_a_name_of_its_own_and_known_keys() -> None:
    names = [name for name, _ in every_case()]
    assert len(set(names)) == len(names)
    for name, case in every_case():
        assert set(case) <= {"name", "text", "format", "mapping", "claims", "numbers", "skipped", "xfail"}, name
        assert ("claims" in case) != ("numbers" in case), name
        assert case.get("xfail", "reason"), name
        quotes = [q for c in case.get("claims", ()) for q in [c["quote"]]]
        if case.get("format", "txt") == "txt":
            assert [q for q in quotes if q not in case["text"]] == [], name
