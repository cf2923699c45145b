"""The quantities of a text as spans: numbers, what bounds them and what they measure. Every science, not one field."""

from claimcheck.extract.spans.figure import Figure
from claimcheck.extract.spans.stages import STAGES, read_figures

__all__ = ["STAGES", "Figure", "read_figures"]
