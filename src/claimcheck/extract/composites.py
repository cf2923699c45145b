"""Composite outcomes: `cardiovascular death, myocardial infarction, or stroke` is one event, not the last of its list.

A list of events joined by `or`, or named as a composite, gets a name made of its parts in alphabetical order, so that
two documents that order them otherwise name one outcome. A list that is a term of the vocabulary has that term's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimcheck.extract.candidates import OUTCOME
from claimcheck.extract.terms import Hit
from claimcheck.vocabulary import Vocabulary, fold

_JOINED = re.compile(
    r"(?:,|;)?\s(?P<or>or|and/or)\s(?:an?\s|the\s|first\s|any\s|urgent\s)?|(?:,|;)\s(?P<and>and)\s(?:an?\s)?|(?:,|;)\s(?:an?\s)?"
    r"|\s(?P<plain>and)\s(?:an?\s)?"
)
_NAMED = re.compile(
    r"\b(?:composite|combination|combined\s(?:end\s?point|outcome|risk|rate))\b[^.;:]{0,40}$", re.IGNORECASE
)
_COUNTED = frozenset({"death", OUTCOME})
"""Kinds of events that a composite outcome has among its parts; a list of side effects is none."""
_LEAST = 2


def with_composites(text: str, hits: Sequence[Hit], vocabulary: Vocabulary) -> list[Hit]:
    """The hits, each list of events that is one outcome in place of its parts.

    Args:
        text: the document's text.
        hits: its terms, in order.
        vocabulary: knows the kinds of events.
    """
    events = [hit for hit in hits if hit.label == "event"]
    made = [whole for run in _runs(text, events) if (whole := _composite(text, run, vocabulary)) is not None]
    if not made:
        return list(hits)
    inside = [hit for hit in hits if not any(whole.start <= hit.start and hit.end <= whole.end for whole in made)]
    return sorted([*inside, *made], key=lambda h: (h.start, -h.end, h.label, h.name))


def _runs(text: str, events: Sequence[Hit]) -> Iterator[list[Hit]]:
    """Events, two or more, that stand in one list."""
    run: list[Hit] = []
    for hit in events:
        if run and (run[-1].start, run[-1].end) == (hit.start, hit.end):
            continue
        if run and _JOINED.fullmatch(text, run[-1].end, hit.start):
            run.append(hit)
            continue
        if len(run) >= _LEAST:
            yield run
        run = [hit]
    if len(run) >= _LEAST:
        yield run


def _composite(text: str, run: Sequence[Hit], vocabulary: Vocabulary) -> Hit | None:
    """The one event that a list stands for, or None where it is a list of several."""
    joins = [_JOINED.fullmatch(text, a.end, b.start) for a, b in pairwise(run)]
    named = bool(_NAMED.search(text, max(0, run[0].start - 80), run[0].start))
    last = joins[-1]
    terms = vocabulary.of("event")
    kinds = {terms[hit.name].kind if hit.name in terms else OUTCOME for hit in run}
    alternative = last is not None and last["or"] is not None and bool(kinds & _COUNTED)
    if not (alternative or named) or kinds & {"progression", "general"}:
        return None
    parts = sorted({hit.name for hit in run})
    if len(parts) < _LEAST:
        return None
    name = f"{', '.join(parts[:-1])} or {parts[-1]}"
    return Hit(run[0].start, run[-1].end, "event", _known(name, vocabulary))


def _known(name: str, vocabulary: Vocabulary) -> str:
    """The vocabulary's name for a list of parts, where one of its entries lists them."""
    wanted = fold(name)
    return next((t.name for t in vocabulary.of("event").values() if wanted in {fold(a) for a in t.aliases}), name)
