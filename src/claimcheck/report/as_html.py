"""report.html: what a reviewer reads. One file, offline, complete without script.

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
from claimcheck.report.pages import RulePage
from claimcheck.report.safe import visible
from claimcheck.report.view import view, words

if TYPE_CHECKING:
    from jinja2 import Template


def render(result: ScanResult, pages: Sequence[RulePage] = ()) -> str:
    """The report; `pages` say what each rule means."""
    from markupsafe import Markup

    style, script = _asset("report.css"), _asset("report.js")
    return _template().render(
        view=view(result, pages),
        policy=policy(style, script),
        style=Markup(style),  # noqa: S704 - our own file, not a document's text
        script=Markup(script),  # noqa: S704
    )


def policy(style: str, script: str) -> str:
    """The content security policy: no source at all but this very style and this very script."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


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
    return environment.get_template("report.html.j2")


def _asset(name: str) -> str:
    return (files("claimcheck.report") / "templates" / name).read_text("utf-8")
