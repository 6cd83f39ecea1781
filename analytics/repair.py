"""What people gave back: produce, dogs, quilts, bicycles and the rest, each by its own unit and never added up."""

import duckdb
import pandas as pd

from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import Question, ask_about_activities
from analytics.result_columns import with_common_columns
from analytics.statement import statement
from data.problem import Problem

MODEL = "reparative_activity"
# An activity is recorded by place and month, not by person: what it can be split by, as SQL of its own columns.
LEVELS = {
    "month": "strftime(month, '%Y-%m')",
    "facility": "coalesce(facility, 'unknown')",
    "county_fips": "coalesce(county_fips, 'unknown')",
    "recipient_type": "coalesce(recipient_type, 'unknown')",
    "use": "coalesce(use::varchar, 'unknown')",
}
COUNTS = ("activities", "months", "facilities", "participants", "volunteers")
COLUMNS = (
    "quantity", "activities", "months", "first_month", "last_month", "facilities", "participants", "hours", "volunteers",
)  # fmt: skip


def repair(db: Database, **options: object) -> pd.DataFrame:
    """One row a kind of activity and a unit (and a value of `by`) that the records hold.

    db: path of a database file, or an open DuckDB connection. Options as on the command line: `where` by facility and
    county_fips; `by` month, facility, county_fips, recipient_type or use; min_cell, round. Quantities are as
    recorded. Gives the columns of the file that `repair` writes. Raises Problem for a value that cannot be.
    """
    question = ask_about_activities(**options)
    with opened(db) as connection:
        _check(connection, question)
        text = statement("activity_sums", level=LEVELS[question.by] if question.by else "''")
        selected = {column: list(question.where[column]) if column in question.where else None for column in ("facility", "county_fips")}
        frame = connection.execute(text, selected).df()
        return with_common_columns(_table(frame, question), question, connection)


def _check(connection: duckdb.DuckDBPyConnection, question: Question) -> None:
    """Raise Problem for a place that no record names, or a model that is not there."""
    for column, values in question.where.items():
        known = {row[0] for row in connection.execute(statement("activity_values", column=column)).fetchall()} | {"unknown"}
        for value in values:
            if value not in known:
                raise Problem(f"The value {value[:80]!r} of {column} is not in these records.")
    models = [row[0] for row in connection.execute("select code from model order by position").fetchall()]
    for model in question.model:
        if model not in models:
            raise Problem(f"There is no model {str(model)[:80]!r} in these records. Models: {', '.join(models)}.")


def _table(found: pd.DataFrame, question: Question) -> pd.DataFrame:
    """The rows asked for. How much was given stands as recorded; how many people gave it passes the gate."""
    gate = Gate(question.min_cell, question.round)
    if question.model and MODEL not in question.model:
        found = found.iloc[:0]
    frame = found.assign(model=MODEL, status="ok")
    for people, with_them in (("participants", ["participants", "hours"]), ("volunteers", ["volunteers"])):
        few = gate.small(frame[f"{people}_at_least"].fillna(0).to_numpy(float))
        for column in with_them:
            # Unknown stays unknown: it is not zero, and it is not small.
            amount = frame[column].astype("Float64").to_numpy(float, na_value=float("nan"))
            # Hours may be parts of one, which rounding to the nearest 1 would take away.
            frame[column] = amount if gate.round_to == 1 else gate.rounded(amount)
            frame.loc[few, column] = float("nan")
        frame.loc[few, "status"] = "suppressed"
    if question.by:
        frame = frame.rename(columns={"level": question.by})
    frame = frame[[*([question.by] if question.by else []), "model", "kind", "quantity_unit", *COLUMNS, "status"]]
    return frame.astype(dict.fromkeys(COUNTS, "Int64") | {"quantity": "float64", "hours": "float64"})
