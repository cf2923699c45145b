"""`claimcheck quantities`: where a quantity begins and ends, what is none, and the score on MeasEval's train split."""

from __future__ import annotations

import importlib.util
import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.extract import quantities
from claimcheck.model import Quantity

CASES = Path(__file__).parents[2] / "cases" / "extract" / "quantities.yml"
GROUPS: dict[str, list[dict[str, Any]]] = yaml.safe_load(CASES.read_text("utf-8"))
ALL = [pytest.param(case, id=f"{group}: {case['name']}") for group, cases in GROUPS.items() for case in cases]


def plain(value: Any) -> Any:
    """A field as the cases write it."""
    if isinstance(value, Decimal):
        return float(value)
    return [float(item) for item in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", ALL)
def test_case(case: dict[str, Any]) -> None:
    text = case["name"]
    wanted = [span if isinstance(span, list) else [span, {}] for span in case["spans"]]
    found = quantities(text)
    assert [q.quote for q in found] == [quote for quote, _ in wanted]
    for quantity, (_, fields) in zip(found, wanted, strict=True):
        assert {name: plain(getattr(quantity, name)) for name in fields} == fields


def test_every_group_is_there_and_both_kinds() -> None:
    empty = [not case["spans"] for cases in GROUPS.values() for case in cases]
    assert empty.count(True) >= 10
    assert empty.count(False) >= 40


@given(st.text(alphabet="0123456789 .,-–±×/()[]%°mgkCaeso=<>~\n", max_size=60))
@settings(max_examples=200, deadline=None)
def test_spans_stand_in_the_text_in_order(text: str) -> None:
    found = quantities(text)
    assert all(text[q.start : q.end] == q.quote and q.quote.strip() == q.quote for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("piece", ["1 ", "(1,", "5 × ", "5 ± ", "5 m/", "1, ", "a-1", "5 mg and ", "x@", "one "])
def test_cost_grows_with_the_length(piece: str) -> None:
    """Four times the text costs four times the work, not sixteen: the bound leaves room for a busy machine."""
    quantities(piece)
    assert cost(piece * 8_000) < 9 * cost(piece * 2_000) + 0.1


def cost(text: str) -> float:
    """CPU time, of three tries the least: a busy machine adds to it."""
    return min(once(text) for _ in range(3))


def once(text: str) -> float:
    began = process_time()
    quantities(text)
    return process_time() - began


# ---- MeasEval ----


def scorer(shared: Path) -> ModuleType:
    """The scoring tool beside the project, loaded from its file."""
    path = shared / "tools" / "score_measeval.py"
    spec = importlib.util.spec_from_file_location("score_measeval", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = written
    return module


def line(document: str, quantity: Quantity) -> dict[str, Any]:
    return {"doc": document, "start": quantity.start, "end": quantity.end, "unit": quantity.unit_text or None}


def test_measeval_train_reaches_the_bars(shared: Path) -> None:
    tool = scorer(shared)
    folder = str(shared / "corpus" / "measeval")
    texts = tool.read_texts(folder)
    found = [line(document, q) for document, text in texts.items() for q in quantities(text)]
    score = tool.score(folder, found)
    assert score["documents"] == 248
    assert score["exact"]["f1"] >= 0.80
    assert score["official"]["f1"] >= 0.86
    assert score["units"]["f1"] >= 0.95
