"""Which export format is written by which module."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from foi_records.response import Response

FORMATS = {
    "csv": "csv_folder",
    "sqlite": "sqlite",
    "parquet": "parquet",
    "xlsx": "xlsx",
    "projects": "projects",
}
"""Format to the module of this package whose ``write`` is its :class:`Exporter`."""


class Exporter(Protocol):
    """Writes records, read once and in order, to a path; returns what the user should know of it."""

    def __call__(self, records: Iterable[Response], path: Path) -> list[str]:
        """Write the records."""


def exporter_for(form: str) -> Exporter:
    """The exporter of a format."""
    write: Exporter = import_module(f"foi_extract.exporting.{FORMATS[form]}").write
    return write
