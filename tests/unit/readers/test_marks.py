"""Characters that are not what they seem to be."""

from __future__ import annotations

import pytest

from claimcheck.readers import parse


def marks(text: str, name: str = "a.txt") -> list[tuple[str, str]]:
    document = parse(text.encode(), name)
    return [(mark.kind.value, document.text[mark.start : mark.end]) for mark in document.marks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ORR was 72% [9] [10], see [3][4].",
            [("reference", "[9]"), ("reference", "[10]"), ("reference", "[3]"), ("reference", "[4]")],
        ),
        ("Both drugs act [3, 5-7].", [("reference", "[3, 5-7]")]),
        (
            r"See [\[7\]](#)[\[8\]](#) and \[9\].",
            [("reference", r"[\[7\]](#)"), ("reference", r"[\[8\]](#)"), ("reference", r"\[9\]")],
        ),
        ("ORR 40% [31, 50] and age 52 [21-70].", []),
        ("840.5 [§] and 12*, 0.5†", [("footnote", "[§]"), ("footnote", "*"), ("footnote", "†")]),
        ("500 mg/m² for 10⁶ cells and 42.5%¹²", [("superscript", "²"), ("superscript", "⁶"), ("reference", "¹²")]),
        ("IC₅₀ of 5 nM", [("subscript", "₅₀")]),
        (
            "42.5%<sup>12</sup> of 3 cm<sup>2</sup>",
            [
                ("hyphenation", "<sup>"),
                ("reference", "12"),
                ("hyphenation", "</sup>"),
                ("hyphenation", "<sup>"),
                ("superscript", "2"),
                ("hyphenation", "</sup>"),
            ],
        ),
        ("the *ROS1*-positive arm", [("hyphenation", "*"), ("hyphenation", "*")]),
        (
            "see [the trial](https://example.org/1001).",
            [("hyphenation", "["), ("hyphenation", "]"), ("reference", "(https://example.org/1001)")],
        ),
        (
            "at https://example.org/a/12, doi 10.1000/x.5 or a.b2@example.org",
            [
                ("reference", "https://example.org/a/12"),
                ("reference", "10.1000/x.5"),
                ("reference", "a.b2@example.org"),
            ],
        ),
        ("a soft\u00adhyphen", [("hyphenation", "\u00ad")]),
    ],
)
def test_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert marks(text) == expected


def test_glued_references_where_their_numbers_rise() -> None:
    text = (
        "Survival was poor, whatever was given.1 Later trials were better.2,3 One of them (n=136).4 showed it, "
        "with the new drug5 and with another,6 after ROS1 testing in 2012.\n"
    )
    assert marks(text) == [("reference", number) for number in ("1", "2,3", "4", "5", "6")]


@pytest.mark.parametrize(
    "text",
    [
        "Values rose in grade3 patients and cycle40 ended.90 There was no list.17 None at all.55",
        "Given on day1 only.\n",
        "PROFILE-1001 enrolled ROS1 patients.\n",
    ],
)
def test_digits_without_a_system_are_left_alone(text: str) -> None:
    assert marks(text) == []


def test_hyphens_at_line_ends_join_words_or_stay() -> None:
    text = (
        "The overall treat-\n\nment of ALK-\n\nrearranged disease with a first-\n\n"
        "line platinum-based drug was given as first-line\n\n"
        "therapy, and crizo-\n\ntinib was used after it in most of those patients who could.\n"
    )
    assert marks(text) == [
        ("hyphenation", "-\n\n"),
        ("hyphenation", "\n\n"),
        ("hyphenation", "\n\n"),
        ("hyphenation", "-\n\n"),
    ]


def test_letters_of_notes_in_a_flattened_table() -> None:
    text = (
        "Table 1 Outcome\nTRIAL-A TRIAL-B\nResponse rate 66b 71\nEvents (%) 16c 23\n"
        "Notes: bSecond report. cPossibly related.\n"
    )
    assert marks(text) == [("footnote", "b"), ("footnote", "c"), ("footnote", "b"), ("footnote", "c")]
