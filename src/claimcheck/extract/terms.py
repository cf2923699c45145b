"""Find the terms of the vocabulary, and names that only their shape gives away.

`PhraseMatcher` over our tokens finds what the vocabulary lists, in every spelling of case, hyphen and space;
patterns find mutations, fusions, registry ids, `et al` names and drug-like names that no list can hold.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.extract.spacy_alone import load_spacy
from claimcheck.extract.tokens import Tokens, tokenize, words_of
from claimcheck.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


class Hit(NamedTuple):
    """A term in the text: its span, its kind and its canonical name. A tuple, for there are very many."""

    start: int
    end: int
    label: str
    name: str
    known: bool = True


STRUCTURE = {
    "comparator",
    "comparator_after",
    "special",
    "special_cell",
    "connective",
    "label_noun",
    "counted_noun",
    "effect_measure",
    "drug_stem",
    "no_drug",
    "no_trial",
    "opposite",
}
"""Labels that the number grammar and the elements of a sentence read, not the term finder."""


class _Phrases:
    """A matcher that is given a phrase of the vocabulary when a text first holds the word that it begins with.

    No other phrase can match, and giving it all of them takes longer than reading a document.
    """

    def __init__(self, vocab: Vocab, attribute: str, phrases: Mapping[tuple[str, ...], list[tuple[str, str]]]) -> None:
        from spacy.matcher import PhraseMatcher

        self._vocab = vocab
        self._attribute = attribute
        self._matcher = PhraseMatcher(vocab, attr=attribute)
        self._waiting: dict[str, list[tuple[str, ...]]] = {}
        for words in phrases:
            self._waiting.setdefault(words[0], []).append(words)
        self._phrases = phrases
        self._meanings: dict[int, list[tuple[str, str]]] = {}

    def __call__(self, doc: Doc, words: Iterable[str]) -> Iterator[tuple[int, int, list[tuple[str, str]]]]:
        """First word, end and meanings of every phrase; `words` are those of the text, in the attribute's form."""
        for word in self._waiting.keys() & words:
            for phrase in self._waiting.pop(word):
                self._add(phrase)
        for key, first, last in self._matcher(doc):
            yield first, last, self._meanings[key]

    def _add(self, phrase: tuple[str, ...]) -> None:
        from spacy.tokens import Doc

        key = f"{self._attribute}:{' '.join(phrase)}"
        self._matcher.add(key, [Doc(self._vocab, words=list(phrase))])
        self._meanings[self._vocab.strings[key]] = list(dict.fromkeys(self._phrases[phrase]))


class TermFinder:
    """The vocabulary compiled into matchers; made once, used for every document."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Compile the matchers."""
        load_spacy()
        from spacy.attrs import LOWER  # type: ignore[import-not-found]  # compiled, no stub
        from spacy.vocab import Vocab

        from claimcheck.extract.shapes import Shapes

        self.vocabulary = vocabulary
        self.vocab: Vocab = Vocab(lex_attr_getters={LOWER: str.lower})
        self.known: set[str] = set()
        exact: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        folded: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for label, name, alias in _aliases(vocabulary):
            meaning = label, name
            if _as_written(alias, label):
                for words in _variants(alias):
                    exact.setdefault(words, []).append(meaning)
            else:
                for words in _variants(alias):
                    folded.setdefault(tuple(map(str.lower, words)), []).append(meaning)
        self.known.update(word.casefold() for phrases in (exact, folded) for words in phrases for word in words)
        self._exact = _Phrases(self.vocab, "ORTH", exact)
        self._folded = _Phrases(self.vocab, "LOWER", folded)
        self.shapes = Shapes(vocabulary)
        self.stems = tuple(alias for term in vocabulary.of("drug_stem").values() for alias in term.aliases)

    def find(self, text: str) -> list[Hit]:
        """All terms of a text in order; where two overlap the longer one stays, equal spans keep every meaning."""
        from claimcheck.extract.group_words import worded_groups

        tokens = tokenize(text, self.known)
        hits = list(self._phrases(tokens))
        hits += self.shapes.find(text)
        hits += worded_groups(text)
        hits += self._drugs(tokens)
        return longest(hits)

    def _drugs(self, tokens: Tokens) -> Iterator[Hit]:
        """Drugs that no list holds, by the stem of their name."""
        shaped = {word for word in set(tokens.words) if len(word) > 5 and word.casefold().endswith(self.stems)}
        shaped = {word for word in shaped if word.casefold() not in self.known and word[1:].islower()}
        if shaped:
            for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
                if word in shaped:
                    yield Hit(start, end, "treatment", word.casefold(), known=False)

    def _phrases(self, tokens: Tokens) -> Iterator[Hit]:
        from spacy.tokens import Doc

        if not tokens.words:
            return
        doc = Doc(self.vocab, words=tokens.words)
        as_written = set(tokens.words)
        for phrases, words in ((self._exact, as_written), (self._folded, {word.lower() for word in as_written})):
            for first, last, meanings in phrases(doc, words):
                start, end = tokens.starts[first], tokens.ends[last - 1]
                for label, name in meanings:
                    yield Hit(start, end, label, name)


