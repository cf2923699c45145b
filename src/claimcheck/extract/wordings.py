"""Small wordings that a list of terms does not hold: responses that lasted, or of antibodies; survival free of X."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.extract.attach import Reading
from claimcheck.extract.terms import Hit, longest
from claimcheck.model import Dimension

_LASTED = re.compile(
    r"\b(?P<subject>[Rr]espon(?:ses?|ders))\b[^.;]{0,160}?\b(?P<verb>last(?:ed|ing)?)\b(?!\s(?:visit|dose|follow))"
)
_COMPARED_CUT = re.compile(r"\b(?:than|unlike|from|exceed(?:s|ed|ing)?)\s(?:[a-z]+\s){0,4}$")
_FREE = re.compile(r"[A-Za-z][-\u2010\u2011\s]free\s$")
"""`hospital-free survival`: without an event that no metric is named after."""
_IMMUNITY = (
    r"\b(?:Ig[AEGM]\d?|antibod(?:y|ies)|immun(?:e|ity|ogenicity)|immunological|humou?ral|cellular|serological|serum"
    r"|[TB][-\s](?:cell|lymphocyte)|CTL|CD[48]\+?|ADCC|ELISPOT|cytokine|neutrali[sz]ing|(?:anti)?idiotypic|vaccine"
    r"|avidity|titers?|titres?)(?:[-\s](?!and\b|or\b|with\b|to\b)[^\s.;,()]{1,20}){0,2}\s"
)
_OF_IMMUNITY = re.compile(_IMMUNITY + "$")
_IMMUNE_BEFORE = re.compile(_IMMUNITY + r"respon(?:ses?|ders?|ded)\b(?:(?!(?<!vs)\.\s)[^\n])*$")
"""What a body answers a vaccine with is no response of a tumour."""
_RESPONSES = frozenset({"objective_response_rate", "partial_response_rate", "complete_response_rate"})
_REACH, _LONG = 60, 400
_MOMENT = re.compile(r"\s(?:after|before|ago|later|earlier|since|into|on)\b")
_OPENING = re.compile(r"[\s*_#>\"'(\u201c-]*(?:(?:Some|About|Almost|Nearly|Just|Only|Over|More than)\s)?$")


def with_wordings(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, `lasted` a duration of response, and no data cut that figures are only compared with.

    Of `42%, which is higher than at the first report` the 42% are of another report than the first.
    """
    kept = [_free_of_any(text, hit) for hit in hits if not _is_compared(text, hit) and not _is_immune(text, hit)]
    return longest([*kept, *_durations(text)])


def _free_of_any(text: str, hit: Hit) -> Hit:
    """Survival free of an event that is not listed is event-free survival, not survival."""
    if hit.name != "overall_survival" or not _FREE.search(text, max(0, hit.start - _REACH), hit.start):
        return hit
    return hit._replace(name="event_free_survival")


def _is_immune(text: str, hit: Hit) -> bool:
    """Whether a response is one of antibodies or cells; a bare `response` is what the sentence named before."""
    if hit.name not in _RESPONSES or hit.label not in ("metric", "metric_hint"):
        return False
    if _OF_IMMUNITY.search(text, max(0, hit.start - _REACH), hit.start):
        return True
    return hit.label == "metric_hint" and bool(_IMMUNE_BEFORE.search(text, max(0, hit.start - _LONG), hit.start))


def _durations(text: str) -> Iterator[Hit]:
    for match in _LASTED.finditer(text):
        if "%" in match[0]:
            yield Hit(*match.span("subject"), "metric", "objective_response_rate")
        yield Hit(*match.span("verb"), "metric", "duration_of_response")


def _is_compared(text: str, hit: Hit) -> bool:
    return hit.label == "data_cutoff" and bool(_COMPARED_CUT.search(text, max(0, hit.start - 48), hit.start))


def moment(text: str, reading: Reading, sentence: int) -> str | None:
    """Why a time at the beginning of a sentence is no result: `Two years after TRIAL-1 the label was changed`.

    Args:
        text: the document's text.
        reading: the time.
        sentence: where its sentence begins.
    """
    if reading.quantity.dimension is not Dimension.TIME or reading.ci is not None:
        return None
    opens = _OPENING.fullmatch(text, sentence, reading.start)
    return "time of an event" if opens and _MOMENT.match(text, reading.end) else None
