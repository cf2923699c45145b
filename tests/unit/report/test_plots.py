"""Axes, forest plots, timelines and strips: where things stand; and the matrix of documents."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.report.many import many
from tests.unit.report.sample import CELL, COVERAGE, FIRST, NEWS, NOT_REACHED, RESULT, REVIEW, UPDATED, VALUE, claim
from tests.unit.report.test_as_html import page, words

from claimcheck.model import CanonicalFact, Comparator, Interval, Side
from claimcheck.report.page.axis import axis
from claimcheck.report.page.facts import facts
from claimcheck.report.page.forest import Plot, Row, forest, timeline
from claimcheck.report.page.matrix import MOST, matrix
from claimcheck.report.page.strip import strip
from claimcheck.report.view import view

if TYPE_CHECKING:
    from claimcheck.model import Claim

FACT = CanonicalFact("f", VALUE.metric, VALUE.statistic, "month", VALUE.key, VALUE.sides, (REVIEW, NEWS))


def row(item: Claim, number: int = 0, **more: Any) -> Row:
    return replace(Row("AB"[number], number, item, item.document, item.quote, 1, None, None), **more)


def drawn(*rows: Row, statistic: str = "median") -> Plot:
    plot = forest(rows, statistic)
    assert plot is not None
    return plot


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=9), st.booleans())
def test_every_value_has_its_place_in_the_order_of_the_values(values: list[float], log: bool) -> None:
    scale = axis(values, 10, 110, log=log)
    places = [scale.place(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(10 <= place <= 110 for place in places)
    ticks = scale.ticks()
    assert 1 <= len(ticks) <= 7
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)


@pytest.mark.parametrize(
    ("values", "more", "labels"),
    [
        ([19.2, 19.3], {}, ["18.5", "19", "19.5", "20"]),
        ([0.5, 2.0], {"log": True}, ["0.5", "1", "2"]),
        ([1.0, 5000.0], {}, ["1", "10", "100", "1000"]),
        ([735964.0, 736900.0], {"dates": True}, ["2016", "2017", "2018"]),
    ],
)
def test_ticks_are_round(values: list[float], more: dict[str, bool], labels: list[str]) -> None:
    found = [tick.label for tick in axis(values, 0, 100, **more).ticks()]
    assert found == labels


def test_a_point_stands_between_the_ends_of_its_interval() -> None:
    whole = replace(FIRST, ci=Interval(Decimal(95), Decimal("14.4"), Decimal("25.0")))
    first, second = drawn(row(whole), row(UPDATED, 1)).marks
    assert first.x is not None
    assert first.low is not None
    assert first.high is not None
    assert first.low < first.x < first.high
    assert second.x is not None
    assert (second.low, second.x > first.x) == (None, True)


def test_an_end_that_is_not_reached_goes_to_the_edge() -> None:
    plot = drawn(row(FIRST), row(UPDATED, 1))
    assert plot.marks[0].high == plot.right


def test_values_are_drawn_in_the_canonical_unit_with_their_intervals() -> None:
    weeks = replace(
        FIRST, unit="week", value=Decimal(84), low=Decimal(84), high=Decimal(84), canonical_value=Decimal("19.32"),
        ci=Interval(Decimal(95), Decimal(63), Decimal(100)),
    )  # fmt: skip
    months = replace(UPDATED, ci=Interval(Decimal(95), Decimal("14.49"), Decimal("23")))
    first, second = drawn(row(weeks), row(months, 1)).marks
    assert first.low == second.low


def test_a_bound_points_and_a_word_stands_for_what_is_no_number() -> None:
    below = replace(UPDATED, comparator=Comparator.LESS)
    marks = drawn(row(FIRST), row(below, 1), row(NOT_REACHED)).marks
    assert [mark.pointing for mark in marks] == ["", "less", ""]
    assert marks[2].x is None
    assert forest([row(NOT_REACHED)], "median") is None


def test_a_ratio_has_a_line_where_nothing_differs() -> None:
    ratios = [replace(FIRST, value=Decimal(text), canonical_value=Decimal(text), ci=None) for text in ("0.49", "0.45")]
    plot = drawn(*map(row, ratios), statistic="hazard_ratio")
    assert plot.none is not None
    assert all(mark.x is not None and mark.x < plot.none for mark in plot.marks)


def test_a_timeline_is_drawn_where_dates_differ() -> None:
    rows = row(FIRST, cutoff="2014-05"), row(UPDATED, 1, date="2019-07-01")
    plot = timeline(rows)
    assert plot is not None
    earlier, later = plot.marks
    assert earlier.x is not None
    assert later.x is not None
    assert earlier.x < later.x
    assert earlier.y > later.y  # upwards on a page is less
    assert timeline([row(FIRST, date="2014"), row(UPDATED, 1, date="2014-01-01")]) is None


def test_dates_of_documents_and_cut_offs_reach_the_rows() -> None:
    dated = replace(FIRST, attributes={**FIRST.attributes, "data_cutoff": "2014-05"})
    documents = (replace(COVERAGE[0], data_cutoff="2013"), replace(COVERAGE[1], published="2019-07"))
    result = replace(RESULT, documents=documents, claims=(dated, UPDATED, CELL), facts=(FACT,))
    (metric,) = facts(result).metrics
    (shown,) = metric.facts
    assert [(item.letter, item.cutoff, item.date) for item in shown.rows] == [
        ("A", "2014-05", None),
        ("B", None, "2019-07"),
        ("B", "2013", None),
    ]
    assert shown.timeline is not None
    assert shown.conflicts == (("k-value", "V101"),)


def test_a_document_that_repeats_a_value_has_one_row() -> None:
    again = replace(UPDATED, id="again")
    sides = (FACT.sides[0], Side(Decimal("19.3"), "19.3 months", ("c-updated", "again")))
    result = replace(RESULT, claims=(*RESULT.claims, again), facts=(replace(FACT, sides=sides),))
    (shown,) = facts(result).metrics[0].facts
    assert [(item.claim.id, item.times) for item in shown.rows] == [("c-first", 1), ("c-updated", 2)]


def test_the_strip_has_a_lane_a_study_from_the_lowest_to_the_highest() -> None:
    texts = {"LOW": "5.1 months", "MIDDLE": "7.7 months", "HIGH": "19.3 months"}
    claims = {name: claim(name, REVIEW, 0, text, text) for name, text in texts.items()}
    made = [
        CanonicalFact(name, "x", "median", "month", {"study": name}, (Side(None, texts[name], (name,)),), (REVIEW,))
        for name in ("HIGH", "LOW", "MIDDLE")
    ]
    plot = strip(made, claims)
    assert plot is not None
    assert [lane.name for lane in plot.lanes] == ["LOW", "MIDDLE", "HIGH"]
    dots = [lane.dots[0] for lane in plot.lanes]
    assert dots == sorted(dots)
    assert strip(made[:2], claims) is None


def test_a_plot_says_in_words_what_it_shows_and_its_table_too() -> None:
    root = page(replace(RESULT, facts=(FACT,)))
    (figure,) = root.xpath("//figure[@id='f-0']")
    (plot,) = figure.xpath(".//svg")
    assert plot.get("role") == "img"
    named = plot.get("aria-labelledby").split()
    assert [words(root.get_element_by_id(name)) for name in named] == [
        "progression free survival, median",
        "a review: 19.2 months; news: 19.3 months; a review: 19.3 months",
    ]
    assert [words(line) for line in figure.xpath(".//tbody/tr")] == [
        "A 19.2 months sources/a review.pdf p.2 95% CI 14.4 to not reached",
        "B 19.3 months sources/news.md:7 –",
        "B 19.3 months sources/a review.pdf p.4 –",
    ]


def test_the_matrix_counts_each_pair_and_each_document_by_itself() -> None:
    inside = replace(VALUE, id="inside", claims=("c-first", "c-cell"))
    found = matrix(view(replace(RESULT, conflicts=(*RESULT.conflicts, inside)), ()).cards)
    assert found.documents == (0, 1)
    assert [[cell.count for cell in line] for line in found.rows] == [[1, 3], [3, 0]]
    assert [[cell.shade for cell in line] for line in found.rows] == [[1, 4], [4, 0]]


def test_a_matrix_too_wide_to_read_shows_the_documents_with_most_conflicts() -> None:
    found = matrix(view(many(300), ()).cards)
    assert len(found.documents) == MOST
    assert found.left_out == 60 - MOST
