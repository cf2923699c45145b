"""The document's own study: named in its title, or registered as its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Scope

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
_HEAD = 4500
"""Characters in which a report names itself: title and abstract."""


def own_study(text: str, title_end: int, hits: Sequence[Hit]) -> Attribute | None:
    """The study that the document reports, or None for a review, a guide or a page about several."""
    titled = _names(h for h in hits if h.label == "study" and h.start < title_end)
    if len(titled) == 1:
        return _attribute(titled[0])
    head = [h for h in hits if h.start < _HEAD]
    named = _names(h for h in head if h.label == "study" and "-" not in h.name[:1])
    registered = _names(h for h in head if h.label == "registry" and _OWN.search(text, max(0, h.start - 80), h.end + 2))
    if len(registered) > 1 or len(named) > 2:
        return None
    if registered:
        if len(named) == 1 and len(_names(h for h in hits if h.label == "registry")) <= 2:
            return _attribute(named[0])
        return _attribute(registered[0])
    everywhere = _names(
        h for h in hits if h.label == "registry" and _REGISTERED.search(text, max(0, h.start - 120), h.start)
    )
    return _attribute(everywhere[0]) if len(everywhere) == 1 and len(named) <= 1 else None


def _names(hits: Iterable[Hit]) -> list[Hit]:
    seen: dict[str, Hit] = {}
    for hit in hits:
        seen.setdefault(hit.name, hit)
    return list(seen.values())


def _attribute(hit: Hit) -> Attribute:
    return Attribute("study", hit.name, hit.known, hit.start, hit.end, Scope.DOCUMENT)
