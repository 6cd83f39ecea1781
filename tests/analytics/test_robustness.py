"""Every defensible choice gives just what `compare` gives, and the grid is what it says."""

import sys
import weakref
from collections import Counter

import pandas as pd
import pytest

import analytics
from analytics import specification_counts, specification_rows
from analytics.robustness import with_progress
from analytics.specifications import SAME_QUESTION, populations, specifications
from analytics.vocabulary import OUTCOMES
from data.problem import Problem
from tests.records import database

MODEL = "accountability_board"
CHOICES = ["outcome", "window_months", "adjust", "exposure", "unit", "landmark"]


@pytest.fixture(scope="module")
def curve(demonstration):
    told = []
    made = with_progress(demonstration, told.append, model=MODEL)
    assert told == sorted(told) and told[-1] == 1 and len(told) > 10
    return made


def test_at_least_two_hundred_a_model_for_every_outcome():
    for outcome in OUTCOMES:
        grid = specifications(outcome)
        assert len(grid) >= 200 and len(set(grid)) == len(grid)
        assert [choice.outcome for choice in grid if choice.is_headline(outcome)] == [outcome]
    assert set(SAME_QUESTION) == set(OUTCOMES)


def test_crude_started_and_completed_are_not_counted(curve):
    assert (curve["counted"] == ((curve["adjust"] != "none") & (curve["exposure"] == "referred"))).all()
    assert curve["counted"].sum() == 270 and len(curve) == 600
    assert Counter(curve["exposure"]) == {"referred": 360, "started": 120, "completed": 120}
    assert not curve.duplicated([*CHOICES, "model"]).any()


def test_the_headline_is_there_once(curve):
    headline = curve[curve["headline"]]
    assert headline[CHOICES].values.tolist() == [["rearrest", 36, "entropy", "referred", "first", 0]]


@pytest.mark.parametrize(("options", "seed"), [
    ({}, 1), ({"min_cell": 0, "outcome": "violent_rearrest"}, 2),
    ({"where": "sex=female", "strict_baseline": True, "outcome": "any_return"}, 3)])
def test_each_point_is_what_compare_gives(demonstration, curve, options, seed):
    made = analytics.robustness(demonstration, model=MODEL, **options) if options else curve
    options = dict(options)
    options.pop("outcome", None)
    drawn = made[CHOICES].drop_duplicates().sample(8, random_state=seed)  # seeds that draw every adjustment and unit
    for choice in drawn.to_dict("records"):
        wanted = analytics.compare(demonstration, model=MODEL, **options, **{
            {"window_months": "window"}.get(name, name): value for name, value in choice.items()})
        found = made[(made[CHOICES] == pd.Series(choice)).all(axis=1)].reset_index(drop=True)
        # Exact figures agree as closely as the search for weights does, rounded ones to the last digit.
        pd.testing.assert_frame_equal(found.drop(columns=["counted", "headline"]), wanted[[c for c in found if c in wanted]],
                                      check_exact=not options.get("min_cell") == 0, rtol=1e-8, check_dtype=False)


RECORDS = {
    "release": """
        release_id, person_id, released_on, follow_up_ended_on, release_type, offense
        a1, a, 2015-01-01, 2019-12-31, prison_release, drug      # sent, arrested again
        a2, a, 2017-01-01, 2019-12-31, prison_release, drug      # the same person again
        b1, b, 2015-01-01, 2019-12-31, prison_release, drug      # sent after three weeks: at day 30 one of those sent
        c1, c, 2015-01-01, 2019-12-31, prison_release, drug      # not sent, arrested on day 20: at day 30 in no group
        d1, d, 2015-01-01, 2019-12-31, prison_release, drug      # not sent
        e1, e, 2015-01-01, 2019-12-31, prison_release, drug      # not sent, arrested late
    """,
    "participation": """
        participation_id, person_id, release_id, model, referred_on, status
        p1, a, a1, circle_sentencing, 2014-12-01, active
        p2, b, b1, circle_sentencing, 2015-01-22, active
    """,
    "event": """
        event_id, person_id, occurred_on, event_type
        e1, a, 2015-03-01, rearrest
        e2, c, 2015-01-21, rearrest
        e3, e, 2016-06-01, rearrest
    """,
}


