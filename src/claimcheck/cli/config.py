"""`claimcheck config`: which settings hold here, where each comes from, and the schema for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from claimcheck.cli.console import put
from claimcheck.config import Resolved, resolve, settings

DEFAULT = "default"


@click.group("config", short_help="Show the settings, or their schema.")
def command() -> None:
    """Show the settings that hold in the current folder, or their schema."""


@command.command("show", short_help="Print every setting, and where it comes from.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
def show(form: str) -> None:
    """Print every setting with its value and where that comes from.

    Later ones win: default, claimcheck.toml or [tool.claimcheck], CLAIMCHECK_* variables; what a command is given on
    its command line wins over all of them.
    """
    resolved = resolve()
    put(_json(resolved) if form == "json" else _toml(resolved), exact=form == "json")


@command.command("schema")
def schema() -> None:
    """Print the JSON Schema of claimcheck.toml, for editors."""
    from claimcheck.config.schema import schema as made

    put(json.dumps(made(), ensure_ascii=False, indent=2) + "\n")


def _toml(resolved: Resolved) -> str:
    """As a file would say it, the origin as a comment."""
    import tomlkit

    from claimcheck.config.schema import plain
    from claimcheck.report.safe import one_line

    root = resolved.config.root
    lines = [f"# paths are relative to {one_line(str(root))}"]
    for setting in settings():
        held = plain(getattr(resolved.config, setting.name), root)
        if held is None:
            lines.append(f"# {setting.name} is not set")
            continue
        value = tomlkit.item(_inline(held)).as_string().strip()
        origin = one_line(_short(resolved.origins.get(setting.name, DEFAULT), root))
        lines.append(f"{setting.name} = {one_line(value)}  # {origin}")
    return "".join(line + "\n" for line in lines)


def _inline(value: object) -> object:
    """Tables on one line, so that each setting has one."""
    import tomlkit

    if isinstance(value, dict):
        table = tomlkit.inline_table()
        table.update({key: _inline(item) for key, item in value.items()})
        return table
    if isinstance(value, list):
        array = tomlkit.array()
        array.extend([_inline(item) for item in value])
        return array
    return value


def _json(resolved: Resolved) -> str:
    from claimcheck.config.schema import plain

    root = resolved.config.root
    shown = {
        setting.name: {
            "value": plain(getattr(resolved.config, setting.name), root),
            "origin": resolved.origins.get(setting.name, DEFAULT),
        }
        for setting in settings()
    }
    return json.dumps({"root": str(root), "settings": shown}, ensure_ascii=False, indent=2) + "\n"


def _short(origin: str, root: Path) -> str:
    path = Path(origin)
    return path.name if path.parent == root else origin
