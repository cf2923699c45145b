"""Records of ClinicalTrials.gov: what is read of them, and what is said of other JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.readers.test_properties import check

from claimcheck.model.document import BlockKind, Document, Status
from claimcheck.readers import parse, read
from claimcheck.readers.registry.load import READ

if TYPE_CHECKING:
    from tests.conftest import Golden

RECORDS = ("NCT00585195.json", "NCT02296125.json", "NCT09999991.json")
FOLDER = Path(__file__).parents[2] / "documents" / "registry"
MADE = {name: json.loads((FOLDER / name).read_text("utf-8")) for name in RECORDS}


def record(**modules: Any) -> bytes:
    return json.dumps({"protocolSection": modules}).encode()


def measure(**fields: Any) -> Document:
    """A record whose one outcome measure has these fields."""
    group = [{"id": "OG000", "title": "Drug A"}, {"id": "OG001", "title": "Drug B"}]
    outcomes = {"outcomeMeasures": [{"type": "PRIMARY", "title": "Overall Survival", "groups": group, **fields}]}
    made = parse(json.dumps({"resultsSection": {"outcomeMeasuresModule": outcomes}}).encode(), "a.json")
    assert made.status is Status.OK
    return made


def values(**fields: Any) -> list[dict[str, Any]]:
    """The classes of a measure with one value."""
    return [{"categories": [{"measurements": [{"groupId": "OG000", **fields}]}]}]


def cells(document: Document) -> list[str]:
    return [document.text[c.start : c.end] for table in document.tables for c in table.cells]


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_with_all_its_parts(name: str, outline: Callable[[Document], str], golden: Golden) -> None:
    document = read(FOLDER / name, name)
    check(document)
    golden(f"readers/{name}.txt", outline(document))
    assert document.metadata.identifiers == (("nct", name.removesuffix(".json")),)
    assert document.metadata.title == MADE[name]["protocolSection"]["identificationModule"]["briefTitle"]


@pytest.mark.parametrize("wrap", [lambda records: records, lambda records: {"studies": records, "totalCount": 3}])
def test_several_records_name_their_trial_in_every_caption(wrap: Callable[[list[Any]], Any]) -> None:
    document = parse(json.dumps(wrap(list(MADE.values()))).encode(), "a.json")
    captions = [document.text[slice(*table.caption)] for table in document.tables if table.caption]
    assert document.metadata.identifiers == ()
    assert document.metadata.title == "3 records of ClinicalTrials.gov"
    assert {caption.partition(": ")[0] for caption in captions} == {"NCT00585195", "FLAURA trial", "EXAMPLE-9 trial"}
    check(document)


@pytest.mark.parametrize(
    ("measurement", "dispersion", "shown"),
    [
        ({"value": "20.0"}, "NA", "20.0"),
        ({"value": 20}, None, "20"),
        (
            {"value": "19.3", "lowerLimit": "15.2", "upperLimit": "22.1"},
            "95% Confidence Interval",
            "19.3 (95% CI 15.2 to 22.1)",
        ),
        ({"value": "19", "lowerLimit": "5", "upperLimit": "30"}, "Inter-Quartile Range", "19 (IQR 5 to 30)"),
        ({"value": "19", "lowerLimit": "5", "upperLimit": "30"}, "FULL_RANGE", "19 (range 5 to 30)"),
        ({"value": "54.2", "spread": "10.10"}, "STANDARD_DEVIATION", "54.2 ± 10.10"),
        ({"value": "54.2", "spread": "NA"}, "Standard Error", "54.2"),
        ({"value": "388", "spread": "52.9"}, "Geometric Coefficient of Variation", "388 (geometric CV 52.9)"),
        ({"value": "NA", "comment": "Median was not reached."}, "NA", "not reached"),
        ({"value": "NA", "comment": "Could not be calculated"}, "NA", "not estimable"),
        ({"value": "NA", "comment": "See the paper"}, "NA", "NA"),
        (
            {
                "value": "NA",
                "lowerLimit": "12.5",
                "upperLimit": "NA",
                "comment": "Median not reached, limit not estimable",
            },
            "95% Confidence Interval",
            "not reached (95% CI 12.5 to NE)",
        ),
        (
            {"value": "25.1", "lowerLimit": "20", "upperLimit": "NA"},
            "90% Confidence Interval",
            "25.1 (90% CI 20 to NA)",
        ),
    ],
)
def test_a_value_is_printed_as_a_person_would(measurement: dict[str, Any], dispersion: str | None, shown: str) -> None:
    found = cells(measure(paramType="MEDIAN", dispersionType=dispersion, classes=values(**measurement)))
    assert found[-1] == shown


@pytest.mark.parametrize(
    ("fields", "head"),
    [
        (
            {"paramType": "MEDIAN", "dispersionType": "95% Confidence Interval", "unitOfMeasure": "Months"},
            "Median (95% CI), months",
        ),
        ({"paramType": "MEAN", "dispersionType": "STANDARD_DEVIATION", "unitOfMeasure": "years"}, "Mean ± SD, years"),
        ({"paramType": "LEAST_SQUARES_MEAN", "unitOfMeasure": "mg/dL"}, "Least squares mean, mg/dL"),
        ({"paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants"}, "Count of participants"),
        ({}, "Number"),
    ],
)
def test_the_heads_say_what_is_reported(fields: dict[str, Any], head: str) -> None:
    sizes = [{"units": "Participants", "counts": [{"groupId": "OG000", "value": "40"}]}]
    sizes.append({"units": "Lesions", "counts": [{"groupId": "OG000", "value": "61"}]})
    found = cells(measure(classes=values(value="1"), denoms=sizes, **fields))
    assert found[:5] == ["Measure", "Drug A (N = 40, 61 lesions)", "Drug B", head, head]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("<0.001", "P<0.001"),
        ("0.04", "P=0.04"),
        ("p = 0.04", "P=0.04"),
        ("P < .0001", "P<.0001"),
        ("&lt;0.05", "P<0.05"),
    ],
)
def test_an_analysis_is_a_table_of_the_groups_compared(said: str, shown: str) -> None:
    analysis = {
        "groupIds": ["OG001", "OG000"],
        "paramType": "Hazard Ratio (HR)",
        "paramValue": "0.80",
        "ciPctValue": "95.05",
        "ciLowerLimit": "0.64",
        "ciUpperLimit": "1.00",
        "pValue": said,
    }
    document = measure(analyses=[analysis, {**analysis, "groupIds": ["OG001", "OG777"]}])
    assert cells(document) == [
        "Analysis", "Drug B versus Drug A", "Hazard Ratio (HR)", f"0.80 (95.05% CI 0.64 to 1.00), {shown}",
    ]  # fmt: skip


def test_an_estimated_enrolment_is_a_plan() -> None:
    kinds = {}
    for kind in ("ACTUAL", "ESTIMATED"):
        document = parse(record(designModule={"enrollmentInfo": {"count": 280, "type": kind}}), "a.json")
        kinds[kind] = (
            [document.text[b.start : b.end] for b in document.blocks if b.kind is not BlockKind.HEADING],
            document.blocks[-1].kind,
        )
    assert kinds["ACTUAL"] == (["Enrolment: 280 participants (actual)"], BlockKind.PARAGRAPH)
    assert kinds["ESTIMATED"] == (["Planned enrolment: 280 participants (estimated)"], BlockKind.BOILERPLATE)


def test_signs_of_the_markup_are_not_in_the_text() -> None:
    criteria = "* Weight \\>= 40 kg\n\n* Height &lt; 2 m\u0000\ud800"
    document = parse(record(eligibilityModule={"eligibilityCriteria": criteria}), "a.json")
    assert document.text.endswith("* Weight >= 40 kg\n* Height < 2 m \ufffd\n")


def test_a_bom_is_no_fault() -> None:
    document = parse(b"\xef\xbb\xbf" + record(identificationModule={"nctId": "NCT00000001"}), "a.json")
    assert (document.status, document.metadata.identifiers) == (Status.OK, (("nct", "NCT00000001"),))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b'{"protocolSection": {"a": "1", "a": "2"}}',
            "an object has the key 'a' twice; the last one is read",
        ),
        (b'{"protocolSection": {"a": NaN}}', "not quite JSON: it holds NaN"),
    ],
)
def test_odd_json_is_read_and_said_to_be_odd(data: bytes, reason: str) -> None:
    document = parse(data, "a.json")
    assert (document.status, document.reason) == (Status.PARTIAL, reason)
    assert document.text


def test_a_key_twice_with_one_value_is_no_fault() -> None:
    assert parse(b'{"protocolSection": {"a": "1", "a": "1"}}', "a.json").status is Status.OK


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (b'{"name": "settings"}', Status.UNSUPPORTED, f"other JSON; {READ}"),
        (b"[1, 2]", Status.UNSUPPORTED, f"other JSON; {READ}"),
        (b'{"studies": []}', Status.UNSUPPORTED, f"other JSON; {READ}"),
        (b'{"protocolSection": "none"}', Status.UNSUPPORTED, f"other JSON; {READ}"),
        (b"", Status.UNSUPPORTED, f"not readable as JSON: Expecting value at line 1, column 1; {READ}"),
        (
            b'{"protocolSection": {"statusModule"',
            Status.UNREADABLE,
            "not readable as JSON: Expecting ':' delimiter at line 1, column 36; download the record again",
        ),
        (
            b'{"protocolSection": ' + b"[" * 200_000,
            Status.UNREADABLE,
            "not readable as JSON: nested too deeply; download the record again",
        ),
        (b"PK\x03\x04", Status.NOT_TEXT, "not text: its first bytes say a ZIP archive (DOCX, XLSX and PPTX are such)"),
    ],
)
def test_what_is_no_record(data: bytes, status: Status, reason: str) -> None:
    document = parse(data, "a.json")
    assert (document.status, document.reason, document.text) == (status, reason, "")


def test_digits_are_kept_as_printed() -> None:
    data = b'{"protocolSection": {"designModule": {"enrollmentInfo": {"count": 5.50, "type": "ACTUAL"}}}}'
    assert "Enrolment: 5.50 participants" in parse(data, "a.json").text
    data = data.replace(b"5.50", b"1" * 6000)
    assert f"Enrolment: {'1' * 6000} participants" in parse(data, "a.json").text


# ---- whatever is in a record ----


def keys_of(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(keys_of(member) for member in value.values()))
    return set().union(*(keys_of(member) for member in value)) if isinstance(value, list) else set()


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(0, 10**30),
    st.text(max_size=12),
    st.sampled_from(["OG000", "NA", "19.3", "<0.001", "2014-12-03", "Week 12", "a\nb", "\t", "&lt;", "\\>"]),
)
JUNK = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(sorted(keys_of(list(MADE.values())))), inner, max_size=4),
    ),
    max_leaves=12,
)


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of every value inside a value."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, member in members for found in ((*path, key), *places(member, (*path, key)))]


PLACES = {name: places(made) for name, made in MADE.items()}


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A record in which other things stand in some places."""
    name = draw(st.sampled_from(RECORDS))
    made = json.loads(json.dumps(MADE[name]))
    for *way, last in draw(st.lists(st.sampled_from(PLACES[name]), min_size=1, max_size=6)):
        node: Any = made
        with suppress(KeyError, IndexError, TypeError):  # what stood on the way was replaced before
            for key in way:
                node = node[key]
            node[last] = draw(JUNK)
    return json.dumps(made).encode()


SECTIONS = st.fixed_dictionaries({"protocolSection": JUNK, "resultsSection": JUNK})
JUNK_RECORDS = SECTIONS.map(lambda sections: json.dumps(sections).encode())


@settings(max_examples=150, deadline=None)
@given(data=st.one_of(spoilt(), JUNK_RECORDS))
def test_whatever_a_record_holds_it_is_read(data: bytes) -> None:
    document = parse(data, "a.json")
    assert document.status in {Status.OK, Status.UNSUPPORTED}
    document.text.encode()
    check(document)
