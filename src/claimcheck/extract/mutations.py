"""Point mutations, by their shape: `L1196M`, `G1202R/L1196M`, `p.Gly2032Arg`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.extract.terms import Hit

_AMINO = "[ACDEFGHIKLMNPQRSTVWY]"
_SHORT = re.compile(
    rf"{_AMINO}(?<!\w.)[0-9]{{2,4}}(?:{_AMINO}|ins|del|fs)(?:/{_AMINO}[0-9]{{2,4}}{_AMINO})*\b", re.DOTALL
)
_LONG = re.compile(r"p(?<!\wp)\.\(?(?P<a>[A-Z][a-z]{2})(?P<at>[0-9]{1,4})(?P<b>[A-Z][a-z]{2})\)?(?![a-z])")
_LETTER = {
    "Ala": "A", "Arg": "R", "Asn": "N", "Asp": "D", "Cys": "C", "Gln": "Q", "Glu": "E", "Gly": "G", "His": "H",
    "Ile": "I", "Leu": "L", "Lys": "K", "Met": "M", "Phe": "F", "Pro": "P", "Ser": "S", "Thr": "T", "Trp": "W",
    "Tyr": "Y", "Val": "V",
}  # fmt: skip
"""Amino acids: the three letters of HGVS -> the one letter (IUPAC-IUB 1983)."""


def mutations(text: str) -> Iterator[Hit]:
    """Every point mutation of a text, with the one-letter code for a name."""
    for match in _SHORT.finditer(text):
        yield Hit(match.start(), match.end(), "mutation", re.sub(r"\s", "", match[0]))
    for match in _LONG.finditer(text):
        if match["a"] in _LETTER and match["b"] in _LETTER:
            yield Hit(
                match.start(), match.end(), "mutation", f"{_LETTER[match['a']]}{match['at']}{_LETTER[match['b']]}"
            )
