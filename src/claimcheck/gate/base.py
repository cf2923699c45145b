"""Since when a change is looked at, where nobody says it: what the CI service knows of the branch it goes to."""

from __future__ import annotations

from collections.abc import Mapping

BASES = (
    ("GITHUB_BASE_REF", "origin/{}"),
    ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "{}"),
    ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "origin/{}"),
    ("SYSTEM_PULLREQUEST_TARGETBRANCH", "origin/{}"),
    ("BITBUCKET_PR_DESTINATION_BRANCH", "origin/{}"),
    ("CHANGE_TARGET", "origin/{}"),
    ("BUILDKITE_PULL_REQUEST_BASE_BRANCH", "origin/{}"),
    ("DRONE_TARGET_BRANCH", "origin/{}"),
)
"""Variable of a CI service and the commit that it means: GitHub, GitLab (two), Azure, Bitbucket, Jenkins, Buildkite,
Drone. The first that is set holds."""
USUAL = "origin/main"


def base_of(environ: Mapping[str, str]) -> str:
    """The commit to look back to.

    >>> base_of({"GITHUB_BASE_REF": "release"}), base_of({"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/next"})
    ('origin/release', 'origin/next')
    >>> base_of({"GITHUB_BASE_REF": ""})
    'origin/main'
    """
    for variable, form in BASES:
        if name := environ.get(variable, ""):
            return form.format(name.removeprefix("refs/heads/"))
    return USUAL
