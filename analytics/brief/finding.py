"""One finding: the sentence that is a slide's title, its chart, and everything that must travel with it."""

from dataclasses import dataclass

from analytics import sentences, words
from analytics.brief.charts import Chart
from analytics.brief.edition import Edition


@dataclass(frozen=True)
class Footer:
    """What stands locked under every figure."""

    definition: str
    counted: str
    interval: str
    caveat: str
    source: str

    def lines(self, whom: str) -> list[str]:
        """The whole of it in three lines; whom: who is counted."""
        return [f"{whom}. {self.definition} {self.counted} {self.interval}", self.caveat, self.source]


@dataclass(frozen=True)
class Finding:
    """A slide, or a part of the report. `chart` is None where there is nothing to draw; `missing` says why.

    alt: the finding in words, for who can't see the chart. also: what else was measured, and how that came out.
    questions: hard questions that may be asked, each with what can be answered.
    """

    name: str
    title: str
    chart: Chart | None
    missing: str
    alt: str
    footer: Footer
    can: tuple[str, ...]
    cannot: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    also: str


def title_of(code: str, edition: Edition) -> str:
    """What a model is called on a slide."""
    return words.USUAL_SENTENCE if code == words.BASELINE else edition.model_title(code)


def arms(rows: list[dict]) -> list[dict]:
    """The rows of programs, without the usual sentence's."""
    return [row for row in rows if row["model"] != words.BASELINE]


def people_counted(rows: list[dict], column: str = "n") -> str:
    """How many people a slide stands on, in words; hidden counts are said to be hidden."""
    found = [row[column] for row in arms(rows) if not sentences.missing(row[column]) and row[column] > 0]
    usual = next((row[column] for row in rows if row["model"] == words.BASELINE and not sentences.missing(row[column])), None)
    if not found and not any(sentences.missing(row[column]) for row in arms(rows)):
        return "nobody in a program" + (f", {int(usual):,} with the usual sentence" if usual else "")
    if not found:
        return "few people; their number is hidden"
    low, high = int(min(found)), int(max(found))
    said = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return said + (f" in a program, {int(usual):,} with the usual sentence" if usual is not None else " in a program")
