"""What a number is about, in canonical names; and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from claimcheck.model import Attribute, AttributeValue, CitedWork, Mention, Scope
from claimcheck.normalise.names import Names, is_report
from claimcheck.normalise.units import plain
from claimcheck.vocabulary import fold

STEPS: Mapping[Scope, float] = {
    Scope.CELL: 1.0,
    Scope.CLAUSE: 1.0,
    Scope.SENTENCE: 0.98,
    Scope.PARAGRAPH: 0.93,
    Scope.HEADING: 0.92,
    Scope.CAPTION: 0.95,
    Scope.DOCUMENT: 0.85,
}
"""What each attribute's origin leaves of the confidence: the one table of it."""

UNKNOWN_NAME = 0.95
"""The same for a name that the vocabulary does not know."""

MANY = frozenset({"citation", "source"})
"""Keys that hold a list."""

_TIME = re.compile(
    r"([0-9]+(?:[.\u00b7][0-9]+)?)[\s\u2010-\u2015-]*(day|week|wk|month|mo|year|yr|y)(?:s|rs)?", re.IGNORECASE
)
_UNITS = {"wk": "week", "mo": "month", "yr": "year", "y": "year"}
_QUALIFIER = re.compile(r" \([^()]+\)$")
"""What tells two trials of one name apart in the vocabulary; the document says it by its drug or its disease."""
_OR_HIGHER = re.compile(
    r"(?:grades?\s*)?(?:(?:>=|\u2265|>\s*=)\s*([1-5])"
    r"|([1-5])\s*(?:\+|(?:or|and)\s+(?:higher|above|more|greater|worse|over)))",
    re.IGNORECASE,
)
_GRADE_SPAN = re.compile(r"(?:grades?\s*)?([1-5])\s*(?:[\u2010-\u2015-]|to|or|and|/)\s*([1-5])", re.IGNORECASE)


def attributes(mention: Mention, names: Names, works: Iterable[CitedWork]) -> dict[str, AttributeValue]:
    """Canonical attributes of a mention; of two values for one key the one said nearest to the number stands."""
    said: dict[str, Attribute] = {}
    for attribute in mention.attributes:
        if attribute.key not in MANY and (attribute.key not in said or attribute.scope < said[attribute.key].scope):
            said[attribute.key] = attribute
    works = tuple(works)
    result: dict[str, AttributeValue] = {
        key: canonical_name(key, attribute.value, names, works) for key, attribute in said.items()
    }
    result.update(_cited(mention.attributes, works))
    study = result.get("study")
    if isinstance(study, str) and is_report(study):  # `Xu et al. (2020) found`: the report is the work
        result.setdefault("source", (study,))
    return dict(sorted(result.items()))


def canonical_name(key: str, written: str, names: Names, works: tuple[CitedWork, ...] = ()) -> str:
    """The canonical form of one attribute's value."""
    if key == "timepoint":
        return timepoint(written)
    if key == "grade":
        return grade(written)
    if key == "study" and any(work.name == written for work in works):
        return written
    if key == "study" and not names.knows(key, written):
        report = _named_report(written, works)
        if report is not None:
            return report
    name = names.resolve(key, written)
    return _QUALIFIER.sub("", name) if key == "study" else name


def timepoint(written: str) -> str:
    """`1-year` and `12 mo` are `12 months`; weeks and days stay, since they are no whole number of months."""
    match = _TIME.search(written)
    if match is None:
        return " ".join(written.split())
    count = Decimal(match[1].replace("\u00b7", "."))
    unit = _UNITS.get(match[2].casefold(), match[2].casefold())
    if unit == "year":
        count, unit = count * 12, "month"
    count = plain(count)
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def grade(written: str) -> str:
    """`>=3`, `3+` and `grade 3 or worse` are `3 or higher`; `3 to 4` is `3-4`."""
    text = " ".join(written.split())
    if match := _OR_HIGHER.fullmatch(text):
        return f"{match[1] or match[2]} or higher"
    if match := _GRADE_SPAN.fullmatch(text):
        return f"{match[1]}-{match[2]}"
    if match := re.fullmatch(r"grades?\s*([1-5])", text, re.IGNORECASE):
        return match[1]
    return "any" if re.fullmatch(r"(?:any|all)[\s-]*(?:grades?)?", text, re.IGNORECASE) else text


def inferred(mention: Mention) -> frozenset[str]:
    """Keys that nothing in the sentence or the table row itself says."""
    nearest: dict[str, Scope] = {}
    for attribute in mention.attributes:
        nearest[attribute.key] = min(attribute.scope, nearest.get(attribute.key, Scope.DOCUMENT))
    return frozenset(key for key, scope in nearest.items() if scope > Scope.SENTENCE)


def confidence(mention: Mention) -> float:
    """The reader's own confidence, lowered a step for every key that comes from further away or is not known."""
    result = mention.confidence
    nearest: dict[str, Attribute] = {}
    for attribute in mention.attributes:
        if attribute.key not in nearest or attribute.scope < nearest[attribute.key].scope:
            nearest[attribute.key] = attribute
    for key, attribute in sorted(nearest.items()):
        result *= STEPS[attribute.scope]
        if not attribute.known and key not in MANY:
            result *= UNKNOWN_NAME
    return round(result, 4)


def _cited(said: Iterable[Attribute], works: tuple[CitedWork, ...]) -> dict[str, AttributeValue]:
    """`citation` as marked, `source` as the works that the marks stand for.

    A citation by author and year stands for the work of that name, also where no list has it.
    """
    said = tuple(said)
    named = {work.name: work.name for work in works} | {work.mark: work.name for work in works}
    marks: list[str] = []
    sources = [attribute.value for attribute in said if attribute.key == "source"]
    for attribute in said:
        for mark in attribute.value.split(",") if attribute.key == "citation" else ():
            mark = mark.strip()
            if mark:
                marks.append(mark)
                sources += [named[mark]] if mark in named else [mark] if attribute.known and is_report(mark) else []
    found = {"citation": tuple(dict.fromkeys(marks)), "source": tuple(dict.fromkeys(sources))}
    return {key: value for key, value in found.items() if value}


def _named_report(written: str, works: tuple[CitedWork, ...]) -> str | None:
    """`Xu` or `Xu et al.` is `Xu 2020` where the reference list holds one work of that first author."""
    author = re.sub(r"[\s,]*\bet al\.?$", "", " ".join(written.split()))
    if not author or any(c.isdigit() for c in author):
        return None
    pattern = re.compile(re.escape(fold(author)) + r"(?:19|20)[0-9]{2}[a-z]?")
    found = {work.name for work in works if pattern.fullmatch(fold(work.name))}
    return found.pop() if len(found) == 1 else None