def test_by_hand():
    made = analytics.robustness(database(RECORDS), model="circle_sentencing", min_cell=0).set_index(CHOICES)
    crude = ("rearrest", 12, "none", "referred")
    at_release, later = made.loc[(*crude, "first", 0)], made.loc[(*crude, "first", 30)]
    # At the release: a of a; of b, c, d, e only c within a year. A month later: a of a and b; nobody of d and e.
    assert at_release[["n", "events", "baseline_n", "baseline_events"]].tolist() == [1, 1, 4, 1]
    assert later[["n", "events", "baseline_n", "baseline_events"]].tolist() == [2, 1, 2, 0]
    # The second release of a is in no arm: who was sent in an earlier release is not in the baseline either.
    assert made.loc[(*crude, "every", 0), "n"] == 1
    # Followed until the end of 2019: five years are 1,825 days, one day less than there are.
    assert made.loc[("rearrest", 60, "none", "referred", "first", 0), "baseline_n"] == 4
    assert made.loc[("rearrest", 60, "none", "referred", "first", 30), "status"] == "immature"
    # Nobody was ever convicted in these records: that is unknown, not zero.
    made = made.sort_index()
    assert set(made.loc["reconviction", "status"]) == {"not_estimable", "immature"}


def test_a_model_with_nobody_and_records_with_nobody():
    made = analytics.robustness(database(RECORDS), model="restitution")
    assert len(made) == 600 and set(made["status"]) <= {"not_estimable", "suppressed", "immature"}
    assert made["risk_difference"].isna().all()


@pytest.mark.parametrize(("options", "said"), [
    ({"adjust": "ipw"}, "goes through every defensible adjust"), ({"unit": "every"}, "unit"), ({"landmark": 30}, "landmark"),
    ({"by": "sex"}, "takes no option by"), ({"window": 12}, "window"), ({"outcome": "eaten"}, "outcome"), ({"model": "mars"}, "no model")])
def test_what_the_curve_goes_through_is_no_option(options, said):
    with pytest.raises(Problem, match=said):
        analytics.robustness(database(RECORDS), **options)


def test_those_of_one_landmark_stand_together():
    landmarks = [population.landmark for population in populations()]
    assert landmarks == sorted(landmarks)


def watched(monkeypatch, module, name):
    """(What calls of a function gave, as weak references; how many of those were alive at each call.)"""
    made, alive, call = [], [], getattr(module, name)

    def watching(*asked):
        alive.append(sum(one() is not None for one in made))
        found = call(*asked)
        made.append(weakref.ref(found))
        return found

    monkeypatch.setattr(module, name, watching)
    return made, alive


@pytest.mark.parametrize(("many", "most"), [(1 << 23, 1), (0, 0)])  # few releases; many, whose counts are made one after another
def test_counts_are_let_go_before_the_next_but_one_are_made(monkeypatch, many, most):
    monkeypatch.setattr(sys.modules["analytics.robustness"], "MANY", many)  # the package's name of that is the verb
    _, alive = watched(monkeypatch, specification_counts, "_count")
    analytics.robustness(database({"release": "release_id,person_id,released_on,follow_up_ended_on\nr1,p1,2020-01-01,2024-01-01\n"}))
    assert len(alive) == 18 and max(alive) <= most  # six populations without a landmark, four with one count for each of three outcomes


def test_weights_are_found_once_a_window_and_let_go_with_it(monkeypatch):
    made, alive = watched(monkeypatch, specification_rows, "weigh")
    analytics.robustness(database(RECORDS), model="circle_sentencing", min_cell=0)
    # Six populations without a landmark, whose three outcomes share the weights, and four with one count for each outcome;
    # five windows, three adjustments.
    assert len(made) == (6 + 4 * 3) * 5 * 3 and max(alive) <= 2
