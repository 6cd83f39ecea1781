"""The derived tables, made by Spark with the statements that make them in a database file, and kept for the next question."""

import hashlib
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from data import derive
from data.database import SCHEMA_VERSION
from data.derive import counts
from data.problem import Problem
from data.spark.connection import SparkConnection, asked
from data.spark.dialect import read

# Under these names steps make what a landmark makes anew.
FOUND = {f"{name}_found": name for name in (*derive.FOUND, "counted_answer")}
KEPT = (
    "level", "recorded_outcome", "release_order", "arm_set", "participation_release", "delayed_event", "counted_release", "earlier_arrest",
    "counted_participation", "dated_step", "answer_item", "answer_about", "counted_answer", "person_order",
)  # fmt: skip


def place(folder: Path, fingerprint: str) -> Path:
    """Where the tables of these records lie, derived by these statements."""
    return folder / f"{fingerprint}-{_rule()}"


def write(connection: SparkConnection, target: Path) -> None:
    """Make the tables; they are there whole or not at all, and those of other records go. Raises Problem."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".making-") as making:
            _derive(connection, Path(making))
            if not target.exists():
                os.replace(_whole(Path(making)), target)
        for other in target.parent.iterdir():
            if other != target and other.is_dir() and not other.name.startswith("."):
                shutil.rmtree(other)
    except OSError as error:
        raise Problem(f"The derived tables can't be written to {target.parent} ({error.strerror}); name another folder with --derived.") from error


def _whole(making: Path) -> Path:
    made = making / "whole"
    made.mkdir()
    for name in KEPT:
        os.replace(making / name, made / name)
    return made


def _derive(connection: SparkConnection, making: Path) -> None:
    for step in derive.STEPS:
        text = derive.text(step)
        _add(connection, making, read(text).makes, text, derive.parameters(text, landmark=0))
    columns = asked(lambda: sorted(row[0] for row in connection.frame("select distinct dimension from level").collect()))
    _add(connection, making, "level", counts.level_text(columns), {}, last=True)


def _add(connection: SparkConnection, making: Path, made: str, text: str, parameters: dict[str, object], last: bool = False) -> None:
    """Work out one table and write it: what is made of it starts from there."""
    name, frame = FOUND.get(made, made), connection.frame(text, parameters)
    if name == "level" and not last:
        name = "level_before"
    asked(lambda: frame.write.parquet(str(making / name)))
    connection.keep(made, connection.stored(making / name))


@cache
def _rule() -> str:
    """A short name for the statements: other statements make other tables."""
    texts = [derive.text(step) for step in derive.STEPS]
    return hashlib.sha256("\n".join([str(SCHEMA_VERSION), *texts]).encode()).hexdigest()[:12]
