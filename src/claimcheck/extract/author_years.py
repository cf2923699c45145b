"""Citations by author and year, `(Shaw 2019)`, `(Shaw et al., 2019; Xu 2020)`, or by key, `[@shaw2019]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from claimcheck.extract.terms import Hit
from claimcheck.model import BlockKind, CitedWork, Document

_YEAR = re.compile(r"[12](?<![\w.-].)[09][0-9]{2}[a-z]?(?=\s?[;,)\]:&.]|\s?$|\s(?:and|see)\b)", re.DOTALL)
_UPPER = "[A-Z\u00c0-\u00de\u0100-\u017f]"
_PARTICLES = r"(?:(?:van|von|de|der|den|di|da|del|la|le|du|el|al|ten|ter)\s){0,2}(?:[dlDLO]['\u2019])?"
_SURNAME = rf"{_PARTICLES}{_UPPER}[\w'\u2019-]+(?:\s{_UPPER}[\w'\u2019-]+)?"
_ET_AL = r",?\s(?:[*_]{1,2}|<i>)?et\sal\b\.?(?:[*_]{1,2}|</i>)?"
_ALSO = rf"(?:,\s{_SURNAME}){{0,3}},?\s(?:and|&|&amp;)\s(?:{_SURNAME}|colleagues|co-?workers)"
_AUTHORS = re.compile(rf"(?<![\w-])(?P<name>{_SURNAME})(?P<others>{_ET_AL}|{_ALSO})?,?\s?(?P<open>[(\[])?$")
_REACH = 90
_LONGEST_SURNAME = 2
"""Words of a surname; a body has more."""
_NO_AUTHOR = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*$|(?:Spring|Summer|Autumn|Fall|Winter|Since|In|From|Until"
    r"|By|Before|After|During|Between|Table|Figure|Version|Available|Accessed|Updated?|Published|Approved|Early|Late|Mid"
    r"|Year|The|And|Study|Trial|Phase|Copyright|Week|Day)\b"
)
_KEYS = re.compile(r"\[(?=[^\]\n]{0,60}@)(?:see\s|cf\.\s)?-?@[\w:.#$%&+?<>~/-]+(?:[,;][^\]\n]{0,120})?\]")
_KEY = re.compile(r"@[\w:.#$%&+?<>~/-]*\w")
_OPENED = re.compile(r"[(\[](?:see(?:\salso)?|cf\.|e\.g\.,?|reviewed\sin)?\s?$")
_JOINS = re.compile(r"\s?[;,]\s?(?:see\s(?:also\s)?|and\s)?|\s(?:and|&)\s")
_SILENT = frozenset({BlockKind.REFERENCE, BlockKind.BOILERPLATE, BlockKind.FRONT_MATTER})


def author_years(document: Document, works: Sequence[CitedWork]) -> list[Hit]:
    """The citations by author and year as terms, `Shaw 2019,Xu 2020`; those in one bracket are one.

    A lone surname before a year counts where the reference list has the work, or in a bracket; the latter, which
    may be no author, and keys of a bibliography are `known=False`.
    """
    if not document.text:
        return []
    listed = by_name(works)
    found: list[Hit] = []
    for hit in sorted([*_single(document.text, listed), *_bodies(document.text, works, listed)]):
        last = found[-1] if found else None
        if last and _JOINS.fullmatch(document.text, last.end, hit.start):
            found[-1] = Hit(last.start, hit.end, "citation", f"{last.name},{hit.name}", last.known and hit.known)
        else:
            found.append(hit)
    found = [_with_brackets(document.text, hit) for hit in found]
    if "@" in document.text:
        found += _keys(document.text)
    return sorted(hit for hit in found if _speaks(document, hit.start))


def by_name(works: Sequence[CitedWork]) -> Mapping[str, CitedWork]:
    """The works by author and year, in lower case; two of one name are known by their letters alone."""
    names: dict[str, list[CitedWork]] = {}
    for work in works:
        keys = {work.name.casefold(), f"{work.author} {work.year}".casefold() if work.author and work.year else ""}
        for key in keys - {""}:
            names.setdefault(key, []).append(work)
    return {name: found[0] for name, found in names.items() if len(found) == 1}


def _single(text: str, listed: Mapping[str, CitedWork]) -> Iterator[Hit]:
    """One author and one year at a time; further years of one author, `Shaw et al., 2014, 2019`, each by itself."""
    author: re.Match[str] | None = None
    end = -1
    for year in _YEAR.finditer(text):
        if year[0][:2] not in ("19", "20"):
            continue
        said = _AUTHORS.search(text, max(0, year.start() - _REACH), year.start())
        goes_on = said is None and author is not None and re.fullmatch(r"\s?,\s?", text[end : year.start()])
        if said is None and not goes_on:
            author = None
            continue
        start = said.start() if said else year.start()
        author = said or author
        assert author is not None
        listed_on = bool(_JOINS.fullmatch(text, end, start)) if end >= 0 else False
        end = year.end()
        hit = _hit(text, author, year, start, listed, listed_on)
        if hit:
            yield hit
        else:
            author = None


def _bodies(text: str, works: Sequence[CitedWork], listed: Mapping[str, CitedWork]) -> Iterator[Hit]:
    """Works that a body signs, by its whole name: `(World Health Organization, 2020)`."""
    names = {work.author for work in works if work.author and len(work.author.split()) > _LONGEST_SURNAME}
    if not names:
        return
    body = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    for match in re.finditer(rf"(?:[Tt]he\s)?(?P<name>{body}),?\s\(?(?P<year>(?:19|20)[0-9]{{2}}[a-z]?)\)?", text):
        work = listed.get(f"{match['name']} {match['year']}".casefold())
        if work is not None:
            opened = "(" in match[0]
            yield Hit(match.start(), match.end() if opened else match.end("year"), "citation", work.name)


def _hit(
    text: str,
    author: re.Match[str],
    year: re.Match[str],
    start: int,
    listed: Mapping[str, CitedWork],
    goes_on: bool,
) -> Hit | None:
    surname = " ".join(author["name"].split())
    work = listed.get(f"{surname} {year[0]}".casefold()) or listed.get(f"{surname.split()[-1]} {year[0]}".casefold())
    closed = year.end()
    if author["open"]:
        if text[closed : closed + 1] not in ")];,:":
            return None
        closed += text[closed : closed + 1] in ")]"
    if work is not None:
        return Hit(start, closed, "citation", work.name)
    if author["open"] or _NO_AUTHOR.match(surname) or surname.isupper():
        return None  # `Mok et al. (2017) found`: who speaks, not what is cited
    if author["others"]:
        return Hit(start, closed, "citation", f"{surname} {year[0]}")
    opened = goes_on or text[max(0, start - 1) : start] in ("(", "[")
    bracketed = opened and text[closed : closed + 1] in (")", "]", ";")
    return Hit(start, closed, "citation", f"{surname} {year[0]}", known=False) if bracketed else None


def _with_brackets(text: str, hit: Hit) -> Hit:
    """The citation with the brackets that hold nothing else: they stand beside a clause, they are none."""
    opened = _OPENED.search(text, max(0, hit.start - 12), hit.start)
    if opened is None or text[hit.end : hit.end + 1] not in (")", "]"):
        return hit
    return hit._replace(start=opened.start(), end=hit.end + 1)


def _keys(text: str) -> Iterator[Hit]:
    for match in _KEYS.finditer(text):
        keys = _KEY.findall(match[0])
        yield Hit(match.start(), match.end(), "citation", ",".join(dict.fromkeys(keys)), known=False)


def _speaks(document: Document, at: int) -> bool:
    block = document.block_at(at)
    return block is None or block.kind not in _SILENT
