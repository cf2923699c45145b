"""Names that only their shape gives away: mutations, fusions, registry ids, authors, trials, grades, data cuts.

Every pattern begins with a literal or with a set of characters, which lets `re` jump from candidate to candidate;
the boundary on its left is looked at behind the first character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set

from claimcheck.extract.dates import dates
from claimcheck.extract.mutations import mutations
from claimcheck.extract.registries import registries
from claimcheck.extract.score_levels import score_levels
from claimcheck.extract.terms import Hit
from claimcheck.vocabulary import Vocabulary

_ANY_AUTHOR = re.compile(r"et\s{1,3}al\b|and\s(?:colleagues|co-?workers)\b")
_ET_AL = re.compile(
    r"(?:(?:,?\s{1,3}(?:[*_]{1,2}|<i>)?)et\s{1,3}al\b(?:\.?</i>|[*_.]{0,3})|,?\s{1,3}and\s(?:colleagues|co-?workers)\b)"
)
_AUTHOR = re.compile(
    r"(?<![A-Za-z])((?:[A-Z][\w'\u2019-]{1,20}|de|van|von|la|di|Le|Mc)(?:[ -][A-Z][\w'\u2019-]{2,20})?)$"
)
_LONG_NUMBER = re.compile(r"[0-9](?<=[A-Za-z -].)[0-9]{3,6}(?![0-9])")
_ACRONYM = r"[A-Z][A-Za-z]{0,3}[A-Z]{2,}[A-Za-z]{0,4}(?:[ -]?[0-9]{1,5}[A-Za-z]?|-[IVX]{1,3})?"
_TRIAL_NOUN = re.compile(r"t(?<!\wt)rial\b|s(?<!\ws)tudy\b")
_TRIAL_BEFORE = re.compile(
    rf"(?<![A-Za-z0-9-])({_ACRONYM}|[A-Z][0-9]{{3,5}}|[A-Z]{{2,8}}-[A-Z]{{0,4}}[0-9]{{1,5}}(?:-[0-9]{{1,4}})?)\s{{1,3}}$"
)
_TRIAL_AFTER = re.compile(rf"\s{{1,3}}[(\[]({_ACRONYM})(?=[;,)\]])")
_GENE_LIKE = re.compile(r"[A-Z]{2,5}[0-9]?")
_ANY_GRADE = re.compile(r"[gG][rR][aA][dD][eE]")
_GRADE = re.compile(
    r"\b(?:(?P<any>any|all)[- ]grades?|grades?\s{0,3}(?P<cmp>[≥⩾≧>≤⩽<]=?)?\s{0,2}(?P<a>[1-5]|I{1,3}V?|IV"
    r"|V)(?:\s{0,2}(?P<join>-|\u2013|\u2014|or|and|to|/|,)\s{0,2}(?:grade\s)?(?P<b>[1-5]|I{1,3}V?|IV"
    r"|V)\b)?(?P<up>\s(?:or|and)\s(?:higher|more|above|greater|worse|over)|\+)?(?![0-9.]))",
    re.IGNORECASE,
)
_AT_LEAST = frozenset({"≥", "⩾", "≧", ">=", "≥=", "⩾="})
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_ANY_SEVERITY = re.compile(r"[mM]ild(?:/|-to-|\s(?:to|or|and)\s)moderate\b")
"""CTCAE v5.0: grade 1 is mild, grade 2 moderate."""
_LONGEST_DATE = 24
_STAGE_PART = r"(?:I(?:II|I|V)?|[1-4](?![0-9.%]))[A-D]?[1-3]?(?:M1[a-d])?"
_STAGES = re.compile(
    rf"[sS]tages?\s(?P<low>{_STAGE_PART})(?:\s?(?P<join>-|\u2013|\u2014|/|to|or|and)\s?(?:stage\s)?(?P<high>{_STAGE_PART}))?"
    r"(?![A-Za-z0-9])"
)
_ANY_WEEK = re.compile(r"[wmdyWMDY](?i:eek|onth|ay|ear)\s[0-9]{1,3}\b")
_AT_WEEK = re.compile(r"\b(?:at|by|to|through|until)\s(week|month|day|year)\s([0-9]{1,3})\b", re.IGNORECASE)
_CUTOFF = re.compile(
    r"[dD]ata[\s-]cut[\s-]?off(?:\s?date)?(?:,?\s(?:of|on|at|was|is)|\s?[:,])?\s(?:the\s)?\(?(?=[0-9A-Z])"
)
_NAMED_CUT = re.compile(r"\b(?:analys[ei]s|report|results|update)\b[^.;]{0,16}$", re.IGNORECASE)
_EVENTS_AFTER = re.compile(
    r"\s{1,3}(?:treatment[- ](?:related|emergent)\s|drug[- ]related\s)?((?:adverse\s)?(?:events?|AEs?"
    r"|toxicity|toxicities|reactions))\b(?!\sof)",
    re.IGNORECASE,
)
_EVENTS_BEFORE = re.compile(
    r"\b((?:adverse\s)?(?:events?|AEs?|toxicity|toxicities|reactions))\s{1,3}(?:of|with)\s{1,3}$", re.IGNORECASE
)


class Shapes:
    """The finders of names, those that need the vocabulary compiled once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Compile the patterns that need names of the vocabulary."""
        no_trial = {alias for term in vocabulary.of("no_trial").values() for alias in term.aliases}
        self.finders: tuple[Callable[[str], Iterator[Hit]], ...] = (
            mutations,
            _fusion_finder(vocabulary),
            _authors,
            registries,
            _numbered_finder(vocabulary),
            _marked_finder(vocabulary),
            lambda text: _trials(text, no_trial),
            _grades,
            _severities,
            _stages,
            score_levels,
            _weeks,
            _cutoffs,
        )

    def find(self, text: str) -> Iterator[Hit]:
        """Every name of the text that a shape gives away."""
        for finder in self.finders:
            yield from finder(text)


def _fusion_finder(vocabulary: Vocabulary) -> Callable[[str], Iterator[Hit]]:
    """`EML4-ALK`, `non-EML4-ALK`: two genes joined, the second a known target."""
    targets = (name for name in vocabulary.of("target") if re.fullmatch(r"[A-Z][A-Z0-9]{1,7}", name))
    genes = "|".join(sorted(targets, key=lambda n: (-len(n), n))) or "ALK"
    pattern = re.compile(
        rf"(?P<a>[A-Z](?<!\w.)[A-Z0-9]{{2,8}})(?:-|\u2013|::|/)[*_]?(?P<b>{genes})\b(?!-?(?:positive|rearranged|mutat))"
    )

    def fusions(text: str) -> Iterator[Hit]:
        for match in pattern.finditer(text):
            non = re.compile(r"\bnon-").match(text, max(0, match.start() - 4))
            start, prefix = (non.start(), "non-") if non else (match.start(), "")
            yield Hit(start, match.end(), "fusion", f"{prefix}{match['a']}-{match['b']}")

    return fusions


def _authors(text: str) -> Iterator[Hit]:
    """`Camidge et al`, `Camidge and colleagues`."""
    done = 0
    for core in _ANY_AUTHOR.finditer(text):
        match = _ET_AL.search(text, max(done, core.start() - 8), core.end() + 8)
        if match is None:
            continue
        done = match.end()
        author = _AUTHOR.search(text, max(0, match.start() - 48), match.start())
        if author:
            yield Hit(author.start(), match.end(), "author", author[1])


def _numbered_finder(vocabulary: Vocabulary) -> Callable[[str], Iterator[Hit]]:
    """Known trial names with a number of three digits or more, with a reference mark glued behind it."""
    families: dict[str, list[str]] = {}
    for name in vocabulary.of("study"):
        match = re.fullmatch(r"([A-Za-z]{3,})[ -]([0-9]{3,5})", name)
        if match:
            families.setdefault(match[1], []).append(match[2])
    body = "|".join(f"(?:{family}[ -]?(?:{'|'.join(sorted(numbers))}))" for family, numbers in sorted(families.items()))
    pattern = re.compile(rf"\b({body})(?=[0-9]{{1,2}}(?![0-9]))", re.IGNORECASE)

    def numbered(text: str) -> Iterator[Hit]:
        for digits in _LONG_NUMBER.finditer(text) if families else ():
            for match in pattern.finditer(text, max(0, digits.start() - 24), digits.end()):
                if match.end(1) > digits.start():
                    yield Hit(match.start(1), match.end(1), "study", _spaced(match[1]))

    return numbered


def _marked_finder(vocabulary: Vocabulary) -> Callable[[str], Iterator[Hit]]:
    """Known trials whose name ends in one digit, with a reference mark glued behind: `AURA35` is AURA3 and a 5."""
    known = {name.replace(" ", "") for name in vocabulary.of("study")}
    names = {
        name.replace(" ", ""): name for name in vocabulary.of("study") if re.fullmatch(r"[A-Za-z]{3,} ?[0-9]", name)
    }
    body = "|".join(sorted(names, key=lambda n: (-len(n), n)))
    digits = re.compile(r"[0-9](?<=[A-Za-z].)[0-9]{1,2}(?![0-9])")
    pattern = re.compile(rf"(?<![A-Za-z0-9-])({body})$")

    def marked(text: str) -> Iterator[Hit]:
        for mark in digits.finditer(text) if names else ():
            match = pattern.search(text, max(0, mark.start() - 16), mark.start() + 1)
            if match and match[1] + text[mark.start() + 1 : mark.end()] not in known:
                yield Hit(match.start(1), match.end(1), "study", names[match[1]])

    return marked


def _spaced(name: str) -> str:
    return re.sub(r"([A-Za-z])[ -]?([0-9])", r"\1 \2", name, count=1).upper()


def _trials(text: str, no_trial: Set[str]) -> Iterator[Hit]:
    """`the TRUST-I trial`, `study (TRUST-I; n = 173)`."""
    for noun in _TRIAL_NOUN.finditer(text):
        before = _TRIAL_BEFORE.search(text, max(0, noun.start() - 30), noun.start())
        after = _TRIAL_AFTER.match(text, noun.end())
        for match in (before, after):
            if match and match[1].upper() not in no_trial and not _GENE_LIKE.fullmatch(match[1]):
                yield Hit(match.start(1), match.end(1), "study", match[1], known=False)


def _severities(text: str) -> Iterator[Hit]:
    """`mild/moderate`: grade 1 or 2."""
    for match in _ANY_SEVERITY.finditer(text):
        yield Hit(match.start(), match.end(), "grade", "1-2")


def _stages(text: str) -> Iterator[Hit]:
    """`stage IIIB-IVM1a`: a stage, or a span of stages, of the disease."""
    for match in _STAGES.finditer(text):
        if match["low"] in ("I", "1") and match["high"] is None:
            continue
        name = f"stage {_staged(match['low'])}" + (f"-{_staged(match['high'])}" if match["high"] else "")
        yield Hit(match.start(), match.end(), "subgroup", name)


def _staged(part: str) -> str:
    """`3A` as `IIIA`."""
    return {"1": "I", "2": "II", "3": "III", "4": "IV"}.get(part[0], part[0]) + part[1:]


def _weeks(text: str) -> Iterator[Hit]:
    """`at week 24`: a time point."""
    for week in _ANY_WEEK.finditer(text):
        match = _AT_WEEK.search(text, max(0, week.start() - 8), week.end())
        if match and match.start(1) == week.start():
            yield Hit(match.start(1), match.end(), "timepoint", f"{match[2]} {match[1].casefold()}")


def _cutoffs(text: str) -> Iterator[Hit]:
    """`at the data cutoff of June 12, 2017`: the cut that figures are of, named by its date where nothing else does."""
    for words in _CUTOFF.finditer(text):
        if _NAMED_CUT.search(text, max(0, words.start() - 40), words.start()):
            continue
        date = next(iter(dates(text[words.end() : words.end() + _LONGEST_DATE])), None)
        if date is not None and date.start == 0 and date.date is not None:
            yield Hit(words.start(), words.end() + date.end, "data_cutoff", date.date)


def _grades(text: str) -> Iterator[Hit]:
    """`grade 3-4`, `any grade`; of `grade 3 or worse events` the events as well."""
    done = 0
    for word in _ANY_GRADE.finditer(text):
        match = _GRADE.match(text, max(done, word.start() - 4)) or _GRADE.match(text, word.start())
        if match is None or word.start() < done:
            continue
        done = match.end()
        yield Hit(match.start(), match.end(), "grade", _grade(match))
        yield from _events_of(text, match)


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
    if match["cmp"] == ">":
        return f">={int(low) + 1}"
    if match["up"] or match["cmp"] in _AT_LEAST:
        return f">={low}"
    if match["b"]:
        return f"{low}-{_ROMAN.get(match['b'].casefold(), match['b'])}"
    return low
