"""``foi-extract doctor``: what is installed, what is missing, and how to get it."""

from __future__ import annotations

import shutil
import sys
from importlib import metadata, util

import click

NEEDED = ("beautifulsoup4", "holidays", "lxml", "pandas", "pdfminer.six", "pdfplumber", "pydantic", "spacy")
EXTRAS = {
    "docx": ("office", "Word documents"),
    "openpyxl": ("office", "spreadsheets"),
    "extract_msg": ("office", "Outlook .msg mails"),
    "tnefparse": ("office", "winmail.dat attachments"),
    "pypdfium2": ("ocr", "drawing pages for OCR, and damaged PDFs"),
    "pyarrow": ("parquet", "Parquet export"),
    "distributed": ("dask", "runs over several machines"),
}
OLDEST_PDFMINER = 20251230
"""Earlier ones run code that a PDF names (GHSA-wf5f-4jwr-ppcp)."""


@click.command("doctor")
def command() -> int:
    """Say what is installed, what is missing, and how to get it."""
    click.echo(f"foi-extract {metadata.version('foi-extract')}, Python {sys.version.split()[0]}")
    unsafe = int(metadata.version("pdfminer.six").split(".")[0]) < OLDEST_PDFMINER
    for name in NEEDED:
        click.echo(f"ok       {name} {metadata.version(name)}")
    if unsafe:
        click.echo(f"unsafe   pdfminer.six: upgrade, pip install 'pdfminer.six>={OLDEST_PDFMINER}'")
    for module, (extra, use) in EXTRAS.items():
        there = util.find_spec(module) is not None
        click.echo(f"{'ok      ' if there else 'missing '} {module}: {use}" + ("" if there else _how(extra)))
    tesseract = shutil.which("tesseract")
    click.echo(
        f"ok       tesseract: {tesseract}"
        if tesseract
        else "missing  tesseract: needed for scanned pages. Install it (Debian: apt install tesseract-ocr)."
    )
    return int(unsafe)


def _how(extra: str) -> str:
    return f". Install it: pip install 'foi-extract[{extra}]'"
