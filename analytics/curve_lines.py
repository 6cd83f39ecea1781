"""Curves as they can be read: what each line says at a day, where it ends, how many were still followed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import sentences, words
from analytics.vocabulary import window_days

NO_LINE = {"suppressed": "hidden, to protect people", "not_estimable": "nobody, or nothing on record"}
NOTHING = "nothing to show"
ENDED = "–"  # the line does not reach so far


@dataclass(frozen=True)
class Line:
    """One arm's curve up to the window's end, in people per 100; empty where there is nothing to show.

    day, value, low, high, at_risk: equal-length arrays, nan where hidden or without an interval. last_day: the
    day up to which it is known. all_days: the days of all rows, beyond the window too, as those of at_risk.
    thinned: True where not every day on which anything happens has a row.
    """

    model: str
    title: str
    status: str
    day: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    at_risk: np.ndarray
    last_day: int
    all_days: np.ndarray
    thinned: bool

    @property
    def drawn(self) -> bool:
        """True where there is a line to draw."""
        return self.day.size > 0

    def row_at(self, day: int) -> int | None:
        """The row in force on a day; None after the line's end."""
        return int(np.searchsorted(self.day, day, side="right")) - 1 if self.drawn and day <= self.last_day else None

    def said_at(self, day: int) -> str:
        """The value on a day with its range: "62 (59 to 65)"."""
        row = self.row_at(day)
        return "" if row is None else f"{whole(self.value[row])}{self.range_at(row)}"

    def range_at(self, row: int) -> str:
        """The range that the records fit, in brackets; empty where there is none."""
        if np.isnan(self.low[row]) or np.isnan(self.high[row]):
            return ""
        return f" ({whole(self.low[row])} to {whole(self.high[row])})"

    def followed_at(self, day: int) -> str:
        """How many were followed without the event until just before a day, in words for a table's cell.

        Between two rows nobody knows but that it lies between theirs: where rows were thinned and the two differ
        by more than a tenth, both are given.
        """
        if not self.drawn:
            return ""
        row = int(np.searchsorted(self.all_days, day))
        if row == self.all_days.size:
            return ENDED
        after, before = self.at_risk[row], self.at_risk[max(row - 1, 0)]
        if np.isnan(after):
            return "hidden"
        if self.thinned and self.all_days[row] > day and before > 1.1 * after:
            return f"{int(after):,}–{int(before):,}"
        return f"{int(after):,}"


def whole(per_100: float) -> int:
    """Whole people per 100, halves upwards."""
    return sentences.whole(per_100 / 100)


def lines(rows: pd.DataFrame | Sequence[Mapping], names: Mapping[str, str] | None, models: Sequence[str] | None,
          months: int) -> list[Line]:
    """The lines to draw, the usual sentence first, then the models in the order asked for.

    Without a choice: the first three models that have a curve.
    """
    frame = pd.DataFrame(rows)
    by_model = {code: part for code, part in frame.groupby("model", sort=False)}
    if models is None:
        shown = [code for code, part in by_model.items() if part["estimate"].notna().any()]
        models = [code for code in shown if code != words.BASELINE][:3]
    wanted = [words.BASELINE, *(code for code in models if code != words.BASELINE)]
    return [_line(by_model[code], code, names, window_days(months)) for code in wanted if code in by_model]


def beside(arm: Sequence[Mapping], usual: Sequence[Mapping]) -> list[Mapping]:
    """The usual sentence's rows as they stand beside one model's: made alike where the model's are, else as they are.

    A weighted curve is known on the model's days; how many were still followed is told unweighted.
    """
    if not arm or arm[0]["adjust"] == "none" or not usual:
        return list(usual)
    days = np.array([row["day"] for row in usual])
    at = np.minimum(np.searchsorted(days, [row["day"] for row in arm]), len(days) - 1)
    figures = ("estimate", "std_error", "low", "high")
    return [{**usual[place], "day": row["day"], "status": row["status"], **{name: row[f"baseline_{name}"] for name in figures}}
            for row, place in zip(arm, at, strict=True)]


def _line(part: pd.DataFrame, model: str, names: Mapping[str, str] | None, end: int) -> Line:
    title = words.USUAL_SENTENCE if model == words.BASELINE else words.model(model, dict(names or {})).title
    column = {name: part[name].to_numpy(dtype=float, na_value=np.nan)
              for name in ("day", "estimate", "low", "high", "at_risk")}
    known = ~np.isnan(column["estimate"])
    inside = known & (column["day"] <= end)
    days = column["day"][known]
    return Line(
        model=model, title=title, status=part["status"].iloc[0],
        day=column["day"][inside].astype(int), value=100 * column["estimate"][inside],
        low=100 * column["low"][inside], high=100 * column["high"][inside], at_risk=column["at_risk"],
        last_day=int(min(days.max(), end)) if days.size else 0, all_days=column["day"],
        thinned=bool(sentences.missing(part["min_cell"].iloc[0]) or part["min_cell"].iloc[0] > 0))
