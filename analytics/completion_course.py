"""How long it takes to complete a program, what makes people leave, and how much of it they attend.

What stands beside the ladder of `completion`, for the same participations: each once, whatever the unit.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import duckdb
import numpy as np
import pandas as pd

from analytics import survival
from analytics.counting import source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import ask_without_event
from analytics.reliability import LEAST_EVENTS
from analytics.statement import statement
from analytics.table_columns import table_of_rows
from analytics.vocabulary import BASELINE
from data.problem import Problem

STATES = {"completed": 1, "left": 2}
OPEN, NO_DAY = 0, -1
MONTHS = 24
MONTH = 365 / 12
Models = list[tuple[int, str]]  # position and code of those to tell of
STEPS = ("consented", "started", "agreement_reached", "agreement_completed", "completed")


class Course(NamedTuple):
    """Four tables about the same participations, as their functions below tell."""

    times: pd.DataFrame
    between: pd.DataFrame
    leaving: pd.DataFrame
    attended: pd.DataFrame


def course(db: Database, **options: object) -> Course:
    """What is told of how programs go on: read once for all four.

    Options: where, model, min_cell, round. Raises Problem for a value that cannot be.
    """
    question = ask_without_event("completion", **options)
    if question.by:
        raise Problem("The course of completion is told for one selection at a time; leave out by.")
    with opened(db) as connection:
        counted = source(connection, replace(question, unit="every", exposure="referred", landmark=0))
        rows = connection.execute("select position, code from model where code <> $baseline order by position", {"baseline": BASELINE})
        models = [(position, code) for position, code in rows.fetchall() if not question.model or code in question.model]
        text = statement("course_chosen", kind="table" if question.where else "view", counted=counted.counted,
                         positions=", ".join(str(position) for position, _ in models), whole=str(not question.where).lower())
        connection.execute(text, counted.parameters)
        gate = Gate(question.min_cell, question.round)
        return Course(_completion_times(connection, models, gate), _days_between(connection, models, gate),
                      _reasons_for_leaving(connection, models, gate), _attendance(connection, models, gate))


def _completion_times(connection: duckdb.DuckDBPyConnection, models: Models, gate: Gate) -> pd.DataFrame:
    """One row a model, an end (completed, left) and a month after the begin: the share of those sent who came to it.

    Aalen-Johansen: leaving competes with completing, open participations are followed to the records' last day. The
    begin is the referral, else the start. Columns: model, end, month, share, low, high, sent, undated, status. Where
    min_cell is above 0 rows stand only at month 0 and at months by which at least so many people more have come to it.
    """
    found = connection.execute(statement("course_days")).fetchnumpy()
    rows = [row for position, code in models for row in _times(found, position, code, gate)]
    columns = ["model", "end", "month", "share", "low", "high", "sent", "undated", "status"]
    return table_of_rows(list(rows), columns, ("sent", "undated"), ("share", "low", "high"))


def _days_between(connection: duckdb.DuckDBPyConnection, models: Models, gate: Gate) -> pd.DataFrame:
    """One row a model and a step: the median days from the step before (for completed: from the begin).

    Columns: model, step, days, people, status. Hidden where fewer than min_cell people stand behind it.
    """
    steps = connection.execute(statement("course_steps")).fetchall()
    found = {(position, step): (days, people) for position, step, days, people in steps}
    rows = []
    for position, code in models:
        for step in STEPS:
            days, people = found.get((position, step), (None, 0))
            hidden = bool(gate.small(people))
            rows.append({"model": code, "step": step, "days": None if hidden else days,
                         "people": None if hidden else float(gate.rounded(people)),
                         "status": "suppressed" if hidden else "ok" if people else "not_estimable"})
    return table_of_rows(rows, ["model", "step", "days", "people", "status"], ("people",), ("days",))


def _reasons_for_leaving(connection: duckdb.DuckDBPyConnection, models: Models, gate: Gate) -> pd.DataFrame:
    """One row a model and a reason why participations ended before completion: how many, and their share of all such.

    Columns: model, reason, left, share, status.
    """
    rows = _shares(connection.execute(statement("course_reasons")).df(), ["reason"], models, gate)
    return table_of_rows(list(rows), ["model", "reason", "count", "share", "status"], ("count",), ("share",)).rename(columns={"count": "left"})


def _attendance(connection: duckdb.DuckDBPyConnection, models: Models, gate: Gate) -> pd.DataFrame:
    """One row a model, a measure (sessions, hours), what was planned and how much was attended, of closed participations.

    Hours stand in tens: 0 is under ten, 40 is forty and more. Columns: model, counted_in, planned, attended, people,
    share, status.
    """
    found = connection.execute(statement("course_attendance")).df()
    rows = [row for _, part in found.groupby(["counted_in", "planned"], sort=False)
            for row in _shares(part, ["counted_in", "planned", "attended"], models, gate)]
    columns = ["model", "counted_in", "planned", "attended", "count", "share", "status"]
    frame = table_of_rows(rows, columns, ("count",), ("share",)).rename(columns={"count": "people"})
    return frame.sort_values(["counted_in", "planned", "attended"], ascending=[False, True, True], kind="stable", ignore_index=True)


def _times(found: dict[str, np.ndarray], position: int, code: str, gate: Gate) -> Iterator[dict[str, object]]:
    """The rows of one model."""
    here = found["position"] == position
    state, day, count, people = (found[name][here].astype(np.int64) for name in ("state", "day", "participations", "people"))
    everyone, undated = int(people.sum()), int(count[day == NO_DAY].sum())
    dated = day != NO_DAY
    last = int(day.max(initial=0))
    by_day = np.zeros((2, 3, last + 1), np.int64)
    for number, of in enumerate((count, people)):
        np.add.at(by_day[number], (state[dated], day[dated]), of[dated])
    releases, persons = by_day
    about = {"model": code, "sent": None if gate.small(everyone) else float(gate.rounded(count.sum())),
             "undated": None if gate.small(people[day == NO_DAY].sum()) else float(gate.rounded(undated))}
    days = np.minimum(np.floor(np.arange(MONTHS + 1) * MONTH).astype(int), last)
    for end, number in STATES.items():
        other = STATES["left" if end == "completed" else "completed"]
        status = _status(everyone, int(releases[number].sum()), bool(dated.any()), gate)
        if status in ("suppressed", "not_estimable"):
            yield {**about, "end": end, "month": 0, "share": None, "low": None, "high": None, "status": status}
            continue
        made = survival.aalen_johansen(releases[number], releases[OPEN], releases[other])
        had_it, shown = np.cumsum(persons[number])[days], [0]
        for month in range(1, MONTHS + 1):
            more, rest = had_it[month] - had_it[shown[-1]], everyone - had_it[month]
            if gate.exact or (more >= gate.min_cell and not gate.small(rest)):
                shown.append(month)
        for month in shown:
            at = days[month]
            if gate.small(had_it[month]):  # day 0 alone may hold a few
                continue
            low, high = (float(gate.figure(limit[at])) for limit in (made.low, made.high))
            yield {**about, "end": end, "month": month, "share": float(gate.figure(made.estimate[at])), "low": low, "high": high, "status": status}


def _status(everyone: int, events: int, dated: bool, gate: Gate) -> str:
    if gate.small(everyone):
        return "suppressed"
    if not everyone or not dated:
        return "not_estimable"
    return "low" if gate.rounded(events) < LEAST_EVENTS else "ok"


def _shares(found: pd.DataFrame, keys: list[str], models: Models, gate: Gate) -> Iterator[dict[str, object]]:
    """Each group of a model with its share of all groups together; a small group, or what would tell it, is hidden."""
    for position, code in models:
        part = found[found["position"] == position]
        people = part["people"].to_numpy(float)
        total, hidden = part["participations"].sum(), gate.small(people, people.sum() - people)
        hidden = gate.hidden_together(hidden, people, lambda chosen, people=people: people[chosen].sum())
        if gate.small(people.sum()):
            hidden[:] = True
        counts, whole = gate.rounded(part["participations"].to_numpy(float)), float(gate.rounded(total))
        for row, count, few in zip(part.to_dict("records"), counts, hidden, strict=True):
            yield {"model": code, **{key: row[key] for key in keys}, "count": None if few else float(count),
                   "share": None if few or not whole else min(count / whole, 1.0), "status": "suppressed" if few else "ok"}
