"""Statistical analyses of a measure: the groups compared head the column, the estimate stands in the cell."""

from __future__ import annotations

from claimcheck.readers.registry.fields import Node, children, text_of, texts_of
from claimcheck.readers.registry.values import between
from claimcheck.readers.registry.words import parameter
from claimcheck.readers.registry.writer import Writer

_PAIR = 2
_NOTES = ("groupDescription", "statisticalComment", "pValueComment", "estimateComment", "nonInferiorityComment")


def write_analyses(writer: Writer, measure: Node, groups: dict[str, str]) -> None:
    """A table for each analysis: `Hazard Ratio (HR)`, under `A versus B`, 0.46 (95% CI 0.37 to 0.57), P<0.001."""
    for analysis in children(measure, "analyses"):
        compared = [groups[group] for group in texts_of(analysis, "groupIds") if group in groups]
        if len(compared) < len(texts_of(analysis, "groupIds")):
            continue  # of groups that the measure does not have: nobody could say whose the numbers are
        name = parameter(text_of(analysis, "paramType")) or "P value"
        rows = [[name, _estimate(analysis)], ["Statistical method", text_of(analysis, "statisticalMethod")]]
        writer.table(
            f"Statistical analysis of {text_of(measure, 'title')}",
            [["Analysis", _versus(compared)]],
            [row for row in rows if row[1]],
            [text_of(analysis, key) for key in _NOTES],
        )


def _versus(compared: list[str]) -> str:
    return " versus ".join(compared) if len(compared) == _PAIR else ", ".join(compared) or "All groups"


def _estimate(analysis: Node) -> str:
    """`0.46 (95% CI 0.37 to 0.57), P<0.001`, as far as it is given."""
    value, low, high = (text_of(analysis, key) for key in ("paramValue", "ciLowerLimit", "ciUpperLimit"))
    level = text_of(analysis, "ciPctValue")
    if value and any(character.isdigit() for character in low + high):
        value = f"{value} ({between(low, high, f'{level}% CI' if level else 'CI')})"
    return ", ".join(part for part in (value, _p_value(text_of(analysis, "pValue"))) if part)


def _p_value(said: str) -> str:
    """`P<0.001`, whether the record says `<0.001`, `0.001` or `p = 0.001`."""
    bare = said.lstrip("pP ")
    if not bare:
        return ""
    return f"P{bare[0]}{bare[1:].lstrip()}" if bare[0] in "<>=≤≥" else f"P={bare}"
