"""spaCy is loaded without its command line, and has it where somebody asks."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from claimcheck.extract.spacy_alone import load_spacy
load_spacy()
import spacy
print("requests" in sys.modules, "spacy.cli" in sys.modules, len(spacy.blank("en")("two words")))
print("spacy_version" in spacy.info(silent=True))
import spacy.cli
print(spacy.cli.info is sys.modules["spacy.cli.info"].info)
"""


def test_the_command_line_loads_when_it_is_asked_for() -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["False False 2", "True", "True"]
