"""What happens day by day: the share still without the event, or the share that has had it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import survival
from analytics.adjusted_curve import adjust_curves
from analytics.counted import Counted, count
from analytics.counting import source
from analytics.curve_counts import CurveCounts, count_curves
from analytics.database import Database, opened
from analytics.days import STATES
from analytics.disclosure import Gate
from analytics.question import Question, ask
from analytics.reliability import unreliable_rate
from analytics.result_columns import common_columns
from analytics.table_columns import constant, repeated, whole_numbers
from data.database import Load

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
    return _table(question, rows, asked.load)


def _level_rows(
    question: Question, codes: tuple[str, ...], counts: CurveCounts, gate: Gate, value: str, recorded: bool,
    may: np.ndarray | None,
) -> Rows:
    """The rows of all arms asked for, one after another, and by arm: how many `rows` it has, its model and status."""
    make = survival.kaplan_meier if question.kind == "km" else survival.aalen_johansen
    by_state = {name: counts.releases[:, number] for name, number in STATES.items()}
    made = make(by_state["event"], by_state["censored"], by_state["death"], pairs=counts.pairs)
    arms = tuple(arm for arm, code in enumerate(codes) if not question.model or code in question.model)
    # Both kinds of curve show the same days and the same counts.
    if may is None:
        shown = counts.shown.get((arms, gate, recorded)) or _shown(counts, arms, gate, recorded)
        counts.shown[arms, gate, recorded] = shown
    else:
        shown = _shown(counts, arms, gate, recorded, may)
    figures = {name: gate.figure(getattr(made, name)[shown.arm, shown.day]) for name in FIGURES}
    for column in figures.values():
        column[shown.without_figures] = np.nan
    labels = {"model": [codes[arm] for arm in arms], "status": shown.status, "rows": shown.of_arm}
    return shown.counts | figures | labels | ({question.by: [value] * len(arms)} if question.by else {})


@dataclass(frozen=True)
class Shown:
    """Which rows arms have, and the counts in them. arm, day [rows]: what a row stands for.

    of_arm, status: number of rows and status of each arm. without_figures [rows]: True where figures are hidden.
    """

    arm: np.ndarray
    day: np.ndarray
    counts: Rows
    without_figures: np.ndarray
    of_arm: np.ndarray
    status: np.ndarray


def _shown(counts: CurveCounts, arms: tuple[int, ...], gate: Gate, recorded: bool, may: np.ndarray | None = None) -> Shown:
    status = np.array([_status(counts, arm, gate, recorded) for arm in arms])
    parts = [days_shown(counts, arm, gate, None if may is None else may[arm]) for arm in arms]
    # Where there is nothing to tell of, day 0 alone stands for the arm.
    days = [days[:1] if word == "suppressed" or not recorded else days for (days, _), word in zip(parts, status, strict=True)]
    of_arm = np.array([len(part) for part in days])
    arm, day, hidden_at_0 = np.repeat(arms, of_arm), np.concatenate(days), np.array([hidden for _, hidden in parts])
    suppressed = np.repeat(status == "suppressed", of_arm)
    rows = _counts(counts, arm, day, hidden_at_0, gate)
    for name in COUNTS:
        hidden = suppressed | (not recorded and name == "events")
        rows[name] = np.where(hidden, np.nan, rows[name])
    without_figures = suppressed | (not recorded)
    without_figures[(np.cumsum(of_arm) - of_arm)[hidden_at_0]] = True
    return Shown(arm, day, rows, without_figures, of_arm, status)


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


def _counts(counts: CurveCounts, arm: np.ndarray, days: np.ndarray, hidden_at_0: np.ndarray, gate: Gate) -> Rows:
    """Days and counts of all rows: `arm` and `days` say what each stands for, `hidden_at_0` is by arm."""
    still_there = np.stack([counts.releases_at_risk[arm, days], counts.people_at_risk[arm, days]])
    rows = {"day": days, "at_risk": np.where(gate.small(still_there[1]), np.nan, gate.rounded(still_there[0]))}
    first = np.flatnonzero(np.append(True, arm[1:] != arm[:-1]))
    # What is hidden on day 0 stands in the next row, or the estimate there would tell it.
    told_next = first[hidden_at_0]
    told_next = told_next[~np.isin(told_next + 1, [*first, len(arm)])]
    shown = np.zeros(still_there.shape)
    for name, state in (("events", "event"), ("censored", "censored"), ("competing", "death")):
        since, people = (
            _since_row_before(total[arm, STATES[state], days], first) for total in (counts.releases_so_far, counts.people_so_far)
        )
        if state == "event":
            for part in (since, people):
                part[told_next + 1] += part[told_next]
        rows[name] = np.where(gate.small(people), np.nan, gate.rounded(since))
        shown += np.where(np.isnan(rows[name]), 0, [since, people])
    if not gate.exact and gate.round_to == 1:
        hidden = np.isnan([rows["events"], rows["censored"], rows["competing"]]).any(axis=0)
        rows["at_risk"][_tells_hidden(still_there, shown, hidden, days, first, gate)] = np.nan
    return rows


def _tells_hidden(still_there: np.ndarray, shown: np.ndarray, hidden: np.ndarray, days: np.ndarray, first: np.ndarray, gate: Gate) -> np.ndarray:
    """[rows] True where those at risk, less the sums of the rows before, would tell a sum of theirs that is hidden.

    still_there, shown [2, rows]: releases and people at risk, and in the sums that are shown; hidden [rows]: whether the
    row hides a sum. Who is gone since another row and in none of the sums was in a hidden one, or left between the row
    before and this one; what left on such days before the other row is known only where it had the row of the day before.
    """
    tells = np.zeros(len(hidden), bool)
    known = np.append(True, np.diff(days) == 1)
    known[first] = True
    before, hidden_before = np.cumsum(shown, axis=1) - shown, np.cumsum(hidden) - hidden
    otherwise = -still_there - before  # up to a number that is the same in all rows of an arm
    for start, end in zip(first, [*first[1:], len(hidden)], strict=True):
        for row in range(start + 1, end):
            others = start + np.flatnonzero(~tells[start:row] & known[start:row] & (hidden_before[start:row] < hidden_before[row]))
            tells[row] = gate.small(*np.abs(otherwise[:, [row]] - otherwise[:, others])).any()
    return tells


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


def _table(question: Question, found: list[Rows], load: Load) -> pd.DataFrame:
    """All levels' rows with their labels. `found` holds a level's columns; a label is one word an arm."""
    by = [question.by] if question.by else []
    columns = ["outcome", "kind", "adjust", "exposure", *by, "model", "day", *COUNTS, *FIGURES, "status"]
    if not found:
        types = dict.fromkeys(("day", *COUNTS), "Int64") | dict.fromkeys(FIGURES, "float64")
        return pd.DataFrame(columns=[*columns, *common_columns(question, load)]).astype(types)
    whole = {name: np.concatenate([rows[name] for rows in found]) for name in found[0]}
    length = len(whole["day"])
    table = {name: constant(getattr(question, name), length) for name in ("outcome", "kind", "adjust", "exposure")}
    table |= {name: repeated(whole[name], whole["rows"]) for name in (*by, "model", "status")}
    table |= {name: whole_numbers(whole[name]) for name in ("day", *COUNTS)} | {name: whole[name] for name in FIGURES}
    table = {name: table[name] for name in columns}
    table |= {name: constant(value, length) for name, value in common_columns(question, load).items()}
    return pd.DataFrame(table, index=pd.RangeIndex(length), copy=False)