def overlaps(start: int, end: int, hits: Iterable[Hit]) -> bool:
    """Whether a hit covers a part of a stretch."""
    return any(hit.start < end and start < hit.end for hit in hits)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Drop every hit inside or across a longer one; hits of one span all stay."""
    found = set(hits)
    named = {(h.start, h.end, h.label) for h in found if h.known}
    found = {h for h in found if h.known or (h.start, h.end, h.label) not in named}
    found = _without_wrappers(found)
    people = {(h.start, h.end) for h in found if h.label == "population"}
    found = {h for h in found if h.label not in ("subgroup", "marker") or (h.start, h.end) not in people}
    ordered = sorted(found, key=lambda h: (h.start, -h.end, h.label, h.name))
    kept: list[Hit] = []
    for hit in ordered:
        while kept and kept[-1].end > hit.start and _shorter(kept[-1], hit):
            kept.pop()
        if not kept or kept[-1].end <= hit.start or (kept[-1].start, kept[-1].end) == (hit.start, hit.end):
            kept.append(hit)
    return kept


_WRAPPERS = frozenset({"group_word", "characteristic", "counted"})


def _without_wrappers(hits: set[Hit]) -> set[Hit]:
    """`chemotherapy group`, `received crizotinib`: the treatment inside is what the words are about."""
    arms = sorted((h.start, h.end) for h in hits if h.label in ("treatment", "event"))
    starts = [start for start, _ in arms]

    def wraps(hit: Hit) -> bool:
        first = hit.start + (hit.label == "characteristic")  # `G-CSF use` is about the use
        inside = range(bisect_left(starts, first), bisect_left(starts, hit.end))
        return any(arms[i][1] <= hit.end and arms[i] != (hit.start, hit.end) for i in inside)

    return {h for h in hits if h.label not in _WRAPPERS or not wraps(h)}


def _shorter(a: Hit, b: Hit) -> bool:
    return (a.end - a.start) < (b.end - b.start)


def _aliases(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    for metric in vocabulary.metrics.values():
        for alias in metric.aliases:
            yield "metric", metric.id, alias
    for label, terms in vocabulary.terms.items():
        if label in STRUCTURE:
            continue
        for term in terms.values():
            spoken = () if label in _NAMES_UNSPOKEN else (term.name,)
            for alias in dict.fromkeys((*spoken, *term.aliases, *term.registry)):
                yield label, term.name, alias


_NAMES_UNSPOKEN = {"statistic", "no_claim"}
"""Labels whose entry names are ours, not words of a document."""


def _as_written(alias: str, label: str) -> bool:
    """All capitals: matched as written, so that `OR` is a ratio and `or` is a word."""
    letters = [c for c in alias if c.isalpha()]
    return (bool(letters) and all(c.isupper() for c in letters) and label != "agency") or _short_mixed(letters)


def _short_mixed(letters: list[str]) -> bool:
    """`DoR`, `Kd`, `aHR`: short abbreviations in mixed case are matched as written too."""
    return len(letters) <= 4 and any(c.isupper() for c in letters) and any(c.islower() for c in letters)


def _variants(alias: str) -> list[tuple[str, ...]]:
    """The alias as token sequences: as written, its two words glued where a hyphen parts them, the plurals of both."""
    words = words_of(alias)
    forms = [words]
    if len(words) == 2 and "-" in alias and len(words[0]) > 2 and words[1].isalpha():
        forms.append((words[0] + words[1],))
    for form in tuple(forms):
        last = form[-1]
        if last[-1] != "s" and last.islower() and len(last) > 3 and last.isalpha():
            forms.append((*form[:-1], last + "s"))
        elif len(form) == 1 < len(last) and last.isupper() and last.isalpha():
            forms.append((last + "s",))
    return forms
