"""The columns that end every counting verb's rows, so that files can be stacked."""

import duckdb
import pandas as pd

from analytics.question import Question
from analytics.table_columns import Column, constant
from analytics.where import canonical
from data.database import Load, current_load


def with_common_columns(
    frame: pd.DataFrame, question: Question, records: duckdb.DuckDBPyConnection | Load
) -> pd.DataFrame:
    """The rows with what they are about: the selection, the unit, the protection and the records."""
    columns = common_columns(question, records if isinstance(records, Load) else current_load(records), len(frame))
    return pd.concat([frame, pd.DataFrame(columns, index=frame.index, copy=False)], axis=1)


def common_columns(question: Question, load: Load, rows: int) -> dict[str, Column]:
    """The columns that `with_common_columns` adds, for so many rows."""
    common = {
        "subset": canonical(question.where),
        "unit": question.unit,
        "landmark": question.landmark,
        "strict_baseline": question.strict_baseline,
        "covariates": ",".join(question.covariates) if question.adjust != "none" else "",
        "min_cell": question.min_cell,
        "data_as_of": load.data_as_of.isoformat(),
        "fingerprint": load.fingerprint,
    }
    return {name: constant(value, rows) for name, value in common.items()}
