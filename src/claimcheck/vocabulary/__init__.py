"""The vocabulary: metrics, units and terms as data. A user adds to it in a TOML file of the same form."""

from claimcheck.vocabulary.definitions import Frame, Metric, Same, Term, Unit, Vocabulary
from claimcheck.vocabulary.folding import fold
from claimcheck.vocabulary.loader import load

__all__ = ["Frame", "Metric", "Same", "Term", "Unit", "Vocabulary", "fold", "load"]
