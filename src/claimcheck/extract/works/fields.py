"""One entry of a reference list -> the work it names, in any style: Vancouver, AMA, APA, Harvard, IEEE, Nature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.extract.works.authors import authors, person
from claimcheck.model import CitedWork

_DOI = re.compile(r"\b10\.[0-9]{4,9}/[^\s<>\"]{2,100}")
_PMID = re.compile(
    r"\bPMID:?\s?(?P<pmid>[0-9]{4,9})\b|pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(?P<link>[0-9]{4,9})\b", re.IGNORECASE
)
_TAIL = re.compile(
    r"\s?(?:\[?\bdoi\b|\bdoi\.org/|https?://|\bPMC?ID\b|\bAvailable\s(?:from|at)\b|\bAccessed\b|\bEpub\b|\bRetrieved\b"
    r"|\[(?:PMC|PubMed|Cross|Google|DOI)|\b10\.[0-9]{4,9}/|www\.)",
    re.IGNORECASE,
)
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?P<letter>[a-z]?)"
_MONTH = r"(?:\s?[,/]?\s?(?:[A-Z][a-z]{2,8}\.?)(?:[-\u2013/][A-Z][a-z]{2,8}\.?)?(?:\s[0-9]{1,2})?)?"
_YEARS = (
    re.compile(rf"(?<![0-9(\u2013-]){_YEAR}{_MONTH}(?:\s?Suppl[^;]{{0,12}})?\s?;"),  # 2014;371 and 2014 Nov 20;371
    re.compile(rf"\({_YEAR}(?:,\s[^()]{{1,20}})?\)"),  # (2014), (2014, March 3)
    re.compile(rf"(?<=[\w.)]\s){_YEAR}(?=[,:]?\s(?:[0-9]{{1,4}}|[A-Z])\s?(?:\([^()]{{1,14}}\))?\s?:)"),  # J 2014, 371:1
    re.compile(rf"(?<=[.,;:?]\s){_YEAR}(?=[.,:;]|\s?$)"),  # Shaw, 2014. or , 2014.
    re.compile(rf"(?<![0-9:\u2013-]){_YEAR}(?![0-9\u2013-])"),
)
"""From the surest to the least sure."""
_STOP = re.compile(
    r"(?<!\bvs)(?<!\bSt)(?<!\b[A-Z])(?<!\bspp)(?<!\bDr)[.?!][\"\u201d\u2019']?(?:\s?\[[A-Z/]{1,5}\][.]?)?\s+(?=\S)"
)
_QUOTED = re.compile('["\u201c\u2018](?P<title>[^"\u201c\u201d]{8,400}?)[,.]?["\u201d]')
_VOLUME = re.compile(
    r"(?P<volume>\b[0-9]{1,4})\s?(?:\([^()]{1,20}\))?\s?[:,]\s?(?:pp?\.?\s?)?(?:[Ee]pub\s)?(?P<page>[A-Za-z]{0,3}[0-9]{1,8})\b"
)
_WORDED = re.compile(r"\bvol(?:ume)?\.?\s(?P<volume>[0-9]{1,4})\b.{0,40}?\bpp?\.\s?(?P<page>[A-Za-z]?[0-9]{1,6})")
_DOTTED_VOLUME = re.compile(
    r"\b(?P<volume>[0-9]{1,4})(?:\.[0-9]{1,3}|, no\. [0-9]{1,3})?\s?(?:\([^()]{0,20}\)|;):"
    r"\s?(?P<page>[A-Za-z]?[0-9]{1,6})"
)
_JOURNAL_END = re.compile(
    r"[,;:.]?\s?(?:\(?(?:19|20)[0-9]{2}\b|\bvol\b|\b[0-9]{1,4}\s?[(:,;]|\b[0-9]{1,4}\s?$|\b[0-9]{1,4}\.[0-9]).*",
    re.DOTALL,
)
_EMPHASIS = re.compile(r"[*\u25cf]|(?<!\w)_+|_+(?!\w)")
_ABBREVIATION = 6
"""Letters of a word that stands for a longer one: `Thorac.`"""
_TITLE_WORDS = 7
"""Words that are rather a title than the name of a journal."""
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Fields:
    """What an entry says; `letter` is that of `2014a`."""

    author: str | None
    year: str | None
    letter: str
    title: str | None
    journal: str | None
    place: str | None
    doi: str | None
    pmid: str | None


def fields_of(entry: str) -> Fields:
    """The fields of an entry without its number or bullet.

    >>> found = fields_of("Shaw AT, Ou SH. Crizotinib in ROS1 cancer. N Engl J Med. 2014;371:1963-71. doi:10.1000/x.")
    >>> found.author, found.year, found.title, found.journal, found.place, found.doi
    ('Shaw', '2014', 'Crizotinib in ROS1 cancer', 'N Engl J Med', '371:1963', '10.1000/x')
    >>> found = fields_of("Shaw, A. T., & Ou, S. (2014). Crizotinib in ROS1 cancer. NEJM, 371, 1963-1971.")
    >>> found.author, found.year, found.title, found.journal, found.place
    ('Shaw', '2014', 'Crizotinib in ROS1 cancer', 'NEJM', '371:1963')
    """
    plain = _plain(entry)
    doi, pmid = _DOI.search(plain), _PMID.search(plain)
    tail = _TAIL.search(plain, 20)
    body = plain[: tail.start()] if tail else plain
    author, end = authors(body)
    year = _year(body, end)
    title, journal = _title(body, end, year)
    if title is None and journal and end and person(body) is None and _VOLUME.search(body, end) is None:
        title, journal = journal, None  # a body's report: it appeared in no journal
    return Fields(
        author=author,
        year=year["year"] if year else None,
        letter=year["letter"] if year else "",
        title=title,
        journal=journal,
        place=_place(body[end:] if year is None else f"{body[end : year.start()]};{body[year.end() :]}"),
        doi=_closed(doi[0]) if doi else None,
        pmid=(pmid["pmid"] or pmid["link"]) if pmid else None,
    )


def _plain(entry: str) -> str:
    """On one line, words broken at its end joined, without emphasis."""
    joined = re.sub(r"(?<=[a-z])[-\u00ad\u2010]\s*[\r\n]\s*(?=[a-z])", "", entry[:_LONGEST])
    return " ".join(_EMPHASIS.sub("", joined).split())


def _closed(doi: str) -> str:
    """A DOI without the signs of the sentence behind it."""
    doi = doi.rstrip(".,;:]")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;")
    return doi


def _year(body: str, end: int) -> re.Match[str] | None:
    """The year of publication: right behind the authors, else by the surest form, the last of it."""
    behind = re.compile(rf"[.,:]?\s?[(\[]?{_YEAR}(?:,\s[^()]{{1,20}})?[)\]]?(?=[.,:;)\s]|$)").match(body, end)
    if behind and end:
        return behind
    for form in _YEARS:
        found = list(form.finditer(body, end))
        if found:
            return found[-1]
    return None


def _title(body: str, end: int, year: re.Match[str] | None) -> tuple[str | None, str | None]:
    """Title and journal: what stands between the authors and the year, or behind a year that follows the authors."""
    first = year is not None and year.start() <= end + 2
    start = year.end() if year and first else end
    stop = len(body) if year is None or first else year.start()
    rest = body[start:stop].strip(" .,:;)(]")
    quoted = _QUOTED.match(rest)
    if quoted:
        return quoted["title"].strip(" ,."), _journal(rest[quoted.end() :])
    issue = _last(_VOLUME, rest) or _last(_DOTTED_VOLUME, rest)
    cuts = [0, *(stop.end() for stop in _STOP.finditer(rest, 0, issue.start() if issue else len(rest)))]
    while len(cuts) > 1 and _is_abbreviated(rest[cuts[-2] : cuts[-1]], opens=len(cuts) == 2):  # J. Thorac. Oncol.
        cuts.pop()
    if len(cuts) > 1:
        return _bare(rest[: cuts[-1]]), _journal(rest[cuts[-1] :])
    if first or (issue is None and len(rest.split()) >= _TITLE_WORDS):
        return _bare(rest), None
    return None, _journal(rest)


def _is_abbreviated(part: str, *, opens: bool) -> bool:
    """Whether a part is cut words, as of the name of a journal: `J. Clin.`; a title may be one short word as well."""
    longest = _ABBREVIATION if opens else 2 * _ABBREVIATION
    return all(word.endswith(".") and len(word) <= longest for word in part.split())


def _bare(title: str) -> str | None:
    """A title without the stop at its end and the sign of its kind, `[J]`."""
    return re.sub(r"\s?\[[A-Z]\]$", "", title.strip(" .,;")).strip(" .") or None


def _journal(text: str) -> str | None:
    name = _JOURNAL_END.sub("", text.strip(" .,;:?!\"\u201d'")).strip(" .,;:(")
    name = re.sub(r"^[Ii]n:?\s", "", name)
    return name if 0 < len(name) <= 120 else None


def _place(text: str) -> str | None:
    match = _WORDED.search(text) or _DOTTED_VOLUME.search(text) or _last(_VOLUME, text)
    return f"{match['volume']}:{match['page'].casefold()}" if match else None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match: the title before the volume may hold numbers as well."""
    found = None
    for found in pattern.finditer(text):  # noqa: B007 - the last one counts
        pass
    return found


def work_of(entry: str, mark: str, start: int = -1, end: int = -1) -> CitedWork:
    """The work of an entry; its name is not yet unique in its document."""
    said = fields_of(entry)
    name = f"{said.author or _opening(said.title or entry)} {said.year or ''}{said.letter if said.year else ''}".strip()
    name = name.replace(",", "")  # names of works are listed with commas between them
    return CitedWork(
        mark, name, said.doi, said.title, said.author, said.year, said.journal, said.pmid, said.place, start, end
    )


_OPENING = 4


def _opening(title: str) -> str:
    """The first words of a title, for a work that nobody signs."""
    return " ".join(title.replace(",", " ").split()[:_OPENING])
