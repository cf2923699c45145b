"""Bytes to text: BOM, UTF-8, the declared encoding, then a guess that is said to be one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

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
# By where the zero bytes of Latin letters stand: UTF-32 first, since its text has zeros wherever UTF-16 has.
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# The legacy encodings of the web (WHATWG Encoding, 4), by Python's names; mainframes write no articles.
_GUESSED = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866", "cp874",
    "koi8_r", "iso8859_2", "iso8859_5", "iso8859_7", "mac_roman", "gb18030", "big5", "euc_jp", "shift_jis", "euc_kr",
)  # fmt: skip
# Codecs of Python that a page may name but that are no encodings of text files; some cost the square of the text.
_NO_ENCODINGS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7", "undefined"})
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
    decoded = _by_bom(data) or (_wide(data) if b"\x00" in data else _narrow(data, declared))
    if decoded is None or _is_binary(decoded.text):
        raise DocumentError(Status.NOT_TEXT, "not text: binary data under the suffix of a text file")
    return decoded


def _by_bom(data: bytes) -> Decoded | None:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    return _strictly(data, encoding)


def _narrow(data: bytes, declared: str | None) -> Decoded | None:
    return _strictly(data, "utf-8") or _strictly(data, declared) or _by_guess(data)


def _strictly(data: bytes, encoding: str | None) -> Decoded | None:
    if encoding is None:
        return None
    try:
        # Pages that declare ISO-8859-1 are written in Windows-1252 (WHATWG Encoding Standard, 4.2).
        name = codecs.lookup(encoding).name
        if name in _NO_ENCODINGS:
            return None
        name = "cp1252" if name in {"iso8859-1", "ascii"} else name
        return Decoded(data.decode(name), name)
    except (LookupError, UnicodeError):
        return None


def _by_guess(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    # What the text says of encodings is not asked: it may be an article about them.
    found = from_bytes(data, cp_isolation=list(_GUESSED), preemptive_behaviour=False)
    best = found.best()
    if best is None:
        return None
    # Code pages differ in a few signs only: of several that fit alike, the one that people have.
    alike = [name for match in found if match.chaos <= best.chaos for name in match.could_be_from_charset]
    guess = _strictly(data, "cp1252" if "cp1252" in alike else best.encoding)
    return guess and replace(guess, guessed=True)


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 and UTF-32 without a BOM: the one of which the decoded text reads like text."""
    for encoding in _WIDE:
        decoded = _strictly(data, encoding)
        if decoded and not _is_binary(decoded.text) and _mostly_latin(decoded.text):
            return replace(decoded, guessed=True)
    return None


def _mostly_latin(text: str) -> bool:
    """Whether most characters are of the kind that bytes taken in the wrong order or width would not give."""
    sample = text[:_SAMPLE]
    return 2 * sum(char < "\u0250" for char in sample) > len(sample)


def _is_binary(text: str) -> bool:
    """Whether control characters say that this is no text; a NUL byte alone says it."""
    if "\x00" in text:
        return True
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample)
