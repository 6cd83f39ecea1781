"""Write the ten tables block by block, as Parquet or CSV, so that memory holds one block whatever the size."""

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from data.demonstration.columns import TABLES, record_batch, schema
from data.problem import Problem

FORMATS = ("parquet", "csv")


class RecordFiles:
    """The ten open files of a folder, and how many rows went into each; ids are counted on from block to block."""

    def __init__(self, folder: Path, file_format: str) -> None:
        if file_format not in FORMATS:
            raise Problem(f"The demonstration records are written as {' or '.join(FORMATS)}, not as {file_format}.")
        folder.mkdir(parents=True, exist_ok=True)
        self.rows = dict.fromkeys(TABLES, 0)
        self._writers = {table: _open(folder / f"{table}.{file_format}", table, file_format) for table in TABLES}

    def __enter__(self) -> "RecordFiles":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for writer in self._writers.values():
            writer.close()

    def numbers(self, table: str, count: int) -> np.ndarray:
        """The next `count` numbers for ids of a table, from 1."""
        return np.arange(self.rows[table] + 1, self.rows[table] + count + 1)

    def write(self, table: str, values: Mapping[str, np.ndarray]) -> None:
        """Append a block of rows: one array a column, all of one length."""
        batch = record_batch(table, values)
        self.rows[table] += batch.num_rows
        writer = self._writers[table]
        if isinstance(writer, pyarrow.csv.CSVWriter):
            batch = pa.RecordBatch.from_arrays(
                [column.dictionary_decode() if pa.types.is_dictionary(column.type) else column for column in batch],
                schema=_plain(batch.schema),
            )
            writer.write_batch(batch)
        elif batch.num_rows:
            writer.write_batch(batch, row_group_size=batch.num_rows)


def _open(path: Path, table: str, file_format: str) -> pyarrow.csv.CSVWriter | pyarrow.parquet.ParquetWriter:
    if file_format == "csv":
        options = pyarrow.csv.WriteOptions(quoting_style="needed")
        return pyarrow.csv.CSVWriter(path, _plain(schema(table)), write_options=options)
    return pyarrow.parquet.ParquetWriter(path, schema(table), compression="snappy")


def _plain(fields: pa.Schema) -> pa.Schema:
    """The same columns with codes as plain text, as CSV has them."""
    return pa.schema([(field.name, pa.string() if pa.types.is_dictionary(field.type) else field.type) for field in fields])
