"""The gate in real repositories, story by story."""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path

import pytest
from tests.unit.gate.conftest import SENTENCE, Repository

from claimcheck.engine import File
from claimcheck.store.decisions import load


def test_a_clean_addition_passes(repo: Repository) -> None:
    repo.write("b.md", title="A poster")
    repo.commit()
    result = repo.gate()
    assert result.exit_code == 0, result.output
    assert "checked 1 added document against 1 other, since main" in result.output


def test_a_contradicting_one_fails_and_names_both_places(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.commit()
    result = repo.gate()
    assert result.exit_code == 1
    assert "19.2 months  corpus/a.md:3" in result.output
    assert "19.3 months  corpus/b.md:3" in result.output
    assert "1 conflict (1 error)" in result.output
    sarif = json.loads(repo.gate("--format", "sarif").stdout)
    (found,) = sarif["runs"][0]["results"]
    places = [*found["locations"], *found["relatedLocations"]]
    uris = [place["physicalLocation"]["artifactLocation"]["uri"] for place in places]
    assert uris[:2] == ["corpus/b.md", "corpus/a.md"]


def test_the_same_accepted_passes_with_the_reason_shown(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.commit()
    (name,) = repo.ids()
    accepted = repo.accept(name)
    assert accepted.exit_code == 0, accepted.output
    assert "added to .gitattributes: claimcheck-decisions.toml merge=union" in accepted.output
    repo.commit("decided")
    result = repo.gate()
    assert result.exit_code == 0
    assert f"this change adds a decision: {name} both-valid: two data cuts (r.v.)" in result.output.splitlines()[0]
    assert "accepted: both-valid: two data cuts (r.v.)" in " ".join(result.output.split())
    assert repo.run("scan", "corpus", "--output", "../out").exit_code == 0
    assert "added to" not in repo.accept(name).output


def test_one_unit_in_the_last_place_fails_again(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.commit()
    repo.accept(*repo.ids())
    repo.commit()
    assert repo.gate().exit_code == 0
    repo.write("b.md", "19.4")
    repo.commit()
    result = repo.gate()
    assert result.exit_code == 1
    assert "matches no conflict, though its documents were read" in result.output
    repo.write("b.md", "19.2")
    repo.commit()
    result = repo.gate()
    assert result.exit_code == 2, result.output  # nothing differs, and the decision is left over
    pruned = repo.run("decisions", "prune", "corpus")
    assert "1 decision removed" in pruned.output
    repo.commit()
    assert repo.gate().exit_code == 0


@pytest.mark.parametrize("kept", ["decision", "baseline"])
@pytest.mark.parametrize("edit", ["paragraph", "wrapped", "renamed"])
def test_edits_that_change_no_number_keep_decisions_and_baseline(repo: Repository, kept: str, edit: str) -> None:
    repo.write("b.md", "19.3", doi="10.1000/b")
    repo.commit()
    before = repo.ids()
    if kept == "decision":
        repo.accept(*before)
    else:
        assert repo.run("baseline", "create", "corpus").exit_code == 0
    repo.commit()
    repo.branch("edited", "work")
    path = repo.root / "corpus" / "b.md"
    if edit == "paragraph":
        repo.write("b.md", "19.3", doi="10.1000/b", above="Patients were treated until progression.\n\n")
    elif edit == "wrapped":
        text = path.read_text("utf-8")
        wrapped = "\n".join(textwrap.wrap(SENTENCE.format(months="19.3"), 42))
        assert "19.3\nmonths" in wrapped  # the line ends inside the quote
        path.write_text(text.replace(SENTENCE.format(months="19.3"), wrapped), "utf-8")
    else:
        path.rename(path.with_name("the poster.md"))
    repo.commit("edited")
    assert repo.ids() == before
    result = repo.gate()
    assert result.exit_code == 0, result.output
    assert repo.run("scan", "corpus", "--output", "../out").exit_code == 0
    result = repo.gate("--since", "work")
    assert result.exit_code == 0, result.output
    assert "0 conflicts" in result.output
    if kept == "decision" and edit != "renamed":
        listed = repo.run("decisions", "list", "corpus").output
        assert "holds: both-valid V101" in listed
        assert "decided on an earlier version of doi:10.1000/b" in listed


def test_a_decision_on_an_earlier_version_is_said_in_the_gate(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.commit()
    repo.accept(*repo.ids())
    repo.write("b.md", "19.3", above="Patients were treated until progression.\n\n")
    repo.commit()
    assert "was decided on an earlier version of corpus/b.md" in repo.gate().output


def test_two_branches_that_each_add_a_decision_merge(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.write("c.md", above="The objective response rate was 28.9% (14 of 52).\n\n", title="Of rates")
    repo.commit()
    found = repo.ids()
    assert len(found) == 2
    repo.accept(found[0], reason="shared start")  # so that the file and .gitattributes are there
    (repo.root / "claimcheck-decisions.toml").unlink()
    repo.commit("documents")
    for at, name in enumerate(("one", "two")):
        repo.branch(name, "work")
        repo.accept(found[at], reason=f"as {name} says")
        repo.commit(name)
    repo.git("merge", "-q", "--no-edit", "one")
    decisions = load(repo.root / "claimcheck-decisions.toml").decisions
    assert {item.reason for item in decisions} == {"as one says", "as two says"}
    assert repo.gate().exit_code == 0


def test_deleting_a_document_resolves_and_prune_says_so(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.commit()
    repo.run("baseline", "create", "corpus")
    repo.accept(*repo.ids())
    repo.commit("known and decided")
    repo.branch("fewer", "work")
    (repo.root / "corpus" / "b.md").unlink()
    repo.commit("one less")
    result = repo.gate("--since", "work")
    assert result.exit_code == 0, result.output
    assert "checked 1 deleted document against 1 other" in result.output
    assert "1 resolved" in result.output
    assert "1 conflict of the baseline gone: `claimcheck baseline prune`" in result.output
    assert "1 decision about documents that are no more: `claimcheck decisions prune`" in result.output
    (repo.root / "claimcheck.toml").write_text('sources = ["corpus"]\n', "utf-8")
    assert json.loads(repo.run("scan", "--format", "json", "--output", "out").stdout)["resolved"][0]["rule"] == "V101"
    assert "gone: " in repo.run("baseline", "status").output
    pruned = repo.run("baseline", "prune")
    assert "19.3 months (corpus/b.md)" in pruned.output
    assert "1 conflict removed, 0 left" in pruned.output
    pruned = repo.run("decisions", "prune")
    assert "documents are gone" in pruned.output
    assert load(repo.root / "claimcheck-decisions.toml").decisions == ()


def test_a_baseline_is_the_same_bytes_twice_and_only_shrinks_unasked(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.write("c.md", "20.1")
    repo.commit()
    path = repo.root / "claimcheck-baseline.jsonl"
    assert repo.run("baseline", "create", "corpus").exit_code == 0
    first = path.read_bytes()
    assert repo.run("baseline", "create", "corpus").exit_code == 2
    assert repo.run("baseline", "create", "corpus", "--force").exit_code == 0
    assert path.read_bytes() == first
    assert b"19.2 months" in first
    repo.write("d.md", "21.5")
    repo.run("baseline", "prune", "corpus")
    assert len(path.read_bytes()) <= len(first)
    assert repo.run("scan", "corpus", "--output", "../out").exit_code == 1
    assert repo.run("baseline", "create", "corpus", "--force").exit_code == 0
    assert repo.run("scan", "corpus", "--output", "../out").exit_code == 0
    assert "1 conflict of the baseline still there (1 error)" in repo.run("baseline", "status", "corpus").output


def test_nothing_in_ci_mode_writes_to_the_tree(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write("b.md", "19.3")
    repo.commit()
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    repo.git("update-ref", "refs/remotes/origin/main", "main")

    def tree() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in sorted(repo.root.rglob("*")) if path.is_file()}

    before = tree()
    result = repo.run("gate", "corpus", "--format", f"sarif:{repo.root.parent / 'out.sarif'}")
    assert result.exit_code == 1
    assert "since origin/main" in result.output
    assert tree() == before
    repo.run("gate", "corpus", "--cache-dir", str(repo.root.parent / "cache"))
    assert tree() == before
    assert (repo.root.parent / "cache" / "CACHEDIR.TAG").is_file()


def test_only_changed_documents_are_read_when_the_cache_is_warm(
    repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = sys.modules["claimcheck.scan"]
    first = module.process
    read: list[str] = []

    def process(file: File, *rest: object) -> object:
        read.append(file.name)
        return first(file, *rest)

    monkeypatch.setattr(module, "process", process)
    for name in ("b.md", "c.md", "d.md"):
        repo.write(name)
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.run("scan", "corpus", "--output", "../out")
    assert sorted(read) == ["corpus/a.md", "corpus/b.md", "corpus/c.md", "corpus/d.md"]
    repo.write("e.md", "19.3")
    repo.write("b.md", "19.4")
    repo.commit()
    read.clear()
    assert repo.gate().exit_code == 1
    assert sorted(read) == ["corpus/b.md", "corpus/e.md"]
    read.clear()
    repo.gate()
    assert read == []


def test_old_conflicts_are_counted_and_do_not_fail(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.write("c.md", title="Of rates").write_text("The objective response rate was 28.8% (15 of 52).\n", "utf-8")
    repo.write("b.md", "19.3", above="Patients were treated until progression.\n\n")
    repo.commit()
    result = repo.gate()
    assert result.exit_code == 0
    assert "checked 1 added and 1 changed documents against 1 other" in result.output
    assert "1 that were there before not counted" in result.output
    assert repo.gate("--scope", "touched").exit_code == 1
    assert repo.gate("--scope", "all").exit_code == 1
    (repo.root / "corpus" / "b.md").write_bytes((repo.root / "corpus" / "b.md").read_bytes() + b"\nMore.\n")
    repo.git("stash", "-q")
    assert repo.gate("--fail-on", "never", "--scope", "all").exit_code == 0


def test_an_expired_decision_returns(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.commit()
    repo.accept(*repo.ids())
    path = repo.root / "claimcheck-decisions.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("\non = ", "\nexpires = 2020-01-31\non = "), "utf-8")
    assert "expires" in path.read_text("utf-8")
    repo.commit()
    result = repo.gate()
    assert result.exit_code == 1
    assert "a decision ran out on 2020-01-31: both-valid: two data cuts (r.v.)" in " ".join(result.output.split())


def test_a_further_document_that_repeats_a_decided_value_inherits(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.commit()
    repo.accept(*repo.ids())
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.write("c.md", "19.3", title="A third")
    repo.commit()
    result = repo.gate()
    assert result.exit_code == 0, result.output
    assert "accepted: both-valid" in " ".join(result.output.split())
    assert repo.run("scan", "corpus", "--output", "../out").exit_code == 0
    repo.write("c.md", "19.4", title="A third")
    repo.commit()
    assert repo.gate().exit_code == 1


def test_decisions_of_documents_that_were_not_scanned_are_left_alone(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.commit()
    repo.accept(*repo.ids())
    repo.commit()
    result = repo.run("gate", "corpus/a.md", "--since", "main")
    assert result.exit_code == 0, result.output
    assert "not scanned" in repo.run("decisions", "list", "corpus/a.md").output
    assert "0 decisions removed" in repo.run("decisions", "prune", "corpus/a.md").output


def test_what_the_gate_finds_is_what_a_scan_finds(repo: Repository) -> None:
    """Its own part and the part that it knows from before, put together."""
    for number in range(6):
        repo.write(f"{number}.md", f"19.{number % 3}", above="The objective response rate was 28.9% (14 of 52).\n\n")
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.run("scan", "corpus", "--output", "../out")
    repo.gate("--scope", "all")  # so that the next one knows all that stood before
    repo.write("7.md", "19.7")
    repo.write("1.md", "19.2")
    (repo.root / "corpus" / "2.md").unlink()
    repo.commit()
    found = json.loads(repo.gate("--scope", "all", "--format", "json").stdout)
    scanned = json.loads(repo.run("scan", "corpus", "--format", "json", "--output", "../out").stdout)
    assert sorted(item["id"] for item in found["conflicts"]) == sorted(item["id"] for item in scanned["conflicts"])
    assert found["documents"] == scanned["documents"]
    assert found["summary"] == scanned["summary"]


def test_statistics_count_the_verdicts_by_rule(repo: Repository) -> None:
    repo.write("b.md", "19.3", above="The objective response rate was 28.9% (14 of 52).\n\n")
    found = repo.ids()
    repo.accept(found[0], verdict="both-valid")
    repo.accept(*found[1:], verdict="extraction-error")
    assert repo.run("decisions", "stats", "corpus").output.splitlines() == [
        "A101 percentage-of-count: 0 of 1 real, 0 of 1 read right (1 extraction-error)",
        "V101 value-differs: 0 of 1 real, 1 of 1 read right (1 both-valid)",
    ]


def test_accept_says_what_is_amiss(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    (name,) = repo.ids()
    assert "no conflict has the id 'ffff'" in repo.accept("ffff").output
    assert "wrong-in needs --document" in repo.accept(name, verdict="wrong-in").output
    asked = ("accept", name, "--verdict", "wrong-in", "--reason", "typo", "--scan", "corpus")
    assert "not a document of" in repo.run(*asked, "--document", "x.md").output
    assert "--expires must be a day" in repo.run(*asked, "--document", "corpus/b.md", "--expires", "soon").output
    assert repo.run(*asked, "--document", "corpus/b.md", "--value", "19.2 months").exit_code == 0
    (decision,) = load(repo.root / "claimcheck-decisions.toml").decisions
    assert (decision.document, decision.value, decision.by) == ("corpus/b.md", "19.2 months", "A Tester")
    assert {*decision.saw} == {"corpus/a.md", "corpus/b.md"}


def test_a_changed_document_that_cannot_be_read_gives_4(repo: Repository) -> None:
    (repo.root / "corpus" / "b.pdf").write_bytes(b"%PDF-1.4 nothing")
    (repo.root / "corpus" / "c.png").write_bytes(b"\x89PNG")
    repo.commit()
    result = repo.gate()
    assert result.exit_code == 4
    assert "corpus/b.pdf: unreadable" in result.output
    repo.write("d.md", "19.3")
    repo.commit()
    assert repo.gate().exit_code == 1


def test_names_that_are_odd_come_through(repo: Repository) -> None:
    odd = ["two\nlines.md", " blank.md", "ünïcode – dash.md", '"quoted".md', "-option.md", "tab\there.md"]
    for name in odd:
        repo.write(name, "19.3")
    repo.commit()
    found = json.loads(repo.gate("--format", "json").stdout)
    assert len(found["documents"]) == 7
    assert found["conflicts"][0]["sides"][0]["display"] == "19.3 months"
    result = repo.gate("--files-from", "-", given="# a list\n\ncorpus/-option.md\nREADME.txt\n")
    assert "checked 1 added document against 6 others, named in the list" in result.output


def test_what_is_staged_is_what_counts(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.git("add", "-A")
    repo.write("b.md", "19.2")  # mended in the work tree, not in what will be committed
    repo.write("c.md", "25.0")  # not for this commit
    result = repo.gate("--staged")
    assert result.exit_code == 1
    assert "19.3 months  corpus/b.md:3" in result.output
    assert "25.0" not in result.output
    repo.git("add", "corpus/b.md")
    assert repo.gate("--staged").exit_code == 0


def test_before_the_first_commit_all_that_is_staged_is_new(repo: Repository) -> None:
    repo.git("checkout", "-q", "--orphan", "fresh")
    repo.write("b.md", "19.3")
    repo.git("add", "-A")
    result = repo.gate("--staged")
    assert result.exit_code == 1
    assert "checked 2 added documents against 0 others, staged for the next commit" in result.output


def test_folders_reached_by_a_link_are_the_same_folders(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.write("b.md", "19.3")
    repo.commit()
    (tmp_path / "link").symlink_to(repo.root)
    monkeypatch.chdir(tmp_path / "link")
    assert repo.gate().exit_code == 1
