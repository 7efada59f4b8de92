"""``foi-extract compare-runs``: what an upgrade changed in the records of the same sources."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("compare-runs", short_help="What changed between two runs.")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
def command(old: Path, new: Path) -> int:
    """List the records lost, gained and changed between two runs (JSON Lines), a line each."""
    before, after = places_by_source(old), places_by_source(new)
    for word, keys in (("lost", before.keys() - after.keys()), ("gained", after.keys() - before.keys())):
        for key in sorted(keys):
            click.echo(f"{word}\t{key}")
    both = before.keys() & after.keys()
    changed = sorted(key for key in both if before[key].digest != after[key].digest)
    for key in changed:
        fields = differing(record_at(old, before[key]), record_at(new, after[key]))
        click.echo(f"changed\t{key}\t{', '.join(fields)}")
    click.echo(
        f"{len(before.keys() - after.keys())} lost, {len(after.keys() - before.keys())} gained, "
        f"{len(changed)} changed, {len(both) - len(changed)} the same",
        err=True,
    )
    return 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record begins in a run's file, and the hash of its line: records themselves may be too many."""

    start: int
    digest: bytes


def places_by_source(path: Path) -> dict[str, Place]:
    """The places of a run's records by name and id of their source."""
    places: dict[str, Place] = {}
    start = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                places[_key(path, number, line)] = Place(start, sha256(line.rstrip()).digest())
            start += len(line)
    return places


def record_at(path: Path, place: Place) -> dict[str, Any]:
    """The record at a place."""
    with path.open("rb") as file:
        file.seek(place.start)
        record: dict[str, Any] = json.loads(file.readline())
    return record


def _key(path: Path, number: int, line: bytes) -> str:
    try:
        record = json.loads(line)
        return f"{record['source']['name']} {record['id']}"
    except (ValueError, KeyError, TypeError):
        message = f"{path} line {number} is no record. Make it with foi-extract parse."
        raise click.ClickException(message) from None


def differing(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The keys of two records whose values differ; lists of the same kind with their lengths."""
    out = []
    for key in before.keys() | after.keys():
        a, b = before.get(key), after.get(key)
        if a != b:
            both = isinstance(a, list) and isinstance(b, list) and len(a) != len(b)
            out.append(f"{key} ({len(a or ())} to {len(b or ())})" if both else key)
    return sorted(out)
