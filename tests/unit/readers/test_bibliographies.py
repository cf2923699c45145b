"""RIS and BibTeX files: works and no claims; what cannot be read is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.config import Config
from claimcheck.model import BlockKind, Status
from claimcheck.readers import parse
from claimcheck.scan import scan

RIS = """TY  - JOUR
AU  - Almqvist, Beate T.
AU  - Ruiz, C.
TI  - Bladamab in resistant asthma
JO  - Airway J
PY  - 2014/11/20/
VL  - 71
SP  - 193
EP  - 201
DO  - https://doi.org/10.5555/aj.71
AN  - 31234567
ER  -

TY  - JOUR
A1  - Okoro, N
T1  - Dietary salt at night
Y1  - 2019
UR  - https://pubmed.ncbi.nlm.nih.gov/30000001/
ER  -
"""
BIB = r"""
@string{aj = "Airway J"}
@article{almqvist2014,
  author = {Almqvist, Beate T. and Ruiz, C.}, title = {{Bladamab} in resistant asthma in M{\"u}nster},
  journal = aj, year = 2014, volume = 71, pages = {193--201}, doi = {10.5555/aj.71}, pmid = {31234567}}
@techreport{wao, author = {{World Asthma Organization}}, title = {Inhalers}, date = {2011-05}}
"""


def test_the_records_of_a_ris_file() -> None:
    document = parse(RIS.encode(), "export.ris")
    first, second = document.works
    assert (document.format, document.status, document.reason) == ("ris", Status.OK, None)
    assert (first.name, first.title, first.journal, first.place) == (
        "Almqvist 2014", "Bladamab in resistant asthma", "Airway J", "71:193",
    )  # fmt: skip
    assert (first.doi, first.pmid) == ("10.5555/aj.71", "31234567")
    assert (second.name, second.title, second.pmid) == ("Okoro 2019", "Dietary salt at night", "30000001")


def test_the_entries_of_a_bibtex_file() -> None:
    document = parse(BIB.encode(), "refs.bib")
    first, second = document.works
    assert (document.format, document.status) == ("bibtex", Status.OK)
    assert (first.mark, first.name, first.journal, first.place) == (
        "@almqvist2014",
        "Almqvist 2014",
        "Airway J",
        "71:193",
    )
    assert (first.title, first.pmid) == ("Bladamab in resistant asthma in Münster", "31234567")
    assert (second.mark, second.name) == ("@wao", "World Asthma Organization 2011")


@pytest.mark.parametrize(("name", "text"), [("a.ris", RIS), ("a.bib", BIB), ("a.ris", RIS.replace("\n", "\r\n"))])
def test_a_record_is_a_span_and_the_file_is_one_reference_list(name: str, text: str) -> None:
    document = parse(text.encode(), name)
    assert {block.kind for block in document.blocks} == {BlockKind.REFERENCE}
    assert all(document.text[work.start : work.end].startswith(("TY", "@")) for work in document.works)


@pytest.mark.parametrize(
    ("name", "text", "works", "said"),
    [
        ("a.ris", RIS + "TY  - JOUR\nAU  - Lost, A.\n", 2, "1 record could not be read"),
        ("a.bib", "@article{open, title={never closed\n" + BIB, 2, "1 record could not be read: see line 1"),
        ("a.bib", "no entry at all", 0, "no record in the file"),
        ("a.ris", "", 0, "no record in the file"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, text: str, works: int, said: str) -> None:
    document = parse(text.encode(), name)
    assert len(document.works) == works
    assert document.status is Status.PARTIAL
    assert document.reason is not None
    assert document.reason.startswith(said)


def test_a_bibliography_makes_no_claims_and_has_its_line_in_the_ledger(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    result = scan([tmp_path], Config(root=tmp_path))
    (line,) = result.documents
    assert (line.format, line.status, line.numbers.claims) == ("bibtex", Status.OK, 0)
    assert set(line.numbers.skipped) == {"reference list"}
