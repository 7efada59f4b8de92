"""``foi-extract evaluate``: records against hand-made gold."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import click

PATH = click.Path(exists=True, path_type=Path)


@click.command("evaluate")
@click.argument("gold", type=PATH)
@click.argument("records", type=PATH)
@click.option("--by-layout", is_flag=True, help="Also a table for each layout that the gold names.")
def command(gold: Path, records: Path, by_layout: bool) -> int:
    """Precision, recall and F1 of RECORDS (a folder of JSON, or JSON Lines) against GOLD, a measure a row.

    GOLD is a folder of annotations: NAME.json, or NAME/gold.json. Records are found by the same NAME: of
    the file in a folder, of the source or of its folder in JSON Lines.
    """
    from foi_extract.scoring.report import added, records_from, rows, scored

    golds = {name: json.loads(path.read_text(encoding="utf-8")) for name, path in gold_files(gold)}
    found = records_from(records)
    measures = scored(golds.items(), found)
    missing = [name for name in golds if name not in found]
    click.echo(
        f"{len(golds)} documents, {len(missing)} without a record: {', '.join(missing[:8])}".rstrip(": ")
    )
    click.echo("\n".join(rows(added(measures.values()))))
    if by_layout:
        layouts = defaultdict(list)
        for name, document in golds.items():
            layouts[document.get("layout", "unnamed layout")].append(measures[name])
        for layout, each in sorted(layouts.items()):
            click.echo(f"\n{layout} ({len(each)})\n" + "\n".join(rows(added(each))))
    return 0


def gold_files(folder: Path) -> list[tuple[str, Path]]:
    """The annotations in a folder by their names."""
    below = [(path.parent.name, path) for path in sorted(folder.glob("*/gold.json"))]
    return below or [(path.stem, path) for path in sorted(folder.glob("*.json"))]
