"""The columns that end every counting verb's rows, so that files can be stacked."""

import duckdb
import pandas as pd

from analytics.question import Question
from analytics.table_columns import constant
from analytics.where import canonical
from data.database import Load, current_load


def with_common_columns(
    frame: pd.DataFrame, question: Question, records: duckdb.DuckDBPyConnection | Load
) -> pd.DataFrame:
    """The rows with what they are about: the selection, the unit, the protection and the records."""
    load = records if isinstance(records, Load) else current_load(records)
    columns = {name: constant(value, len(frame)) for name, value in common_columns(question, load).items()}
    return pd.concat([frame, pd.DataFrame(columns, index=frame.index, copy=False)], axis=1)


def common_columns(question: Question, load: Load) -> dict[str, object]:
    """The columns that end a row, and what stands in them."""
    return {
        "subset": canonical(question.where),
        "unit": question.unit,
        "landmark": question.landmark,
        "strict_baseline": question.strict_baseline,
        "covariates": ",".join(question.alike_in) if question.adjust != "none" else "",
        "min_cell": question.min_cell,
        "data_as_of": load.data_as_of.isoformat(),
        "fingerprint": load.fingerprint,
    }
