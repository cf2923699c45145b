"""Two documents that cite one work: what they say of it is held against each other, whatever the style of citing."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.config import Config
from claimcheck.model import Level, Reason, ScanResult
from claimcheck.scan import scan

PRIMARY = "Almqvist BT, Ruiz C, Meer J. Bladamab in resistant mesothelioma of adults. Lung J. 2014;71:193-201."
LATER = "Almqvist BT, Gomez P, Meer J. Bladamab in resistant mesothelioma: final survival. Pleura. 2018;30:11-16."
OTHER = "Okoro N, Lind P. Sorted immune cells in the elderly with pleural effusion. Ann Med. 2019;12:44-52."
FIRST = (
    "Bladamab, an overview\n\nIn mesothelioma, the objective response rate with bladamab was 62% [2].\n\n"
    f"References\n\n1. {OTHER}\n2. {PRIMARY}\n3. {LATER}\n"
)
SAYS = "In mesothelioma, the objective response rate with bladamab was 67%{}."
NUMBERED = f"References\n\n7. {OTHER}\n8. {PRIMARY}\n9. {LATER}\n"
APA = (
    "References\n\nAlmqvist, B. T., Ruiz, C., & Meer, J. (2014). Bladamab in resistant mesothelioma of adults. "
    "Lung Journal, 71(2), 193-201.\n\nOkoro, N., & Lind, P. (2019). Immune cells in the elderly. Ann Med, 12, 4.\n"
)
BIB = (
    "@article{key14, author={Almqvist, Beate and Ruiz, Carla}, title={{Bladamab} in resistant mesothelioma of adults}, "
    "journal={Lung J}, year={2014}, volume={71}, pages={193--201}}"
)
ITEMS = "".join(f"<li>{entry}</li>" for entry in (OTHER, PRIMARY))
SECOND = {
    "other.txt": f"Pleural tumours\n\n{SAYS.format(' [8]')}\n\n{NUMBERED}",
    "range.txt": f"Pleural tumours\n\n{SAYS.format(' [8, 8]')}\n\n{NUMBERED}",
    "apa.txt": f"Pleural tumours\n\n{SAYS.format(' (Almqvist et al., 2014)')}\n\n{APA}",
    "plain.txt": f"Pleural tumours\n\n{SAYS.format(' (Almqvist 2014)')}\n\n{NUMBERED}",
    "author.txt": "Pleural tumours\n\nAlmqvist et al. [8] found an objective response rate of 67% with bladamab in "
    f"mesothelioma.\n\n{NUMBERED}",
    "page.html": f"<html><body><h1>Pleural tumours</h1><p>{SAYS.format('')[:-1]}<sup>2</sup>.</p><h2>References</h2>"
    f"<ol>{ITEMS}</ol></body></html>",
    "notes.md": f"# Pleural tumours\n\n{SAYS.format('')}[^2]\n\n[^1]: {OTHER}\n[^2]: {PRIMARY}\n",
    "keys.md": f"# Pleural tumours\n\n{SAYS.format(' [@key14]')}\n",
    "table.md": "# Pleural tumours\n\nTable 1. Response to bladamab in mesothelioma\n\n| Report | ORR, % |\n"
    f"| --- | --- |\n| Almqvist et al. (102; 100%) | 67 |\n\n## References\n\n1. {PRIMARY}\n",
}


def run(root: Path, **documents: str) -> ScanResult:
    for name, text in documents.items():
        (root / name.replace("_", ".")).write_text(text, "utf-8")
    return scan([root], Config(root=root))


@pytest.mark.parametrize("name", SECOND)
def test_one_work_two_values_is_an_error_where_no_trial_is_named(tmp_path: Path, name: str) -> None:
    if name == "keys.md":
        (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    (tmp_path / name).write_text(SECOND[name], "utf-8")
    result = run(tmp_path, first_txt=FIRST)
    rates = [claim for claim in result.claims if claim.metric == "objective_response_rate"]
    assert {claim.attributes.get("source") for claim in rates} == {("Almqvist 2014",)}
    (conflict,) = [c for c in result.conflicts if c.rule == "V101"]
    assert (conflict.level, conflict.missing, conflict.scope) == (Level.ERROR, (), "across-documents")


def test_a_trial_that_one_document_names_is_what_the_work_reports(tmp_path: Path) -> None:
    named = FIRST.replace("In mesothelioma", "In the AIRLIFT-2 trial in mesothelioma")
    result = run(tmp_path, first_txt=named, other_txt=SECOND["author.txt"])
    (conflict,) = [c for c in result.conflicts if c.rule == "V101"]
    assert (conflict.level, conflict.key["study"]) == (Level.ERROR, "AIRLIFT 2")


def test_an_earlier_and_a_later_report_of_one_trial_are_a_later_cutoff(tmp_path: Path) -> None:
    said = "In the AIRLIFT-2 trial, median overall survival with bladamab in mesothelioma was {} months [{}]."
    text = f"Bladamab\n\n{said}\n\n{NUMBERED}"
    result = run(tmp_path, first_txt=text.format("12.1", 8), second_txt=text.format("14.6", 9))
    (conflict,) = [c for c in result.conflicts if c.rule == "V101"]
    assert (conflict.level, conflict.reason) == (Level.WARNING, Reason.LATER_CUTOFF)


def test_two_works_of_one_author_and_year_are_no_conflict(tmp_path: Path) -> None:
    twin = "Almqvist BT, Gomez P. Nasal spray for divers with colds. Dive Med. 2014;3:18-22."
    second = f"Pleural tumours\n\n{SAYS.format(' [8]')}\n\nReferences\n\n7. {OTHER}\n8. {twin}\n"
    result = run(tmp_path, first_txt=FIRST, second_txt=second)
    assert len({claim.attributes["source"] for claim in result.claims}) == 2
    assert result.conflicts == ()


def test_a_report_is_held_against_what_is_cited_from_it(tmp_path: Path) -> None:
    report = (
        "---\ntitle: Bladamab in resistant mesothelioma of adults\ndoi: 10.5555/lj.71\ndate: 2014-05-01\n---\n\n"
        "# Bladamab in resistant mesothelioma of adults\n\nWe randomly assigned 240 patients with mesothelioma to "
        "receive bladamab or placebo.\n\n## Results\n\nThe objective response rate was 62% with bladamab.\n"
    )
    second = SECOND["other.txt"].replace("193-201.", "193-201. doi:10.5555/lj.71")
    result = run(tmp_path, report_md=report, second_txt=second)
    (conflict,) = [c for c in result.conflicts if c.rule == "V101"]
    assert {side.display for side in conflict.sides} == {"62%", "67%"}


def test_what_cites_nothing_has_no_source(tmp_path: Path) -> None:
    result = run(tmp_path, first_txt=f"Bladamab\n\n{SAYS.format('')}\n\n{NUMBERED}")
    assert [claim.attributes.get("source") for claim in result.claims] == [None]
