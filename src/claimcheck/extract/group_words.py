"""Parts of a study's patients that no list holds, named by their words: `the high-risk group`, `high BRG1 expression`.

Every pattern begins with a literal or a set of characters, as those of `shapes.py` do. The name is made of the words
themselves, so that two spellings of one group get one name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from claimcheck.extract.terms import Hit

_ORDER = r"(?:first|second|third|initial|final|1st|2nd)"
_STAGE = re.compile(
    rf"\b(?P<n>{_ORDER})\s(?:(?:randomi[sz]ed|exploratory|non-randomi[sz]ed)\s)?(?P<what>stage|phase)\b(?!\s(?:I|of\slabou?r))"
)
_PHASE = re.compile(r"\b[pP]hase\s(?P<n>I{1,3}[ab]?|[123][ab]?)\s(?:portion|part|component|stage)\b")
_CLASS = re.compile(
    r"\b(?P<name>(?:[A-Z]{2,6}\s){1,2}class)\s(?P<n>I{1,3}|IV|V|[1-5]|[A-D])\b(?:\sor\s(?P<m>I{1,3}|IV|V|[1-5]|[A-D])\b)?"
)
_GROUP = (
    r"(?:groups?|subgroups?|patients?|cohorts?|population|subsets?|strat(?:um|a)|categor(?:y|ies)|participants"
    r"|women|men)"
)
_RISK = re.compile(
    rf"\b(?P<n>(?:very\s|ultra-?)?(?:[hH]igh|[lL]ow|[iI]ntermediate|[sS]tandard|[pP]oor|[fF]avou?rable|[gG]ood))-?(?:\s(?:and|or)\s[a-z]+-|\([^()]{{0,60}}\)\s(?:and|or)\s[a-z]+-)?\s?-?risk\s{_GROUP}\b"
)
_HALF_RISK = re.compile(
    rf"\b(?P<n>[hH]igh|[lL]ow|[iI]ntermediate)-(?=\s(?:\([^()]{{0,80}}\)\s)?(?:and|or)\s[a-z]+-risk\s{_GROUP}\b)"
)
_MARKER = r"[A-Za-z][A-Za-z0-9-]{1,14}(?:\s[A-Za-z][A-Za-z0-9-]{1,14}){0,2}?"
_LEVEL = re.compile(
    rf"\b(?P<n>[hH]igh|[lL]ow|[eE]levated|[nN]ormal|[iI]ntermediate)\s(?:baseline\s|pre-?treatment\s)?(?P<marker>{_MARKER})\s"
    r"(?P<what>expression|levels?|signature|scores?|titres?|titers?|concentrations?|counts?|burden|load|h[a]?emoglobin|albumin|density|ratio)\b"
)
_BESIDE_LEVEL = re.compile(
    r"\b(?:with|in|among|for|having|had|whose)\s(?:an?\s|the\s)?(?:patients\swith\s|those\swith\s)?(?:an?\s)?$"
)
_SUBJECT = re.compile(r"(?:^|[.;]\s|\n)$")
_SCHEDULE = re.compile(
    r"\b(?P<n>daily|weekly|biweekly|monthly|[234]-weekly|three-weekly|two-weekly|continuous|intermittent)\s(?P<what>regimen|schedule|dosing)s?\b(?!\sof)"
)
_MARKER_NAME = r"(?P<marker>[A-Z][A-Za-z0-9]*(?:-[A-Z0-9][A-Za-z0-9]*)?[A-Z0-9][A-Za-z0-9]*)"
_STATUS = re.compile(
    rf"(?<![A-Za-z0-9-]){_MARKER_NAME}[-\u2010\u2011\u2013\s]"
    r"(?P<n>positive|negative|high|low|mutant|mutated|wild[- ]type|expressing|amplified|deficient|proficient)"
    rf"(?=\s{_GROUP}\b|\s(?:tumou?rs?|disease|cases|cancers?)\b)"
)
_NO_MARKER = frozenset({"HIV", "AE", "AEs", "PET", "FDG", "QoL", "PS", "III", "II", "IV"})
_AGE = re.compile(
    r"\b(?:(?:aged?|age)\s(?P<sign>[<>]=?|[\u2264\u2265])\s?(?P<a>[1-9][0-9])(?:\syears)?"
    r"|(?P<b>[1-9][0-9])\syears\s(?:of\sage\s)?(?:or|and)\s(?P<way>older|over|above|younger)"
    r"|(?P<rel>older|younger)\sthan\s(?P<c>[1-9][0-9])\syears)(?![0-9])"
)
_SITES = re.compile(
    r"(?P<sign>[<>]=?|[\u2264\u2265]|[mM]ore\sthan|[fF]ewer\sthan|[aA]t\sleast)\s?(?P<n>[1-9]|one|two|three|four)\s(?:baseline\s)?"
    r"metastatic\s(?P<what>organs|sites)\b"
)
_IN_SIGNS = {"more than": ">", "fewer than": "<", "at least": ">=", "\u2265": ">=", "\u2264": "<="}
_IN_FIGURES = {"one": "1", "two": "2", "three": "3", "four": "4"}
_FINDERS: tuple[Callable[[str], Iterator[Hit]], ...]


def worded_groups(text: str) -> Iterator[Hit]:
    """The groups of patients that the words of a text make."""
    for finder in _FINDERS:
        yield from finder(text)


def _hit(match: re.Match[str], name: str) -> Hit:
    return Hit(match.start(), match.end(), "subgroup", name, known=False)


def _stages(text: str) -> Iterator[Hit]:
    """`the second stage` of a study, `the phase Ib portion`, `RTOG class II`."""
    for match in _STAGE.finditer(text):
        if match["what"] == "stage":
            yield _hit(match, f"{match['n']} stage")
    for match in _PHASE.finditer(text):
        yield _hit(match, f"phase {match['n']}")
    for match in _CLASS.finditer(text):
        yield _hit(match, f"{match['name']} {match['n']}" + (f" or {match['m']}" if match["m"] else ""))


def _risks(text: str) -> Iterator[Hit]:
    """`high-risk patients`; of `intermediate- (HR 1.0) and low-risk groups` both."""
    for pattern in (_RISK, _HALF_RISK):
        for match in pattern.finditer(text):
            yield _hit(match, f"{match['n'].casefold().strip()}-risk")


def _levels(text: str) -> Iterator[Hit]:
    """`patients with high BRG1 expression`, and the same as a sentence's subject."""
    for match in _LEVEL.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if _BESIDE_LEVEL.search(before) or _SUBJECT.search(before) or match.start() == 0:
            yield _hit(match, f"{match['n'].casefold()} {match['marker']} {match['what'].removesuffix('s')}")


