"""report.html: what a reviewer works through. One file, offline, readable without script.

Documents are untrusted: everything of theirs is escaped by the template, control and bidirectional characters are
made visible, and the content security policy lets nothing run or load but the one style and the one script here.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from claimcheck.model import ScanResult
from claimcheck.report.exhibits import NOTHING, Crop, Exhibits
from claimcheck.report.page.island import island
from claimcheck.report.page.wording import words
from claimcheck.report.pages import RulePage
from claimcheck.report.safe import visible
from claimcheck.report.view import view

if TYPE_CHECKING:
    from jinja2 import Template

STYLES = ("tokens", "page", "ledger", "filters", "card", "triage", "plots", "texts", "print")
SCRIPTS = (
    "dom",
    "data",
    "cards",
    "address",
    "filters",
    "decisions",
    "triage",
    "saving",
    "list",
    "views",
    "keys",
    "start",
)
"""Parts of the one style and the one script, in their order."""


def render(
    result: ScanResult, pages: Sequence[RulePage] = (), exhibits: Exhibits = NOTHING, *, token: str | None = None
) -> str:
    """The report.

    Args:
        result: what was found.
        pages: what each rule means.
        exhibits: crops of pages, addresses of the sources, and what a team has set.
        token: of a page that is served: what it shows the server that it came from, the one thing it may speak to.
    """
    from markupsafe import Markup

    style, script = assets()
    shown = view(result, pages, exhibits)
    return _template().render(
        view=shown,
        policy=policy(style, script, served=token is not None),
        token=token,
        style=Markup(style),  # noqa: S704 - our own files, not a document's text
        script=Markup(script),  # noqa: S704
        data=Markup(island(result, shown.cards, exhibits.reasons)),  # noqa: S704 - JSON with every `<` escaped
    )


def policy(style: str, script: str, *, served: bool = False) -> str:
    """The content security policy: no source at all but this very style, this very script and pictures inside."""
    connect = "'self'" if served else "'none'"
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        f"img-src data:; connect-src {connect}; base-uri 'none'; form-action 'none'"
    )


@cache
def assets() -> tuple[str, str]:
    """The style and the script, each joined of its parts."""
    style = "".join(_asset(f"{name}.css") for name in STYLES)
    parts = "".join(_asset(f"{name}.js") for name in SCRIPTS)
    return style, f'"use strict";\n(() => {{\n{parts}}})();\n'


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _template() -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Every value printed passes here first, so no template line can forget it; escaping follows.
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    environment.filters["words"] = words
    environment.filters["data_url"] = _data_url
    return environment.get_template("report.html.j2")


def _data_url(crop: Crop) -> str:
    return "data:image/png;base64," + base64.b64encode(crop.png or b"").decode("ascii")


def _asset(name: str) -> str:
    return (files("claimcheck.report") / "templates" / name).read_text("utf-8")
