"""``foi-extract schema``: the JSON Schema of the record."""

from __future__ import annotations

import json

import click


@click.command("schema")
def command() -> int:
    """Print the JSON Schema (draft 2020-12) of a record."""
    from foi_records.schema import response_schema

    click.echo(json.dumps(response_schema(), indent=2))
    return 0
