"""Parts of a study's patients that no list holds, named by their words: `the high-risk group`, `high BRG1 expression`.

Every pattern begins with a literal or a set of characters, as those of `shapes.py` do. The name is made of the words
themselves, so that two spellings of one group get one name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from claimcheck.extract.terms import Hit

_ORDER = r"f(?<!\wf)(?:irst|inal)|s(?<!\ws)econd|t(?<!\wt)hird|i(?<!\wi)nitial|1(?<!\w1)st|2(?<!\w2)nd"
_STAGE = re.compile(
    rf"(?P<n>{_ORDER})\s(?:(?:randomi[sz]ed|exploratory|non-randomi[sz]ed)\s)?(?P<what>stage|phase)\b(?!\s(?:I|of\slabou?r))"
)
_PHASE = re.compile(r"[pP](?<!\w.)hase\s(?P<n>I{1,3}[ab]?|[123][ab]?)\s(?:portion|part|component|stage)\b")
_CLASS = re.compile(
    r"(?P<name>[A-Z](?<!\w.)[A-Z]{1,5}\s(?:[A-Z]{2,6}\s)?class)\s(?P<n>I{1,3}|IV|V|[1-5]|[A-D])\b(?:\sor\s(?P<m>I{1,3}|IV|V|[1-5]|[A-D])\b)?"
)
_GROUP = (
    r"(?:groups?|subgroups?|patients?|cohorts?|population|subsets?|strat(?:um|a)|categor(?:y|ies)|participants"
    r"|women|men)"
)
_DEGREE = r"(?:[hH]igh|[lL]ow|[iI]ntermediate|[sS]tandard|[pP]oor|[fF]avou?rable|[gG]ood)"
_DEGREE_REST = (
    r"(?<=[hH])igh|(?<=[lL])ow|(?<=[iI])ntermediate|(?<=[sS])tandard|(?<=[pP])oor|(?<=[fF])avou?rable|(?<=[gG])ood"
)
"""The same behind its first letter."""
_RISK = re.compile(
    rf"(?P<n>[fFgGhHiIlLpPsSuv](?<!\w.)(?:(?<=v)ery\s{_DEGREE}|(?<=u)ltra-?{_DEGREE}|{_DEGREE_REST}))-?(?:\s(?:and|or)\s[a-z]+-|\([^()]{{0,60}}\)\s(?:and|or)\s[a-z]+-)?\s?-?risk\s{_GROUP}\b"
)
_HALF_RISK = re.compile(
    rf"(?P<n>[hHiIlL](?<!\w.)(?:(?<=[hH])igh|(?<=[lL])ow|(?<=[iI])ntermediate))-(?=\s(?:\([^()]{{0,80}}\)\s)?(?:and|or)\s[a-z]+-risk\s{_GROUP}\b)"
)
_MARKER = r"[A-Za-z][A-Za-z0-9-]{1,14}(?:\s[A-Za-z][A-Za-z0-9-]{1,14}){0,2}?"
_LEVEL = re.compile(
    r"(?P<n>[eEhHiIlLnN](?<!\w.)"
    r"(?:(?<=[hH])igh|(?<=[lL])ow|(?<=[eE])levated|(?<=[nN])ormal|(?<=[iI])ntermediate))"
    rf"\s(?:baseline\s|pre-?treatment\s)?(?P<marker>{_MARKER})\s"
    r"(?P<what>expression|levels?|signature|scores?|titres?|titers?|concentrations?|counts?|burden|load|h[a]?emoglobin|albumin|density|ratio)\b"
)
_BESIDE_LEVEL = re.compile(
    r"\b(?:with|in|among|for|having|had|whose)\s(?:an?\s|the\s)?(?:patients\swith\s|those\swith\s)?(?:an?\s)?$"
)
_SUBJECT = re.compile(r"(?:^|[.;]\s|\n)$")
_SCHEDULE = re.compile(
    r"(?P<n>[bcdimtw2-4](?<!\w.)(?:(?<=d)aily|(?<=w)eekly|(?<=b)iweekly|(?<=m)onthly|(?<=[2-4])-weekly|(?<=t)hree-weekly"
    r"|(?<=t)wo-weekly|(?<=c)ontinuous|(?<=i)ntermittent))\s(?P<what>regimen|schedule|dosing)s?\b(?!\sof)"
)
_MARKER_NAME = r"(?P<marker>[A-Z](?<![A-Za-z0-9-].)[A-Za-z0-9]*(?:-[A-Z0-9][A-Za-z0-9]*)?[A-Z0-9][A-Za-z0-9]*)"
_STATUS = re.compile(
    rf"{_MARKER_NAME}[-\u2010\u2011\u2013\s]"
    r"(?P<n>positive|negative|high|low|mutant|mutated|wild[- ]type|expressing|amplified|deficient|proficient)"
    rf"(?=\s{_GROUP}\b|\s(?:tumou?rs?|disease|cases|cancers?)\b)"
)
_NO_MARKER = frozenset({"HIV", "AE", "AEs", "PET", "FDG", "QoL", "PS", "III", "II", "IV"})
_AGE = re.compile(
    r"[aoy1-9](?<!\w.)(?:(?<=a)ged?\s(?P<sign>[<>]=?|[\u2264\u2265])\s?(?P<a>[1-9][0-9])(?:\syears)?"
    r"|(?<=[1-9])[0-9]\syears\s(?:of\sage\s)?(?:or|and)\s(?P<way>older|over|above|younger)"
    r"|(?:(?<=o)lder|(?<=y)ounger)\sthan\s(?P<c>[1-9][0-9])\syears)(?![0-9])"
)
_SITES = re.compile(r"metastatic\s(?:organs|sites)\b")
_HOW_MANY = re.compile(
    r"(?P<sign>[<>]=?|[\u2264\u2265]|[mM]ore\sthan|[fF]ewer\sthan|[aA]t\sleast)\s?(?P<n>[1-9]|one|two|three|four)\s(?:baseline\s)?$"
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
        elif match["way"]:
            sign = "\u2264" if match["way"] == "younger" else "\u2265"
        else:
            sign = ">" if match[0].startswith("older") else "<"
        yield _hit(match, f"{sign}{match['a'] or match['c'] or match[0][:2]} years")


def _sites(text: str) -> Iterator[Hit]:
    """`more than two metastatic organs`, `>2 baseline metastatic organs`."""
    for sites in _SITES.finditer(text):
        match = _HOW_MANY.search(text, max(0, sites.start() - 30), sites.start())
        if match is not None:
            sign = _IN_SIGNS.get(match["sign"].casefold(), match["sign"])
            name = f"{sign}{_IN_FIGURES.get(match['n'], match['n'])} metastatic organs"
            yield Hit(match.start(), sites.end(), "subgroup", name, known=False)


_FINDERS = (_sites, _stages, _risks, _levels, _schedules, _statuses, _ages)
