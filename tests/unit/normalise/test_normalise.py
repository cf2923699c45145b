from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from claimcheck.model import (
    Attribute,
    CitedWork,
    Claim,
    Comparator,
    Dimension,
    Document,
    Extraction,
    Interval,
    Mention,
    Page,
    Quantity,
    Scope,
    Special,
    TablePlace,
    WordBox,
)
from claimcheck.normalise import canonical, canonical_unit, factor, normalise
from claimcheck.vocabulary import Vocabulary, load

TEXT = "Results\n\nIn PROFILE-1001 the median PFS\nwas 49.1 weeks [9] with crizotinib.\n"
START = TEXT.index("49.1")
QUOTE = "49.1 weeks"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load()


def quantity(quote: str = QUOTE, value: str | None = "49.1", unit: str = "week", **more: object) -> Quantity:
    number = None if value is None else Decimal(value)
    base = Quantity(
        START, START + len(QUOTE), quote, number, number, number, decimals=1, unit=unit, dimension=Dimension.TIME
    )
    return replace(base, **more)  # type: ignore[arg-type] # the caller names fields of Quantity


def mention(what: Quantity | None = None, *attributes: Attribute, metric: str = "progression_free_survival") -> Mention:
    sentence = (TEXT.index("In "), len(TEXT) - 1)
    return Mention(what or quantity(), metric, "median", attributes, sentence, "test")


def run(
    *mentions: Mention, vocabulary: Vocabulary, works: tuple[CitedWork, ...] = (), **document: object
) -> tuple[Claim, ...]:
    base = Document("a.txt", "text", "0" * 64, TEXT)
    return normalise(replace(base, **document), Extraction(mentions, (), works), vocabulary)  # type: ignore[arg-type]


def test_a_claim_is_where_the_text_says_it(vocabulary: Vocabulary) -> None:
    (claim,) = run(mention(), vocabulary=vocabulary)
    assert TEXT[slice(*claim.span)] == claim.quote == QUOTE
    assert (claim.line, claim.page, claim.box) == (4, None, None)
    assert claim.sentence == "In PROFILE-1001 the median PFS was 49.1 weeks [9] with crizotinib."
    assert (claim.value, claim.unit, claim.decimals) == (Decimal("49.1"), "week", 1)
    assert (claim.canonical_value, claim.canonical_unit) == (Decimal("11.2919918"), "month")


def test_page_and_box(vocabulary: Vocabulary) -> None:
    boxes = (
        WordBox(0, 7, 10, 10, 40, 20),
        WordBox(START, START + 4, 50, 30, 70, 40),
        WordBox(START + 5, START + 10, 72, 29, 99, 41),
        WordBox(START + 11, START + 14, 101, 30, 110, 40),
    )
    (claim,) = run(mention(), vocabulary=vocabulary, pages=(Page(3, 0, len(TEXT), boxes),))
    assert (claim.page, claim.box) == (3, (3, 50, 29, 99, 41))


def test_a_range_has_the_middle_as_canonical_value(vocabulary: Vocabulary) -> None:
    what = quantity(
        "3.9-5.4 nmol/L", None, "nmol/L", low=Decimal("3.9"), high=Decimal("5.4"), dimension=Dimension.CONCENTRATION
    )
    (claim,) = run(mention(what, metric="ic50"), vocabulary=vocabulary)
    assert (claim.value, claim.low, claim.high, claim.canonical_value) == (
        None,
        Decimal("3.9"),
        Decimal("5.4"),
        Decimal("4.65"),
    )


def test_a_date_keeps_its_precision(vocabulary: Vocabulary) -> None:
    what = quantity("November 2015", None, "1", date="2015-11", dimension=Dimension.DATE)
    (claim,) = run(mention(what, metric="approval_date"), vocabulary=vocabulary)
    assert (claim.value, claim.unit, claim.canonical_unit, claim.canonical_value) == ("2015-11", "date", "date", None)


def test_a_special_has_no_value(vocabulary: Vocabulary) -> None:
    (claim,) = run(mention(quantity("NR", None, "month", special=Special.NOT_REACHED)), vocabulary=vocabulary)
    assert (claim.special, claim.value, claim.canonical_value) == (Special.NOT_REACHED, None, None)


def test_the_rest_of_a_mention_is_carried_over(vocabulary: Vocabulary) -> None:
    given = replace(
        mention(quantity(comparator=Comparator.ABOUT)),
        ci=Interval(Decimal(95), Decimal("39.3"), None),
        numerator=3,
        denominator=50,
        table=TablePlace(1, "DoR", "PROFILE 1001"),
        section="Results",
    )
    (claim,) = run(given, vocabulary=vocabulary)
    assert (claim.ci, claim.comparator) == (given.ci, Comparator.ABOUT)
    assert (claim.numerator, claim.denominator, claim.table, claim.section) == (3, 50, given.table, "Results")


