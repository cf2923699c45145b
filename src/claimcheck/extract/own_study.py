"""The document's own study: named in its title, or registered as its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Scope
from claimcheck.vocabulary import Same, Vocabulary

_OWN = re.compile(
    r"trials? regist\w+|trial information|clinicaltrials\.gov|(?:was|is|were) registered|registration (?:number|no|id)"
    r"|registered (?:at|with|as|in|on|under)|identifier|EudraCT|ISRCTN|UMIN|trial number",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"trials? regist\w+|trial information|(?:was|is) registered|registered (?:at|with|as|in|on|under)"
    r"|clinicaltrials\.gov identifier|current controlled trials|^registration",
    re.IGNORECASE | re.MULTILINE,
)
_REPORTS = re.compile(
    r"\b(?:were|was)\s(?:(?:then|centrally|equally)\s)?(?:randomly|randomi[sz]ed|assigned|allocated)\b"
    r"|\b[Ww]e\s(?:randomly|randomi[sz]ed|conducted|enrolled|compared|performed|undertook|recruited|carried out"
    r"|assigned)\b"
)
_HERE = re.compile(r"\b(?:we|our|this|the present)\b", re.IGNORECASE)
_HEAD = 4500
"""Characters in which a report names itself: title and abstract."""


_ITS_NUMBER = re.compile(r"(?:\s(?:trial|study))?\s?[(\[,;:]\s?")
"""Between a study and its registry id."""
Identifiers = Sequence[tuple[str, str]]
_OF_WORKS = frozenset({"doi", "pmid", "pmcid"})
_NEAR = 20
_OFTEN = 3
"""Times that a report names its own study."""
UNNAMED = ""
"""What the profiles call the study of a report that gives it no name."""


def own_study(
    text: str, title_end: int, hits: Sequence[Hit], vocabulary: Vocabulary, identifiers: Identifiers = ()
) -> Attribute | None:
    """The study that the document reports, or None for a review, a guide or a page about several.

    Args:
        text: the document's text.
        title_end: where its title ends.
        hits: its terms.
        vocabulary: knows the registry ids of studies.
        identifiers: what the document's metadata call it; a registry id among them settles the matter.
    """
    numbers = (number for name, number in identifiers if name not in _OF_WORKS)
    numbered = next((hit for number in numbers if (hit := _numbered(text, hits, vocabulary, number))), None)
    if numbered is not None:
        return _attribute(numbered)
    hits = list(_registered(hits, vocabulary))
    titled = _names(h for h in hits if h.label == "study" and h.start < title_end)
    if len(titled) == 1:
        return _attribute(titled[0])
    head = [h for h in hits if h.start < _HEAD]
    named = _names(h for h in head if h.label == "study" and "-" not in h.name[:1])
    registered = _names(h for h in head if h.label == "registry" and _OWN.search(text, max(0, h.start - 80), h.end + 2))
    if len(registered) == 1 and registered[0].name in {h.name for h in named}:
        return _attribute(registered[0])
    if len(registered) > 1 or len(named) > 2:
        return None
    if registered:
        one = named[0] if len(named) == 1 and len(_names(h for h in hits if h.label == "registry")) <= 2 else None
        if one is not None and _may_be(text, hits, one, registered[0], vocabulary):
            return _attribute(named[0])
        return _attribute(registered[0])
    if len(named) > 1:
        return None
    everywhere = [h for h in hits if h.label == "registry"]
    own = _names(h for h in everywhere if _REGISTERED.search(text, max(0, h.start - 120), h.start))
    often = named and reports_a_trial(text) and sum(h.name == named[0].name for h in hits) >= _OFTEN
    if often and (len(own) != 1 or _is_numbered(text, hits, named[0].name, own[0].name)):
        return _attribute(named[0])
    if not own and len(_names(everywhere)) == 1 and reports_a_trial(text):
        own = _names(h for h in everywhere if _HERE.search(text, max(0, h.start - 200), h.start))
    return _attribute(own[0]) if len(own) == 1 else None


def reports_a_trial(text: str) -> bool:
    """Whether the first pages speak of patients allotted or enrolled by the authors."""
    return bool(_REPORTS.search(text, 0, _HEAD))


def _numbered(text: str, hits: Sequence[Hit], vocabulary: Vocabulary, number: str | None) -> Hit | None:
    """The study of the document's own registry id: by the vocabulary's name, else by the one that the id follows."""
    own = next((h for h in hits if h.label == "registry" and h.name.removeprefix("EudraCT ") == number), None)
    if own is None or number is None:
        return None
    known = _studies(Same(vocabulary)).get(number)
    if known is not None:
        return own._replace(name=known)
    named = (h for h in hits if h.label == "study" and h.end < own.start)
    return next((h for h in named if _ITS_NUMBER.fullmatch(text, h.end, own.start)), own)


def _may_be(text: str, hits: Sequence[Hit], study: Hit, own: Hit, vocabulary: Vocabulary) -> bool:
    """Whether a study that the document names may be that of its registry id: known, often named, or beside it."""
    often = study.known or sum(h.name == study.name for h in hits) >= _OFTEN
    return (often or _is_numbered(text, hits, study.name, own.name)) and not _is_another(
        text, hits, study, own, vocabulary
    )


def _is_another(text: str, hits: Sequence[Hit], study: Hit, own: Hit, vocabulary: Vocabulary) -> bool:
    """Whether a study has another registry id than the document's own, as the vocabulary or the text says."""
    known = vocabulary.of("study").get(study.name)
    if known is not None and known.registry:
        return own.name not in known.registry
    others = {h.name for h in hits if h.label == "registry"} - {own.name}
    return any(_is_numbered(text, hits, study.name, other) for other in others)


def _is_numbered(text: str, hits: Iterable[Hit], name: str, number: str) -> bool:
    """Whether a study is ever named right before a registry id: they are one."""
    ends = [h.end for h in hits if h.name == name]
    starts = [h.start for h in hits if h.name == number]
    return any(_ITS_NUMBER.fullmatch(text, end, start) for end in ends for start in starts if 0 < start - end < _NEAR)


def _registered(hits: Iterable[Hit], vocabulary: Vocabulary) -> Iterator[Hit]:
    """The hits, the registry id of a known study turned into its name."""
    known = _studies(Same(vocabulary))
    for hit in hits:
        name = known.get(hit.name) if hit.label == "registry" else None
        yield hit._replace(name=name) if name else hit


@lru_cache(maxsize=4)
def _studies(same: Same) -> Mapping[str, str]:
    """Registry id -> name of the study."""
    return {number: term.name for term in same.vocabulary.of("study").values() for number in term.registry}


def _names(hits: Iterable[Hit]) -> list[Hit]:
    seen: dict[str, Hit] = {}
    for hit in hits:
        seen.setdefault(hit.name, hit)
    return list(seen.values())


def _attribute(hit: Hit) -> Attribute:
    return Attribute("study", hit.name, hit.known, hit.start, hit.end, Scope.DOCUMENT)
