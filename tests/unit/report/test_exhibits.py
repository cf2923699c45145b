"""What stands beside the result: the earlier result, addresses of the sources, crops, a team's reasons."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.report.sample import COVERAGE, FIRST, RESULT, REVIEW, UPDATED, VALUE
from tests.unit.report.test_as_html import data, page, words

from claimcheck.model import Known
from claimcheck.report import Exhibits
from claimcheck.report.exhibits import Crop, Earlier
from claimcheck.report.page.island import REASONS


def test_reasons_of_a_team_stand_beside_the_usual_ones() -> None:
    root = page(RESULT, Exhibits(reasons=("label differs by region", "rounding")))
    assert data(root)["reasons"] == [*REASONS, "label differs by region"]


def test_what_is_new_changed_and_resolved_since_an_earlier_result() -> None:
    past = replace(VALUE, id="k-gone", key={"study": "ASCEND-4"})
    states = {"k-value": "changed", "k-scope": "same", "k-note": "new"}
    root = page(RESULT, Exhibits(earlier=Earlier("old.json", states, (past,))))
    said = words(root.xpath("//div[@class='since']")[0])
    assert "Since old.json: 1 new, 1 changed, 1 the same, 1 resolved." in said
    assert "V101 value differs: progression free survival, median · ASCEND-4: 19.2 months / 19.3 months" in said
    found = [words(card.xpath(".//span[contains(@class, 'state')]")[0]) for card in root.xpath("//article")]
    assert found == ["changed since", "same as before", "new since"]


def test_sources_are_linked_to_the_page_and_to_the_words() -> None:
    web = replace(UPDATED, document="sources/page.html", sentence="A median of 19.3 months, as “reported”.", page=None)
    claims = (FIRST, web, *RESULT.claims[2:3])
    documents = (COVERAGE[0], replace(COVERAGE[1], path="sources/page.html"))
    links = {REVIEW: "../sources/a%20review.pdf", "sources/page.html": "../sources/page.html"}
    result = replace(RESULT, documents=documents, claims=claims, conflicts=(VALUE,))
    root = page(result, Exhibits(links=links))
    assert root.xpath("//article//cite/a/@href") == [
        "../sources/a%20review.pdf#page=2",
        "../sources/page.html#:~:text=A%20median%20of-,19.3%20months,-%2C%20as%20%E2%80%9Creported%E2%80%9D.",
        "../sources/a%20review.pdf#page=4",
    ]


def test_crops_stand_in_the_card_or_are_linked() -> None:
    crops = {"c-first": Crop(b"PNG", None, 300, 90), "c-cell": Crop(None, "report_assets/c-cell.png")}
    root = page(RESULT, Exhibits(crops=crops))
    (picture,) = root.xpath("//img")
    assert (picture.get("src"), picture.get("width")) == ("data:image/png;base64,UE5H", "300")
    assert picture.get("alt") == "The page as printed, 19.2 months boxed"
    assert root.xpath("//p[@class='crop']/a/@href") == ["report_assets/c-cell.png"]


def test_what_the_baseline_had_and_what_a_reader_must_know_stand_in_front() -> None:
    about = {"study": "ASCEND-4"}
    known = Known("k", "V101", "value-differs", "overall_survival", "median", about, (("a.md", "1 month"),))
    notices, remarks = ("compared with main",), ("a.md:3: ignores nothing",)
    root = page(replace(RESULT, resolved=(known,), notices=notices, remarks=remarks))
    said = words(root.xpath("//div[@class='masthead']")[0])
    assert "compared with main a.md:3: ignores nothing" in said
    assert (
        "1 conflict resolved since the baseline V101 value differs: overall survival, median · ASCEND-4: 1 month"
        in said
    )
