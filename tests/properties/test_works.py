"""Reference lists: nothing that could stand in one makes the parser fail, and what it finds stands in the text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.extract.author_years import author_years
from claimcheck.extract.works import works
from claimcheck.extract.works.fields import fields_of
from claimcheck.model import CitedWork
from claimcheck.normalise.works import identities
from claimcheck.readers import parse

usual = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

PARTS = (
    *("Almqvist BT", "van der Meer J.", "B. T. Almqvist", "et al.", "&", "and", "Airway J.", "Bladamab in asthma"),
    *("(2014)", "2014;71:193-201.", "2014a", "[3]", "12.", "pp.", "vol. 7", "doi:10.5555/a(b)c", "PMID: 31234567"),
    *(",", ".", ":", "“", "”", "(", ")", "[^1]:", "*", "- ", "\n", "https://example.org/x"),
)
entries = st.lists(st.sampled_from(PARTS), max_size=14).map(" ".join) | st.text(max_size=80)


@usual
@given(entries)
def test_any_entry_has_fields(entry: str) -> None:
    fields = fields_of(entry)
    assert fields.year is None or (len(fields.year) == 4 and fields.year in entry)
    assert fields.doi is None or fields.doi in entry


@usual
@given(st.lists(entries, max_size=8), st.sampled_from(["\n", "\n\n"]))
def test_the_works_of_any_list_stand_in_the_text_in_order(lines: list[str], between: str) -> None:
    document = parse(("Results\n\nText.\n\nReferences\n\n" + between.join(lines)).encode("utf-8", "replace"), "a.txt")
    found = works(document)
    spans = [(work.start, work.end) for work in found]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(document.text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@usual
@given(entries)
def test_citations_by_author_and_year_stand_in_the_text(text: str) -> None:
    document = parse(f"Results\n\n{text}".encode("utf-8", "replace"), "a.txt")
    hits = author_years(document, [CitedWork("1", "Almqvist 2014", author="Almqvist", year="2014")])
    assert all(document.text[hit.start : hit.end].strip() for hit in hits)


@usual
@given(
    st.lists(
        st.builds(
            CitedWork,
            st.just("1"),
            st.just("A 2014"),
            doi=st.sampled_from([None, "10.5555/a", "10.5555/b"]),
            title=st.sampled_from([None, "Bladamab in resistant asthma of adults", "Nasal spray for divers"]),
            author=st.sampled_from([None, "Almqvist", "Okoro"]),
            year=st.sampled_from([None, "2014", "2015"]),
            place=st.sampled_from([None, "71:193", "3:18"]),
        ),
        max_size=7,
    )
)
def test_names_do_not_depend_on_order(found: list[CitedWork]) -> None:
    cited = [(f"{at}.txt", work) for at, work in enumerate(found)]
    assert identities(cited) == identities(reversed(cited))
