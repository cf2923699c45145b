"""The files that make a repository use claimcheck: settings, jobs of CI, what git shall merge and leave out."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from claimcheck.config import FILE, parse, settings
from claimcheck.config.schema import plain

UNKNOWN = "git+https://YOUR-HOST/claimcheck@COMMIT"
"""Where this claimcheck does not know where it came from: a line to be filled in."""
SERVICES = ("github", "gitlab", "pre-commit")
_PLACES = {
    "github": ".github/workflows/claimcheck.yml",
    "gitlab": ".gitlab/claimcheck.yml",
    "pre-commit": ".pre-commit-config.yaml",
}
GIT_LINES = {
    ".gitattributes": "claimcheck-decisions.toml merge=union",
    ".gitignore": ".claimcheck_cache/",
}
"""File of git -> the line that belongs into it: decisions of two branches are both kept, the cache is not committed."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A file to write."""

    path: str
    """Relative to the top folder of the repository."""
    text: str
    added: bool = False
    """A line for a file that may hold others, not a file of ours."""
    shared: bool = False
    """A file that other tools write to as well: never replaced."""


def recipes(services: Iterable[str], source: str) -> tuple[Recipe, ...]:
    """The files for these services of CI, beside those that every repository gets.

    Args:
        services: names out of `SERVICES`.
        source: what pip installs claimcheck from.
    """
    repository, _, revision = source.removeprefix("git+").rpartition("@")
    fields = {"@SOURCE@": source, "@REPOSITORY@": repository or source, "@REVISION@": revision or "COMMIT"}
    made = [Recipe(FILE, commented())]
    made += [Recipe(path, line, added=True) for path, line in GIT_LINES.items()]
    for name in dict.fromkeys(services):
        made.append(Recipe(_PLACES[name], _filled(f"{name}.yml", fields), shared=name == "pre-commit"))
    return tuple(made)


def installed_from() -> str:
    """What pip was told when it installed this claimcheck from a repository (PEP 610), else a line to fill in.

    The name alone is never taken: on an index it may be somebody else's.
    """
    try:
        record: dict[str, Any] = json.loads(metadata.distribution("claimcheck").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        return UNKNOWN
    vcs = record.get("vcs_info", {})
    if not vcs.get("commit_id") or "://" not in record.get("url", "") or record["url"].startswith("file:"):
        return UNKNOWN
    return f"{vcs.get('vcs', 'git')}+{record['url']}@{vcs['commit_id']}"


def commented() -> str:
    """A claimcheck.toml in which every setting stands as a comment, with its default and what it is for."""
    lines = [
        "# Settings of claimcheck. Paths are relative to this folder. Take the # away from what you change;",
        "# `claimcheck config show` says what holds. Variables such as CLAIMCHECK_FAIL_ON win over this file.",
    ]
    for setting in settings():
        lines += ["", *_wrapped(setting.help)]
        lines.append(f"# {setting.name} = {_toml(plain(setting.default))}")
    return "".join(line + "\n" for line in lines)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 110, initial_indent="# ", subsequent_indent="# ")


def _toml(value: object) -> str:
    """A default in TOML; dots where there is none."""
    if isinstance(value, Mapping):
        return "{}"
    return json.dumps("..." if value is None else value, ensure_ascii=False)


def in_pyproject() -> bool:
    """Whether the current folder's pyproject.toml holds settings of ours."""
    path = Path("pyproject.toml")
    return path.is_file() and parse(path.read_text("utf-8"), path) is not None


def _filled(name: str, fields: Mapping[str, str]) -> str:
    text = (resources.files("claimcheck.recipes") / "data" / name).read_text("utf-8")
    for field, value in fields.items():
        text = text.replace(field, value)
    return text


def missing_line(path: Path, line: str) -> str | None:
    """The text of a file with the line added; None where it stands there already."""
    text = path.read_text("utf-8") if path.is_file() else ""
    if line in (known.strip() for known in text.splitlines()):
        return None
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{line}\n"
