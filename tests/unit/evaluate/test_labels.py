"""Labels in either shape, and what is said of a line that is none; where a quote stands in its document."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.evaluate.made import Line, claims, labels, line, write

from claimcheck.config import Config
from claimcheck.errors import ClaimcheckError
from claimcheck.evaluate import find_labelled, locate, read_labels, read_regions

TEXT = "PFS was 19.2 months. In women PFS was 20.1 months, in men PFS was 19.2\nmonths (ICL 5).\n"


def quoted(context: str, quote: str, **others: object) -> Line:
    place = {"document": "a.txt", "context": context, "quote": quote}
    return {key: value for key, value in {**line(0), **place, **others}.items() if key not in ("start", "end")}


@pytest.mark.parametrize(
    ("context", "quote", "found"),
    [
        ("In women PFS was", "20.1 months", "20.1 months"),
        ("in men P-F-S was", "19.2 months", "19.2\nmonths"),
        ("", "20.1", "20.1"),
        ("words that stand elsewhere in women PFS was", "20.1 months", "20.1 months"),
        ("PFS was", "19.2 months", None),
        ("", "PFS", None),
        ("in men", "7 months", None),
        ("(ICL", "5)", "5"),
    ],
)
def test_a_quote_is_found_by_letters_and_digits_where_it_stands_once(
    tmp_path: Path, context: str, quote: str, found: str | None
) -> None:
    located, lost = locate(labels(tmp_path, quoted(context, quote)), {"a.txt": TEXT})
    if found is None:
        assert (located, [entry.quote for entry in lost]) == ((), [quote])
    else:
        (entry,) = located
        assert entry.span is not None
        assert (TEXT[slice(*entry.span)], lost) == (found, ())


def test_offsets_need_no_text_and_a_quote_without_its_text_is_lost(tmp_path: Path) -> None:
    located, lost = locate(labels(tmp_path, line(8), quoted("", "20.1")), {})
    assert [entry.span for entry in located] == [(8, 14)]
    assert [entry.quote for entry in lost] == ["20.1"]


def test_a_label_keeps_its_id_when_it_becomes_optional(tmp_path: Path) -> None:
    first, second, third = labels(tmp_path, line(8), line(8, optional=True), line(9))
    assert first.id == second.id != third.id


def test_the_name_of_a_document_may_be_a_registry_number(tmp_path: Path) -> None:
    (entry,) = labels(tmp_path, {**line(8), "document": None, "pmcid": "PMC1"})
    assert entry.document == "PMC1.txt"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"metric": None}, "labels.jsonl:2: metric is missing or no text"),
        ({"document": None}, "labels.jsonl:2: document is missing or no text"),
        ({"end": 3}, "labels.jsonl:2: [8, 3] is no span: two offsets are expected, the first the smaller"),
        ({"attributes": ["x"]}, "labels.jsonl:2: attributes must be an object"),
        ({"ci": [1, 2]}, "labels.jsonl:2: ci must be an object or null"),
    ],
)
def test_what_is_no_label(tmp_path: Path, change: Line, message: str) -> None:
    with pytest.raises(ClaimcheckError) as error:
        labels(tmp_path, line(0), {**line(8), **change})
    assert str(error.value) == f"{tmp_path}/{message}"


def test_a_label_needs_a_place(tmp_path: Path) -> None:
    with pytest.raises(ClaimcheckError, match=r"labels\.jsonl:1: a label needs start and end, or a quote"):
        labels(tmp_path, quoted("", "%"))


@pytest.mark.parametrize(
    ("text", "message"), [("\n", "no labels in it"), ("[1]\n", ":1: one JSON object"), ('{"a"\n', ":1: not JSON")]
)
def test_what_is_no_file_of_labels(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(text)
    with pytest.raises(ClaimcheckError, match=message):
        read_labels(path)


def test_a_missing_file_a_claim_without_span_and_a_region_without_end(tmp_path: Path) -> None:
    with pytest.raises(ClaimcheckError, match="cannot be read: No such file"):
        read_labels(tmp_path / "gone.jsonl")
    with pytest.raises(ClaimcheckError, match="a claim needs a span"):
        claims(tmp_path, quoted("", "5"))
    with pytest.raises(ClaimcheckError, match="a region needs start and end"):
        read_regions(write(tmp_path / "r.jsonl", {"document": "a.txt", "start": 1}))


@pytest.mark.parametrize("place", ["gold", "gold/docs", ".", "docs", "gold/set/../../docs"])
def test_documents_are_found_beside_and_above_the_labels(tmp_path: Path, place: str) -> None:
    gold = tmp_path / "gold/set/labels.jsonl"
    gold.parent.mkdir(parents=True)
    (tmp_path / place).mkdir(exist_ok=True, parents=True)
    for name in ("a.txt", "b.txt", "other.txt"):
        (tmp_path / place / name).touch()
    files = find_labelled(gold, ["a.txt", "b.txt"], (), Config(root=tmp_path))
    assert [file.path for file in files] == [(tmp_path / place / name).resolve() for name in ("a.txt", "b.txt")]


def test_documents_that_are_not_there_or_twice(tmp_path: Path) -> None:
    config, gold = Config(root=tmp_path), tmp_path / "gold/labels.jsonl"
    for name in ("one/a.txt", "two/a.txt", "two/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    with pytest.raises(ClaimcheckError, match="no folder beside or above it holds all 2 labelled documents; give PATH"):
        find_labelled(gold, ["a.txt", "c.txt"], (), config)
    with pytest.raises(ClaimcheckError, match=r"none of the documents it labels is under .*one"):
        find_labelled(gold, ["b.txt"], [tmp_path / "one"], config)
    with pytest.raises(ClaimcheckError, match=r"a\.txt: two documents of this name"):
        find_labelled(gold, ["a.txt"], [tmp_path], config)
    assert [f.name for f in find_labelled(gold, ["a.txt", "b.txt"], [tmp_path / "two"], config)] == [
        "two/a.txt",
        "two/b.txt",
    ]
