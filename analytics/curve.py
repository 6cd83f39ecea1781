"""What happens day by day: the share still without the event, or the share that has had it."""

import numpy as np
import pandas as pd

from analytics import survival
from analytics.adjusted_curve import adjust_curves
from analytics.counted import Counted, count
from analytics.counting import STATES, source
from analytics.curve_counts import CurveCounts, count_curves
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import Question, ask
from analytics.reliability import unreliable_rate
from analytics.result_columns import with_common_columns
from analytics.table_columns import constant, repeated, whole_numbers

COUNTS = ("at_risk", "events", "censored", "competing")
FIGURES = ("estimate", "std_error", "low", "high")

# Columns of equal length.
Rows = dict[str, np.ndarray]


def curve(db: Database, *, outcome: str = "rearrest", kind: str = "km", **options: object) -> pd.DataFrame:
    """One row an arm and a day on which anything happens; options as for `compare`.

    kind: `km` is the share without the event with death censored (Kaplan-Meier, Greenwood's error); `cif` the
    share with it with death competing (Aalen-Johansen, infinitesimal-jackknife error). Under `unit="every"`
    errors are clustered by person. Where `min_cell` is above 0 the days are thinned, so that at least that
    many people have had the event between two rows. Where adjusted, the estimate is the matched part's, and four
    columns at the end hold the weighted baseline's on the same day. Raises Problem for a value that cannot be.
    """
    question = ask(outcome=outcome, kind=kind, **options)
    with opened(db) as connection:
        counted = count(source(connection, question), curves=True)
        made = curves(question, counted, count_curves(counted))
        return adjust_curves(made, counted.source) if question.adjust != "none" else made


def curves(question: Question, counted: Counted, levels: list[CurveCounts], may: np.ndarray | None = None) -> pd.DataFrame:
    """The rows of `curve` from what has been counted. may: [A, days] where thinned days may stand; anywhere unless given."""
    asked, gate, recorded = counted.source, Gate(question.min_cell, question.round), counted.source.recorded
    rows = [
        _level_rows(question, asked.arms.codes, counts, gate, value, recorded, may)
        for (_, value), counts in zip(asked.levels, levels, strict=True)
        if counts.everyone.any() or value in question.where.get(question.by, ("",))
    ]
    return with_common_columns(_table(question, rows), question, asked.load)


def _level_rows(
    question: Question, codes: tuple[str, ...], counts: CurveCounts, gate: Gate, value: str, recorded: bool,
    may: np.ndarray | None,
) -> Rows:
    """The rows of all arms asked for, one after another, and by arm: how many `rows` it has, its model and status."""
    make = survival.kaplan_meier if question.kind == "km" else survival.aalen_johansen
    by_state = {name: counts.releases[:, number] for name, number in STATES.items()}
    made = make(by_state["event"], by_state["censored"], by_state["death"], pairs=counts.pairs)
    arms = [arm for arm, code in enumerate(codes) if not question.model or code in question.model]
    status = np.array([_status(counts, arm, gate, recorded) for arm in arms])
    shown = [days_shown(counts, arm, gate, None if may is None else may[arm]) for arm in arms]
    # Where there is nothing to tell of, day 0 alone stands for the arm.
    days = [days[:1] if word == "suppressed" or not recorded else days for (days, _), word in zip(shown, status, strict=True)]
    of_arm = np.array([len(part) for part in days])
    rows = _rows(made, counts, np.repeat(arms, of_arm), np.concatenate(days), [hidden for _, hidden in shown], gate)
    _hide(rows, ("events", *FIGURES), np.repeat([not recorded] * len(arms), of_arm))
    _hide(rows, (*COUNTS, *FIGURES), np.repeat(status == "suppressed", of_arm))
    labels = {"model": [codes[arm] for arm in arms], "status": status, "rows": of_arm}
    return rows | labels | ({question.by: [value] * len(arms)} if question.by else {})


