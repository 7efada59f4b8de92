"""Pages as pictures that a web page can carry within itself."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from foi_extract.errors import MissingExtra, SourceError

if TYPE_CHECKING:
    from PIL.Image import Image

    from foi_records.document import Page

DPI = 110
"""Letters of 9 points are read well, and a page of text is about 50 kB."""
COLOURS = 64
MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: its number, its size in points as evidence counts it, and its picture as a data URI."""

    number: int
    width: float
    height: float
    uri: str


def pictures_from_pdf(data: bytes, pages: Sequence[Page], dpi: int = DPI) -> list[Picture]:
    """The pages of a PDF as evidence sees them: whole (whatever is cropped away), upright."""
    try:
        import PIL  # noqa: F401 - pypdfium2 needs it to give pictures
        import pypdfium2
    except ImportError as error:
        raise MissingExtra("pages", "ocr", verb="Drawing") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise SourceError("unreadable", "The pages can't be drawn. Show their text with --text.") from None
    try:
        return list(_drawn(document, pages, dpi))
    finally:
        document.close()


def _drawn(document: Any, pages: Sequence[Page], dpi: int) -> Iterator[Picture]:
    for page in pages[:MOST_PAGES]:
        if not 1 <= page.number <= len(document):
            continue
        drawn = document[page.number - 1]
        # Evidence counts from the corner of the whole sheet, not of the part that is shown.
        drawn.set_cropbox(*drawn.get_mediabox())
        turned = (page.rotation - drawn.get_rotation()) % 360
        image = drawn.render(scale=dpi / 72, rotation=turned).to_pil()
        drawn.close()
        yield Picture(page.number, page.width, page.height, data_uri(image))


def pictures_from_image(data: bytes, pages: Sequence[Page], dpi: int = DPI) -> list[Picture]:
    """The frames of a picture file as pages."""
    try:
        from PIL import Image as Pillow
        from PIL import ImageOps
    except ImportError as error:
        raise MissingExtra("pages", "ocr", verb="Drawing") from error
    out = []
    with Pillow.open(BytesIO(data)) as whole:
        for page in pages[:MOST_PAGES]:
            whole.seek(page.number - 1)
            image = ImageOps.exif_transpose(whole).convert("RGB")
            image.thumbnail((round(page.width / 72 * dpi), round(page.height / 72 * dpi)))
            out.append(Picture(page.number, page.width, page.height, data_uri(image)))
    return out


def data_uri(image: Image) -> str:
    """A picture in a URI: as PNG in few colours or as JPEG, whichever is the smaller."""
    drawing, photograph = BytesIO(), BytesIO()
    colours = image.convert("RGB")
    colours.quantize(COLOURS).save(drawing, "PNG", optimize=True)
    colours.save(photograph, "JPEG", quality=80, optimize=True)
    small, kind = min((drawing.getvalue(), "png"), (photograph.getvalue(), "jpeg"), key=lambda p: len(p[0]))
    return f"data:image/{kind};base64,{base64.b64encode(small).decode('ascii')}"
