"""Curves as they can be read: what each line says at a day, where it ends, how many were still followed."""

from collections.abc import Callable, Mapping, Sequence
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
    """One arm's curve, in people per 100; empty where there is nothing to show.

    day, value, low, high: equal-length arrays, one row a day that is known, beyond the window too; nan without an
    interval. at_risk, all_days: of all rows. last_day: the day on which the line ends, the window's last at most.
    thinned: True where not every day on which anything happens has a row. Then it is known between two rows only that
    the value lies between theirs, and the line is drawn straight there; else each value holds until the next.
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

    @property
    def shape(self) -> str:
        """How Plotly draws it between two points."""
        return "linear" if self.thinned else "hv"

    def points(self, column: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Days and values of what is drawn of a column: its rows up to the line's end, and that end; without nan."""
        known = ~np.isnan(column)
        days, values = self.day[known], column[known]
        if not days.size or days[0] > self.last_day:
            return days[:0], values[:0]
        inside = days < self.last_day
        end = np.interp(self.last_day, days, values) if self.thinned else values[days <= self.last_day][-1]
        return np.append(days[inside], self.last_day), np.append(values[inside], end)

    def value_at(self, day: int) -> float:
        """Where the line stands on a day that it knows."""
        return float(np.interp(day, self.day, self.value) if self.thinned else self.value[self.around(day)[0]])

    def around(self, day: int) -> tuple[int, int] | None:
        """The rows between which a day lies; None before the line's beginning and after its end."""
        return sentences.curve.around(self.day.tolist(), day, self.thinned) if day <= self.last_day else None

    def said_at(self, day: int, one: Callable[[float], object] | None = None) -> str:
        """The value on a day with its range: "62 (59 to 65)"; "61–63 (58 to 66)" where only that is known.

        one: how a number is said; in whole people unless given.
        """
        rows, one = self.around(day), one or whole
        if rows is None:
            return ""
        small, large = (one(value) for value in sorted(self.value[list(rows)]))
        low, high = self.low[list(rows)].min(), self.high[list(rows)].max()
        ends = "" if np.isnan(low) or np.isnan(high) else f" ({one(low)} to {one(high)})"
        return f"{small}{ends}" if small == large else f"{small}–{large}{ends}"

    @property
    def end(self) -> str:
        """The value where the line ends, without its range."""
        return self.said_at(self.last_day).partition(" (")[0]

    def shares_at(self, day: int) -> tuple[float, float] | None:
        """The shares between which the value on a day lies; one twice where it is known, None after the line's end."""
        rows = self.around(day)
        return rows and tuple(sorted(float(value) / 100 for value in self.value[list(rows)]))

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
    days = column["day"][known].astype(int)
    if not days.size or days[0] > end:
        known, days = np.zeros_like(known), days[:0]
    value, low, high = (100 * column[name][known] for name in ("estimate", "low", "high"))
    return Line(model=model, title=title, status=part["status"].iloc[0], day=days, value=value, low=low, high=high,
                at_risk=column["at_risk"], last_day=int(min(days.max(), end)) if days.size else 0, all_days=column["day"],
                thinned=sentences.curve.thinned(part.iloc[0]))
