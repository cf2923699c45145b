"""Mappings: what a configuration may say of columns, and messages that help where it cannot be used."""

from __future__ import annotations

import tomllib

import pytest

from claimcheck.config import from_table
from claimcheck.errors import ConfigError
from claimcheck.mapping import ATTRIBUTES, ROLES, Head, SheetMapping, check_metrics, from_tables, known
from claimcheck.model import Document
from claimcheck.vocabulary import load


def of(text: str) -> tuple[SheetMapping, ...]:
    return from_tables(tomllib.loads(text)["sheet"], "claimcheck.toml")


def test_everything_a_mapping_may_say() -> None:
    (mapping,) = of(
        '[[sheet]]\nfiles = "in/*.xlsx"\nname = "Outcomes"\nheading_row = 3\nconstants = { study = "FLAURA" }\n'
        'columns = { Arm = "treatment", PFS = "metric:progression_free_survival" }\n'
        'heads = [{ filled = "Measure", columns = { Name = "metric" } }]\n'
    )
    assert mapping == SheetMapping(
        columns=(("Arm", "treatment"), ("PFS", "metric:progression_free_survival")),
        files="in/*.xlsx",
        name="Outcomes",
        heading_row=3,
        constants=(("study", "FLAURA"),),
        heads=(Head("Measure", (("Name", "metric"),)),),
        origin="claimcheck.toml: sheet 1",
    )


@pytest.mark.parametrize(
    ("pattern", "document", "fits"),
    [
        ("in/*.xlsx", "in/a.xlsx", True),
        ("in/*.xlsx", "out/a.xlsx", False),
        ("*.csv", "deep/down/a.csv", True),
        ("a.csv", "deep/a.csv", True),
        ("*", "anything", True),
    ],
)
def test_the_files_of_a_mapping(pattern: str, document: str, fits: bool) -> None:
    assert SheetMapping((), files=pattern).fits(document) is fits


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sheet = 1", "claimcheck.toml: sheet must be tables, each under [[sheet]]"),
        ("[[sheet]]", 'sheet 1: columns must say what columns hold, such as { "Trial" = "study" }'),
        ('[[sheet]]\ncolums = {}\ncolumns = { A = "value" }', "sheet 1: unknown key 'colums'; did you mean 'columns'?"),
        ('[[sheet]]\ncolumns = { A = "vaule" }', "sheet 1: 'A': unknown role 'vaule'; did you mean 'value'?"),
        ('[[sheet]]\ncolumns = { A = "value:" }', "sheet 1: 'A': unknown role 'value:'; did you mean 'value'?"),
        ("[[sheet]]\ncolumns = { A = 1 }", "sheet 1: A must be a text, not 1"),
        (
            '[[sheet]]\ncolumns = { A = "value" }\nheading_row = 0',
            "must be the number of a row, from 1, not 0",
        ),
        ('[[sheet]]\ncolumns = { A = "value" }\nname = ""', "sheet 1: name must be a text, not ''"),
        ('[[sheet]]\ncolumns = { A = "value" }\nconstants = { value = "3" }', "'value': unknown role 'value'"),
        ('[[sheet]]\ncolumns = { A = "value" }\nheads = 1', "heads must be a list of tables"),
    ],
)
def test_a_fault_is_named_with_file_and_entry(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as raised:
        of(text)
    assert str(raised.value).startswith("claimcheck.toml: ")
    assert message in str(raised.value)


def test_a_configuration_hands_its_mappings_to_the_readers(tmp_path: object) -> None:
    from pathlib import Path

    config = from_table(tomllib.loads('[[sheet]]\ncolumns = { A = "value" }'), Path("claimcheck.toml"))
    assert config.read_options.sheets == config.sheet
    assert [mapping.origin for mapping in config.sheet] == ["claimcheck.toml: sheet 1"]


def test_a_metric_that_the_vocabulary_does_not_have() -> None:
    mappings = of('[[sheet]]\ncolumns = { PFS = "metric:progresion_free_survival" }')
    with pytest.raises(ConfigError, match=r"'PFS': unknown metric .* did you mean 'progression_free_survival'"):
        check_metrics(mappings, load().metrics)
    check_metrics(of('[[sheet]]\ncolumns = { PFS = "metric:progression_free_survival" }'), load().metrics)


def test_the_built_in_mappings_use_roles_that_there_are() -> None:
    assert len(known()) == 3
    for mapping in known():
        roles = [role for _, role in mapping.columns] + [r for head in mapping.heads for _, r in head.columns]
        assert {role.partition(":")[0] for role in roles} <= set(ROLES)
    assert set(ATTRIBUTES) <= set(ROLES)
    assert Document("a", "csv", "", "").decimal_comma is False
