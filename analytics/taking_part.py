"""People harmed: who was invited, who took part and how, whose statement was heard, and who was never asked."""

import numpy as np
import pandas as pd

from analytics.counting import source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import ask_without_event
from analytics.statement import statement
from analytics.table_columns import table_of_rows

WAYS = ("in_person", "by_letter", "stand_in")
NOT_THERE = ("declined", "not_reached", "not_invited", "unknown")
COUNTS = ("victims", "invited", "took_part", *WAYS, *NOT_THERE, "offered", "given", "asked", "answered", "never_asked",
          "process_invited", "process_took_part")  # fmt: skip


def taking_part(db: Database, **options: object) -> pd.DataFrame:
    """One row a model, the baseline last: counts of the people harmed in its releases, through the gate.

    Columns: model, then COUNTS, status. victims: named in the records; took_part: in any way; offered, given: statements;
    asked, answered: victims in the survey, never more than are named in the release; never_asked: the others.
    process_invited and process_took_part are the numbers that the model's own participations give. Each count of 1 to
    min_cell - 1 people, or of the others among the victims, is hidden. Options: where, exposure, landmark, unit,
    strict_baseline, model, min_cell, round. Raises Problem for a value that cannot be.
    """
    question = ask_without_event("satisfaction", **options)
    gate = Gate(question.min_cell, question.round)
    with opened(db) as connection:
        counted = source(connection, question)
        text = counted.sql("victim_counts")
        found = connection.execute(text, counted.parameters).fetchnumpy()
        text = statement("victims_of_processes", counted=counted.counted)
        processes = {code: rest for code, *rest in connection.execute(text, counted.parameters).fetchall()}
    sets = np.asarray(found["arm_set"], int)
    rows = []
    for arm, code in enumerate(counted.arms.codes):
        if question.model and code not in question.model:
            continue
        inside = counted.arms.members[arm][sets] > 0
        counts = {name: float(np.asarray(column, float)[inside].sum()) for name, column in found.items() if name != "arm_set"}
        rows.append({"model": code, **_row(counts, processes.get(code, (None, None, 0)), gate)})
    return table_of_rows(rows, ["model", *COUNTS, "status"], COUNTS, ())


def _row(counts: dict[str, float], process: tuple, gate: Gate) -> dict[str, object]:
    """One model's counts as they may be shown."""
    total = counts["victims"]
    counts = counts | {"took_part": sum(counts[way] for way in WAYS), "never_asked": total - counts["asked"]}
    hidden = {name: bool(gate.small(total, count, total - count)) for name, count in counts.items()}
    hidden["answered"] |= bool(gate.small(counts["asked"] - counts["answered"]))
    hidden["given"] |= bool(gate.small(counts["offered"] - counts["given"]))
    if gate.round_to == 1 and not gate.exact:
        _hide_another(counts, hidden)
    row: dict[str, object] = {name: None if hidden[name] else float(gate.rounded(count)) for name, count in counts.items()}
    invited, took_part, people = process
    few = gate.small(people, invited or 0, took_part or 0, (invited or 0) - (took_part or 0))
    row["process_invited"] = None if few or invited is None else float(gate.rounded(invited))
    row["process_took_part"] = None if few or took_part is None else float(gate.rounded(took_part))
    row["status"] = "suppressed" if any(hidden.values()) else "ok" if total else "not_estimable"
    return row


def _hide_another(counts: dict[str, float], hidden: dict[str, bool]) -> None:
    """Ways add up to all: where counts are exact and one alone is hidden, the next smallest is too."""
    parts = [name for name in (*WAYS, *NOT_THERE) if counts[name]]
    if sum(hidden[name] for name in parts) == 1:
        others = [name for name in parts if not hidden[name]]
        if others:
            hidden[min(others, key=counts.get)] = True
    hidden["took_part"] |= any(hidden[way] for way in WAYS)
