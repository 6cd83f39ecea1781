"""Groups of studies with their figures, and the studies that can be told in words only."""

from collections.abc import Mapping, Sequence

from analytics import evidence_words, sentences
from analytics.evidence import Group
from analytics.overview import Cell, Line
from analytics.sentences import evidence as said
from data.evidence import Study

COLUMNS = ("Model", "What was counted", "Design", "Studies", "Odds ratio", "Next study", "Spread", "In short")
TOLD_COLUMNS = ("Study", "Design", "What was found", "Published in")


def lines(rows: Sequence[Mapping]) -> list[Line]:
    """One line a row of `evidence`."""
    return [Line(row["model"], evidence_words.model(row["model"]).title, (
        Cell(evidence_words.outcome(row["outcome"]).title), Cell(evidence_words.IN_FULL.get(row["design"], row["design"])), _studies(row),
        _ratio(row), _next(row), Cell("–" if sentences.missing(row["i2"]) else f"{sentences.whole(row['i2'])} of 100"),
        Cell(said.in_short(row), faded=row["status"] != "ok"))) for row in rows]


def told(groups: Sequence[Group], studies: Sequence[Study]) -> dict[str, list[tuple[str, ...]]]:
    """Model -> its studies that stand in no figure, as rows of words; in the order of the groups."""
    counted = {made.study.study for group in groups for made in group.estimates}
    models = dict.fromkeys([*(group.model for group in groups), *(study.model for study in studies)])
    rows = {model: [_told(study) for study in studies if study.model == model and study.study not in counted and study.finding]
            for model in models}
    return {model: found for model, found in rows.items() if found}


def _told(study: Study) -> tuple[str, ...]:
    return (study.title, evidence_words.IN_FULL[study.design], study.finding, f"{study.citation}. Read in: {study.provenance}")


def _studies(row: Mapping) -> Cell:
    people = "" if sentences.missing(row["participants"]) or not row["studies"] else f"{int(row['participants']):,} people"
    in_words = f"{int(row['told_in_words'])} in words" if row["told_in_words"] else ""
    return Cell(str(int(row["studies"])), tuple(part for part in (people, in_words) if part), faded=not row["studies"])


def _ratio(row: Mapping) -> Cell:
    if sentences.missing(row["odds_ratio"]):
        return Cell("no figure", faded=True)
    return Cell(f"{row['odds_ratio']:.2f}", (f"{row['low']:.2f} to {row['high']:.2f}",), faded=row["status"] == "low")


def _next(row: Mapping) -> Cell:
    if sentences.missing(row["prediction_low"]):
        return Cell("–", faded=True)
    return Cell(f"{row['prediction_low']:.2f} to {row['prediction_high']:.2f}")
