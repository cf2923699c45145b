"""One work that several reference lists print is one identity; two works are two, whatever their names."""

from __future__ import annotations

from itertools import permutations

from claimcheck.model import CitedWork
from claimcheck.normalise.works import identities


def work(title: str | None = None, **fields: str) -> CitedWork:
    said = {"author": "Almqvist", "year": "2014", **fields}
    return CitedWork("1", f"{said['author']} {said['year']}", title=title, **said)  # type: ignore[arg-type]


ASTHMA = "Bladamab in resistant asthma of adults who smoke"


def names(*found: CitedWork) -> list[str]:
    cited = [(f"{n}.txt", one) for n, one in enumerate(found)]
    named = identities(cited)
    return [named[at] for at in cited]


def test_one_doi_or_pmid_is_one_work_whatever_else_is_printed() -> None:
    first, second = work(ASTHMA, doi="10.5555/AJ.71"), work("Bladamab", author="Ruiz", year="2015", doi="10.5555/aj.71")
    assert len(set(names(first, second))) == 1
    assert len(set(names(work(pmid="31234567"), work("Something else", author="Ito", pmid="31234567")))) == 1


def test_titles_that_differ_by_slips_or_a_subtitle_are_one() -> None:
    assert len(set(names(work(ASTHMA), work("Bladamab in resistant astma of adults, who smoke")))) == 1
    assert len(set(names(work(ASTHMA), work(f"{ASTHMA}: the AIRLIFT trial")))) == 1


def test_a_title_here_and_a_volume_there_are_one_where_no_third_work_has_the_name() -> None:
    alone = names(work(ASTHMA), work(place="71:193"))
    assert alone == ["Almqvist 2014", "Almqvist 2014"]
    assert len(set(names(work(ASTHMA), work(place="71:193"), work("Nasal spray for divers")))) == 3


def test_one_volume_and_page_is_one_work() -> None:
    assert len(set(names(work(ASTHMA, place="71:193"), work(place="71:193"), work("Nasal spray for divers")))) == 2


def test_two_works_of_one_author_and_year_are_named_by_their_titles() -> None:
    assert names(work(ASTHMA), work("Nasal spray for divers")) == [
        "Almqvist 2014 (Bladamab in resistant asthma of)",
        "Almqvist 2014 (Nasal spray for divers)",
    ]
    assert names(work(place="71:193", journal="Airway J"), work(place="70:18", journal="Airway J")) == [
        "Almqvist 2014 (Airway J 71:193)",
        "Almqvist 2014 (Airway J 70:18)",
    ]


def test_identifiers_that_differ_are_two_works_even_of_one_title() -> None:
    assert names(work(ASTHMA, doi="10.5555/a"), work(ASTHMA, doi="10.5555/b")) == [
        "Almqvist 2014 (10.5555/a)",
        "Almqvist 2014 (10.5555/b)",
    ]


def test_online_first_and_in_print_are_one() -> None:
    assert names(work(ASTHMA, year="2013"), work(ASTHMA), work(ASTHMA)) == ["Almqvist 2014"] * 3


def test_accents_and_case_of_an_author_do_not_matter() -> None:
    assert len(set(names(work(ASTHMA, author="D'Angélo"), work(ASTHMA, author="d'angelo")))) == 1


def test_the_order_of_the_documents_changes_no_name() -> None:
    found = [
        ("a.txt", work(ASTHMA)),
        ("b.txt", work("Nasal spray for divers", doi="10.5555/n")),
        ("c.txt", work(place="71:193")),
        ("d.txt", work("Nasal spray for diverse people", doi="10.5555/n", place="70:18")),
        ("e.txt", work(ASTHMA, place="71:193")),
    ]
    first = identities(found)
    assert all(identities(list(order)) == first for order in permutations(found))
