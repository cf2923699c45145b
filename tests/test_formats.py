"""One content in two formats makes the same claims; a Word document makes those of the view that it is read in."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.readers.word import CONTINUE, NEW, OLD, RESTART, cell, docx, paragraph, run, span, table

from claimcheck.config import Config
from claimcheck.model import ScanResult
from claimcheck.scan import scan

CAPTION = "Table 1. Outcomes with osimertinib in FLAURA and AURA3"
HEADS = '<tr><th rowspan="2">Outcome</th><th colspan="2">FLAURA</th><th colspan="2">AURA3</th></tr>'
ARMS = ["Osimertinib", "Gefitinib", "Osimertinib", "Chemotherapy"]
ROWS = [
    ["Median PFS, months", "18.9", "10.2", "10.1", "4.4"],
    ["Response rate", "80%", "76%", "71%", "31%"],
    ["Grade 3 or higher adverse events", "34%", "45%", "23%", "47%"],
]


def in_html(heads: str) -> str:
    rows = [ARMS, *ROWS]
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    return f"<html><body><table><caption>{CAPTION}</caption>{heads}{body}</table></body></html>"


def in_word(mark: str) -> bytes:
    heads = mark + cell("Outcome", RESTART) + cell("FLAURA", span(2)) + cell("AURA3", span(2))
    arms = cell("", CONTINUE) + "".join(map(cell, ARMS))
    rows = ["".join(map(cell, row)) for row in ROWS]
    return docx(paragraph(CAPTION, '<w:pStyle w:val="Caption"/>') + table(heads, arms, *rows))


def claims(result: ScanResult) -> list[tuple[object, ...]]:
    return [(claim.metric, claim.statistic, claim.value, claim.unit, claim.attributes) for claim in result.claims]


@pytest.mark.parametrize("mark", ["", "H"])
def test_a_table_with_merged_heads_makes_the_claims_of_the_same_table_in_html(tmp_path: Path, mark: str) -> None:
    (tmp_path / "a.html").write_text(in_html(HEADS), "utf-8")
    (tmp_path / "b.docx").write_bytes(in_word(mark))
    page, word = (claims(scan([tmp_path / name], Config(root=tmp_path))) for name in ("a.html", "b.docx"))
    assert word == page
    assert len(word) == 12


@pytest.mark.parametrize(("view", "values"), [("final", ["10.8"]), ("original", ["10.1"]), ("both", ["10.1", "10.8"])])
def test_the_claims_are_those_of_the_view(tmp_path: Path, view: str, values: list[str]) -> None:
    edited = run("In AURA3, median PFS with osimertinib was 10.") + OLD.format("1") + NEW.format("8") + run(" months.")
    (tmp_path / "a.docx").write_bytes(docx(paragraph(edited)))
    result = scan([tmp_path / "a.docx"], Config(root=tmp_path, track_changes=view))
    assert [str(claim.value) for claim in result.claims] == values
    assert [conflict.rule for conflict in result.conflicts] == ["V101"] * (len(values) - 1)
