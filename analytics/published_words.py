"""What the pages say of a published copy."""

from collections.abc import Mapping, Sequence

from analytics import selection_words, sentences, words
from analytics.publishing.said import AMOUNTS, GIFTS, SERVICES

BANNER = ("Published counts. These pages run on numbers alone: no record of anybody is here. They tell of everyone sent to a program, each "
          "person once, at their first release. Who is counted and how can't be changed here; that takes the records.")
NOT_HERE = ("This page needs the records. Here are published counts only: they stand on the page “Published counts”, and whoever holds "
            "the records can ask them for more.")
TITLE = "What was published"
SPLIT = "Split by"
SPLIT_COLUMNS = ("Group", "Followed", "It happened to", "Of every 100")
ASIDE = "Everyone, each person once, at their first release, as published."
CAN = ("How much of the money and the hours that were ordered came, how many of everyone were reached, what was given to communities, and who took "
       "part in reentry services.")
PROTECTED = (f"Orders: {AMOUNTS}", f"Reentry services: {SERVICES}", f"Gifts: {GIFTS}")
LEFT_OUT_TITLE = "What can’t be published, and why"
LEFT_OUT = (
    "Every defensible choice, side by side: hundreds of comparisons of nearly the same people, which differ by a few of them.",
    "How alike the groups are, trait by trait, and the counts behind it: rows near to single people.",
    "The claims with their verdicts: they also stand on answers and earlier arrests counted in another way than here, and nothing protects "
    "those counts beside these. The matched figures on new offenses are in compare-adjusted.csv.",
    "Costs: they are made from the difference in returns to prison, which is in compare-adjusted.csv, and from prices of your own.",
    "Payments month by month, how long completing takes, and who stayed in class: each step is a few people more than the one before.",
    "Victims named in orders, and amounts of money by group: one large order could be told from the rest.",
)
CANNOT = "Anything of fewer people, of two columns at once, or of those who started or completed a program. Only the records tell that."
FILES = "What was published: each file holds counts, and beside it stands what its columns mean"
VERIFY = "python -m analytics verify FILE.csv --db RECORDS.duckdb"
COLUMNS = ("File", "Split by", "Rows", "Checksum (SHA-256)")


def split_rows(rows: Sequence[Mapping], column: str, counties: Mapping[str, str]) -> list[tuple[str, ...]]:
    """One model's rows of a split comparison: what is shown of each level."""
    found = []
    for row in rows:
        shown = not sentences.missing(row["events"])
        share = f"{sentences.whole(row['rate'])} ({sentences.whole(row['rate_low'])} to {sentences.whole(row['rate_high'])})" if shown and row["n"] else "–"
        found.append((selection_words.label(column, row[column], counties), _count(row["n"]), _count(row["events"]), share))
    return found


def split_caption(column: str, model: str, outcome: str, months: int, names: dict[str, str] | None) -> str:
    """What the table of levels shows."""
    return (f"{words.model(model, names).title}, by {selection_words.TITLES[column].lower()}: how many {words.EVENTS[outcome].were} within "
            f"{words.window(months)}. “Hidden” is not zero.")


def _count(count: object) -> str:
    return "hidden" if sentences.missing(count) else f"{int(count):,}"


def rows(views: Sequence[Mapping]) -> list[tuple[str, ...]]:
    """The published files as rows of words."""
    return [(view["file"], (view["by"] or "not split").replace("_", " "), f"{view['rows']:,}", view["sha256"]) for view in views]


def statement(verb: str) -> str:
    """In the place of a query: nothing is asked of records."""
    return f"-- Nothing was asked of records: the figures stand in the published file {verb}.csv"


def command(folder: str) -> str:
    """The command that made the files, for whoever holds the records."""
    return f"python -m analytics publish --db RECORDS.duckdb --out {folder}"
