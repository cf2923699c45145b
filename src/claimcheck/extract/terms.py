"""Find the terms of the vocabulary, and names that only their shape gives away.

`PhraseMatcher` over our tokens finds what the vocabulary lists, in every spelling of case, hyphen and space;
patterns find mutations, fusions, registry ids, `et al` names and drug-like names that no list can hold.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.extract.tokens import Tokens, tokenize
from claimcheck.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in the text: its span, its kind and its canonical name."""

    start: int
    end: int
    label: str
    name: str
    known: bool = True


STRUCTURE = {"comparator", "comparator_after", "special", "special_cell", "connective", "label_noun", "counted_noun"}
"""Labels that the number grammar and the elements of a sentence read, not the term finder."""


class TermFinder:
    """The vocabulary compiled into matchers; made once, used for every document."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Compile the matchers."""
        from spacy.attrs import LOWER
        from spacy.vocab import Vocab

        self.vocabulary = vocabulary
        self.vocab: Vocab = Vocab(lex_attr_getters={LOWER: str.lower})
        self.keys: dict[int, list[tuple[str, str]]] = {}
        self.known: set[str] = set()
        exact: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        folded: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for label, name, alias in _aliases(vocabulary):
            for words in _variants(alias):
                self.known.update(word.casefold() for word in words)
                if _as_written(alias, label):
                    exact.setdefault(words, []).append((label, name))
                else:
                    folded.setdefault(tuple(w.lower() for w in words), []).append((label, name))
        self.matchers = (self._matcher("ORTH", exact), self._matcher("LOWER", folded))
        self.shapes = Shapes(vocabulary)

    def _matcher(self, attribute: str, phrases: Mapping[tuple[str, ...], list[tuple[str, str]]]) -> PhraseMatcher:
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc

        matcher = PhraseMatcher(self.vocab, attr=attribute)
        for words, meanings in phrases.items():
            key = f"{attribute}:{' '.join(words)}"
            matcher.add(key, [Doc(self.vocab, words=list(words))])
            self.keys[self.vocab.strings[key]] = list(dict.fromkeys(meanings))
        return matcher

    def find(self, text: str) -> list[Hit]:
        """All terms of a text in order; where two overlap the longer one stays, equal spans keep every meaning."""
        tokens = tokenize(text, self.known)
        hits = list(self._phrases(tokens))
        hits += self.shapes.find(text)
        hits += self._drugs(tokens)
        return longest(hits)

    def _drugs(self, tokens: Tokens) -> Iterator[Hit]:
        """Drugs that no list holds, by the stem of their name."""
        shaped = {word for word in set(tokens.words) if len(word) > 5 and word.casefold().endswith(_DRUG_STEMS)}
        shaped = {word for word in shaped if word.casefold() not in self.known and not word.isupper()}
        if shaped:
            for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
                if word in shaped:
                    yield Hit(start, end, "treatment", word.casefold(), known=False)

    def _phrases(self, tokens: Tokens) -> Iterator[Hit]:
        from spacy.tokens import Doc

        if not tokens.words:
            return
        doc = Doc(self.vocab, words=tokens.words, spaces=[False] * len(tokens.words))
        for matcher in self.matchers:
            for key, first, last in matcher(doc):
                start, end = tokens.starts[first], tokens.ends[last - 1]
                for label, name in self.keys[key]:
                    yield Hit(start, end, label, name)


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
        inside = range(bisect_left(starts, hit.start), bisect_left(starts, hit.end))
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


def _variants(alias: str) -> Iterator[tuple[str, ...]]:
    """The alias as token sequences: as written, its first two words glued beside a digit or a hyphen, its plural."""
    words = tuple(tokenize(alias).words)
    forms = {words}
    if len(words) == 2 and len(words[0]) > 2 and ("-" in alias or words[1].isdigit()):
        forms.add((words[0] + words[1],)) if words[1].isalpha() else None
    for form in list(forms):
        last = form[-1]
        if last.isalpha() and last.islower() and len(last) > 3 and not last.endswith("s"):
            forms.add((*form[:-1], last + "s"))
        elif len(form) == 1 and last.isalpha() and last.isupper() and len(last) > 1:
            forms.add((last + "s",))
    yield from sorted(forms)


