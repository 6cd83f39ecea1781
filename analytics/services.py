"""Reentry services that are not restorative justice: who takes part, who completes, and what happens afterwards.

The Missouri Reentry Process and the programs made for women. Those who take part are held against those who do not, in
the same kinds of case: made like them, and crude beside it.
"""

import pandas as pd

from analytics.counting import source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import Question, ask
from analytics.result_columns import with_common_columns
from analytics.service_counts import count_services
from analytics.service_estimates import afterwards, participation, without_people
from analytics.service_versions import with_few_others, without_version
from analytics.table_columns import table_of_rows
from analytics.vocabulary import HEADLINE_ADJUSTMENT
from analytics.where import levels
from data.problem import Problem


PROGRAMS = (
    "missouri_reentry_process", "health", "mental_health", "self_esteem", "parenting", "academic_education",
    "vocational_education", "substance_use", "life_skills",
)  # fmt: skip
COUNTS = ("people", "completed", "closed", "open", "n", "events", "others_n", "others_events")
COLUMNS = (
    "people", "open", "closed", "completed", "completed_share", "completed_share_low", "completed_share_high", "n", "events", "rate", "rate_low",
    "rate_high", "others_n", "others_events", "others_rate", "difference", "difference_low", "difference_high",
    "alike_rate", "alike_rate_low", "alike_rate_high", "alike_others_rate", "alike_difference", "alike_difference_low",
    "alike_difference_high", "effective_n", "unmatched_share",
)  # fmt: skip
# Options of the other verbs, with what they are where nothing is asked.
OF_ARMS = {"exposure": "referred", "landmark": 0, "unit": "first", "strict_baseline": False, "by": None, "model": ()}


def services(db: Database, *, outcome: str = "rearrest", window: int = 36, adjust: str = HEADLINE_ADJUSTMENT, **options: object) -> pd.DataFrame:
    """One row a program, and one for its version made for women: people, completion, and the event in the window.

    Columns: program, for_women, outcome, window_months, adjust; people, open, closed, completed, completed_share with
    Wilson limits; n, events and rate of the releases whose person had started it by the day of release; the same of the
    others in the same kinds of case (for the women's version: other women), the difference with Newcombe's limits;
    status. The columns that begin with
    alike_, effective_n and unmatched_share: the same with the others made like them (see `compare`), and alike_status;
    then the columns that end every result. Each person counts at the first release. Options: where, adjust,
    covariates, min_cell, round. Raises Problem for a value that cannot be.
    """
    question = _asked(outcome=outcome, window=window, adjust=adjust, **options)
    with opened(db) as connection:
        counted = source(connection, question)
        female = levels(connection)["sex"]["female"][0]
        text = counted.sql("service_completion")
        completion = connection.execute(text, {**counted.parameters, "female": female}).fetchnumpy()
        recorded, load = counted.recorded, counted.load
        held = sorted(zip(completion["program"].tolist(), completion["for_women"].astype(bool).tolist(), strict=True),
                      key=lambda told: (PROGRAMS.index(told[0]), told[1]))
        counts = count_services(counted, PROGRAMS, female)
    gate = Gate(question.min_cell, question.round)
    rows = []
    for program, for_women in held:
        taken_part = participation(completion, program, for_women, gate)
        followed = afterwards(counts, program, for_women, question.adjust, gate, taken_part.pop("hidden"), recorded)
        rows.append({"program": program, "for_women": for_women} | without_people(taken_part | followed, gate))
    frame = table_of_rows(rows, ["program", "for_women", *COLUMNS, "status", "alike_status"], COUNTS, COLUMNS)
    if not gate.exact and gate.round_to == 1:
        frame = without_version(frame, with_few_others(frame, gate))
    for place, (name, value) in enumerate({"outcome": outcome, "window_months": window, "adjust": adjust}.items(), start=2):
        frame.insert(place, name, value)
    return with_common_columns(frame, question, load)


def _asked(**options: object) -> Question:
    """The question; a service is in no arm, so what is asked of arms cannot be asked of it."""
    for name, usual in OF_ARMS.items():
        if options.get(name, usual) not in (usual, None):
            raise Problem(f"services are no restorative programs: the option {name} means nothing for them; leave it out.")
    if options["adjust"] == "none":
        raise Problem("services always gives both, as the groups stand and made alike: adjust is one of standardize, ipw, entropy.")
    return ask(**{name: value for name, value in options.items() if name not in OF_ARMS})
