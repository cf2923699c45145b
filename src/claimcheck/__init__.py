"""claimcheck: which numbers in a folder of documents cannot all be true.

`scan`, `read` and `extract` are functions; the modules of the same names are reached with
`from claimcheck.extract import ...`. All load on first use, so importing the package alone is cheap.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimcheck.extract import extract
    from claimcheck.model import Claim, Conflict, ScanResult
    from claimcheck.readers import read
    from claimcheck.scan import scan

__version__ = "0.1.0"

__all__ = ["Claim", "Conflict", "ScanResult", "__version__", "extract", "read", "scan"]

_HOMES = {
    "scan": "claimcheck.scan",
    "read": "claimcheck.readers",
    "extract": "claimcheck.extract",
    "Claim": "claimcheck.model",
    "Conflict": "claimcheck.model",
    "ScanResult": "claimcheck.model",
}


class _Package(ModuleType):
    """The package itself, with its public names found in their home modules.

    `__getattribute__` and not a module-level `__getattr__`: importing `claimcheck.scan` sets an attribute
    `scan` on the package, which would hide the function of that name.
    """

    def __getattribute__(self, name: str) -> Any:
        if name in _HOMES:
            from importlib import import_module

            return getattr(import_module(_HOMES[name]), name)
        return super().__getattribute__(name)


sys.modules[__name__].__class__ = _Package
