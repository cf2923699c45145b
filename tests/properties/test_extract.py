"""Extraction keeps its promises for every text, not only for those that a case lists."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claimcheck.extract import extract
from claimcheck.extract.elements import Element
from claimcheck.extract.numbers import scan
from claimcheck.extract.scope import Surroundings
from claimcheck.extract.tagged import Sentence, Tagged
from claimcheck.model import Document, Extraction
from claimcheck.readers import parse
from claimcheck.vocabulary import Vocabulary, load

quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

numbers = st.one_of(
    st.integers(min_value=0, max_value=99_999).map(str),
    st.decimals(min_value=0, max_value=200, places=1, allow_nan=False, allow_infinity=False).map(str),
)
FRAMES = (
    "median PFS was {a} months with crizotinib and {b} months with chemotherapy",
    "median OS was {a} months (95% CI, {b}-{c})",
    "the response rate was {a}% vs {b}% (P<0.00{d})",
    "{n} of {m} patients ({a}%) had diarrhea",
    "grade 3 or 4 neutropenia occurred in {a}%",
    "the hazard ratio for progression-free survival was 0.{d}",
    "a dose of {n} mg twice daily was given (n = {m})",
    "overall survival at {d} years was {a}%",
    "Table {d} and Figures {d} and {d}",
    "approved by the FDA in 201{d} and on 1{d} March 2016",
    "the IC50 was below {n} nM",
    "median age was {n} years (range {n}-{m})",
    "see reference [{d}] and NCT0123456{d}",
    "{n} patients were randomised",
    "median OS was not reached",
    "three hundred and forty-seven patients",
)
ENDS = (". ", "; ", ", ", ".\n\n", " and ", " (", ") ", "\n", ": ", "\t")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Texts in the shape of the field, joined more or less well."""
    parts = []
    for frame in draw(st.lists(st.sampled_from(FRAMES), min_size=1, max_size=6)):
        numbered = {key: draw(numbers) for key in "abc"}
        numbered |= {key: str(draw(st.integers(min_value=1, max_value=9999))) for key in "nm"}
        numbered["d"] = str(draw(st.integers(min_value=1, max_value=9)))
        parts += [frame.format(**numbered), draw(st.sampled_from(ENDS))]
    return "".join(parts)