def _schedules(text: str) -> Iterator[Hit]:
    """`the daily regimen`: those of one arm who were given its drug that way."""
    for match in _SCHEDULE.finditer(text):
        yield _hit(match, f"{match['n']} {match['what']}")


def _statuses(text: str) -> Iterator[Hit]:
    """`CLDN18-positive patients`, `BRG1 wild-type tumours`."""
    for match in _STATUS.finditer(text):
        if match["marker"] not in _NO_MARKER:
            status = "-".join(match["n"].split())
            joint = " " if status in ("wild-type", "mutant", "mutated") else "-"
            yield _hit(match, f"{match['marker']}{joint}{status}")


def _ages(text: str) -> Iterator[Hit]:
    """`aged < 50 years`, `70 years or older`."""
    for match in _AGE.finditer(text):
        if match["a"]:
            sign = {"<=": "\u2264", ">=": "\u2265"}.get(match["sign"], match["sign"])
        elif match["b"]:
            sign = "\u2264" if match["way"] == "younger" else "\u2265"
        else:
            sign = ">" if match["rel"] == "older" else "<"
        yield _hit(match, f"{sign}{match['a'] or match['b'] or match['c']} years")


def _sites(text: str) -> Iterator[Hit]:
    """`more than two metastatic organs`, `>2 baseline metastatic organs`."""
    for match in _SITES.finditer(text):
        sign = _IN_SIGNS.get(match["sign"].casefold(), match["sign"])
        yield _hit(match, f"{sign}{_IN_FIGURES.get(match['n'], match['n'])} metastatic organs")


_FINDERS = (_sites, _stages, _risks, _levels, _schedules, _statuses, _ages)
