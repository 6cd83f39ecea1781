"""Convert a few inline lines with an inline profile and read what came out."""
import csv
import textwrap
from dataclasses import dataclass
from pathlib import Path

from data.profiling import Conversion, Profile, apply, read_profile

# The smallest profile: one file, one row a person. Tests add the operation they are about.
PEOPLE = """
title = "People"
[sources.people]
[rows.people]
table = "person"
from = "people"
[rows.people.columns]
person_id = "id"
"""


@dataclass(frozen=True)
class Converted:
    """A conversion with its tables read back."""

    conversion: Conversion

    def table(self, name: str) -> list[dict[str, str]]:
        with open(self.conversion.folder / f"{name}.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def column(self, table: str, column: str) -> list[str]:
        return [row[column] for row in self.table(table)]

    def notices(self, kind: str) -> list[tuple[str, str, int]]:
        """Column, value and rows of each notice of a kind."""
        return [(notice.column, notice.value, notice.rows) for notice in self.conversion.notices if notice.kind == kind]


def profile_from(folder: Path, text: str, name: str = "own.toml") -> Profile:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(textwrap.dedent(text), encoding="utf-8")
    return read_profile(folder / name)


def convert(folder: Path, profile: str | Profile, files: dict[str, str | bytes], **settings: str) -> Converted:
    """`profile` is TOML text or a profile; `files` are name -> content, written as they are."""
    records = folder / "records"
    records.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (records / name).write_bytes(content if isinstance(content, bytes) else textwrap.dedent(content).lstrip("\n").encode())
    made = profile_from(folder, profile) if isinstance(profile, str) else profile
    return Converted(apply(made, records, settings, folder / "out"))
