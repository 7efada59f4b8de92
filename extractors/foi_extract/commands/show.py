"""``foi-extract show``: one response and what was read from it, side by side on a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from foi_extract.showing.pictures import Picture


@click.command("show")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page to write (default: NAME-evidence.html in the current folder).",
)
@click.option(
    "--text", "as_text", is_flag=True, help="Show the text with its evidence marked, not the pages."
)
@click.option(
    "--dpi", type=click.IntRange(40, 300), default=110, show_default=True, help="Of the pages' pictures."
)
def command(file: Path, output: Path | None, as_text: bool, dpi: int) -> int:
    """Write one HTML page: FILE at one side, every piece of evidence boxed, its record at the other.

    The page is complete in itself and loads nothing. Pages of PDFs and pictures need the extra ocr.
    """
    from foi_extract.cli import SOME_FAILED
    from foi_extract.errors import SourceError
    from foi_extract.front import extract
    from foi_extract.showing.page import page_from_responses

    data = file.read_bytes()
    responses = extract(data, file.name)
    try:
        failed = all(response.status == "failed" for response in responses)
        pictures = (
            [] if as_text or failed else pictures_of(data, file.name, responses[0].source.media_type, dpi)
        )
    except SourceError as error:
        raise click.ClickException(f"{error.message} Or show the text alone, with --text.") from None
    target = output or Path(f"{file.stem}-evidence.html")
    target.write_text(page_from_responses(responses, pictures, file.name), encoding="utf-8")
    click.echo(str(target))
    return SOME_FAILED if failed else 0


def pictures_of(data: bytes, name: str, media_type: str, dpi: int) -> list[Picture]:
    """The pages of a source as pictures; none where it has no pages."""
    from foi_extract.reading import documents_from_bytes
    from foi_extract.showing.pictures import pictures_from_image, pictures_from_pdf

    makers = {"application": pictures_from_pdf, "image": pictures_from_image}
    maker = makers.get(media_type.partition("/")[0])
    if maker is None or (maker is pictures_from_pdf and media_type != "application/pdf"):
        return []
    # The sizes and turns of the pages are known to the reader alone: records don't hold them.
    return maker(data, documents_from_bytes(data, name)[0].pages, dpi)