PIECES = (
    "12", "3.5", "%", " vs ", "(", ")", "[", "]", "95% CI ", "-", "–", "to ", "±", "n = ", "/", " of ", "p < ", ",",
    ".", "·", "\n", "\t", "|", " ", "PFS ", "ORR ", "OS", "months", "mg", "and ", "respectively", "crizotinib ",
    "patients ", "grade ", "not reached", "HR ", "2019", "IC50 ", "nM", "http://x.org/1/2", "NCT01234567",
    "one", "hundred", "٣", "½", "²", "\u00a0", "\u202f", "µ", "é", "’",
)  # fmt: skip
texts = st.one_of(sentences(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.text(max_size=200))


@cache
def vocabulary() -> Vocabulary:
    return load()


def read(text: str) -> tuple[Document, Extraction]:
    document = parse(text.encode("utf-8", "replace"), "text.txt")
    return document, extract(document, vocabulary())


def spans(extraction: Extraction) -> list[tuple[int, int]]:
    """Where the mentions and the skipped numbers stand; a number of two metrics stands once."""
    mentions = {(m.quantity.start, m.quantity.end) for m in extraction.mentions}
    return sorted(mentions) + sorted({(s.start, s.end) for s in extraction.skipped})


@quick
@given(texts)
def test_the_quote_is_what_stands_there(text: str) -> None:
    document, extraction = read(text)
    for mention in extraction.mentions:
        quantity = mention.quantity
        assert document.text[quantity.start : quantity.end] == quantity.quote
        assert quantity.quote == quantity.quote.strip()
        start, end = mention.sentence
        assert start <= quantity.start < quantity.end <= end
        for attribute in mention.attributes:
            assert -1 <= attribute.start <= attribute.end <= len(document.text)
            assert attribute.value
    for skip in extraction.skipped:
        assert 0 <= skip.start < skip.end <= len(document.text)
        assert skip.reason


@quick
@given(texts.filter(lambda text: "http" not in text))
def test_no_number_is_read_twice(text: str) -> None:
    ordered = sorted(spans(read(text)[1]))
    assert [(before, after) for before, after in pairwise(ordered) if before[1] > after[0]] == []


@pytest.mark.xfail(strict=True, reason="what stands right against a link is read beside it")
@pytest.mark.parametrize("text", ["0http://example.org/000", "12www.example.org"])
def test_no_number_of_a_link_is_read_twice(text: str) -> None:
    ordered = sorted(spans(read(text)[1]))
    assert [(before, after) for before, after in pairwise(ordered) if before[1] > after[0]] == []


@quick
@given(texts)
def test_every_metric_and_attribute_is_known(text: str) -> None:
    _, extraction = read(text)
    for mention in extraction.mentions:
        assert mention.metric in vocabulary().metrics
        keys = [attribute.key for attribute in mention.attributes]
        assert len(set(keys)) == len(keys)
        assert mention.numerator is None or mention.numerator >= 0


@quick
@given(sentences())
def test_every_number_is_a_mention_or_in_the_ledger(text: str) -> None:
    document, extraction = read(text)
    covered = spans(extraction)
    loose = [run for run in digit_runs(document.text) if not any(s <= run[0] and run[1] <= e for s, e in covered)]
    assert [document.text[slice(*run)] for run in loose] == []


@pytest.mark.parametrize("text", ["as shown [4,7,11] before", "version 4.0.2 of it"])
def test_numbers_glued_to_each_other_are_in_the_ledger(text: str) -> None:
    covered = spans(read(text)[1])
    assert [run for run in digit_runs(text) if not any(s <= run[0] and run[1] <= e for s, e in covered)] == []


def digit_runs(text: str) -> list[tuple[int, int]]:
    """Digits that are no part of a word."""
    return [match.span() for match in re.finditer(r"(?<![A-Za-z0-9_])[0-9]+(?![A-Za-z_])", text)]


@quick
@given(texts)
def test_the_same_text_reads_the_same(text: str) -> None:
    assert read(text)[1] == read(text)[1]


@quick
@given(st.text(max_size=300), st.sampled_from(["txt", "md", "html"]))
def test_no_text_breaks_it(text: str, suffix: str) -> None:
    document = parse(text.encode("utf-8", "replace"), f"text.{suffix}")
    assert isinstance(extract(document, vocabulary()), Extraction)


@quick
@given(texts)
@example("see https://example.org/2019/05 there")
def test_what_the_number_grammar_sees_stands_there(text: str) -> None:
    for atom in scan(text, vocabulary()):
        assert 0 <= atom.start < atom.end <= len(text)
        if atom.quantity is not None:
            assert text[atom.quantity.start : atom.quantity.end] == atom.quantity.quote
            assert atom.start <= atom.quantity.start
            assert atom.quantity.end <= atom.end


ATTACKS = {
    "intervals that never end": "(95% CI ",
    "digits": "1234567890",
    "digits and commas": "1,234",
    "percent signs": "%",
    "percentages": "12% ",
    "brackets": "((((((((",
    "ranges": "1-",
    "fractions": "1/2 ",
    "p values": "P < ",
    "spreads": "1 ± ",
    "number words": "one hundred and ",
    "versus": "12% vs ",
    "metrics": "PFS and ",
    "arms": "crizotinib plus ",
    "blank lines in quantities": "12\n\n",
    "dots": "1.1.",
    "sentences": "Median PFS was 10.9 months with crizotinib (P<0.001). ",
}
BINDING = {
    "time points": "12-month OS 12% ",
    "grades": "grade 3 rash 12% ",
    "dates": "FDA approved 2016 ",
    "doses": "1 mg crizotinib twice daily ",
    "clauses": "PFS; 12%; ",
    "ratios in brackets": "(HR 0.5; 95% CI 0.4-0.9; P = 0.02) in women, ",
}
"""Long sentences in which every term could be every value's."""
LONG = 8_000
"""Characters of the shorter text."""
SENTENCE = 2_000
"""Characters of the shorter sentence."""
STEEPEST = 3.2
"""Twice the text may cost this many times as much; a quadratic step costs 4."""
STEEPEST_SENTENCE = 4.6
"""The same for one sentence, which is short: the square of its terms is borne, the cube (8) is not."""
SOON = 0.04
"""Seconds under which a run is too short to tell."""


@pytest.mark.parametrize("attack", ATTACKS)
def test_time_grows_with_the_text_alone(attack: str) -> None:
    short, long = costs(ATTACKS[attack], LONG)
    assert long <= max(STEEPEST * short, SOON), f"{short:.2f} s, then {long:.2f} s"


@pytest.mark.parametrize("attack", BINDING)
def test_time_grows_with_the_square_of_a_sentence_at_most(attack: str) -> None:
    short, long = costs(BINDING[attack], SENTENCE)
    assert long <= max(STEEPEST_SENTENCE * short, SOON), f"{short:.2f} s, then {long:.2f} s"


@quick
@given(st.lists(st.sampled_from("((())));;:,V"), min_size=1, max_size=14), st.integers(0, 13), st.integers(0, 13))
def test_a_semicolon_parts_what_stands_in_one_bracket_with_it(signs: list[str], one: int, other: int) -> None:
    """The quick answer is that of looking at every semicolon between two positions."""
    first, last = sorted((one % len(signs), other % len(signs)))
    elements = [Element(sign, at, at + 1) for at, sign in enumerate(signs)]
    sentence = Sentence("".join(signs), (0, len(signs)), [], [])
    tagged = Tagged(sentence, elements, [], Surroundings(), vocabulary())
    inside = tagged.brackets.inside

    def parts(stop: int) -> bool:
        announced = any(signs[at] == ":" and inside[at] < 0 for at in range(first, stop))
        return signs[stop] == ";" and inside[stop] < first and not (inside[stop] < 0 and announced)

    assert tagged.same_clause(first, last) == (not any(parts(stop) for stop in range(first + 1, last)))


def costs(attack: str, length: int) -> tuple[float, float]:
    """CPU seconds for a text of this length and for one of twice the length, each the best of two."""
    long = attack * (2 * length // len(attack) + 1)
    cost(attack)
    return min(cost(long[:length]) for _ in range(2)), min(cost(long[: 2 * length]) for _ in range(2))


def cost(text: str) -> float:
    started = process_time()
    extract(Document("text.txt", "text", "", text), vocabulary())
    return process_time() - started
