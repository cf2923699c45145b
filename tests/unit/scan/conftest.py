"""The pipeline over stand-ins for the stages."""

from __future__ import annotations

import pytest
from tests.unit.scan.stages import replace_stages


@pytest.fixture(autouse=True)
def stages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the stages for every test of this folder."""
    replace_stages(monkeypatch)
