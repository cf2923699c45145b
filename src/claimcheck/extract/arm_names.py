"""Arms that no vocabulary holds: `the TEGAFIRI arm`, `RT-GC and RT-GC+GC groups`, `arm A`.

Reports name their arms by acronyms of their own. A word of capitals beside `arm` or `group` is such a name, wherever
the document goes on to use it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from claimcheck.extract.terms import Hit, longest

_NAME = r"[A-Za-z]{0,2}[A-Z][A-Za-z0-9]*(?:[+/\u00b1-][A-Za-z0-9]+){0,3}(?:\s\+\s[A-Z][A-Za-z0-9]*)?"
_ANY_NOUN = re.compile(
    r"a(?<=[\s-].)rms?\b|g(?<=[\s-].)roups?\b|s(?<=[\s-].)tudy\s(?:arm|group)s?\b"
    r"|t(?<=[\s-].)(?:reatment|herapy)\s(?:arm|group)s?\b"
)
"""Begins with a letter, for speed: see `shapes.py`."""
_BEFORE = re.compile(
    rf"(?<![A-Za-z0-9+/-])(?:(?P<first>{_NAME})(?:,?\s(?:and|or|vs\.?|versus|v)\s(?:the\s)?|\s?/\s?))?(?P<last>{_NAME})[\s-]$"
)
_LETTERED = re.compile(r"[aA](?<!\w.)rm\s(?:[A-D]|[1-4]|I{1,3})\b(?![.-]?[0-9])")
_LEAST = 2
"""Capitals that make a word an acronym."""
_TIMES = 2
"""Times that a document must use a name of its own as an arm's."""
_PARTS = re.compile(r"[\s+/-]+")
"""Between the parts of a name: one made of the parts of other arms needs to be used only once."""
_NO_ARM = frozenset(
    {
        "ITT",
        "PP",
        "FAS",
        "SAF",
        "HR",
        "OR",
        "RR",
        "CI",
        "II",
        "III",
        "IV",
        "SD",
        "ECOG",
        "WHO",
        "NCI",
        "UK",
        "US",
        "USA",
        "DNA",
        "RNA",
        "QOL",
        "QoL",
        "TNM",
    }
)
"""Capitals beside `group` that are no treatment."""


def with_arm_names(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, and one more wherever the document uses an arm's name that only it defines.

    Args:
        text: the document's text.
        hits: the terms found so far; what is a term already names no arm of its own.
    """
    found = [
        Hit(m.start(), m.end(), "treatment", m[0][:1].lower() + m[0][1:], known=False) for m in _LETTERED.finditer(text)
    ]
    known = {text[h.start : h.end] for h in hits} | _NO_ARM
    counts: Counter[str] = Counter()
    for noun in _ANY_NOUN.finditer(text):
        match = _BEFORE.search(text, max(0, noun.start() - 48), noun.start())
        for name in match.group("first", "last") if match else ():
            if name and _may_be_arm(name, known):
                counts[name] += 1
    names = {name for name, count in counts.items() if count >= _TIMES}
    parts = {part for name in names for part in _PARTS.split(name)}
    names |= {name for name in counts if len(_PARTS.split(name)) > 1 and parts >= {*_PARTS.split(name)}}
    if names:
        body = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
        pattern = re.compile(rf"(?<![A-Za-z0-9+/-])(?:{body})(?![A-Za-z0-9]|[+/-][A-Za-z0-9])")
        found += [Hit(m.start(), m.end(), "treatment", m[0], known=False) for m in pattern.finditer(text)]
    return longest([*hits, *found]) if found else list(hits)


def _may_be_arm(name: str, known: set[str] | frozenset[str]) -> bool:
    if name in known or sum(c.isupper() for c in name) < _LEAST:
        return False
    return not any(part in known for part in re.split(r"[\s+/]+", name) if len(part) > 1) or "+" in name or "-" in name
