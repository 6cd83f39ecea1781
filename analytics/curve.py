"""What happens day by day: the share still without the event, or the share that has had it."""

import numpy as np
import pandas as pd

from analytics import survival
from analytics.counted import Counted, count
from analytics.counting import STATES, source
from analytics.curve_counts import CurveCounts, count_curves
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import Question, ask
from analytics.reliability import unreliable_rate
from analytics.result_columns import with_common_columns

COUNTS = ("at_risk", "events", "censored", "competing")
FIGURES = ("estimate", "std_error", "low", "high")

# Columns of equal length, and words that hold for all of them.
Rows = dict[str, np.ndarray | str]


def curve(db: Database, *, outcome: str = "rearrest", kind: str = "km", **options: object) -> pd.DataFrame:
    """One row an arm and a day on which anything happens; options as for `compare`.

    kind: `km` is the share without the event with death censored (Kaplan-Meier, Greenwood's error); `cif` the
    share with it with death competing (Aalen-Johansen, infinitesimal-jackknife error). Under `unit="every"`
    errors are clustered by person. Where `min_cell` is above 0 the days are thinned, so that at least that
    many people have had the event between two rows. Raises Problem for a value that cannot be.
    """
    question = ask(outcome=outcome, kind=kind, **options)
    with opened(db) as connection:
        counted = count(source(connection, question), curves=True)
        return curves(question, counted, count_curves(counted))


def curves(question: Question, counted: Counted, levels: list[CurveCounts], may: np.ndarray | None = None) -> pd.DataFrame:
    """The rows of `curve` from what has been counted. may: [A, days] where thinned days may stand; anywhere unless given."""
    asked, gate, recorded = counted.source, Gate(question.min_cell, question.round), counted.source.recorded
    rows = [
        arm_rows
        for (_, value), counts in zip(asked.levels, levels, strict=True)
        if counts.everyone.any() or value in question.where.get(question.by, ("",))
        for arm_rows in _level_rows(question, asked.arms.codes, counts, gate, value, recorded, may)
    ]
    return with_common_columns(_table(question, rows), question, asked.connection)


def _level_rows(
    question: Question, codes: tuple[str, ...], counts: CurveCounts, gate: Gate, value: str, recorded: bool,
    may: np.ndarray | None,
) -> list[Rows]:
    make = survival.kaplan_meier if question.kind == "km" else survival.aalen_johansen
    by_state = {name: counts.releases[:, number] for name, number in STATES.items()}
    made = make(by_state["event"], by_state["censored"], by_state["death"], pairs=counts.pairs)
    found = []
    for arm, code in enumerate(codes):
        if question.model and code not in question.model:
            continue
        days, hidden_at = days_shown(counts, arm, gate, None if may is None else may[arm])
        rows, status = _arm_rows(made, arm, counts, days, hidden_at, gate), _status(counts, arm, gate, recorded)
        if not recorded:
            rows = _first_only(rows, hidden=("events", *FIGURES))
        if status == "suppressed":
            rows = _first_only(rows, hidden=(*COUNTS, *FIGURES))
        labels = {"model": code, "status": status} | ({question.by: value} if question.by else {})
        found.append(rows | labels)
    return found


def _first_only(rows: Rows, hidden: tuple[str, ...]) -> Rows:
    """Day 0 alone, without these figures."""
    return {name: np.full(1, np.nan) if name in hidden else column[:1] for name, column in rows.items()}


def days_shown(counts: CurveCounts, arm: int, gate: Gate, may: np.ndarray | None = None) -> tuple[np.ndarray, bool]:
    """Days that get a row, and whether what happened on day 0 is hidden.

    Exact: day 0 and each day on which anything happens. Otherwise day 0 and the days by which at least `min_cell`
    people have had the event since the row before, as long as those who have not had it are not so few themselves.
    may: [days] False where no row may stand.
    """
    if gate.exact:
        something = counts.releases[arm].any(axis=0)
        something[:1] = True
        return np.flatnonzero(something), False
    people, everyone = counts.people[arm], int(counts.everyone[arm])
    had_it = np.cumsum(people[STATES["event"]])
    days, last = [0], int(had_it[0]) if had_it.size else 0
    while True:
        following = int(np.searchsorted(had_it, last + gate.min_cell))
        if may is not None:
            following += int(np.argmax(may[following:])) if may[following:].any() else had_it.size
        if following >= had_it.size or gate.small(everyone - had_it[following]):
            break
        days.append(following)
        last = int(had_it[following])
    return np.array(days), bool(gate.small(people[STATES["event"], 0]))


def _arm_rows(
    made: survival.Curve, arm: int, counts: CurveCounts, days: np.ndarray, hidden_at_0: bool, gate: Gate
) -> Rows:
    at_risk = gate.rounded(made.at_risk[arm, days])
    rows = {"day": made.day[days], "at_risk": np.where(gate.small(_people_at_risk(counts, arm, days)), np.nan, at_risk)}
    for name, state in (("events", "event"), ("censored", "censored"), ("competing", "death")):
        since = _since_row_before(counts.releases[arm, STATES[state]], days)
        people = _since_row_before(counts.people[arm, STATES[state]], days)
        if hidden_at_0 and state == "event" and len(days) > 1:
            # What is hidden on day 0 stands in the next row, or the estimate there would tell it.
            since[1], people[1] = since[0] + since[1], people[0] + people[1]
        rows[name] = np.where(gate.small(people), np.nan, gate.rounded(since))
    for name in FIGURES:
        rows[name] = gate.figure(getattr(made, name)[arm, days])
        if hidden_at_0:
            rows[name][0] = np.nan
    return rows


def _people_at_risk(counts: CurveCounts, arm: int, days: np.ndarray) -> np.ndarray:
    leaving = counts.people[arm].sum(axis=0)
    return np.cumsum(leaving[::-1])[::-1][days]


def _since_row_before(by_day: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Sum over the days after the row before, up to and with the row's own."""
    total = np.cumsum(by_day)[days]
    return np.diff(total, prepend=0)


def _status(counts: CurveCounts, arm: int, gate: Gate, recorded: bool) -> str:
    everyone, events = counts.everyone[arm], counts.releases[arm, STATES["event"]].sum()
    if gate.small(everyone):
        return "suppressed"
    if everyone == 0 or not recorded:
        return "not_estimable"
    return "low" if unreliable_rate(gate.rounded(everyone), gate.rounded(events)) else "ok"


def _table(question: Question, found: list[Rows]) -> pd.DataFrame:
    by = [question.by] if question.by else []
    columns = ["outcome", "kind", "adjust", "exposure", *by, "model", "day", *COUNTS, *FIGURES, "status"]
    types = dict.fromkeys(("day", *COUNTS), "Int64") | dict.fromkeys(FIGURES, "float64")
    if not found:
        return pd.DataFrame(columns=columns).astype(types)
    table = {name: getattr(question, name) for name in ("outcome", "kind", "adjust", "exposure")}
    lengths = [len(rows["day"]) for rows in found]
    for name, column in found[0].items():
        parts = [rows[name] for rows in found]
        # What is one word for all rows of an arm is repeated, not written out.
        table[name] = pd.array(parts, "str").repeat(lengths) if isinstance(column, str) else np.concatenate(parts)
    return pd.DataFrame({name: pd.array(table[name], types[name]) if name in types else table[name] for name in columns})
