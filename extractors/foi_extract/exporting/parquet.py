"""A folder of Parquet files, one a flat table, written in batches."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from foi_extract.errors import MissingExtra
from foi_extract.exporting.flat import Flattening
from foi_records.response import Response
from foi_records.rows import COLUMNS, Row

BATCH = 5_000


def write(records: Iterable[Response], path: Path) -> list[str]:
    """Write the folder; needs the extra ``parquet``."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra("Parquet", "parquet", verb="Writing") from None
    path.mkdir(parents=True, exist_ok=True)
    flattening = Flattening()
    schemas = {
        name: pa.schema([(c, _type(pa, d)) for c, d in columns.items()]) for name, columns in COLUMNS.items()
    }
    writers = {name: pq.ParquetWriter(path / f"{name}.parquet", schema) for name, schema in schemas.items()}
    waiting: dict[str, list[Row]] = {name: [] for name in COLUMNS}

    def flush(name: str) -> None:
        from foi_records.corpus import frame_from_rows

        frame = frame_from_rows(waiting[name], COLUMNS[name])
        writers[name].write_table(pa.Table.from_pandas(frame, schema=schemas[name], preserve_index=False))
        waiting[name] = []

    for name, rows in flattening.tables(records):
        waiting[name] += rows
        if len(waiting[name]) >= BATCH:
            flush(name)
    for name, writer in writers.items():
        flush(name)
        writer.close()
    return flattening.notes()


def _type(pa: Any, dtype: str) -> Any:
    types = {
        "string": pa.string,
        "date": pa.date32,
        "Int64": pa.int64,
        "Float64": pa.float64,
        "boolean": pa.bool_,
    }
    return types[dtype]()
