"""The result file of `history`: the list of loads, and what is said of it beside it."""

import json

from analytics.database import Database, opened
from analytics.export import Export, made_by, protection
from analytics.load_history import history
from analytics.question import Question, ask
from analytics.result_file import checksum, csv_text
from data.database import current_load
from data.definitions import column_definitions
from data.history.loads import past_loads

HISTORY = "history"
OPTIONS = ("min_cell", "round")


def history_file(db: Database, **options: object) -> Export:
    """The file, its JSON and a summary. Raises Problem as `history` does."""
    question = ask(**options)
    with opened(db) as connection:
        frame, load, loads = history(connection, **options), current_load(connection), past_loads(connection)
    text = csv_text(frame)
    described = {
        **made_by(HISTORY),
        "options": {name: getattr(question, name) for name in OPTIONS},
        "records": {"fingerprint": load.fingerprint, "data_as_of": load.data_as_of.isoformat(), "invented": load.demonstration},
        "protection": protection(question) if question.exact else _hidden(question),
        "definitions": column_definitions(HISTORY, list(frame.columns)),
        "rows": len(frame),
        "sha256": checksum(text),
    }
    gone = sum(not past.whole for past in loads)
    summary = f"history: {len(loads)} load{'' if len(loads) == 1 else 's'}" + (f", {gone} of them before people were erased" if gone else "")
    summary += "; exact figures, not to be published" if question.exact else ""
    return Export(text, json.dumps(described, indent=2, ensure_ascii=False) + "\n", summary)


def _hidden(question: Question) -> str:
    return f"Counts of 1 to {question.min_cell - 1} rows are not shown; other counts are rounded to the nearest {question.round}."