def _hide(rows: Rows, names: tuple[str, ...], where: np.ndarray) -> None:
    if where.any():
        for name in names:
            rows[name] = np.where(where, np.nan, rows[name])


def days_shown(counts: CurveCounts, arm: int, gate: Gate, may: np.ndarray | None = None) -> tuple[np.ndarray, bool]:
    """Days that get a row, and whether what happened on day 0 is hidden.

    Exact: day 0 and each day on which anything happens. Otherwise day 0 and the days by which at least `min_cell`
    people have had the event since the row before, as long as those who have not had it are not so few themselves.
    may: [days] False where no row may stand.
    """
    if gate.exact:
        days = np.flatnonzero(counts.leaving[arm])
        return (days if days.size and days[0] == 0 else np.append(0, days)), False
    people, everyone = counts.people[arm], int(counts.everyone[arm])
    had_it = counts.people_so_far[arm, STATES["event"]]
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


def _rows(
    made: survival.Curve, counts: CurveCounts, arm: np.ndarray, days: np.ndarray, hidden_at_0: list[bool], gate: Gate
) -> Rows:
    """The columns of all rows: `arm` and `days` say what each stands for, `hidden_at_0` is by arm."""
    at_risk = gate.rounded(made.at_risk[arm, days])
    hidden = gate.small(counts.people_at_risk[arm, days])
    rows = {"day": made.day[days], "at_risk": np.where(hidden, np.nan, at_risk)}
    first = np.flatnonzero(np.append(True, arm[1:] != arm[:-1]))
    # What is hidden on day 0 stands in the next row, or the estimate there would tell it.
    hidden_first = first[hidden_at_0]
    told_next = hidden_first[~np.isin(hidden_first + 1, [*first, len(arm)])]
    for name, state in (("events", "event"), ("censored", "censored"), ("competing", "death")):
        since, people = (
            _since_row_before(total[arm, STATES[state], days], first) for total in (counts.releases_so_far, counts.people_so_far)
        )
        if state == "event":
            for part in (since, people):
                part[told_next + 1] += part[told_next]
        rows[name] = np.where(gate.small(people), np.nan, gate.rounded(since))
    for name in FIGURES:
        rows[name] = gate.figure(getattr(made, name)[arm, days])
        rows[name][hidden_first] = np.nan
    return rows


def _since_row_before(so_far: np.ndarray, first: np.ndarray) -> np.ndarray:
    """What was added after the row before, up to and with the row's own day; `first` are the first rows of arms."""
    since = np.diff(so_far, prepend=0)
    since[first] = so_far[first]
    return since


def _status(counts: CurveCounts, arm: int, gate: Gate, recorded: bool) -> str:
    everyone, events = counts.everyone[arm], counts.releases[arm, STATES["event"]].sum()
    if gate.small(everyone):
        return "suppressed"
    if everyone == 0 or not recorded:
        return "not_estimable"
    return "low" if unreliable_rate(gate.rounded(everyone), gate.rounded(events)) else "ok"


def _table(question: Question, found: list[Rows]) -> pd.DataFrame:
    """All levels' rows with their labels. `found` holds a level's columns; a label is one word an arm."""
    by = [question.by] if question.by else []
    columns = ["outcome", "kind", "adjust", "exposure", *by, "model", "day", *COUNTS, *FIGURES, "status"]
    if not found:
        types = dict.fromkeys(("day", *COUNTS), "Int64") | dict.fromkeys(FIGURES, "float64")
        return pd.DataFrame(columns=columns).astype(types)
    whole = {name: np.concatenate([rows[name] for rows in found]) for name in found[0]}
    length = len(whole["day"])
    table = {name: constant(getattr(question, name), length) for name in ("outcome", "kind", "adjust", "exposure")}
    table |= {name: repeated(whole[name], whole["rows"]) for name in (*by, "model", "status")}
    table |= {name: whole_numbers(whole[name]) for name in ("day", *COUNTS)} | {name: whole[name] for name in FIGURES}
    return pd.DataFrame({name: table[name] for name in columns}, copy=False)
