"""Reference lists become works: every style of tests/cases/references.yml, every way of setting a list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from claimcheck.extract.works import own_work, works
from claimcheck.extract.works.fields import work_of
from claimcheck.model import CitedWork, Document
from claimcheck.readers import parse

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "references.yml").read_text("utf-8")
)
FIELDS = ("author", "year", "title", "journal", "place", "doi", "pmid")
BODY = "Results\n\nThe trial was small, and the answer to its question is not known until more patients are seen.\n\n"
ENTRIES = (
    "Almqvist BT, Ruiz C, Meer J. Bladamab in resistant asthma of adults who smoke. Airway J. 2014;71:193-201.",
    "Okoro N, Lind P. Dietary salt and pressure at night in shift workers. Ann Food Med. 2019;12:44-52.",
    "van den Berg K, Ito M. Inhalers that remind their owners of the dose. Airway J. 2010;67:1-9.",
    "Ferro G. Sleep in families with three children. Dream Res. 2001;4:11-19.",
    "Ngata W, Pohl T, Quist S. Vaccines against colds, a survey of failures. Virol Now. 2022;9:e101.",
)
NAMES = ["Almqvist 2014", "Okoro 2019", "van den Berg 2010", "Ferro 2001", "Ngata 2022"]


def document(text: str, suffix: str = "txt") -> Document:
    return parse(text.encode(), f"review.{suffix}")


def wrapped(entry: str, width: int = 60) -> str:
    lines, line = [], ""
    for word in entry.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_entry_of_every_style(case: dict[str, Any]) -> None:
    text = f"{BODY}References\n\n{case['entry']}\n"
    found = works(document(text))
    assert len(found) == 1
    assert {key: getattr(found[0], key) for key in FIELDS if key in case} == {k: case[k] for k in FIELDS if k in case}
    assert found[0].name == case.get("name_is", found[0].name)


@pytest.mark.parametrize(
    "entries",
    [
        "\n".join(f"{n}. {entry}" for n, entry in enumerate(ENTRIES, 1)),
        "\n".join(f"[{n}] {wrapped(entry)}" for n, entry in enumerate(ENTRIES, 1)),
        "\n\n".join(f"{n}. {wrapped(entry)}" for n, entry in enumerate(ENTRIES, 1)),
        "\n".join(ENTRIES),
        "\n".join(wrapped(entry) for entry in ENTRIES),
        "\n\n".join(wrapped(entry) for entry in ENTRIES),
        "\n".join(f"- {entry}" for entry in ENTRIES),
        " ".join(f"{n} {entry}" for n, entry in enumerate(ENTRIES, 1)),
    ],
    ids=[
        "a line each",
        "wrapped",
        "blank lines",
        "no numbers",
        "no numbers, wrapped",
        "paragraphs",
        "bullets",
        "inline",
    ],
)
@pytest.mark.parametrize("heading", ["References", "REFERENCES:", "Bibliography"])
def test_a_list_is_parted_into_its_entries(entries: str, heading: str) -> None:
    found = works(document(f"{BODY}{heading}\n\n{entries}\n"))
    assert [work.name for work in found] == NAMES
    assert [work.mark for work in found] == ["1", "2", "3", "4", "5"]


def test_the_list_of_a_page_and_of_markdown() -> None:
    items = "".join(f"<li>{entry}</li>" for entry in ENTRIES)
    page = f"<html><body><h1>Results</h1><p>{BODY}</p><h2>References</h2><ol>{items}</ol></body></html>"
    ordered = f"# Results\n\n{BODY}## References\n\n" + "\n".join(f"{n}. {e}" for n, e in enumerate(ENTRIES, 1))
    notes = f"# Results\n\n{BODY}" + "\n".join(f"[^{n}]: {entry}" for n, entry in enumerate(ENTRIES, 1))
    for text, suffix in ((page, "html"), (ordered, "md"), (notes, "md")):
        found = works(document(text, suffix))
        assert [(work.mark, work.name) for work in found] == list(zip("12345", NAMES, strict=True))


def test_numbers_that_the_first_entries_lost_are_counted() -> None:
    lines = [ENTRIES[0], ENTRIES[1], *(f"{n}. {ENTRIES[2]}" for n in (3, 4, 5, 6, 7))]
    found = works(document(f"{BODY}References\n\n" + "\n\n".join(lines) + "\n"))
    assert [work.mark for work in found] == ["1", "2", "3", "4", "5", "6", "7"]


def test_two_works_of_one_author_and_year_keep_their_names_apart() -> None:
    second = "Almqvist BT, Gomez P. Nasal spray for divers. Airway J. 2014;70:18-22."
    found = works(document(f"{BODY}References\n\n1. {ENTRIES[0]}\n2. {second}\n"))
    assert [work.name for work in found] == [
        "Almqvist 2014 (Bladamab in resistant asthma of)",
        "Almqvist 2014 (Nasal spray for divers)",
    ]


def test_jats_gives_the_fields_as_tagged() -> None:
    ref = (
        '<ref id="r1"><label>1.</label><mixed-citation><name><surname>Almqvist</surname><given-names>BT</given-names>'
        "</name> <article-title>Bladamab. Part two. Adults</article-title> <source>Airway J</source> <year>2014</year>;"
        '<volume>71</volume>:<fpage>193</fpage><pub-id pub-id-type="pmid">31234567</pub-id></mixed-citation></ref>'
    )
    text = f"<article><body><p>Text.</p></body><back><ref-list>{ref}</ref-list></back></article>"
    (work,) = works(document(text, "xml"))
    assert (work.mark, work.name, work.author, work.year) == ("1", "Almqvist 2014", "Almqvist", "2014")
    assert (work.title, work.journal, work.place, work.pmid) == (
        "Bladamab. Part two. Adults",
        "Airway J",
        "71:193",
        "31234567",
    )


def test_every_entry_is_a_span_of_the_text() -> None:
    text = f"{BODY}References\n\n" + "\n".join(f"{n}. {wrapped(entry)}" for n, entry in enumerate(ENTRIES, 1))
    read = document(text)
    for work, entry in zip(works(read), ENTRIES, strict=True):
        assert " ".join(read.text[work.start : work.end].split())[3:] == entry


def test_a_report_is_a_work_itself() -> None:
    said = "title: Bladamab in resistant asthma\nauthor: Beate T. Almqvist\ndate: 2014-05-03\ndoi: 10.5555/aj.71"
    front = f"---\n{said}\n---\n\n"
    work = own_work(document(f"{front}# Bladamab in resistant asthma\n\n{BODY}", "md"))
    assert work is not None
    assert (work.author, work.year, work.doi) == ("Almqvist", "2014", "10.5555/aj.71")
    assert own_work(Document("a.txt", "text", "", "12.0 months")) is None


def test_what_is_no_entry_makes_no_work() -> None:
    note = "Papers of special note have been highlighted"
    found = works(document(f"{BODY}References\n\n{note}\n\n" + "\n\n".join(ENTRIES)))
    assert [work.name for work in found] == NAMES
    assert isinstance(work_of("", "1"), CitedWork)
