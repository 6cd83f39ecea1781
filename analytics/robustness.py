"""The specification curve: the same comparison under every defensible choice.

Each row is what `compare` gives for the same question. Counts are shared by all windows and outcomes of a population,
and weights by all outcomes that are about the same releases: found once a window, and let go with it.
"""

from collections.abc import Callable, Iterator
from itertools import chain, product

import duckdb
import pandas as pd

from analytics.ahead import ahead
from analytics.database import Database, opened
from analytics.question import Question, ask
from analytics.specification_counts import Tally, tallies
from analytics.specification_rows import SHOWN, alike_in, rows_of_window
from analytics.specifications import SAME_QUESTION, WINDOWS, Population, populations
from data.database import current_load
from data.problem import Problem

COUNTS = ("n", "events", "baseline_n", "baseline_events")
FIGURES = (
    "rate", "baseline_rate", "risk_difference", "risk_difference_low", "risk_difference_high", "p_value", "effective_n",
    "unmatched_share",
)  # fmt: skip
OWN = ("outcome", "window_months", "adjust", "exposure", "model", *SHOWN, "status", "counted", "headline")
MANY = 1 << 23  # releases
# What the curve goes through by itself.
GONE_THROUGH = {"window": None, "adjust": "none", "exposure": "referred", "unit": "first", "landmark": 0}
# What means nothing for it.
NO_OPTION = ("by", "kind")

Progress = Callable[[float], None]


def robustness(db: Database, *, outcome: str = "rearrest", **options: object) -> pd.DataFrame:
    """One row a specification and model: its difference from the baseline, exactly as `compare` gives it.

    outcome: the headline's; the curve also takes those that measure the same question (see `specifications`). Other
    options as for `compare`, without those that the curve goes through: window, adjust, exposure, unit, landmark, by.
    Gives the columns of the file that `robustness` writes. Raises Problem for a value that cannot be.
    """
    return with_progress(db, None, outcome=outcome, **options)


def with_progress(db: Database, progress: Progress | None, *, outcome: str = "rearrest", **options: object) -> pd.DataFrame:
    """The same; `progress` is told again and again which share of the work is done, from 0 to 1."""
    question = _asked(outcome, options)
    steps = len(populations()) * len(SAME_QUESTION[outcome])
    rows, starts, done = [], {}, 0
    with opened(db) as connection:
        load = current_load(connection)
        made = _tallies(connection, question)
        for population, tally in made if _many(connection) else ahead(made):
            found = {}
            for window in WINDOWS:
                found |= rows_of_window(question, tally, population, window, load, starts)
                if progress:
                    progress((done + len(found) / len(WINDOWS)) / steps)
            rows += chain.from_iterable(found[of] for of in product(tally.had, WINDOWS))
            done += len(tally.had)
            del tally  # of many releases it is large: whoever has it lets it go before the next is made or waited for
    return _table(rows, question)


def _many(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the counts of two specifications at once would take more memory than time they save."""
    ((releases,),) = connection.execute("select count(*) from counted_release").fetchall()
    return releases > MANY


def _tallies(connection: duckdb.DuckDBPyConnection, question: Question) -> Iterator[tuple[Population, Tally]]:
    names = tuple(alike_in(question).values())
    landmark = 0
    for population in populations():
        ready, landmark = landmark == population.landmark, population.landmark
        for tally in tallies(connection, question, population, SAME_QUESTION[question.outcome], WINDOWS, names, ready):
            yield population, tally
            del tally


def _asked(outcome: object, options: dict[str, object]) -> Question:
    for name, usual in GONE_THROUGH.items():
        if options.get(name, usual) != usual:
            raise Problem(f"robustness goes through every defensible {name} by itself; leave the option {name} out.")
    for name in NO_OPTION:
        if options.get(name) is not None:
            raise Problem(f"robustness takes no option {name}. Leave it out.")
    if outcome not in SAME_QUESTION:
        raise Problem(f"The option outcome cannot be {str(outcome)[:80]!r}. Possible: {', '.join(SAME_QUESTION)}.")
    return ask(**{name: value for name, value in options.items() if name not in (*GONE_THROUGH, *NO_OPTION)}, outcome=outcome)


def _table(rows: list[dict[str, object]], question: Question) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    return frame.astype(dict.fromkeys(COUNTS, "Int64") | dict.fromkeys(FIGURES, "float64"))