def test_attributes_are_canonical_and_the_nearest_wins(vocabulary: Vocabulary) -> None:
    said = (
        Attribute("treatment", "chemotherapy", scope=Scope.PARAGRAPH),
        Attribute("treatment", "XALKORI", scope=Scope.CLAUSE),
        Attribute("study", "profile-1001", scope=Scope.HEADING),
        Attribute("timepoint", "1-year"),
    )
    (claim,) = run(mention(None, *said), vocabulary=vocabulary)
    assert claim.attributes == {"study": "PROFILE 1001", "timepoint": "12 months", "treatment": "crizotinib"}
    assert claim.inferred == {"study"}


def test_citations_resolve_to_works(vocabulary: Vocabulary) -> None:
    works = (CitedWork("9", "Shaw 2014"), CitedWork("10", "Shaw 2019"))
    said = (Attribute("citation", "9,11"), Attribute("citation", "10"))
    (claim,) = run(mention(None, *said), vocabulary=vocabulary, works=works)
    assert claim.attributes == {"citation": ("9", "11", "10"), "source": ("Shaw 2014", "Shaw 2019")}


def test_confidence_falls_with_every_step_outwards(vocabulary: Vocabulary) -> None:
    def sure(*said: Attribute) -> float:
        (claim,) = run(mention(None, *said), vocabulary=vocabulary)
        return claim.confidence

    scopes = [
        sure(Attribute("study", "PROFILE 1001", scope=scope))
        for scope in (Scope.CLAUSE, Scope.SENTENCE, Scope.PARAGRAPH, Scope.DOCUMENT)
    ]
    assert scopes == [1.0, 0.98, 0.93, 0.85]
    assert (
        sure(
            Attribute("study", "PROFILE 1001", scope=Scope.DOCUMENT),
            Attribute("treatment", "crizotinib", scope=Scope.PARAGRAPH),
        )
        == 0.7905
    )
    assert sure(Attribute("treatment", "newdrugtinib", known=False)) == 0.95


def test_an_id_depends_on_document_metric_quote_place_and_value(vocabulary: Vocabulary) -> None:
    (first,) = run(mention(), vocabulary=vocabulary)
    (again,) = run(mention(None, Attribute("study", "PROFILE 1001")), vocabulary=vocabulary)
    (elsewhere,) = run(mention(), vocabulary=vocabulary, path="b.txt")
    (other,) = run(mention(metric="overall_survival"), vocabulary=vocabulary)
    assert first.id == again.id
    assert len({first.id, elsewhere.id, other.id}) == 3
    assert len(first.id) == 16
    assert int(first.id, 16) >= 0


def test_one_number_of_two_arms_makes_two_ids(vocabulary: Vocabulary) -> None:
    arms = [mention(None, Attribute("treatment", name)) for name in ("crizotinib", "chemotherapy")]
    claims = run(*arms, vocabulary=vocabulary)
    assert len({claim.id for claim in claims}) == 2


def test_a_metric_that_the_vocabulary_does_not_define_makes_no_claim(vocabulary: Vocabulary) -> None:
    assert run(mention(metric="unheard_of"), vocabulary=vocabulary) == ()


@pytest.mark.parametrize(
    ("value", "unit", "metric", "expected"),
    [
        ("48.4", "week", "duration_of_response", "11.1310062 month"),
        ("1.5", "year", "progression_free_survival", "18 month"),
        ("19.20", "month", "progression_free_survival", "19.20 month"),
        ("0.48", "umol/L", "ic50", "480 nmol/L"),
        ("250", "mg", "dose", "250 mg"),
        ("1", "g", "dose", "1000 mg"),
        ("500", "mg/m2", "dose", "500 mg/m2"),
        ("62", "year", "age", "62 year"),
        ("18", "month", "age", "1.5 year"),
        ("74.8", "percent", "overall_survival", "74.8 percent"),
        ("0.49", "1", "progression_free_survival", "0.49 1"),
        ("3", "furlong", "dose", "3 furlong"),
    ],
)
def test_canonical_units(vocabulary: Vocabulary, value: str, unit: str, metric: str, expected: str) -> None:
    target = canonical_unit(unit, vocabulary.metrics[metric], vocabulary)
    assert f"{canonical(Decimal(value), unit, target, vocabulary)} {target}" == expected


def test_what_measures_something_else_cannot_be_converted(vocabulary: Vocabulary) -> None:
    assert factor("month", "percent", vocabulary) is None
    with pytest.raises(ValueError, match="month cannot be converted to percent"):
        canonical(Decimal(3), "month", "percent", vocabulary)
