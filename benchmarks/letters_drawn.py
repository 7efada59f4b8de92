"""Invented letters of any length, and the programs that make PDFs of them.

A letter has about 330 words a page, three questions a page and one table for every three pages.  Producers
that are not installed are left out: reportlab comes with the tests, WeasyPrint is a package (``weasyprint``),
LibreOffice (``soffice``) and Chromium are programs.
"""

from __future__ import annotations

import html
import io
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

THINGS = ["noise", "litter", "street lamps", "fly-tipping", "allotments", "ferries", "hedges", "parking"]
QUESTIONS = [
    "How many complaints about {thing} were received in each of the financial years 2017/18 to 20{year}?",
    "What did the council spend on {thing} in 20{year}, and which of its budgets was the money taken from?",
    "Please provide a copy of the policy on {thing} that was in force on 1 April 20{year}.",
    "How many officers of the council deal with {thing}, in full-time equivalents?",
]
ANSWERS = [
    "{n} complaints were received in 20{year}. The figure counts every complaint that reached the team by "
    "letter, telephone or e-mail, and a complaint that was made twice is counted once.",
    "£{n},000 was spent. This is the net cost after income, and it includes the pay of the officers who do "
    "the work but not their accommodation, which is met from another budget of the directorate.",
    "This information is exempt from disclosure under section 43(2) of the Freedom of Information Act 2000, "
    "because it would be likely to prejudice the commercial interests of the contractor while the contract "
    "is tendered. The public interest in maintaining the exemption outweighs that in disclosure.",
    "{n} officers. We do not hold a figure for the years before, as no record was kept of them when the "
    "service was run from the depots, and the records of the depots were destroyed when these closed.",
]
FURTHER = [
    "The way in which the records are kept changed when the present system was introduced, so that the "
    "figures before and after the change should be compared with care.",
    "The team that looks after {thing} is part of the neighbourhood services directorate and works from the "
    "depot in Quay Road, where the public may also call on working days.",
    "It may help you to know that a report on {thing} goes to the council's scrutiny committee each autumn, "
    "and that its minutes and papers are published on the council's pages.",
    "Where a resident has asked for a matter to be looked at again, the later decision is the one that is "
    "recorded, and the earlier one is no longer shown by the system.",
]
WARDS = ("Abbey", "Castle", "Quay", "Mill")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a table of a letter."""

    kind: str
    words: str = ""
    rows: list[list[str]] = field(default_factory=list)


def letter_of_pages(pages: int, seed: int = 1) -> list[Block]:
    """The blocks of a letter of about so many pages."""
    chance = random.Random(seed)
    out = [
        Block("text", words)
        for words in (
            "Marram District Council",
            "12 May 2021",
            "Our ref: FOI 21-118",
            "Dear Ms Reed",
            "Thank you for your request of 14 April 2021 under the Freedom of Information Act 2000. Your "
            "questions are repeated below, each with our response.",
        )
    ]
    for n in range(1, 3 * pages + 2):
        kind = chance.randrange(len(QUESTIONS))
        what = {
            "thing": chance.choice(THINGS),
            "year": chance.randint(18, 20),
            "n": chance.randint(2, 900),
        }
        out.append(Block("heading", f"{n}. {QUESTIONS[kind].format(**what)}"))
        out.append(Block("text", ANSWERS[kind].format(**what)))
        if n % 9 == 2:
            out.append(_table(chance))
        out.append(Block("text", chance.choice(FURTHER).format(**what)))
    rights = (
        "If you are unhappy with the way in which your request has been handled you may ask for an internal "
        "review within forty working days of this letter, by writing to the address above. If you remain "
        "dissatisfied after the review you may complain to the Information Commissioner, who will not as a "
        "rule look at a case before the council's own procedure has been gone through."
    )
    return [*out, Block("text", rights), Block("text", "Yours sincerely"), Block("text", "Information Team")]


def dense_letter(pages: int, seed: int = 1) -> list[Block]:
    """A letter of nothing but questions, short answers and tables: twelve questions a page and more."""
    chance = random.Random(seed)
    out = letter_of_pages(-1)[:5]
    for n in range(1, 12 * pages):
        kind = chance.randrange(len(QUESTIONS))
        what = {"thing": chance.choice(THINGS), "year": chance.randint(18, 20), "n": chance.randint(2, 900)}
        out.append(Block("heading", f"{n}. {QUESTIONS[kind].format(**what)}"))
        out.append(Block("text", ANSWERS[kind].format(**what).split(". ")[0] + "."))
        if n % 12 == 4:
            out.append(_table(chance))
    return out + letter_of_pages(-1)[5:]


def _table(chance: random.Random) -> Block:
    """A ruled table of counts by ward and year."""
    rows = [["Ward", "2018/19", "2019/20", "2020/21"]]
    rows += [[ward, *(str(chance.randint(1, 900)) for _ in range(3))] for ward in WARDS]
    return Block("table", rows=rows)


Letters = list[list[Block]]


def by_reportlab(letters: Letters) -> list[bytes]:
    """Each letter as reportlab draws it: standard fonts, not embedded."""
    from reportlab.lib import colors
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

    styles = getSampleStyleSheet()
    made = []
    for blocks in letters:
        story: list[Flowable] = []
        for block in blocks:
            if block.kind == "table":
                story.append(Table(block.rows, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.grey)]))
                story.append(Spacer(1, 8))
            else:
                style = styles["Heading4" if block.kind == "heading" else "BodyText"]
                story.append(Paragraph(html.escape(block.words), style))
        out = io.BytesIO()
        SimpleDocTemplate(out, invariant=1).build(story)
        made.append(out.getvalue())
    return made


def by_weasyprint(letters: Letters) -> list[bytes]:
    """Each letter as WeasyPrint prints it."""
    from weasyprint import HTML

    return [HTML(string=_page(blocks)).write_pdf() for blocks in letters]


def by_libreoffice(letters: Letters) -> list[bytes]:
    """Each letter as a Word document that LibreOffice exports."""
    from docx import Document

    def write(blocks: list[Block], path: Path) -> None:
        document = Document()
        for block in blocks:
            if block.kind == "table":
                table = document.add_table(0, len(block.rows[0]), style="Table Grid")
                for row in block.rows:
                    for cell, words in zip(table.add_row().cells, row, strict=True):
                        cell.text = words
            else:
                document.add_paragraph().add_run(block.words).bold = block.kind == "heading"
        document.save(str(path))

    def export(folder: Path, names: list[str]) -> None:
        home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
        subprocess.run(
            ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder, *names],
            cwd=folder,
            check=True,
            capture_output=True,
        )

    return _printed(letters, "docx", write, export)


def by_chromium(letters: Letters) -> list[bytes]:
    """Each letter as a page that Chromium prints."""

    def export(folder: Path, names: list[str]) -> None:
        for name in names:
            path = (folder / name).with_suffix(".pdf")
            subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                 f"--user-data-dir={folder / 'home'}", f"--print-to-pdf={path}", folder / name],
                check=True,
                capture_output=True,
            )  # fmt: skip

    def write(blocks: list[Block], path: Path) -> None:
        path.write_text(_page(blocks), encoding="utf-8")

    return _printed(letters, "html", write, export)


def _page(blocks: list[Block]) -> str:
    """A letter as a page."""
    out = [
        '<!doctype html><meta charset="utf-8"><style>@page {size: A4; margin: 25mm} '
        "body {font: 12pt Liberation Serif, serif} td {border: 1px solid; padding: 2pt 8pt} "
        "table {border-collapse: collapse}</style>"
    ]
    for block in blocks:
        if block.kind == "table":
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block.rows)
            out.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        else:
            words = html.escape(block.words)
            out.append(f"<p><b>{words}</b></p>" if block.kind == "heading" else f"<p>{words}</p>")
    return "\n".join(out)


def _printed(
    letters: Letters,
    suffix: str,
    write: Callable[[list[Block], Path], None],
    export: Callable[[Path, list[str]], None],
) -> list[bytes]:
    """The PDFs that a program makes of letters written into files."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        names = [f"{n}.{suffix}" for n in range(len(letters))]
        for blocks, name in zip(letters, names, strict=True):
            write(blocks, folder / name)
        export(folder, names)
        return [(folder / name).with_suffix(".pdf").read_bytes() for name in names]


PRODUCERS: dict[str, tuple[Callable[[], object], Callable[[Letters], list[bytes]]]] = {
    "Word document by LibreOffice": (lambda: shutil.which("soffice"), by_libreoffice),
    "page by Chromium": (lambda: shutil.which("chromium"), by_chromium),
    "page by WeasyPrint": (lambda: find_spec("weasyprint"), by_weasyprint),
    "ReportLab": (lambda: find_spec("reportlab"), by_reportlab),
}
"""What makes PDFs: whether it is installed, and what it makes of letters."""


def letters_by_producer(lengths: tuple[int, ...]) -> dict[str, dict[int, bytes]]:
    """The PDFs of letters of some lengths in pages, by each producer that is installed."""
    letters = [letter_of_pages(pages) for pages in lengths]
    return {
        name: dict(zip(lengths, make(letters), strict=True))
        for name, (able, make) in PRODUCERS.items()
        if able()
    }
