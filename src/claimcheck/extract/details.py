"""Numbers that nothing names but that a rule can check by what stands around them: tests, means, dates, arms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claimcheck.extract.inference import inferences
from claimcheck.extract.means import sample_means
from claimcheck.extract.same_arm import same_arms
from claimcheck.extract.study_dates import study_dates
from claimcheck.extract.terms import Hit
from claimcheck.model import Mention, Skip, StudyDate

_OF_A_DOCUMENT = frozenset({"publication_date", "update_date", "approval_date"})


def with_details(text: str, hits: Sequence[Hit], found: Iterable[Mention | Skip]) -> Iterator[Mention | Skip]:
    """What was found and these numbers; a date of enrolment or of a data cut-off is no date of publication besides."""
    details = [*inferences(text), *sample_means(text), *study_dates(text), *same_arms(text, hits)]
    dates = {(m.quantity.start, m.quantity.end) for m in details if isinstance(m.detail, StudyDate)}
    for one in found:
        if isinstance(one, Mention) and one.metric in _OF_A_DOCUMENT:
            span = one.quantity.start, one.quantity.end
            if span in dates:
                yield Skip(*span, "date of a study")
                continue
        yield one
    yield from details
