"""`check` says everything that is wrong with a vocabulary file, each fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import VocabularyError
from claimcheck.vocabulary import load
from claimcheck.vocabulary.checking import check
from claimcheck.vocabulary.statements import statements

GOOD = """\
[source]
study = "our registry"

[treatment]
zarolimab = { aliases = ["Zarolix", "ZRL-101"], kind = "drug", source = "INN" }

[study]
ZENITH-7 = { registry = ["NCT09999991"] }

[metric.itch_score]
name = "itch score"
unit = "1"
statistics = { number = "mean" }
aliases = ["itch score"]
requires = ["study|source", "treatment"]
plausible = { "1" = [0, 10] }
source = "ours"
"""

FAULTS = [
    ("[treatment]\nx = { alias = ['y'] }\n", 2, "unknown key 'alias'; did you mean 'aliases'?"),
    ("[treatment]\nx = ['']\n", 2, "'aliases' holds an empty text"),
    ("[treatment]\nx = [\n  'ab',\n  '  ',\n]\n", 4, "'aliases' holds an empty text"),
    ("[treatment]\nx = { kind = 3 }\n", 2, "'kind' must be a text, not 3"),
    ("[treatment]\nx = ['ab']\n\nx = ['cd']\n", 4, "[treatment] x stands twice: line 2 has it, too"),
    ("[treatment]\nx = ['ab', 'ab']\n", 2, "'ab' stands twice"),
    ("[treatment]\nx = ['ab']\ny = ['A-B']\n", 3, "'A-B' is a spelling of 'x'"),
    ("[treatment]\nx = ['Xalkori']\n", 2, "'Xalkori' is a spelling of 'crizotinib', which the vocabulary has"),
    ("[study]\nx = { registry = ['NCT123'] }\n", 2, "must look like NCT01234567"),
    ("[study]\nx = { registry = ['ABC-1'] }\n", 2, "'ABC-1' has the shape of no registry id: known are NCT, "),
    ("[study]\nx = { registry = ['NCT00585195'] }\n", 2, "is a spelling of 'PROFILE 1001', which the vocabulary has"),
    ("[studdy]\nx = ['ab']\n", 2, "nothing reads entries of [studdy]; did you mean 'study'?"),
    ("[treatment]\nx = { aliases = ['ab' }\ny = ['']\n", 2, "not valid TOML"),
    ("treatment = 3\n", 1, "'treatment' must be a table of entries, such as [treatment]"),
    ("[metric.m]\nname = 'm'\nunit = 'percent'\naliases = ['m m']\n", 1, "key 'statistics' is missing"),
    ("[metric.m]\nunit = 'percnt'\n", 2, "the unit 'percnt' is not defined; did you mean 'percent'?"),
    ("[metric.m]\nstatistics = { percent = 'ratee' }\n", 2, "'ratee' is not a statistic; did you mean 'rate'?"),
    ("[metric.m]\nstatistics = { timee = 'mean' }\n", 2, "'timee' is not a dimension; did you mean 'time'?"),
    ("[metric.m]\nrequires = ['studdy|source']\n", 2, "'studdy' is not an attribute; did you mean 'study'?"),
    ("[metric.m]\nplausible = { percent = [1] }\n", 2, "must be [lowest, highest], not [1]"),
    ("[metric.m]\nabout = 'much'\n", 2, "'about' must be a number, not 'much'"),
    ("[metric.m]\nchange = 'yes'\n", 2, "'change' must be true or false, not 'yes'"),
    ("[unit.u]\ndimension = 'long'\naliases = ['uu']\n", 2, "'long' is not a dimension"),
]


def found(text: str, folder: Path) -> list[tuple[int, str]]:
    path = folder / "pack.toml"
    path.write_text(text, "utf-8")
    return [(finding.line, finding.message) for finding in check(path, load())]


def test_a_good_pack_has_no_faults_and_loads(tmp_path: Path) -> None:
    assert found(GOOD, tmp_path) == []
    vocabulary = load((tmp_path / "pack.toml",))
    assert vocabulary.of("study")["ZENITH-7"].source == "our registry"
    assert vocabulary.metrics["itch_score"].statistics


@pytest.mark.parametrize(("text", "line", "message"), FAULTS, ids=[message for _, _, message in FAULTS])
def test_a_fault_is_named_with_its_line(text: str, line: int, message: str, tmp_path: Path) -> None:
    assert [at for at, said in found(text, tmp_path) if message in said] == [line]


def test_every_fault_is_named_not_only_the_first(tmp_path: Path) -> None:
    messages = found("".join(text for text, _, _ in FAULTS if text.startswith("[metric.m]")), tmp_path)
    assert len(messages) >= 8


def test_an_entry_may_replace_a_built_in_one(tmp_path: Path) -> None:
    assert found('[treatment]\ncrizotinib = ["Xalkori", "our name"]\n', tmp_path) == []


def test_what_check_faults_does_not_load(tmp_path: Path) -> None:
    path = tmp_path / "pack.toml"
    path.write_text("[treatment]\nx = { alias = ['y'] }\n", "utf-8")
    with pytest.raises(VocabularyError, match=r"pack\.toml: \[treatment\] x: unknown key 'alias'"):
        load((path,))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pack.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(VocabularyError, match=r"pack\.toml: cannot be read"):
        check(path, load())


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*GOOD.splitlines(), "[x", "a = [", "]", "x.y = 1", "a = 'b", "a.b.c = 2", "= 3", "[a.b]", "\x00"]
        )
    )
)
def test_statements_account_for_every_line(lines: list[str]) -> None:
    text = "\n".join(lines)
    covered = [line for statement in statements(text) for line in statement.lines]
    said = [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
    assert [line for line in covered if line.strip() and not line.strip().startswith("#")] == said
