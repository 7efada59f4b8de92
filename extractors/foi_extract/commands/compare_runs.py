"""``foi-extract compare-runs``: what an upgrade changed in the records of the same sources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("compare-runs", short_help="What changed between two runs.")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
def command(old: Path, new: Path) -> int:
    """List the records lost, gained and changed between two runs (JSON Lines), a line each."""
    before, after = records_by_source(old), records_by_source(new)
    lost, gained = before.keys() - after.keys(), after.keys() - before.keys()
    changed = {
        key: fields for key in before.keys() & after.keys() if (fields := differing(before[key], after[key]))
    }
    for word, keys in (("lost", lost), ("gained", gained)):
        for key in sorted(keys):
            click.echo(f"{word}\t{key}")
    for key in sorted(changed):
        click.echo(f"changed\t{key}\t{', '.join(changed[key])}")
    same = len(before.keys() & after.keys()) - len(changed)
    click.echo(f"{len(lost)} lost, {len(gained)} gained, {len(changed)} changed, {same} the same", err=True)
    return 0


def records_by_source(path: Path) -> dict[str, dict[str, Any]]:
    """The records of a run by name and id of their source."""
    with path.open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file if line.strip()]
    return {f"{record['source']['name']} {record['id']}": record for record in records}


def differing(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The keys of two records whose values differ; lists of the same kind with their lengths."""
    out = []
    for key in before.keys() | after.keys():
        a, b = before.get(key), after.get(key)
        if a != b:
            both = isinstance(a, list) and isinstance(b, list) and len(a) != len(b)
            out.append(f"{key} ({len(a or ())} to {len(b or ())})" if both else key)
    return sorted(out)