class Shapes:
    """Names known by their shape alone."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Compile the patterns that need names of the vocabulary."""
        genes = sorted(
            (name for name in vocabulary.of("target") if re.fullmatch(r"[A-Z][A-Z0-9]{1,7}", name)),
            key=lambda n: (-len(n), n),
        )
        self.fusion = re.compile(
            rf"\b(?P<non>non-)?(?P<a>[A-Z][A-Z0-9]{{2,8}})(?:-|\u2013|::"
            rf"|/)[*_]?(?P<b>{'|'.join(genes) or 'ALK'})\b(?!-?(?:positive|rearranged|mutat))"
        )
        self.numbered = self._numbered(vocabulary)

    @staticmethod
    def _numbered(vocabulary: Vocabulary) -> re.Pattern[str] | None:
        """Known trial names with a number of three digits or more, with a reference mark glued behind it."""
        families: dict[str, list[str]] = {}
        for name in vocabulary.of("study"):
            match = re.fullmatch(r"([A-Za-z]{3,})[ -]([0-9]{3,5})", name)
            if match:
                families.setdefault(match[1], []).append(match[2])
        if not families:
            return None
        body = "|".join(
            f"(?:{family}[ -]?(?:{'|'.join(sorted(numbers))}))" for family, numbers in sorted(families.items())
        )
        return re.compile(rf"\b({body})(?=[0-9]{{1,2}}(?![0-9]))", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Hit]:
        """Every name of the text that a shape gives away."""
        for match in _MUTATION.finditer(text):
            yield Hit(match.start(), match.end(), "mutation", re.sub(r"\s", "", match[0]))
        for match in self.fusion.finditer(text):
            name = f"{match['non'] or ''}{match['a']}-{match['b']}"
            yield Hit(match.start(), match.end(), "fusion", name)
        for match in _ET_AL.finditer(text):
            author = _AUTHOR.search(text, max(0, match.start() - 48), match.start())
            if author:
                yield Hit(author.start(), match.end(), "author", author[1])
        for match in _REGISTRY.finditer(text):
            name = re.sub(r"\s", "", match[0])
            yield Hit(match.start(), match.end(), "registry", f"EudraCT {name}" if name[0].isdigit() else name)
        if self.numbered:
            for digits in _LONG_NUMBER.finditer(text):
                for match in self.numbered.finditer(text, max(0, digits.start() - 24), digits.end()):
                    if match.end(1) > digits.start():
                        yield Hit(match.start(1), match.end(1), "study", _spaced(match[1]))
        for noun in _TRIAL_NOUN.finditer(text):
            for match in _trial_names(text, noun):
                if match[1].upper() not in _NO_TRIAL and not _GENE_LIKE.fullmatch(match[1]):
                    yield Hit(match.start(1), match.end(1), "study", match[1], known=False)
        for match in _GRADE.finditer(text):
            yield Hit(match.start(), match.end(), "grade", _grade(match))
            yield from _events_of(text, match)
        for match in _AT_WEEK.finditer(text):
            yield Hit(match.start(1), match.end(), "timepoint", f"{match[2]} {match[1].casefold()}")


def _spaced(name: str) -> str:
    return re.sub(r"([A-Za-z])[ -]?([0-9])", r"\1 \2", name, count=1).upper()


_LONG_NUMBER = re.compile(r"(?<=[A-Za-z -])[0-9]{4,7}(?![0-9])")
_MUTATION = re.compile(
    r"\b[ACDEFGHIKLMNPQRSTVWY][0-9]{2,4}(?:[ACDEFGHIKLMNPQRSTVWY]|ins|del"
    r"|fs)(?:/[ACDEFGHIKLMNPQRSTVWY][0-9]{2,4}[ACDEFGHIKLMNPQRSTVWY])*\b"
)
_ET_AL = re.compile(
    r"(?:(?:,?\s{1,3}(?:[*_]{1,2}|<i>)?)et\s{1,3}al\b(?:\.?</i>|[*_.]{0,3})|,?\s{1,3}and\s(?:colleagues|co-?workers)\b)"
)
_AUTHOR = re.compile(
    r"(?<![A-Za-z])((?:[A-Z][\w'\u2019-]{1,20}|de|van|von|la|di|Le|Mc)(?:[ -][A-Z][\w'\u2019-]{2,20})?)$"
)
_REGISTRY = re.compile(
    r"\bNCT ?0?[0-9]{7,8}\b|\bISRCTN ?[0-9]{6,10}\b|\bUMIN ?0?[0-9]{8,9}\b|\bACTRN[0-9]{14}\b"
    r"|\bChiCTR[-A-Z]{0,6}[0-9]{8,10}\b|\b[0-9]{4}-[0-9]{6}-[0-9]{2}\b"
)
_DRUG_STEMS = (
    "tinib", "ciclib", "parib", "rafenib", "metinib", "lisib", "degib", "limus", "zomib", "clax", "rasib", "denib", "mab", "cept", "platin",
    "taxel", "rubicin", "citabine", "trexed", "poside", "relbine", "blastine", "cristine", "tecan", "fosfamide", "mustine", "lidomide",
    "gliflozin", "gliptin", "glutide", "sartan", "dipine", "vastatin", "xaban", "gatran", "grelor", "ciclovir", "navir", "tegravir", "buvir",
    "asvir", "previr", "floxacin", "conazole", "fungin",
)  # fmt: skip
"""INN stems (WHO, The use of stems in the selection of INN, 2018)."""
_ACRONYM = r"[A-Z][A-Za-z]{0,3}[A-Z]{2,}[A-Za-z]{0,4}(?:[ -]?[0-9]{1,5}[A-Za-z]?|-[IVX]{1,3})?"
_TRIAL_NOUN = re.compile(r"\b(?:trial|study)\b")
_TRIAL_BEFORE = re.compile(
    rf"(?<![A-Za-z0-9-])({_ACRONYM}|[A-Z]{{2,8}}-[A-Z]{{0,4}}[0-9]{{1,5}}(?:-[0-9]{{1,4}})?)\s{{1,3}}$"
)
_TRIAL_AFTER = re.compile(rf"\s{{1,3}}[(\[]({_ACRONYM})(?=[;,)\]])")


