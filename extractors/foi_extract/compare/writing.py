"""A comparison as CSV files, an Excel workbook or one HTML page."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from foi_extract.compare.cells import Cell
from foi_extract.compare.comparison import LONG_FIELDS, OUTCOMES, Comparison, shown_value
from foi_extract.compare.letters import name_of
from foi_extract.errors import MissingExtra
from foi_records.spreadsheets import quoted_text, runs_as_formula

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STYLE = """
body{font:15px/1.5 system-ui,"Segoe UI",Roboto,sans-serif;margin:0;padding:1.6em 2em 4em;color:#1c2430}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2.4em}h3{font-size:.95rem;margin:1.4em 0 0}
table{border-collapse:separate;border-spacing:0;font-size:.92rem}
td,th{border-bottom:1px solid #dfe4ea;padding:.45em .8em;text-align:left;vertical-align:top;max-width:20em}
thead th{position:sticky;top:0;z-index:2;background:#17202c;color:#e8ecf1;font-weight:600;font-size:.84rem}
tbody th{position:sticky;left:0;background:#fff;font-weight:600;min-width:11em}
tbody tr:hover>*{background:#f5f7fa}
a{color:inherit;text-decoration:underline dotted #94a3b8;text-underline-offset:3px}
a:hover{text-decoration-style:solid}.flag{display:block;color:#94530a;font-size:.8rem;line-height:1.3}
.none{color:#94a3b8}
.refused a,.ncnd a{color:#b91c1c}.part_refused a{color:#b45309}.not_held a{color:#6d28d9}
blockquote{margin:.2em 0 0;border-left:3px solid #cbd5e1;padding-left:.8em;white-space:pre-wrap;
max-width:50em}
h3:target+p+blockquote{border-color:#2563eb;background:#eff5ff}p{margin:.1em 0;color:#5d6878;font-size:.88rem}
"""


def write_csv(comparison: Comparison, path: Path) -> None:
    """Write ``PATH`` (wide), and beside it ``-long``, ``-coverage`` and ``-unmatched`` CSV files."""
    for name, head, rows in sheets(comparison):
        target = path if name == "wide" else path.with_name(f"{path.stem}-{name}{path.suffix or '.csv'}")
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(head)
            writer.writerows([[_safe(cell) for cell in row] for row in rows])


def write_xlsx(comparison: Comparison, path: Path) -> None:
    """Write a workbook with the sheets wide, long, coverage and unmatched; needs the extra ``xlsx``."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingExtra("Excel", "xlsx", verb="Writing") from None
    book = Workbook(write_only=True)
    for name, head, rows in sheets(comparison):
        sheet = book.create_sheet(name)
        sheet.append(list(head))
        for row in rows:
            sheet.append([_safe(cell) for cell in row])
    book.save(path)


def sheets(comparison: Comparison) -> list[tuple[str, Sequence[str], list[list[Any]]]]:
    """Each table of a comparison: its name, its header, its rows."""
    questions = [column.text for column in comparison.columns]
    coverage = comparison.coverage()
    return [
        (
            "wide",
            ["response", "authority", *questions],
            comparison.wide_rows(),
        ),
        ("long", LONG_FIELDS, [[row[f] for f in LONG_FIELDS] for row in comparison.long_rows()]),
        ("coverage", list(coverage[0]) if coverage else ["column"], [list(row.values()) for row in coverage]),
        ("unmatched", ["response", "exchange", "question"], [list(row) for row in comparison.unmatched]),
    ]


def write_html(comparison: Comparison, path: Path) -> None:
    """Write one page that loads nothing: the table, each cell linked to its words, and the coverage."""
    path.write_text(html_from_comparison(comparison), encoding="utf-8")


def html_from_comparison(comparison: Comparison) -> str:
    """The page; every text is escaped."""
    cells: dict[tuple[str, str], list[tuple[int, Cell]]] = defaultdict(list)
    for number, cell in enumerate(comparison.cells, 1):
        cells[cell.response, cell.column].append((number, cell))
    heads = "".join(f"<th>{escape(column.text)}</th>" for column in comparison.columns)
    body = []
    for response in comparison.responses:
        row = "".join(_cell_html(cells.get((response.id, column.id), [])) for column in comparison.columns)
        body.append(f"<tr><th>{escape(name_of(response))}</th>{row}</tr>")
    blank = '<td class="none">–</td>' * len(comparison.columns)
    body += [f"<tr><th>{escape(name)}</th>{blank}</tr>" for name in comparison.silent]
    evidence = "".join(
        f'<h3 id="e{n}">{n}. {escape(c.authority)}</h3><p>{escape(c.source)}'
        f"{f', page {c.page}' if c.page else ''}</p><blockquote>{escape(c.quote)}</blockquote>"
        for n, c in enumerate(comparison.cells, 1)
    )
    return (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Comparison</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><style>{STYLE}</style>'
        f"<h1>{len(comparison.responses)} responses, {len(comparison.columns)} questions</h1>"
        f"<table><thead><tr><th>authority</th>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table>"
        f"<h2>How far each question got</h2>{_coverage_html(comparison)}"
        f"<h2>Questions that fitted no column</h2>{_unmatched_html(comparison)}"
        f"<h2>Evidence</h2>{evidence}</html>\n"
    )


def _cell_html(found: list[tuple[int, Cell]]) -> str:
    """What stands in a cell: value or outcome as a link to its words; below it what has to be known of it."""
    if not found:
        return '<td class="none">–</td>'
    shown = []
    for number, cell in found:
        words, outcome = shown_value(cell), cell.outcome.replace("_", " ")
        notes = [*([outcome] if outcome not in (words, "granted") else []), cell.exemptions, *cell.flags]
        below = "; ".join(note for note in notes if note)
        flag = f' <span class="flag">{escape(below)}</span>' if below else ""
        shown.append(f'<a href="#e{number}" title="{escape(outcome)}">{escape(words)}</a>{flag}')
    return f'<td class="{found[0][1].outcome}">{"<br>".join(shown)}</td>'


def _coverage_html(comparison: Comparison) -> str:
    rows = comparison.coverage()
    if not rows:
        return "<p>None.</p>"
    never = [name for name in OUTCOMES if not any(row[name] for row in rows)]
    rows = [{name: value for name, value in row.items() if name not in never} for row in rows]
    head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(v))}</td>" for v in row.values()) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _unmatched_html(comparison: Comparison) -> str:
    if not comparison.unmatched:
        return "<p>None.</p>"
    items = "".join(
        f"<li>{escape(response)}, {escape(id)}: {escape(text)}</li>"
        for response, id, text in comparison.unmatched
    )
    return f"<ul>{items}</ul>"


def _safe(value: Any) -> Any:
    """A text that no spreadsheet runs as a formula."""
    return quoted_text(value) if isinstance(value, str) and runs_as_formula(value) else value


WRITERS = {".csv": write_csv, ".xlsx": write_xlsx, ".html": write_html}
"""Suffix of the output to its writer."""
