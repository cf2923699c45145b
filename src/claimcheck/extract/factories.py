"""Our pipes as spaCy factories: `nlp.add_pipe("claimcheck_numbers")` in a pipeline of anybody's.

They leave their finds in `doc.spans["claimcheck_numbers"]`, `doc.spans["claimcheck_terms"]` and
`doc.spans["claimcheck_claims"]`, each span labelled: a number with its unit, a term with its kind, a claim with its
metric. The tokenizer of the pipeline is left alone; a find that its tokens cut through is widened to whole tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from claimcheck.vocabulary import Vocabulary

Pipe = Callable[[Doc], Doc]


def _vocabulary() -> Vocabulary:
    from claimcheck.vocabulary import load

    return load()


def _keep(doc: Doc, key: str, found: Iterable[tuple[int, int, str]]) -> Doc:
    spans = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in found]
    doc.spans[key] = [span for span in spans if isinstance(span, Span)]
    return doc


@Language.factory("claimcheck_numbers")
def make_numbers(nlp: Language, name: str) -> Pipe:
    """A pipe that finds every quantity; labels are canonical units, `1` for a bare number."""
    from claimcheck.extract import quantities

    vocabulary = _vocabulary()

    def numbers(doc: Doc) -> Doc:
        return _keep(doc, "claimcheck_numbers", ((q.start, q.end, q.unit) for q in quantities(doc.text, vocabulary)))

    return numbers


@Language.factory("claimcheck_terms")
def make_terms(nlp: Language, name: str) -> Pipe:
    """A pipe that finds the terms of the vocabulary; labels are their kinds: `metric`, `treatment`, `study`, ..."""
    from claimcheck.extract.terms import TermFinder

    finder = TermFinder(_vocabulary())

    def terms(doc: Doc) -> Doc:
        return _keep(doc, "claimcheck_terms", ((h.start, h.end, h.label) for h in finder.find(doc.text)))

    return terms


@Language.factory("claimcheck_bind")
def make_bind(nlp: Language, name: str) -> Pipe:
    """A pipe that binds the numbers of a plain text; labels are metrics."""
    from claimcheck.extract import extract
    from claimcheck.model import Document

    vocabulary = _vocabulary()

    def claims(doc: Doc) -> Doc:
        document = Document(path="", format="text", sha256="", text=doc.text)
        mentions = extract(document, vocabulary).mentions
        return _keep(doc, "claimcheck_claims", ((m.quantity.start, m.quantity.end, m.metric) for m in mentions))

    return claims
