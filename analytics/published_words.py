"""What the pages say of a published copy."""

from collections.abc import Mapping, Sequence

BANNER = ("Published counts. These pages run on numbers alone: no record of anybody is here. They tell of everyone sent to a program, each "
          "person once, at their first release. Who is counted and how can't be changed here; that takes the records.")
ASIDE = "Everyone, each person once, at their first release, as published."
ANSWER = ("These are published counts, without any record of a person. Small numbers are hidden, and so is every other number from which "
          "one would follow.")
FILES = "What was published: each file holds counts, and beside it stands what its columns mean"
VERIFY = "python -m analytics verify FILE.csv --db RECORDS.duckdb"
COLUMNS = ("File", "Split by", "Rows", "Checksum (SHA-256)")


def source(records: Mapping) -> str:
    """Whose records the counts were made from."""
    of = "Invented demonstration records" if records["invented"] else "The records of this site"
    return f"Counts of: {of}. Fingerprint {records['fingerprint']}."


def rows(views: Sequence[Mapping]) -> list[tuple[str, ...]]:
    """The published files as rows of words."""
    return [(view["file"], (view["by"] or "not split").replace("_", " "), f"{view['rows']:,}", view["sha256"]) for view in views]


def statement(verb: str) -> str:
    """In the place of a query: nothing is asked of records."""
    return f"-- Nothing was asked of records: the figures stand in the published file {verb}.csv"


def command(folder: str) -> str:
    """The command that made the files, for whoever holds the records."""
    return f"python -m analytics publish --db RECORDS.duckdb --out {folder}"
