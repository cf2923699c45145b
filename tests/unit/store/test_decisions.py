"""The decisions file: what goes in comes out, people's text stays, git merges what was added apart."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from claimcheck.errors import ConfigError
from claimcheck.model import Decision, Pin, Verdict
from claimcheck.store.decisions import FILE, Judgements, load, parse, record, remove

FULL = Decision(
    id="7c1f09a2b4d3e6f0",
    verdict=Verdict.WRONG_IN,
    reason='the poster says "interim"',
    by="r.v.",
    on="2026-11-21",
    expires="2027-05-31",
    document="poster.pdf",
    value="19.3 months",
    saw={"poster.pdf": "sha256:ab12", "a b/c.txt": "sha256:cd34"},
)
PIN = Pin(
    "objective_response_rate", "rate", {"study": "TRIAL-1", "source": ("A 2019",)}, "72%", "label", "r.v.", "2026-11-21"
)


def short(name: str, reason: str = "same cut-off") -> Decision:
    return Decision(name * 16, Verdict.BOTH_VALID, reason, "r.v.", "2026-11-21", saw={"a.txt": "sha256:1"})


def test_what_is_recorded_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / FILE
    record(path, [FULL, PIN, short("a")])
    assert load(path) == Judgements((FULL, short("a")), (PIN,))


def test_no_file_holds_nothing(tmp_path: Path) -> None:
    assert load(tmp_path / FILE) == Judgements()


def test_a_second_decision_about_a_conflict_replaces_the_first(tmp_path: Path) -> None:
    path = tmp_path / FILE
    record(path, [short("a"), FULL])
    record(path, [short("a", "read again")])
    assert load(path).decisions == (short("a", "read again"), FULL)


def test_people_s_text_stays(tmp_path: Path) -> None:
    path = tmp_path / FILE
    own = "# ours\n\n[[decision]] # see the minutes\nid='x'\nverdict='both-valid'\nreason='''long\none'''\n# end\n"
    path.write_text(own, "utf-8")
    record(path, [FULL])
    assert path.read_text("utf-8").startswith(own)
    remove(path, {FULL.id})
    assert path.read_text("utf-8").startswith(own)
    assert [decision.id for decision in load(path).decisions] == ["x"]


def test_removing_the_last_leaves_a_file_that_loads(tmp_path: Path) -> None:
    path = tmp_path / FILE
    record(path, [FULL])
    remove(path, {FULL.id})
    assert load(path) == Judgements()
    record(path, [FULL])
    assert load(path).decisions == (FULL,)


@pytest.mark.parametrize("known", [(), ("c",)])
def test_git_merges_two_that_were_added_apart(tmp_path: Path, known: tuple[str, ...]) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words], cwd=tmp_path, check=True)

    path = tmp_path / FILE
    git("init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text(f"{FILE} merge=union\n", "utf-8")
    if known:
        record(path, [short(name) for name in known])
    git("add", ".")
    git("commit", "-qm", "base")
    for name in ("a", "b"):
        git("checkout", "-q", "-b", name, "main")
        record(path, [short(name)])
        git("add", ".")
        git("commit", "-qm", name)
    git("merge", "-q", "--no-edit", "a")
    assert {decision.id for decision in load(path).decisions} == {name * 16 for name in ("a", "b", *known)}
    assert all(decision == short(decision.id[0]) for decision in load(path).decisions)


ID = "[[decision]]\nid='x'\nverdict='both-valid'\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[decision]\n", "not valid TOML"),
        ("[[decisions]]\nid='x'\n", "unknown table 'decisions'"),
        (ID, r"\[\[decision\]\] 1 \(x\): 'reason' is missing or empty"),
        (ID + "reason=''\n", "'reason' is missing or empty"),
        (ID + "reason='r'\nbecause='y'\n", "unknown key 'because'"),
        (ID + "reason='r'\n" + ID + "reason='r'\n", "two decisions about x"),
        ("[[decision]]\nid='x'\nverdict='fine'\nreason='r'\n", "verdict must be one of wrong-in"),
        ("[[decision]]\nid='x'\nverdict='wrong-in'\nreason='r'\n", "wrong-in needs `document`"),
        (ID + "reason='r'\nexpires='soon'\n", "'expires' must be a day"),
        (ID + "reason='r'\nby=3\n", "'by' must be a text"),
        ("decision = 3\n", "must be tables"),
        ("[[pin]]\nmetric='m'\nstatistic='s'\nvalue='1'\n", "'key' is missing"),
    ],
)
def test_what_is_amiss_is_said_with_its_place(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        parse(text)


def test_a_faulty_file_is_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text("[[decision]\n", "utf-8")
    with pytest.raises(ConfigError, match="not valid TOML"):
        record(path, [FULL])
    assert path.read_text("utf-8") == "[[decision]\n"
