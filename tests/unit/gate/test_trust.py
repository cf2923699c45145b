"""A change cannot wave itself through in silence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.gate.conftest import Repository


def test_what_a_change_decides_about_itself_is_listed_first(repo: Repository) -> None:
    repo.write("b.md", "19.3", above="The objective response rate was 28.9% (14 of 52).\n\n")
    repo.commit()
    found = repo.ids()
    repo.accept(found[0])
    repo.run("baseline", "create", "corpus")
    (repo.root / "claimcheck.toml").write_text('ignore = ["T101"]\n', "utf-8")
    repo.commit()
    result = repo.gate()
    assert result.exit_code == 0
    assert result.output.splitlines()[:3] == [
        f"this change adds a decision: {found[0]} both-valid: two data cuts (r.v.)",
        "this change adds 1 conflict to the baseline",
        "this change alters the settings: claimcheck.toml",
    ]
    notices = json.loads(repo.gate("--format", "json").stdout)["notices"]
    assert notices[:3] == result.output.splitlines()[:3]
    assert "this change adds a decision" in repo.gate("--quiet").stderr


def test_base_takes_decisions_baseline_and_settings_from_before(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.commit()
    repo.accept(*repo.ids())
    (repo.root / "claimcheck.toml").write_text('exclude = ["b.md"]\n', "utf-8")
    repo.commit()
    assert repo.gate().exit_code == 0
    result = repo.gate("--trust", "base")
    assert result.exit_code == 1
    assert "decisions, baseline and settings are those from before the change" in result.output
    assert "this change alters the settings: claimcheck.toml" in result.output
    repo.git("branch", "-f", "main")
    repo.write("c.md")
    repo.commit()
    assert repo.gate("--trust", "base").exit_code == 0


def test_base_takes_the_users_vocabulary_from_before(repo: Repository) -> None:
    pack = '[treatment]\nexamplinib = {{ aliases = ["{}"], kind = "drug", source = "our label" }}\n'
    (repo.root / "claimcheck.toml").write_text('vocabulary = ["own.toml"]\n', "utf-8")
    (repo.root / "own.toml").write_text(pack.format("EX-1"), "utf-8")
    repo.commit()
    repo.git("branch", "-f", "main")
    (repo.root / "own.toml").write_text(pack.format("crizotinib"), "utf-8")
    repo.write("b.md", "19.3")
    repo.commit()
    head = json.loads(repo.gate("--format", "json").stdout)
    base = json.loads(repo.gate("--format", "json", "--trust", "base").stdout)
    assert head["conflicts"][0]["key"]["treatment"] == "examplinib"
    assert base["conflicts"][0]["key"]["treatment"] == "crizotinib"
    assert "this change alters the settings: own.toml" in head["notices"]


def test_settings_of_other_tools_are_none_of_ours(repo: Repository) -> None:
    (repo.root / "pyproject.toml").write_text('[project]\nname = "x"\n', "utf-8")
    repo.commit()
    assert "alters the settings" not in repo.gate().output
    (repo.root / "pyproject.toml").write_text('[tool.claimcheck]\nfail_on = "never"\n', "utf-8")
    repo.commit()
    assert "this change alters the settings: pyproject.toml" in repo.gate().output


def test_a_decision_taken_out_is_said(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.commit()
    repo.accept(*repo.ids())
    repo.commit()
    repo.git("branch", "-f", "main")
    (repo.root / "claimcheck-decisions.toml").write_text("", "utf-8")
    repo.commit()
    assert "this change takes 1 of the decisions out" in repo.gate().output


def test_words_of_a_decision_cannot_forge_a_line(repo: Repository) -> None:
    repo.write("b.md", "19.3")
    repo.accept(*repo.ids(), reason="fine\n::error::forged \x1b[31m")
    repo.commit()
    output = repo.gate().output
    assert not any(line.startswith("::") for line in output.splitlines())
    assert "\x1b" not in output


IGNORE = "<!-- claimcheck: ignore[V101] two data cuts -->\n"


def test_a_comment_in_an_added_document_accepts_and_is_listed_first(repo: Repository) -> None:
    repo.write("b.md", "19.3", above=IGNORE)
    repo.commit()
    result = repo.gate()
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[0] == "this change ignores V101 at corpus/b.md:3: two data cuts"
    assert "accepted: both-valid: two data cuts (a comment in corpus/b.md, line 3)" in " ".join(result.output.split())
    assert repo.gate("--no-ignores").exit_code == 1


def test_base_does_not_heed_a_comment_that_the_change_brings(repo: Repository) -> None:
    repo.write("b.md", "19.3", above=IGNORE)
    repo.commit()
    result = repo.gate("--trust", "base")
    assert result.exit_code == 1
    assert "corpus/b.md:3: the change brings a comment that ignores V101; it does not count here" in " ".join(
        result.output.split()
    )


def test_a_comment_of_the_corpus_settles_only_what_stands_beside_it(repo: Repository) -> None:
    repo.write("b.md", "19.3", above=IGNORE)
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.write("c.md", "25.0")
    repo.commit()
    assert repo.gate("--trust", "base").exit_code == 1
