"""The document's own study: named in its title, or registered as its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Scope
from claimcheck.vocabulary import Same, Vocabulary

_OWN = re.compile(
    r"trial regist\w+|clinicaltrials\.gov|(?:was|is|were) registered|registration (?:number|no|id)"
    r"|registered (?:at|with|as|in|on|under)|identifier|EudraCT|ISRCTN|UMIN|trial number",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"trial regist\w+|(?:was|is) registered|registered (?:at|with|as|in|on|under)"
    r"|clinicaltrials\.gov identifier|current controlled trials",
    re.IGNORECASE,
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
    numbered = _numbered(text, hits, vocabulary, dict(identifiers).get("nct"))
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
        alone = len(named) == 1 and len(_names(h for h in hits if h.label == "registry")) <= 2
        if alone and (named[0].known or _is_often(named[0], hits) or _stand_together(text, named[0], registered[0])):
            return _attribute(named[0])
        return _attribute(registered[0])
    if len(named) > 1:
        return None
    if named and reports_a_trial(text) and _is_often(named[0], hits):
        return _attribute(named[0])
    everywhere = [h for h in hits if h.label == "registry"]
    own = _names(h for h in everywhere if _REGISTERED.search(text, max(0, h.start - 120), h.start))
    if not own and len(_names(everywhere)) == 1 and reports_a_trial(text):
        own = _names(h for h in everywhere if _HERE.search(text, max(0, h.start - 200), h.start))
    return _attribute(own[0]) if len(own) == 1 else None


def _is_often(name: Hit, hits: Iterable[Hit]) -> bool:
    return sum(hit.name == name.name for hit in hits) >= _OFTEN


def _stand_together(text: str, name: Hit, number: Hit) -> bool:
    """Whether a name no list holds is that of the registry id beside it, rather than another trial's."""
    first, second = sorted((name, number), key=lambda hit: hit.start)
    return first.end <= second.start and bool(_ITS_NUMBER.fullmatch(text, first.end, second.start))


def reports_a_trial(text: str) -> bool:
    """Whether the first pages speak of patients allotted or enrolled by the authors."""
    return bool(_REPORTS.search(text, 0, _HEAD))


def _numbered(text: str, hits: Sequence[Hit], vocabulary: Vocabulary, number: str | None) -> Hit | None:
    """The study of the document's own registry id: by the vocabulary's name, else by the one that the id follows."""
    own = next((h for h in hits if h.label == "registry" and h.name == number), None)
    if own is None or number is None:
        return None
    known = _studies(Same(vocabulary)).get(number)
    if known is not None:
        return own._replace(name=known)
    named = (h for h in hits if h.label == "study" and h.end < own.start)
    return next((h for h in named if _ITS_NUMBER.fullmatch(text, h.end, own.start)), own)


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
