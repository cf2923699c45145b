"""One article in eight formats makes the same claims, as far as each format can say them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.formats.writers import FORMATS

from claimcheck.config import Config
from claimcheck.model import Claim
from claimcheck.scan import scan

LISTED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "claims.yml").read_text("utf-8"))
FIELDS = ("metric", "statistic", "value", "unit", "ci", "p", "of", "attributes")
Said = tuple[object, ...]

TABLES_ONLY = {"xlsx"}
"""Formats that hold the tables alone."""
UNSAID = {"xlsx": ("study", "population")}
"""What a format's part of the article does not say."""
EFFICACY_ONLY = {"json"}
"""Formats that hold Table 2 alone; the size of each arm stands over every measure of a record."""
KNOWN = {
    ("pdf", "1284"): "a thin space is a plain space in a PDF, so that two numbers are read",
}
"""Format and value of a claim that a format is known to miss, with the reason."""


def said(entry: dict[str, Any]) -> Said:
    return tuple(repr(entry.get(field)) for field in FIELDS)


def entry(claim: Claim) -> dict[str, Any]:
    """A claim as `claims.yml` writes it."""
    found: dict[str, Any] = {
        "metric": claim.metric,
        "statistic": claim.statistic,
        "value": str(claim.value),
        "unit": claim.unit,
    }
    if claim.ci is not None:
        found["ci"] = f"{claim.ci.level}: {claim.ci.low} to {claim.ci.high}"
    if claim.p_value is not None:
        found["p"] = f"{claim.p_value.comparator.value} {claim.p_value.value}"
    if claim.numerator is not None:
        found["of"] = f"{claim.numerator}/{claim.denominator}"
    found["attributes"] = {k: v for k, v in sorted(claim.attributes.items()) if k not in ("citation", "source")}
    return found


def read(kind: str, folder: Path) -> Counter[Said]:
    path = folder / f"article.{kind}"
    path.write_bytes(FORMATS[kind]())
    result = scan([path], Config(root=folder))
    assert all(isinstance(claim.value, Decimal) for claim in result.claims)
    claims = [claim for claim in result.claims if not (kind in EFFICACY_ONLY and claim.metric == "sample_size")]
    return Counter(said(entry(claim)) for claim in claims)


def expected(kind: str) -> Iterator[dict[str, Any]]:
    for listed in LISTED:
        place = listed["in"]
        if kind in TABLES_ONLY and place == "text":
            continue
        if kind in EFFICACY_ONLY and place != "table 2":
            continue
        about = {part: name for part, name in listed["attributes"].items() if part not in UNSAID.get(kind, ())}
        yield {**listed, "attributes": about}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Counter[Said]]:
    return {kind: read(kind, tmp_path_factory.mktemp(kind)) for kind in FORMATS}


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_makes_the_listed_claims_and_no_other(kind: str, found: dict[str, Counter[Said]]) -> None:
    wanted = Counter(said(one) for one in expected(kind) if (kind, one["value"]) not in KNOWN)
    missing, further = wanted - found[kind], found[kind] - wanted
    spoiled = sum(1 for known, _ in KNOWN if known == kind)
    assert list(missing) == []
    assert sum(further.values()) <= 2 * spoiled, list(further)


@pytest.mark.parametrize(
    ("kind", "value"),
    [pytest.param(*known, marks=pytest.mark.xfail(strict=True, reason=why)) for known, why in KNOWN.items()],
)
def test_what_a_format_is_known_to_miss(kind: str, value: str, found: dict[str, Counter[Said]]) -> None:
    (listed,) = (one for one in LISTED if one["value"] == value)
    assert found[kind][said(listed)] == 1


def test_the_article_holds_what_formats_write_differently() -> None:
    text = FORMATS["txt"]().decode()
    for sign, name in {
        "\u2009": "thin space",
        "\u00ad": "soft hyphen",
        "\u00b7": "middle dot",
        "\ufb01": "ligature",
    }.items():
        assert sign in text, name
    assert re.search(rb"<sup>", FORMATS["html"]())
    assert b"colspan" in FORMATS["xml"]()
    assert len(LISTED) == 60
