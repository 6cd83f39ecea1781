"""A mean, or a mean change, must not tell of a few people what their own counts hide."""

import numpy as np
import pytest

from analytics.satisfaction import satisfaction
from tests.records import database

HEADER = "response_id,respondent_id,respondent,model,wave,asked_on,question,score,scale_min,scale_max\n"


def answers(question: str, most: int, *waves: tuple[str, dict[int, int]]) -> dict:
    """The rows of supporters of mediation who gave these scores of 1 to `most`: wave, score -> how many gave it."""
    rows = []
    for wave, scores in waves:
        given = [score for score, people in scores.items() for _ in range(people)]
        rows += [f"{wave}{number},s{number},supporter,victim_offender_mediation,{wave},2020-01-01,{question},{score},1,{most}"
                 for number, score in enumerate(given)]
    records = database({"release": "release_id,person_id,released_on,follow_up_ended_on\nr1,p1,2020-01-01,2024-01-01",
                        "survey": HEADER + "\n".join(rows)})
    frame = satisfaction(records, model="victim_offender_mediation").set_index("wave")
    exact = satisfaction(records, model="victim_offender_mediation", min_cell=0).set_index("wave")
    assert exact["mean"].notna().all()
    return frame.to_dict("index")


@pytest.mark.parametrize("question, most, scores, shown", [
    ("fairness", 5, {5: 43, 4: 1}, False),          # all satisfied, 99.4: one step below the best, so one gave a 4
    ("fairness", 5, {5: 1, 4: 43}, False),          # one step above the least that satisfied people can give
    ("fairness", 5, {5: 44}, True),                 # nobody gave anything else
    ("fairness", 5, {5: 22, 4: 22}, True),
    ("fairness", 5, {5: 20, 3: 19, 1: 1}, False),   # two steps below the most
    ("fairness", 5, {5: 20, 4: 20, 3: 20, 1: 20}, True),
    ("fairness", 3, {3: 25, 2: 18, 1: 1}, False),   # of a scale of three the middle and the lowest follow exactly
    ("fairness", 3, {3: 25, 2: 18, 1: 12}, True),
    ("felt_pressed", 5, {1: 43, 2: 1}, False),      # the lowest is the best
    ("felt_pressed", 5, {1: 22, 2: 22}, True),
])
def test_a_mean_that_counts_few_people_is_empty(question, most, scores, shown):
    row = answers(question, most, ("after", scores))["after"]
    assert not np.isnan(row["satisfied"]) and np.isfinite(row["mean"]) == shown


@pytest.mark.parametrize("before, after, shown", [
    ({4: 40}, {2: 39, 4: 1}, False),                # one person's fear did not fall
    ({4: 40}, {2: 40}, True),                       # everybody's fell by as much
    ({4: 40}, {1: 12, 2: 16, 4: 12}, True),
    ({4: 15}, {1: 4, 2: 5, 3: 3, 4: 2, 5: 1}, True),    # few pairs, all over the scale
])
def test_a_change_in_which_few_differ_is_hidden(before, after, shown):
    row = answers("fear_of_revictimization", 5, ("before", before), ("after", after))["change"]
    assert row["answered"] > 0 and np.isfinite(row["mean"]) == shown
    assert (row["status"] != "suppressed") == shown and (shown or np.isnan([row["low"], row["high"], row["p_value"]]).all())
