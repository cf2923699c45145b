"""Bytes to text: BOM, UTF-8, the declared encoding, then a guess that is said to be one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from claimcheck.errors import DocumentError
from claimcheck.model.document import Status

# The first bytes of formats that are often found under a wrong suffix.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, XLSX and PPTX are such)"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)

# Longest first: the BOM of UTF-32-LE begins with that of UTF-16-LE.
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 100_000
_CONTROL_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file as text, and how it was decoded."""

    text: str
    encoding: str
    guessed: bool = False

    @property
    def status(self) -> Status:
        """`partial` where the encoding is only a guess."""
        return Status.PARTIAL if self.guessed else Status.OK

    @property
    def reason(self) -> str | None:
        """What the ledger says of a guess."""
        if not self.guessed:
            return None
        return f"not UTF-8 and no encoding declared: read as {self.encoding}, a guess; save it as UTF-8"


def signature(data: bytes) -> str | None:
    """What the first bytes say that a file is, or None where they say nothing."""
    return next((what for start, what in SIGNATURES if data.startswith(start)), None)


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a file; a BOM stays in the text.

    Raises:
        DocumentError: with the status `not_text`, where no text is in it.
    """
    what = signature(data)
    if what:
        raise DocumentError(Status.NOT_TEXT, f"not text: its first bytes say {what}")
    decoded = _by_bom(data) or _strictly(data, "utf-8") or _strictly(data, declared) or _by_guess(data)
    if decoded is None or _is_binary(decoded.text):
        raise DocumentError(Status.NOT_TEXT, "not text: binary data under the suffix of a text file")
    return decoded


def _by_bom(data: bytes) -> Decoded | None:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    return _strictly(data, encoding)


def _strictly(data: bytes, encoding: str | None) -> Decoded | None:
    if encoding is None:
        return None
    try:
        # Pages that declare ISO-8859-1 are written in Windows-1252 (WHATWG Encoding Standard, 4.2).
        name = codecs.lookup(encoding).name
        name = "cp1252" if name in {"iso8859-1", "ascii"} else name
        return Decoded(data.decode(name), name)
    except (LookupError, UnicodeError):
        return None


def _by_guess(data: bytes) -> Decoded | None:
    if b"\x00" in data:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        return None
    # Western code pages differ in a few signs only: of several that fit, the one people have.
    if best.could_be_from_charset and "cp1252" in best.could_be_from_charset:
        guess = _strictly(data, "cp1252")
        if guess is not None:
            return Decoded(guess.text, guess.encoding, guessed=True)
    guess = _strictly(data, best.encoding)
    return guess and Decoded(guess.text, guess.encoding, guessed=True)


def _is_binary(text: str) -> bool:
    """Whether control characters say that this is no text; a NUL byte alone says it."""
    if "\x00" in text:
        return True
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample)
