"""Mention -> Claim: units, dates, names and places made canonical, nothing guessed that the document does not say."""

from claimcheck.normalise.claims import loose, normalise, study_name
from claimcheck.normalise.names import Names
from claimcheck.normalise.sources import Listed, SourceNames, with_sources, work_keys
from claimcheck.normalise.units import canonical, canonical_unit, factor

__all__ = [
    "Listed",
    "Names",
    "SourceNames",
    "canonical",
    "canonical_unit",
    "factor",
    "loose",
    "normalise",
    "study_name",
    "with_sources",
    "work_keys",
]
