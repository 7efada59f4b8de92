"""Make the PDF and Word samples from their HTML pages, through real producers.

python samples/make.py [NAME...]     needs libreoffice and chromium on the path

Each ``about.toml`` lists ``made``: file name to producer.  ``libreoffice`` goes by way of a Word document,
as letters do; ``chromium`` prints the page to PDF as a browser does.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

SAMPLES = Path(__file__).parent
WRITER = ["soffice", "--headless", "--infilter=HTML (StarWriter)", "--convert-to"]
BROWSER = [
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def docx_from_html(page: Path, out: Path) -> None:
    """Save a page as a Word document."""
    with tempfile.TemporaryDirectory() as folder:
        command = [*WRITER, "docx:MS Word 2007 XML", "--outdir", folder, str(page)]
        subprocess.run(command, check=True, capture_output=True)
        shutil.copyfile(Path(folder) / f"{page.stem}.docx", out)


def pdf_from_html_by_libreoffice(page: Path, out: Path) -> None:
    """Export a page to PDF by way of a Word document."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / f"{page.stem}.docx"
        docx_from_html(page, document)
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(document)]
        subprocess.run(command, check=True, capture_output=True)
        shutil.copyfile(Path(folder) / f"{page.stem}.pdf", out)


def pdf_from_html_by_chromium(page: Path, out: Path) -> None:
    """Print a page to PDF as a browser does."""
    with tempfile.TemporaryDirectory() as folder:
        command = [*BROWSER, f"--user-data-dir={folder}", f"--print-to-pdf={out}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)


PRODUCERS = {
    "libreoffice": pdf_from_html_by_libreoffice,
    "chromium": pdf_from_html_by_chromium,
    "word": docx_from_html,
}


def main() -> int:
    wanted = sys.argv[1:]
    for about in sorted(SAMPLES.glob("*/about.toml")):
        if wanted and about.parent.name not in wanted:
            continue
        for name, producer in tomllib.loads(about.read_text(encoding="utf-8")).get("made", {}).items():
            PRODUCERS[producer]((about.parent / "response.html").resolve(), (about.parent / name).resolve())
            print(about.parent.name, name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