def _trial_names(text: str, noun: re.Match[str]) -> Iterator[re.Match[str]]:
    """`the TRUST-I trial`, `study (TRUST-I; n = 173)`."""
    before = _TRIAL_BEFORE.search(text, max(0, noun.start() - 30), noun.start())
    after = _TRIAL_AFTER.match(text, noun.end())
    yield from (match for match in (before, after) if match)


_GENE_LIKE = re.compile(r"[A-Z]{2,5}[0-9]?")
_NO_TRIAL = {"RCT", "RCTS", "PHASE", "FDA", "EMA", "NSCLC", "SCLC", "TKI", "PK", "MRI", "CT", "PET", "EGFR", "ALK", "QOL", "ITT", "US", "UK", "USA", "EU", "DNA", "RNA", "PCR", "FISH", "IHC", "NGS", "HIV", "HCV", "COVID-19", "COPD", "II", "III", "IV"}  # fmt: skip
_GRADE = re.compile(
    r"\b(?:(?P<any>any|all)[- ]grades?|grades?\s{0,3}(?P<cmp>[≥>≤<]=?)?\s{0,2}(?P<a>[1-5]|I{1,3}V?|IV"
    r"|V)(?:\s{0,2}(?P<join>-|\u2013|\u2014|or|and|to|/|,)\s{0,2}(?:grade\s)?(?P<b>[1-5]|I{1,3}V?|IV"
    r"|V)\b)?(?P<up>\s(?:or|and)\s(?:higher|more|above|greater|worse|over)|\+)?(?![0-9.]))",
    re.IGNORECASE,
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}


_AT_WEEK = re.compile(r"\b(?:at|by|to|through|until)\s(week|month|day|year)\s([0-9]{1,3})\b", re.IGNORECASE)
_EVENTS_AFTER = re.compile(
    r"\s{1,3}(?:treatment[- ](?:related|emergent)\s|drug[- ]related\s)?((?:adverse\s)?(?:events?|AEs?"
    r"|toxicity|toxicities|reactions))\b(?!\sof)",
    re.IGNORECASE,
)
_EVENTS_BEFORE = re.compile(
    r"\b((?:adverse\s)?(?:events?|AEs?|toxicity|toxicities|reactions))\s{1,3}(?:of|with)\s{1,3}$", re.IGNORECASE
)


def _events_of(text: str, grade: re.Match[str]) -> Iterator[Hit]:
    """`grade 3 or worse events`, `events of grade 3 or higher`: adverse events of any kind."""
    after = _EVENTS_AFTER.match(text, grade.end())
    before = _EVENTS_BEFORE.search(text, max(0, grade.start() - 30), grade.start())
    for match in (after, before):
        if match:
            yield Hit(match.start(1), match.end(1), "event", "any adverse event")


def _grade(match: re.Match[str]) -> str:
    if match["any"]:
        return "any"
    low = _ROMAN.get(match["a"].casefold(), match["a"])
    if match["up"] or (match["cmp"] and ">" in match["cmp"]) or match["cmp"] == "≥":
        return f">={low}"
    if match["b"]:
        return f"{low}-{_ROMAN.get(match['b'].casefold(), match['b'])}"
    return low
