"""The fonts of a PDF and their faces: what each glyph says and how wide it is; bold and italic."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, resolve1

from foi_extract.reading.pdf_unicode import letters_from_table

UNKNOWN = "\ufffd"
"""Stands for a glyph whose letter the file does not tell."""

BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!t)|[-,]bd\b|[-,]bd(?:it|mt|$)", re.IGNORECASE)
ITALIC = re.compile(r"ital|obliq|slanted|[-,]it$|bdit", re.IGNORECASE)
PICTURE_FONT = re.compile(r"wingdings|webdings|zapfdingbats|dingbats|^(?:\w+\+)?symbol", re.IGNORECASE)

PRIVATE = {
    **dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\uf0a8\uf06c\uf06e\uf075\uf0e0\uf0e8\uf09f\uf02d\uf0f0", "•"),
    **dict.fromkeys("\uf06f\uf071\uf072\uf0a3\uf035", "☐"),
    **dict.fromkeys("\uf0fc\uf050\uf0fe\uf052\uf054", "✓"),
    **dict.fromkeys("\uf0fb\uf04f\uf0fd\uf051\uf053\uf078", "✗"),
}
"""Glyphs of the picture fonts in their private places: bullets, empty boxes, ticks and crosses."""

PICTURES = {
    **dict.fromkeys("·•§Øvlnu¨à¾à", "•"),
    **dict.fromkeys("oqr£", "☐"),
    **dict.fromkeys("üPþRT", "✓"),
    **dict.fromkeys("ûOýQSx", "✗"),
}
"""The same for a Wingdings font that gives Latin letters for its glyphs."""

PLAIN = {"\u2010": "-", "\u2011": "-", "\ufb05": "st", "\ufb06": "st", "\u0192": "ƒ"}
LOOKALIKE_BULLETS = dict.fromkeys("▪●■◾⚫∙⦁●‣►➢➤❖❑◦○", "•")


SIMPLE = ("Type1", "MMType1", "TrueType", "Type3")
WIDE = ("CIDFontType0", "CIDFontType2")


class Fonts(PDFResourceManager):
    """pdfminer's fonts, their tables of letters read by our patterns where they are plain."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> Any:
        """A font by its object number, made once."""
        kind = getattr(spec.get("Subtype"), "name", None)
        table = resolve1(spec.get("ToUnicode")) if kind in SIMPLE else spec.get("ToUnicode")
        if (objid and objid in self._cached_fonts) or kind not in SIMPLE + WIDE:
            return super().get_font(objid, spec)
        letters = letters_from_table(table.get_data()) if isinstance(table, PDFStream) else None
        if letters is None:
            return super().get_font(objid, spec)
        lean = {**spec, "ToUnicode": PDFStream({}, b"")}
        if kind in WIDE and "FontDescriptor" in spec:  # the outlines are looked at only where no table is
            descriptor = dict_value(spec["FontDescriptor"])
            lean["FontDescriptor"] = {k: v for k, v in descriptor.items() if k != "FontFile2"}
        font: Any = super().get_font(objid, lean)
        font.unicode_map.cid2unichr = letters
        return font


@dataclass(slots=True)
class Face:
    """One font of the file; ``glyphs`` holds ``(text, width in text units)`` a glyph code, filled as met.

    ``pens`` are what ``pdf_pens`` keeps of it.
    """

    number: int
    name: str
    bold: bool
    italic: bool
    descent: float
    font: Any
    pictures: bool
    vertical: bool
    multibyte: bool
    glyphs: dict[int, tuple[str, float]] = field(default_factory=dict)
    pens: dict[Any, Any] = field(default_factory=dict, repr=False)

    def glyph(self, code: int) -> tuple[str, float]:
        """What a glyph says and how far it moves on; looked up in the file the first time only."""
        found = self.glyphs.get(code)
        if found is None:
            text, width = self._text(code), _number(self.font.char_width(code))
            found = self.glyphs[code] = ("" if text == "\u00ad" and not width else text, width)
        return found

    def _text(self, code: int) -> str:
        from pdfminer.pdffont import PDFUnicodeNotDefined

        try:
            text = str(self.font.to_unichr(code))
        except (PDFUnicodeNotDefined, KeyError, TypeError, ValueError):
            return UNKNOWN
        return letters_from_glyph(text, self.pictures)


def letters_from_glyph(text: str, pictures: bool = False) -> str:
    """A glyph's text with ligatures spelt out, blanks plain, private bullets as "•"; soft hyphens stay."""
    if text.isascii() and not pictures:
        return text if text.isprintable() else ("" if text.strip("\t\n\r\f\v ") else " ")
    if text.isspace() or text in "\u200b\ufeff\u2060":
        return " " if text.isspace() else ""
    if pictures and text in PICTURES:
        return PICTURES[text]
    return "".join(_letter(c) for c in text)


def _letter(char: str) -> str:
    """One character made plain."""
    if char in PRIVATE:
        return PRIVATE[char]
    if char in PLAIN:
        return PLAIN[char]
    if char in LOOKALIKE_BULLETS:
        return LOOKALIKE_BULLETS[char]
    if "\uf020" <= char <= "\uf07e":  # a symbol-encoded text font keeps its letters here
        return chr(ord(char) - 0xF000)
    if "\ufb00" <= char <= "\ufb4f":
        return unicodedata.normalize("NFKC", char)
    category = unicodedata.category(char)
    if category in ("Cc", "Co", "Cs"):
        return UNKNOWN if category == "Co" else ""
    return char


def face_from_font(font: Any, number: int) -> Face:
    """The face of a pdfminer font."""
    name = font.fontname if isinstance(font.fontname, str) else str(font.fontname)
    flags = font.flags if isinstance(font.flags, int) else 0
    weight = _number(font.descriptor.get("FontWeight", 0))
    return Face(
        number=number,
        name=name,
        bold=bool(BOLD.search(name)) or bool(flags & 1 << 18) or weight >= 600,
        italic=bool(ITALIC.search(name)) or bool(flags & 1 << 6),
        descent=_number(font.get_descent()),
        font=font,
        pictures=bool(PICTURE_FONT.search(name)),
        vertical=font.is_vertical(),
        multibyte=font.is_multibyte(),
    )


def _number(value: Any) -> float:
    """A number that is one and is finite, else 0."""
    return float(value) if isinstance(value, (int, float)) and abs(value) < 1e9 else 0.0
