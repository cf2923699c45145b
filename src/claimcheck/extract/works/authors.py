"""The authors that open an entry of a reference list: where they end, and who is the first."""

from __future__ import annotations

import re

_PARTICLE = (
    r"(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]i|[Dd]a|[Dd]o|[Dd]os|[Dd]as|[Dd]el|[Dd]ella|[Dd]u|[Ll]a|[Ll]e|[Ll]o"
    r"|[Tt]en|[Tt]er|[Ee]l|[Aa]l|[Bb]in|[Ii]bn|[Zz]u|[Zz]ur|[Vv]ande|[Tt]'|'t|St\.?)"
)
_UPPER = "[A-Z\u00c0-\u00de\u0100-\u017f]"
_LETTER = "[\\w'\u2019\u2010-]"
_WORD = rf"(?:[dlDLO]['\u2019])?{_UPPER}{_LETTER}*[a-z\u00df-\u00ff\u0100-\u017f]{_LETTER}*"
_CAPITALS = rf"{_UPPER}[A-Z\u00c0-\u00de'\u2019-]+(?=,?\s[A-Z](?:[A-Z]{{0,2}}|\.(?:\s?[A-Z]\.)*)(?:[,;.:\s]|$))"
_SURNAME = rf"(?:{_PARTICLE}[\s-]?)*(?:{_WORD}|{_CAPITALS})(?:[\s-](?:{_PARTICLE}\s)?{_WORD}){{0,2}}"
_SHORT = rf"{_UPPER}{{1,4}}(?:-{_UPPER}{{1,2}})?(?![\w'\u2019-])"
_DOTTED = rf"{_UPPER}[a-z]?\.(?:[\s-]{{0,2}}{_UPPER}[a-z]?\.){{0,4}}"
_SPACED = rf"{_UPPER}(?:[\s-]{_UPPER}){{1,3}}(?![\w'\u2019.-])"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|II|III|IV|2nd|3rd|4th)\b\.?)?"
_GIVEN = rf"{_WORD}(?:[\s-](?:{_UPPER}\.?(?!\w)|{_WORD})){{0,3}}"

_PERSON = re.compile(
    rf"(?P<name>{_SURNAME}){_SUFFIX}\s?,?\s(?:{_DOTTED}|{_SPACED}|{_SHORT}){_SUFFIX}(?:\s{_PARTICLE}(?=[,.]))?"
)
"""`Shaw AT`, `Shaw A.T.`, `Shaw, A. T.`, `van den Bent MJ`."""
_TURNED = re.compile(rf"(?:{_DOTTED}|{_SHORT})\s?(?P<name>{_SURNAME}){_SUFFIX}")
"""`A. T. Shaw`, `AT Shaw`."""
_WRITTEN = re.compile(rf"(?P<name>{_SURNAME}),\s{_GIVEN}(?=,\s|\.\s|\s\(|\sand\s|\s&)")
"""`Shaw, Alice T.`"""
_WHOLE = re.compile(
    rf"{_WORD}(?:\s{_UPPER}\.?)*\s(?P<name>{_SURNAME})(?=,\s(?:{_WORD}(?:\s{_UPPER}\.?)*\s{_WORD}|et\sal))"
)
"""`Alice T. Shaw, Sai-Hong Ou`."""
_ALONE = re.compile(rf"(?P<name>{_SURNAME})(?=,?\s(?:et\sal\b|and\s(?:colleagues|others)))")
"""`Shaw et al.`"""
_FIRST = (_PERSON, _TURNED, _WRITTEN, _WHOLE, _ALONE)
_NEXT = (_PERSON, _TURNED, re.compile(rf"(?P<name>{_WORD}(?:\s{_UPPER}\.?)*\s{_SURNAME})(?=,\s|\.|\sand\s|\s&|\s\()"))
_SEPARATOR = re.compile(r"\s?(?:[,;]\s?(?:and\s|&\s?|\u2026\s?|\.\s?\.\s?\.\s?)?|\s(?:and|&)\s|(?<=\.)\s(?:and|&)\s)")
_ET_AL = re.compile(r"\s?[,;.]?\s?(?:\(?et\s?al\b|and\s(?:colleagues|co-?workers|others)\b)[.,)]*", re.IGNORECASE)
_EDITORS = re.compile(r"\s?,?\s?\(?[Ee]ds?\b[.)]*|,?\seditors?\b")
_GROUP_END = re.compile(r"\.(?=\s)|\s\((?=(?:19|20)[0-9]{2})|[,.]\s(?=(?:19|20)[0-9]{2}[.,:])")
_MOST = 200
"""Persons of one list."""
_LONGEST_GROUP = 160
_GROUP_WORDS = 9


def authors(entry: str) -> tuple[str | None, int]:
    """Surname of the first author, or the body that signs the work; and where the authors end.

    >>> [authors(entry)[0] for entry in ("Shaw AT, Ou SH.", "Shaw, A. T., & Ou, S.", "A. T. Shaw and S. Ou,")]
    ['Shaw', 'Shaw', 'Shaw']
    >>> authors("World Health Organization. World cancer report.")
    ('World Health Organization', 25)
    """
    first = person(entry)
    if first is None:
        return _group(entry)
    end = _all(entry, first.end())
    return " ".join(first["name"].split()), end


def person(text: str) -> re.Match[str] | None:
    """The person whose name opens a text."""
    if text.startswith("The "):
        return None
    return next((match for pattern in _FIRST if (match := pattern.match(text))), None)


def _all(entry: str, end: int) -> int:
    """Where the list ends that goes on at `end`."""
    for _ in range(_MOST):
        others = _ET_AL.match(entry, end)
        if others:
            end = others.end()
            break
        between = _SEPARATOR.match(entry, end)
        person = between and next((m for p in _NEXT if (m := p.match(entry, between.end()))), None)
        if between is None:
            break
        if person is None:
            end = _last_group(entry, end, between.end())
            break
        end = person.end()
    editors = _EDITORS.match(entry, end)
    return editors.end() if editors else end


def _last_group(entry: str, end: int, after: int) -> int:
    """A study group that closes the list: `, the Upper GI Group. Capecitabine`; not `, 2014.` or a quoted title."""
    if not entry[after : after + 1].isalpha():
        return end
    stop = re.compile(r"[.:]\s").search(entry, after, after + _LONGEST_GROUP)
    return stop.start() if stop else end


def _group(entry: str) -> tuple[str | None, int]:
    stop = _GROUP_END.search(entry, 0, _LONGEST_GROUP)
    if stop is None:
        return None, 0
    words = entry[: stop.start()].split()
    if not words or len(words) > _GROUP_WORDS or not words[0][0].isupper():
        return None, 0
    return " ".join(words[words[0] == "The" :]), stop.start()
