"""Records of PubMed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimcheck.model.document import Document, Metadata, Status
from claimcheck.readers import parse, read

if TYPE_CHECKING:
    from tests.conftest import Golden

RECORD = (
    "<PubmedArticle><MedlineCitation><PMID>{0}</PMID><Article><ArticleTitle>Title {0}</ArticleTitle>"
    "<Abstract><AbstractText>Rate {0}%.</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>"
)


def test_a_record_with_all_its_parts(documents: Path, outline: Callable[[Document], str], golden: Golden) -> None:
    document = read(documents / "record.xml", "record.xml")
    golden("readers/record.xml.txt", outline(document))
    assert (document.format, document.status) == ("pubmed", Status.OK)
    assert document.metadata == Metadata(
        title="Examplinib against placebo: an invented trial.",
        language="en",
        identifiers=(("pmid", "12345678"), ("pmcid", "PMC1234567"), ("doi", "10.1000/jit.8"), ("nct", "NCT01234567")),
        dates=(("received", "2015-03-02"), ("published", "2015-06-20"), ("issued", "2015")),
    )


def test_a_record_alone_is_one_too() -> None:
    document = parse(RECORD.format(5).encode(), "a.xml")
    assert document.text == "Title 5\nRate 5%.\n"
    assert document.metadata == Metadata("Title 5", None, (("pmid", "5"),))


def test_several_records_are_all_read() -> None:
    document = parse(f"<PubmedArticleSet>{RECORD.format(5)}{RECORD.format(6)}</PubmedArticleSet>".encode(), "a.xml")
    assert document.text == "Title 5\nRate 5%.\nTitle 6\nRate 6%.\n"
    assert document.metadata == Metadata()
    assert document.status is Status.PARTIAL


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("NCT01234567", (("nct", "NCT01234567"),)),
        ("NCT01234567 and NCT07654321", ()),
        ("ISRCTN12345678; EudraCT 2004-000123-12", (("isrctn", "ISRCTN12345678"), ("eudract", "2004-000123-12"))),
    ],
)
def test_registry_numbers_of_the_abstract(said: str, expected: tuple[tuple[str, str], ...]) -> None:
    record = RECORD.replace("Rate {0}%.", said).replace("<PMID>{0}</PMID>", "").format(1)
    assert parse(record.encode(), "a.xml").metadata.identifiers == expected
