"""JSON Schema of claimcheck.toml, for editors that complete and check as one types."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claimcheck.config.settings import settings
from claimcheck.mapping import SheetMapping


def schema() -> dict[str, Any]:
    """The schema, made of the fields of `Config`; `claimcheck.schemas` ships it as a file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:claimcheck:schema:config:1",
        "title": "claimcheck.toml: the settings of claimcheck",
        "type": "object",
        "properties": {
            setting.name: {"description": setting.help, **setting.kind.schema, **_default(setting.default)}
            for setting in settings()
        },
        "additionalProperties": False,
    }


def plain(value: Any, root: Path | None = None) -> Any:
    """A setting's value as TOML and JSON have it; paths under `root` relative to it."""
    match value:
        case Path():
            inside = root is not None and value.is_relative_to(root)
            return (value.relative_to(root) if inside and root else value).as_posix()
        case SheetMapping():
            shown = {name: plain(getattr(value, name)) for name in ("files", "name", "heading_row")}
            pairs = {name: dict(getattr(value, name)) for name in ("columns", "constants")}
            heads = [{"filled": head.filled, "columns": dict(head.columns)} for head in value.heads]
            return {key: item for key, item in {**shown, **pairs, "heads": heads}.items() if item}
        case tuple():
            return [plain(item, root) for item in value]
        case Mapping():
            return {key: plain(item, root) for key, item in value.items()}
        case _:
            return value


def _default(value: Any) -> dict[str, Any]:
    return {} if value is None else {"default": plain(value)}
