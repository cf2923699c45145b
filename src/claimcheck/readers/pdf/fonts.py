"""What a piece of text is set in: font, size, and whether it is drawn so that nobody sees it."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from typing import Any

_BOLD = ("bold", "black", "heavy", "semibold", "demi", "-bd", ".b", "extb", "cmbx")
_WHITE = 250
"""A colour of which every part is at least this is taken for white."""
_SYMBOLIC, _NONSYMBOLIC = 4, 32


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the file."""

    name: str
    bold: bool
    symbolic: bool
    """Whether its characters are signs rather than letters, by what the file says of it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a character is set."""

    font: Font
    size: float
    """Points from the top of an em to its bottom; 0 where pdfium does not know."""
    unseen: bool
    """Whether it is drawn without ink or in white: seen only where something else lies under it."""


@dataclass
class Settings:
    """Looks up how characters of a text page are set; what it knows of a font it keeps."""

    textpage: Any
    _fonts: dict[int, Font] = field(default_factory=dict)
    _known: dict[int, Setting] = field(default_factory=dict)

    def of(self, index: int) -> Setting:
        """How the character at an index is set: as all of its text object."""
        import pypdfium2.raw as pdfium

        thing = pdfium.FPDFText_GetTextObject(self.textpage.raw, index)
        key = ctypes.addressof(thing.contents) if thing else 0
        if key not in self._known:
            self._known[key] = self._setting(thing, index)
        return self._known[key]

    def _setting(self, thing: Any, index: int) -> Setting:
        import pypdfium2.raw as pdfium

        if not thing:
            return Setting(Font("", bold=False, symbolic=False), 0.0, unseen=False)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.textpage.raw, index, ctypes.byref(matrix))
        size = pdfium.FPDFText_GetFontSize(self.textpage.raw, index) * math.hypot(matrix.c, matrix.d)
        handle = pdfium.FPDFTextObj_GetFont(thing)
        key = ctypes.addressof(handle.contents) if handle else 0
        if key not in self._fonts:
            self._fonts[key] = self._font(handle, index)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
        unseen = mode in {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
        return Setting(self._fonts[key], size, unseen or self._is_white(index))

    def _font(self, handle: Any, index: int) -> Font:
        import pypdfium2.raw as pdfium

        buffer = ctypes.create_string_buffer(96)
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self.textpage.raw, index, buffer, 96, flags)
        name = buffer.value.decode("utf-8", "replace").lower()
        known = pdfium.FPDFFont_GetFlags(handle) if handle else flags.value
        symbolic = known & _SYMBOLIC != 0 and known & _NONSYMBOLIC == 0
        return Font(name, any(mark in name for mark in _BOLD), symbolic)

    def _is_white(self, index: int) -> bool:
        import pypdfium2.raw as pdfium

        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not pdfium.FPDFText_GetFillColor(self.textpage.raw, index, red, green, blue, alpha):
            return False
        return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE
