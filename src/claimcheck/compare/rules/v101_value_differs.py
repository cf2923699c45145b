"""V101 value-differs."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.compare.build import conflict
from claimcheck.compare.pairs import Corpus
from claimcheck.model import Conflict, Kind

CODE = "V101"
NAME = "value-differs"
KIND = Kind.VALUE


def check(corpus: Corpus) -> Iterator[Conflict]:
    """Two places state one fact with values that cannot both be right.

    Metric, study or cited work, arm, and whatever else the metric needs are the same; the printed values are further
    apart than their rounding allows. A part that one side leaves unsaid makes it a warning. An article gives many
    analyses of its study: where its abstract says otherwise than its body it is a warning, and an error where the two
    are a slip of the pen apart; two values of its body are a note, or a warning where they are such a slip.

    Conflicts: `Median PFS in TRIAL-1 was 14.5 months` and, in a table of another page, `TRIAL-1 | PFS, months | 15.4`.

    Agrees: `12.6 months` and `12.63 months`, which one median prints as; `14.5 months of all patients` and
    `9.8 months of those with brain metastases`, which are two facts.
    """
    for fact in corpus.facts:
        pairs = [pair for pair in corpus.pairs(fact) if not pair.of_scope]
        if pairs:
            yield conflict(CODE, NAME, KIND, pairs, fact.key(), fact.nodes)
