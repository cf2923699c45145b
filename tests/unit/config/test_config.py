"""Configuration: the nearest file upwards, values of the right kind, and a message that helps where one is not."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest

from claimcheck.config import KEYS, Config, from_table, load, parse, resolve, settings
from claimcheck.config.schema import schema
from claimcheck.errors import ConfigError
from claimcheck.schemas import schema as shipped


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    config = load(tmp_path)
    assert config == Config(root=tmp_path)
    assert (config.sources, config.output, config.fail_on) == ((Path("sources"),), Path("reports"), "error")


def test_values_of_a_file_and_its_paths_relative_to_it(tmp_path: Path) -> None:
    write(
        tmp_path / "claimcheck.toml",
        'sources = ["a", "b/c.pdf"]\noutput = "out"\nexclude = ["drafts"]\nfail_on = "warning"\n'
        'vocabulary = ["own.toml"]\nstrict = true\n',
    )
    assert load(tmp_path) == Config(
        root=tmp_path,
        sources=(tmp_path / "a", tmp_path / "b/c.pdf"),
        output=tmp_path / "out",
        exclude=("drafts",),
        fail_on="warning",
        vocabulary=(tmp_path / "own.toml",),
        strict=True,
    )


def test_limits_reach_the_readers(tmp_path: Path) -> None:
    write(tmp_path / "claimcheck.toml", "max_bytes = 5\nmax_seconds = 7\ngitignore = false\n")
    config = load(tmp_path)
    assert (config.read_options.max_bytes, config.read_options.max_seconds, config.gitignore) == (5, 7, False)


def test_the_nearest_file_upwards_holds_alone(tmp_path: Path) -> None:
    write(tmp_path / "claimcheck.toml", 'fail_on = "note"\nstrict = true\n')
    write(tmp_path / "near/claimcheck.toml", 'fail_on = "warning"\n')
    below = tmp_path / "near/deep/down"
    below.mkdir(parents=True)
    assert load(below) == Config(root=tmp_path / "near", fail_on="warning")


def test_a_pyproject_counts_only_with_the_table(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.claimcheck]\nfail_on = "never"\n')
    write(tmp_path / "part/pyproject.toml", "[tool.ruff]\nline-length = 90\n")
    assert load(tmp_path / "part") == Config(root=tmp_path, fail_on="never")


def test_claimcheck_toml_wins_over_a_pyproject_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.claimcheck]\nfail_on = "never"\n')
    write(tmp_path / "claimcheck.toml", 'fail_on = "note"\n')
    assert load(tmp_path).fail_on == "note"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('fail-on = "note"', "unknown key 'fail-on'; did you mean 'fail_on'?"),
        ('outputs = "x"', "unknown key 'outputs'; did you mean 'output'?"),
        ("zzz = 1", "unknown key 'zzz' (known: sources, output, exclude, gitignore, fail_on, "),
        ('root = "x"', "unknown key 'root'"),
        ('fail_on = "loud"', "fail_on must be one of error, warning, note, never, not 'loud'"),
        ("fail_on = 1", "fail_on must be a text, not 1"),
        ('sources = "a"', "sources must be a list of texts, not 'a'"),
        ("exclude = [1]", "exclude must be a list of texts, not [1]"),
        ("strict = 1", "strict must be true or false, not 1"),
        ("gitignore = 0", "gitignore must be true or false, not 0"),
        ("max_bytes = 0", "max_bytes must be a whole number of at least 1, not 0"),
        ("max_bytes = 1.5", "max_bytes must be a whole number of at least 1, not 1.5"),
        ("max_seconds = true", "max_seconds must be a whole number of at least 1, not True"),
        ('output = "../x"', "output must lie in the folder of this file, not '../x'"),
        ("strict = ", "cannot be read as TOML"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path / "claimcheck.toml", text + "\n")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)


def test_a_table_that_is_none_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool]\nclaimcheck = 1\n")
    with pytest.raises(ConfigError, match=r"tool\.claimcheck must be a table"):
        load(tmp_path)


def test_a_byte_order_mark_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "claimcheck.toml").write_bytes(b"\xef\xbb\xbfstrict = true\n")
    assert load(tmp_path).strict is True


def test_variables_win_over_the_file_and_are_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "claimcheck.toml", 'fail_on = "note"\nstrict = false\nmax_bytes = 5\n')
    monkeypatch.chdir(tmp_path)
    variables = {
        "CLAIMCHECK_FAIL_ON": "never",
        "CLAIMCHECK_STRICT": "1",
        "CLAIMCHECK_EXCLUDE": "drafts, *.bak.md",
        "CLAIMCHECK_MAX_SECONDS": "7",
        "CLAIMCHECK_OUTPUT": "../elsewhere",
        "CLAIMCHECK_SELECT": "",
        "CLAIMCHECK_DEBUG": "1",
        "HOME": "x",
    }
    resolved = resolve(tmp_path, variables)
    assert resolved.config == Config(
        root=tmp_path,
        fail_on="never",
        strict=True,
        exclude=("drafts", "*.bak.md"),
        max_bytes=5,
        max_seconds=7,
        output=tmp_path / "../elsewhere",
    )
    file = str(tmp_path / "claimcheck.toml")
    assert {key: resolved.origins.get(key) for key in ("fail_on", "strict", "max_bytes", "select")} == {
        "fail_on": "CLAIMCHECK_FAIL_ON",
        "strict": "CLAIMCHECK_STRICT",
        "max_bytes": file,
        "select": None,
    }


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (
            "CLAIMCHECK_FAILON",
            "note",
            "unknown environment variable CLAIMCHECK_FAILON; did you mean 'CLAIMCHECK_FAIL_ON'?",
        ),
        (
            "CLAIMCHECK_FAIL_ON",
            "loud",
            "CLAIMCHECK_FAIL_ON must be one of error, warning, note, never, not 'loud'",
        ),
        ("CLAIMCHECK_STRICT", "maybe", "CLAIMCHECK_STRICT must be true or false, not 'maybe'"),
        (
            "CLAIMCHECK_MAX_BYTES",
            "-1",
            "CLAIMCHECK_MAX_BYTES must be a whole number of at least 1, not '-1'",
        ),
        (
            "CLAIMCHECK_SHEET",
            "x",
            "CLAIMCHECK_SHEET: sheet cannot be set by a variable; set it in claimcheck.toml",
        ),
    ],
)
def test_a_variable_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        resolve(tmp_path, {name: value})
    assert str(caught.value) == message


def test_every_setting_says_what_it_is_for_and_can_be_described() -> None:
    assert len(KEYS) == len(fields(Config)) - 1
    assert all(setting.help.endswith(".") for setting in settings())


def test_the_shipped_schema_is_that_of_the_settings() -> None:
    assert shipped("config") == schema(), (
        "run `python -m claimcheck config schema > src/claimcheck/schemas/config.schema.json` and read the diff"
    )


def test_the_schema_takes_what_the_loader_takes_and_refuses_what_it_refuses(tmp_path: Path) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    good = 'sources = ["a"]\nfail_on = "never"\nmax_bytes = 1\n[per_path_ignores]\n"x/*" = ["V101"]\n'
    assert validator.is_valid(tomllib.loads(good))
    assert parse(good, tmp_path / "claimcheck.toml") == tomllib.loads(good)
    for bad in ('fail_on = "loud"', "strict = 1", "max_bytes = 0", 'sources = "a"', "zzz = 1"):
        assert not validator.is_valid(tomllib.loads(bad)), bad
        with pytest.raises(ConfigError):
            from_table(tomllib.loads(bad), tmp_path / "claimcheck.toml")
