"""The derived tables, made by Spark with the statements that make them in a database file, and kept for the next question."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyarrow.parquet import read_metadata

from data import derive
from data.database import SCHEMA_VERSION
from data.derive import counts
from data.problem import Problem
from data.spark.connection import SparkConnection, asked
from data.spark.dialect import read
from data.spark.files import read_files, write_files
from data.version import VERSION

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

COLUMNS = "columns.json"
LAST = {"level": "level_counted"}  # made twice: the second one stays
# Under these names steps make what a landmark makes anew.
FOUND = {f"{name}_found": name for name in (*derive.FOUND, "counted_answer")}
KEPT = (
    "level", "recorded_outcome", "release_order", "arm_set", "participation_release", "delayed_event", "counted_release", "earlier_arrest",
    "counted_participation", *derive.PLACED, "dated_step", "answer_item", "answer_about", "counted_answer", "person_order",
)  # fmt: skip


def place(folder: Path, fingerprint: str) -> Path:
    """Where the tables of these records lie, derived by these statements."""
    return folder / f"{fingerprint}-{_rule()}"


def write(connection: SparkConnection, target: Path) -> None:
    """Make the tables; they are there whole or not at all, and those of other records go. Raises Problem."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".making-") as making:
            columns = _derive(connection, Path(making))
            if not target.exists():
                os.replace(_whole(Path(making), columns), target)
        for other in target.parent.iterdir():
            if other != target and (other / COLUMNS).is_file():
                shutil.rmtree(other)
    except OSError as error:
        raise Problem(f"The derived tables can't be written to {target.parent} ({error.strerror}); name another folder with --derived.") from error


def tables(connection: SparkConnection, place: Path) -> Iterator[tuple[str, "DataFrame"]]:
    """(name, rows) of each derived table. Raises Problem."""
    for name, schema in _columns(place).items():
        yield name, read_files(connection.spark, place / name, schema)


def _columns(place: Path) -> dict[str, "StructType"]:
    """The columns of each table, as they were written down beside them."""
    from pyspark.sql.types import StructType

    try:
        columns = json.loads((place / COLUMNS).read_text(encoding="utf-8"))
        return {name: StructType.fromJson(columns[name]) for name in KEPT}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Problem(f"The list of columns in {place} is missing or damaged; nothing was counted. Remove that folder and ask again: it is made anew.") from error


def _whole(making: Path, columns: dict[str, dict]) -> Path:
    made = making / "whole"
    made.mkdir()
    for name in KEPT:
        os.replace(making / (LAST.get(name, name)), made / name)
    (made / COLUMNS).write_text(json.dumps(columns), encoding="utf-8")
    return made


def _derive(connection: SparkConnection, making: Path) -> dict[str, dict]:
    """Work out all tables; the columns of each as Spark describes them."""
    described = {}
    for step in derive.STEPS:
        text = derive.text(step)
        described |= _add(connection, making, read(text).makes, text, derive.parameters(text, landmark=0))
    columns = asked(lambda: sorted(row[0] for row in connection.frame("select distinct dimension from level").collect()))
    return described | _add(connection, making, "level", counts.level_text(columns), {}, LAST["level"])


def _add(connection: SparkConnection, making: Path, made: str, text: str, parameters: dict[str, object], folder: str = "") -> dict[str, dict]:
    """Work out one table and write it: what is made of it starts from there."""
    from pyspark.sql import Observation, functions

    name, frame = FOUND.get(made, made), connection.frame(text, parameters)
    place, written = making / (folder or name), Observation()
    counted = frame.observe(written, functions.count(functions.lit(1)).alias("rows"))
    write_files(counted, place)
    _refuse_unseen(place, asked(lambda: written.get["rows"]))
    connection.keep(made, read_files(connection.spark, place, frame.schema))
    return {name: frame.schema.jsonValue()}


def _refuse_unseen(place: Path, written: int) -> None:
    """Machines that each write to a disk of their own would leave a table without their rows, and nothing else would tell."""
    seen = sum(read_metadata(file).num_rows for file in place.glob("*.parquet"))
    if seen != written:
        raise Problem(f"Spark wrote {written:,} rows of {place.name}, and {seen:,} are to be seen under {place.parent.parent} on this machine; nothing was "
                      "counted. Its machines must share that folder: name another one with --derived.")


@cache
def _rule() -> str:
    """A short name for the statements: other statements make other tables."""
    texts = [derive.text(step) for step in derive.STEPS]
    return hashlib.sha256("\n".join([VERSION, str(SCHEMA_VERSION), *texts]).encode()).hexdigest()[:12]
