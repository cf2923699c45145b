"""Changing one table of the file: the others stay to the byte, however people laid them out."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import ConfigError
from claimcheck.model import AttributeValue, Decision, Pin, Verdict
from claimcheck.store.decisions import FILE, Sheet, load, parse, record, remove

OWN = '''# ours

[[decision]] # see the minutes
id = "x"
verdict = "both-valid"
reason = """two
lines"""
[decision.saw]
"a.txt" = "sha256:1"

# about y
  [[ decision ]]
id = 'y'
verdict = 'needs-source'
reason = 'asked'
# the end
'''


def about(name: str, reason: str = "same cut-off") -> Decision:
    return Decision(name, Verdict.BOTH_VALID, reason)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / FILE
    path.write_bytes(text.encode())
    return path


def test_a_replaced_table_leaves_the_comment_above_the_next(tmp_path: Path) -> None:
    path = written(tmp_path, OWN)
    record(path, [about("x")])
    text = path.read_text("utf-8")
    assert text.startswith("# ours\n\n[[decision]] # x\n")
    assert text.endswith(OWN[OWN.index("\n# about y") :])
    assert load(path).decisions[0] == about("x")


def test_a_removed_table_leaves_the_comment_above_the_next(tmp_path: Path) -> None:
    path = written(tmp_path, OWN)
    remove(path, {"x"})
    assert path.read_text("utf-8") == "# ours\n\n" + OWN[OWN.index("\n# about y") :]
    remove(path, {"y"})
    assert path.read_text("utf-8") == "# ours\n\n\n# about y\n# the end\n"


def test_the_ends_of_lines_stay(tmp_path: Path) -> None:
    path = written(tmp_path, OWN.replace("\n", "\r\n"))
    record(path, [about("z"), about("x")])
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert [decision.id for decision in load(path).decisions] == ["x", "y", "z"]


def test_a_pin_takes_the_place_of_that_of_its_fact(tmp_path: Path) -> None:
    path = tmp_path / FILE
    key: dict[str, AttributeValue] = {"study": "TRIAL-1", "source": ("A 2019", "B 2020")}
    record(path, [Pin("orr", "rate", key, "72%"), about("x"), Pin("orr", "rate", {"study": "B"}, "70%")])
    record(path, [Pin("orr", "rate", key, "74%")])
    assert [(pin.key, pin.value) for pin in load(path).pins] == [(key, "74%"), ({"study": "B"}, "70%")]


ODD = [
    'decision = [{id = "x", verdict = "both-valid", reason = "r"}]\n',
    '[["decision"]]\nid = "x"\nverdict = "both-valid"\nreason = "r"\n',
    '[[decision]]\nid = "x"\nverdict = "both-valid"\nreason = """\n[[decision]]\n"""\n',
]


@pytest.mark.parametrize("text", ODD)
def test_a_file_of_another_layout_is_left_alone(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError, match="cannot be added to"):
        record(path, [about("y")])
    assert path.read_text("utf-8") == text


def test_a_sheet_knows_that_the_file_was_changed(tmp_path: Path) -> None:
    path = written(tmp_path, OWN)
    sheet = Sheet(path)
    assert sheet.is_current()
    sheet.change([about("z")])
    sheet.save()
    assert sheet.is_current()
    with path.open("a", encoding="utf-8") as file:
        file.write("# more\n")
    assert not sheet.is_current()


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
CHANGE = st.tuples(st.sampled_from("xyzuv"), st.none() | TEXT)


@settings(deadline=None)
@given(st.lists(CHANGE, max_size=8), st.sampled_from(["", OWN, OWN.replace("\n", "\r\n"), OWN.rstrip("\n")]))
def test_any_changes_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, str | None]], text: str
) -> None:
    """What the file says after any changes is what they say; valid TOML after each."""
    path = written(tmp_path_factory.mktemp("file"), text)
    sheet = Sheet(path)
    model = {decision.id: decision for decision in parse(text).decisions}
    for name, reason in changes:
        if reason is None:
            sheet.change((), [name])
            model.pop(name, None)
        else:
            sheet.change([about(name, reason)])
            model[name] = about(name, reason)
        sheet.save()
        assert {each.id: each for each in load(path).decisions} == model
        assert sheet.decisions == model
    assert tomllib.loads(path.read_bytes().decode("utf-8")) is not None
