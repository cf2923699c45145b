"""The pipes in a spaCy pipeline of somebody else's, with spaCy's own tokenizer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = "In SHARP, median OS was 10.7 months with sorafenib and 7.9 months with placebo (NCT00105443)."
PIPES = ("claimcheck_numbers", "claimcheck_terms", "claimcheck_bind")


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("en")
    for name in PIPES:
        pipeline.add_pipe(name)
    return pipeline


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def spans(doc: Doc, key: str) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans[key]]


def test_the_pipes_stand_in_the_pipeline_in_the_order_added(nlp: Language) -> None:
    assert tuple(nlp.pipe_names) == PIPES


def test_numbers_are_labelled_with_their_unit(doc: Doc) -> None:
    assert spans(doc, "claimcheck_numbers") == [("10.7 months", "month"), ("7.9 months", "month")]


def test_terms_are_labelled_with_their_kind(doc: Doc) -> None:
    found = spans(doc, "claimcheck_terms")
    assert ("SHARP", "study") in found
    assert ("OS", "metric") in found
    assert ("sorafenib", "treatment") in found
    assert ("placebo", "treatment") in found
    assert ("NCT00105443", "registry") in found


def test_claims_are_labelled_with_their_metric(doc: Doc) -> None:
    assert spans(doc, "claimcheck_claims") == [
        ("10.7 months", "overall_survival"),
        ("7.9 months", "overall_survival"),
    ]


def test_a_find_inside_a_token_is_widened_to_it(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=["it", "lasted", "(12months)", "there"])
    doc = nlp.get_pipe("claimcheck_numbers")(doc)
    assert spans(doc, "claimcheck_numbers") == [("(12months)", "month")]


def test_the_tokens_of_the_pipeline_stay_as_they_are(nlp: Language, doc: Doc) -> None:
    assert [token.text for token in doc] == [token.text for token in spacy.blank("en")(TEXT)]


def test_a_text_without_numbers_has_no_spans(nlp: Language) -> None:
    doc = nlp("Nothing is counted here.")
    assert spans(doc, "claimcheck_numbers") == []
    assert spans(doc, "claimcheck_claims") == []


def test_an_empty_text(nlp: Language) -> None:
    doc = nlp("")
    assert all(spans(doc, key) == [] for key in ("claimcheck_numbers", "claimcheck_terms", "claimcheck_claims"))


def test_one_pipe_alone_leaves_no_other_spans() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("claimcheck_numbers")
    assert set(pipeline(TEXT).spans) == {"claimcheck_numbers"}


def test_many_documents_as_one(nlp: Language) -> None:
    docs = list(nlp.pipe([TEXT, "", TEXT]))
    assert [len(doc.spans["claimcheck_claims"]) for doc in docs] == [2, 0, 2]
