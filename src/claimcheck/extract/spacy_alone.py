"""spaCy without its command line.

`import spacy` loads `spacy.cli` for the sake of `spacy.info()`, and with it an HTTP client, a project manager and a
template engine: a quarter of the time that it takes, and nothing that reads a document.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_LEFT_OUT = ("spacy.cli", "spacy.cli.info")


def load_spacy() -> None:
    """Load spaCy, if nobody has; its command line loads as ever where somebody asks for it."""
    if "spacy" in sys.modules:
        return
    for name in _LEFT_OUT:
        sys.modules[name] = ModuleType(name)
    sys.modules[_LEFT_OUT[1]].info = info  # type: ignore[attr-defined]  # what spaCy asks of it
    try:
        import_module("spacy")
    finally:
        for name in _LEFT_OUT:
            del sys.modules[name]


def info(*args: Any, **options: Any) -> Any:
    """`spacy.info()`, which loads the command line when it is called."""
    return import_module("spacy.cli.info").info(*args, **options)
