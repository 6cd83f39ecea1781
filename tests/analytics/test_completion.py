"""The ladder from referral to completion: which participation counts, which step it reached, what is held back."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from analytics.completion import completion
from data.problem import Problem
from tests.records import database

RELEASES = """
release_id,person_id,released_on,release_type,follow_up_ended_on
r1,p1,2020-01-01,diversion,2024-01-01
r2,p1,2021-01-01,prison_release,2024-01-01   # p1 again: counted whatever the unit
r3,p3,2020-01-01,prison_release,2024-01-01
"""
CIRCLE, CLASS, SERVICE, MEDIATION = (
    "circle_sentencing", "impact_of_crime_class", "community_service", "victim_offender_mediation")  # fmt: skip
HEADER = (
    "participation_id,person_id,release_id,model,referred_on,consented_on,started_on,agreement_reached_on,"
    "agreement_completed_on,ended_on,status\n"
)
PARTICIPATIONS = HEADER + """
a1,p1,r1,circle_sentencing,2020-01-01,,,,,,declined                               # referred
a2,p1,r1,circle_sentencing,,,,,,,removed                                          # no date at all: referred all the same
a3,p1,r1,circle_sentencing,2020-01-01,2020-01-02,,,,,withdrawn                    # consented
a4,p1,r1,circle_sentencing,2020-01-01,,2020-01-03,,,,withdrawn                    # started: consented before
a5,p1,r1,circle_sentencing,,,,2020-02-01,,,withdrawn                              # agreement reached: all before it
a6,p3,r3,circle_sentencing,,,,,2020-03-01,,removed                                # agreement completed, not the process
a7,p1,r2,circle_sentencing,2021-01-01,,,,,,completed                              # completed: every step
a8,p1,r1,circle_sentencing,2020-01-01,2020-01-02,2020-01-03,,,,active             # open: nowhere but in open
a9,p1,r1,circle_sentencing,2020-01-01,,,,,,referred                               # open
b1,p1,r1,impact_of_crime_class,2022-06-01,,2022-06-02,,,2022-09-01,completed      # after the clock's start: counts here
b2,p1,,impact_of_crime_class,2020-06-01,,,,,,declined                             # by its date of the release after it, r2
b3,p1,,impact_of_crime_class,2022-06-01,,,,,,declined                             # after the last release: of none
c1,p3,r3,community_service,2020-01-01,,,,,,completed                              # only referral has a date
d1,p3,r3,retributive_only,2020-01-01,,2020-01-01,,,,completed                     # takes part in nothing
"""
STEPS = ["referred", "consented", "started", "agreement_reached", "agreement_completed", "completed"]


@pytest.fixture(scope="module")
def db():
    return database({"release": RELEASES, "participation": PARTICIPATIONS})


def ladder(db, model, **options):
    frame = completion(db, model=model, **{"min_cell": 0, **options})
    return dict(zip(frame["step"], frame["reached"].astype(object), strict=True)), frame


def test_a_step_is_reached_by_its_date_a_later_one_or_completion(db):
    reached, frame = ladder(db, CIRCLE)
    assert reached == dict(zip(STEPS, [7, 5, 4, 3, 2, 1], strict=True))
    assert frame["open"].tolist() == [2] * 6


def test_shares_are_of_the_closed_and_of_the_step_before(db):
    _, frame = ladder(db, CIRCLE)
    assert frame["of_referred"].tolist() == [1, 5 / 7, 4 / 7, 3 / 7, 2 / 7, 1 / 7]
    assert np.isnan(frame["of_previous"].iloc[0])  # nothing comes before referral
    assert frame["of_previous"].iloc[1:].tolist() == [5 / 7, 4 / 5, 3 / 4, 2 / 3, 1 / 2]
    for _, row in frame.iterrows():
        wilson = proportion_confint(row["reached"], 7, method="wilson")
        assert row[["low", "high"]].tolist() == pytest.approx(wilson, abs=1e-12)


@pytest.mark.parametrize("model, steps", [
    (CLASS, {"referred": 3, "started": 1, "completed": 1}),  # no consent, no agreement is ever recorded
    (SERVICE, {"referred": 1, "completed": 1}),              # known from the record and its status
    (MEDIATION, {"referred": 0, "completed": 0}),            # nobody: still has its rows
    ("retributive_only", {}),                                # nobody takes part in the baseline
])  # fmt: skip
def test_a_step_without_any_date_is_left_out(db, model, steps):
    assert ladder(db, model)[0] == steps


def test_the_step_before_is_the_one_before_that_stands(db):
    _, frame = ladder(db, CLASS)
    assert frame["of_previous"].iloc[1:].tolist() == [1 / 3, 1]


def test_a_step_dated_outside_the_selection_still_stands(db):
    reached, frame = ladder(db, CLASS, where={"release_type": "prison_release"})
    assert reached == {"referred": 1, "started": 0, "completed": 0}


@pytest.mark.parametrize("options", [
    {"unit": "every"}, {"exposure": "completed"}, {"landmark": 400}, {"strict_baseline": True},
])  # fmt: skip
def test_each_participation_once_whatever_is_asked_of_releases(db, options):
    assert ladder(db, CIRCLE, **options)[0] == ladder(db, CIRCLE)[0]
    assert ladder(db, CLASS, **options)[0] == ladder(db, CLASS)[0]


@pytest.mark.parametrize("where, expected", [
    ({}, 3),                                     # with the one that belongs to no release
    ({"release_type": "diversion"}, 1),          # b1
    ({"release_type": "prison_release"}, 1),     # b2
    ({"release_type": "unknown"}, 0),
    ({"sex": "unknown"}, 2),                     # everyone passes, but b3 has no release to pass with
])  # fmt: skip
def test_a_selection_is_about_the_release(db, where, expected):
    assert ladder(db, CLASS, where=where)[0]["referred"] == expected


def test_by_splits_by_the_release(db):
    frame = completion(db, by="release_type", model=CLASS, min_cell=0)
    referred = frame[frame["step"] == "referred"]
    assert dict(zip(referred["release_type"], referred["reached"], strict=True)) == {"prison_release": 1, "diversion": 1}


def test_nobody_closed_is_not_zero_percent(db):
    _, frame = ladder(db, MEDIATION)
    assert frame["status"].tolist() == ["not_estimable"] * 2
    assert frame[["of_referred", "of_previous", "low", "high"]].isna().all(axis=None)


def test_columns_are_those_of_the_contract(db):
    assert list(completion(db, by="sex").columns) == (
        "sex model step reached open of_referred of_previous low high status "
        "subset unit landmark strict_baseline covariates min_cell data_as_of fingerprint"
    ).split()


@pytest.mark.parametrize("options", [{"outcome": "rearrest"}, {"where": {"sex": "'; drop table participation; --"}}])
def test_what_does_not_belong_is_a_problem(db, options):
    with pytest.raises(Problem):
        completion(db, **options)
    assert db.execute("select count(*) from participation").fetchone() == (14,)


# ---- what is held back, and what is unsure -------------------------------------------------------------
# People, one participation each, by the last step they reached: referred, consented, started, completed; open.
COUNTED = {
    "circle_sentencing":         (20, 20, 20, 42, 20),  # nothing small
    "accountability_board":      (20, 20, 8, 42, 20),   # eight between started and completed
    "family_group_conference":   (8, 20, 20, 42, 0),    # eight never consented
    "impact_of_crime_class":     (30, 0, 0, 8, 0),      # eight completed
    "victim_offender_mediation": (20, 20, 20, 42, 3),   # three open
    "restitution":               (5, 0, 0, 5, 0),       # ten closed
    "victim_impact_statement":   (30, 20, 11, 39, 25),  # 25 of 125 open: a fifth
    "community_service":         (30, 20, 11, 39, 26),  # 26 of 126: above a fifth
    "reparative_activity":       (60, 0, 0, 27, 0),     # fewer than 30 completed
}  # fmt: skip
NA = None
# Reached: referred, consented, started, completed; open; status of each step, counts to the nearest 5.
MAY_BE_SHOWN = {
    "circle_sentencing":         ((100, 80, 60, 40), 20, ("ok", "ok", "ok", "ok")),
    "accountability_board":      ((90, 70, NA, 40), 20, ("ok", "ok", "suppressed", "suppressed")),
    "family_group_conference":   ((90, NA, 60, 40), 0, ("ok", "suppressed", "suppressed", "ok")),
    "impact_of_crime_class":     ((40, NA, NA, NA), 0, ("ok", "suppressed", "suppressed", "suppressed")),
    "victim_offender_mediation": ((100, 80, 60, 40), NA, ("suppressed",) * 4),
    "restitution":               ((NA, NA, NA, NA), 0, ("suppressed",) * 4),
    "victim_impact_statement":   ((100, 70, 50, 40), 25, ("ok",) * 4),
    "community_service":         ((100, 70, 50, 40), 25, ("low",) * 4),
    "reparative_activity":       ((85, 25, 25, 25), 0, ("ok", "low", "low", "low")),
}  # fmt: skip


def people(counted):
    dates = [("2020-01-01", "", "", "declined"), ("2020-01-01", "2020-01-02", "", "withdrawn"),
             ("2020-01-01", "2020-01-02", "2020-01-03", "removed"), ("2020-01-01", "2020-01-02", "2020-01-03", "completed"),
             ("2020-01-01", "", "", "active")]  # fmt: skip
    return [
        f"{model}{kind}-{number},{model}{kind}-{number},{model},{referred},{consented},{started},{status}"
        for model, numbers in counted.items()
        for kind, (people, (referred, consented, started, status)) in enumerate(zip(numbers, dates, strict=True))
        for number in range(people)
    ]


@pytest.fixture(scope="module")
def held_back():
    header = "participation_id,person_id,model,referred_on,consented_on,started_on,status"
    return database({"release": RELEASES, "participation": "\n".join([header, *people(COUNTED)])})


def counts(column):
    return [None if missing else int(count) for count, missing in zip(column, column.isna(), strict=True)]


@pytest.mark.parametrize("model", COUNTED)
def test_small_steps_and_small_drops_do_not_leave(held_back, model):
    frame = completion(held_back, model=model)
    reached, still_open, status = MAY_BE_SHOWN[model]
    assert counts(frame["reached"]) == list(reached)
    assert counts(frame["open"]) == [still_open] * 4
    assert tuple(frame["status"]) == status
    shares = [None if count is None else count / reached[0] for count in reached]
    assert [None if np.isnan(value) else value for value in frame["of_referred"]] == shares
    hidden = frame["reached"].isna()
    assert frame.loc[hidden, ["of_referred", "of_previous", "low", "high"]].isna().all(axis=None)
    assert frame.loc[hidden.shift(fill_value=False), "of_previous"].isna().all()


def test_exact_figures_hide_nothing(held_back):
    frame = completion(held_back, min_cell=0)
    assert frame[["reached", "open"]].notna().all(axis=None) and "suppressed" not in set(frame["status"])


def test_people_are_protected_not_participations():
    # one person, thirty times in a class
    rows = [f"a{number},p1,impact_of_crime_class,2020-01-01,completed" for number in range(30)]
    db = database({"release": RELEASES, "participation": "\n".join(["participation_id,person_id,model,referred_on,status", *rows])})
    frame = completion(db, model=CLASS)
    assert frame[["reached", "of_referred"]].isna().all(axis=None) and set(frame["status"]) == {"suppressed"}
    assert completion(db, model=CLASS, min_cell=0)["reached"].tolist() == [30, 30]
