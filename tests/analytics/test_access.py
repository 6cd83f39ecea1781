"""Who is reached: against everyone eligible, step by step, group by group; what is held back first."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from analytics.access import access, access_by
from analytics.proportions import katz_ratio
from data.problem import Problem
from tests.records import database

PEOPLE = """
person_id,sex
p1,female
p2,female
p3,male
p4,male
p5,male
p6,male
"""
RELEASES = """
release_id,person_id,released_on,release_type,follow_up_ended_on,eligible
r1,p1,2020-01-01,prison_release,2024-01-01,true
r2,p2,2020-01-01,prison_release,2024-01-01,true
r3,p3,2020-01-01,prison_release,2024-01-01,true
r4,p4,2020-01-01,prison_release,2024-01-01,true
r5,p5,2020-01-01,prison_release,2024-01-01,false   # not eligible
r6,p6,2020-01-01,prison_release,2024-01-01,        # nobody says
r7,p1,2021-01-01,prison_release,2024-01-01,true    # p1 again: only with every
"""
PARTICIPATIONS = """
participation_id,person_id,release_id,model,referred_on,consented_on,started_on,status
a1,p1,r1,circle_sentencing,2019-12-01,2019-12-02,,withdrawn                      # agreed
a2,p2,r2,circle_sentencing,2020-12-01,,2020-12-05,active                         # after day 0, open: started all the same
a3,p3,r3,circle_sentencing,2019-12-01,,,declined                                 # referred
a4,p3,r3,circle_sentencing,2019-12-05,,,completed                                # the same release, further: counts once
a5,p5,r5,circle_sentencing,2019-12-01,,,completed                                # not eligible
a6,p6,r6,circle_sentencing,2019-12-01,,,completed                                # nobody says
a7,p4,r4,restitution,2019-12-01,,,completed                                      # not restorative: not in any_restorative
a8,p4,r4,retributive_only,2019-12-01,,,completed                                 # takes part in nothing
"""


@pytest.fixture(scope="module")
def db():
    return database({"person": PEOPLE, "release": RELEASES, "participation": PARTICIPATIONS})


def steps(db, model="circle_sentencing", **options):
    frame = access(db, **{"min_cell": 0, "model": model, **options})
    return dict(zip(frame["step"], frame["reached"].astype(int), strict=True)), frame


def test_how_far_each_eligible_release_came(db):
    reached, frame = steps(db)
    assert reached == {"referred": 3, "consented": 3, "started": 2, "completed": 1}
    assert set(frame["eligible"]) == {4} and set(frame["not_recorded"]) == {1} and set(frame["basis"]) == {"eligible"}
    for _, row in frame.iterrows():
        assert row["share"] == row["reached"] / 4
        assert row[["low", "high"]].tolist() == pytest.approx(proportion_confint(row["reached"], 4, method="wilson"), abs=1e-12)
    assert frame[["rest_share", "ratio", "ratio_low", "ratio_high"]].isna().all(axis=None)


def test_any_restorative_is_every_model_that_counts_as_such(db):
    frame = access(db, min_cell=0)
    assert frame["model"].iloc[0] == "any_restorative" and "retributive_only" not in set(frame["model"])
    first = frame[frame["model"] == "any_restorative"]
    assert first["reached"].tolist() == [3, 3, 2, 1]
    assert steps(db, "restitution")[0] == {"referred": 1, "completed": 1}  # steps without any day are left out


def test_each_group_against_all_others(db):
    frame = access(db, by="sex", model="circle_sentencing", min_cell=0)
    referred = frame[frame["step"] == "referred"].set_index("sex")
    assert referred.loc["female", ["eligible", "reached", "share", "rest_share"]].tolist() == [2, 2, 1, 0.5]
    assert np.isnan(referred.loc["female", "ratio"])  # no estimate where a cell is zero
    started = frame[frame["step"] == "started"].set_index("sex")
    women = started.loc["female"]
    assert women[["reached", "share", "rest_share"]].tolist() == [1, 0.5, 0.5]
    assert women[["ratio", "ratio_low", "ratio_high"]].tolist() == pytest.approx([float(part) for part in katz_ratio(1, 2, 1, 2)])


def test_where_no_release_says_it_everyone_counts():
    releases = "\n".join(line.split("#")[0].strip().rsplit(",", 1)[0] for line in RELEASES.strip().splitlines())
    plain = database({"person": PEOPLE, "release": releases, "participation": PARTICIPATIONS})
    reached, frame = steps(plain)
    assert set(frame["basis"]) == {"everyone"} and set(frame["eligible"]) == {6} and reached["completed"] == 3


@pytest.mark.parametrize("options, referred, eligible", [
    ({"unit": "every"}, 3, 5), ({"landmark": 400}, 3, 4), ({"exposure": "completed"}, 3, 4), ({"strict_baseline": True}, 3, 4),
    ({"where": {"sex": "female"}}, 2, 2), ({"where": {"sex": "unknown"}}, 0, 0)])  # fmt: skip
def test_what_is_asked_of_releases(db, options, referred, eligible):
    reached, frame = steps(db, **options)
    assert (reached["referred"], set(frame["eligible"])) == (referred, {eligible})
    if not eligible:
        assert set(frame["status"]) == {"not_estimable"}


def test_a_person_with_several_releases_tells_less():
    # 40 people with five releases each, all or none of them referred: as sure as 40 people, not as 200
    releases = "release_id,person_id,released_on,follow_up_ended_on\n" + "".join(
        f"r{i}-{j},p{i},202{j}-01-01,2025-01-01\n" for i in range(40) for j in range(5))
    referrals = "participation_id,person_id,release_id,model,referred_on,status\n" + "".join(
        f"a{i}-{j},p{i},r{i}-{j},circle_sentencing,2019-12-01,declined\n" for i in range(20) for j in range(5))
    _, frame = steps(database({"release": releases, "participation": referrals}), unit="every")
    row = frame.iloc[0]
    assert row[["reached", "eligible"]].tolist() == [100, 200]
    assert row[["low", "high"]].tolist() == pytest.approx(proportion_confint(20, 40, method="wilson"), abs=1e-12)


@pytest.mark.parametrize("circuits, people", [
    (("B", "C"), 20),   # of the rest of A everybody stands twice, once in each circuit: as sure as 20 people, not as 40 releases
    (("B", "B"), 20),   # the same within one circuit, of which the mean over all groups would tell too little
])  # fmt: skip
def test_the_rest_is_as_sure_as_its_people(circuits, people):
    releases = "release_id,person_id,released_on,circuit,follow_up_ended_on\n"
    releases += "".join(f"ra{i},pa{i},2020-01-01,A,2025-01-01\n" for i in range(10))
    releases += "".join(f"r{i}-{j},p{i},202{j}-01-01,{circuit},2025-01-01\n" for i in range(20) for j, circuit in enumerate(circuits))
    referrals = "participation_id,person_id,release_id,model,referred_on,status\n"
    referrals += "".join(f"aa{i},pa{i},ra{i},circle_sentencing,2019-12-01,declined\n" for i in range(5))
    referrals += "".join(f"a{i}-{j},p{i},r{i}-{j},circle_sentencing,2019-12-01,declined\n" for i in range(8) for j in range(2))
    db = database({"release": releases, "participation": referrals})
    row = steps(db, unit="every", by="circuit")[1].set_index(["circuit", "step"]).loc[("A", "referred")]
    assert row[["reached", "eligible", "rest_share"]].tolist() == [5, 10, 0.4]
    expected = [float(part) for part in katz_ratio(5, 10, 16, 40, effective_n0=people)]
    assert row[["ratio", "ratio_low", "ratio_high"]].tolist() == pytest.approx(expected, abs=1e-12)


def test_the_columns_are_fixed(db):
    assert list(access(db, by="sex").columns) == (
        "sex model step basis eligible not_recorded reached share low high rest_share ratio ratio_low ratio_high status "
        "subset unit landmark strict_baseline covariates min_cell data_as_of fingerprint").split()


@pytest.mark.parametrize("options", [
    {"outcome": "rearrest"}, {"by": "eligible"}, {"model": "any_restorative'; drop table release; --"},
    {"where": {"sex": "'; drop table participation; --"}}])  # fmt: skip
def test_what_does_not_belong_is_a_problem(db, options):
    with pytest.raises(Problem):
        access(db, **options)
    assert db.execute("select count(*) from participation").fetchone() == (8,)


# ---- what is held back -------------------------------------------------------------------------------------
# County -> people eligible, referred, started (each started was referred).
COUNTED = {"29001": (200, 100, 60), "29003": (200, 100, 92), "29005": (200, 8, 0), "29007": (10, 5, 0), "29009": (60, 0, 0)}


@pytest.fixture(scope="module")
def places():
    return of_counties(COUNTED)


def of_counties(counted):
    """Database of counties: their code -> eligible, referred, started."""
    releases, referrals = ["release_id,person_id,released_on,follow_up_ended_on,county_fips"], ["participation_id,person_id,release_id,model,referred_on,started_on,status"]
    for county, (eligible, referred, started) in counted.items():
        for i in range(eligible):
            name = f"{county}-{i}"
            releases.append(f"r{name},p{name},2020-01-01,2024-01-01,{county}")
            if i < referred:
                referrals.append(f"a{name},p{name},r{name},circle_sentencing,2019-12-01,{'2019-12-02' if i < started else ''},withdrawn")
    return database({"release": "\n".join(releases), "participation": "\n".join(referrals)})


def of(db, **options):
    frame = access(db, by="county_fips", model="circle_sentencing", **options)
    return {(row["county_fips"], row["step"]): row for _, row in frame.iterrows()}


def test_small_groups_and_small_steps_are_hidden(places):
    found = of(places)
    assert found["29001", "referred"][["eligible", "reached", "status"]].tolist() == [200, 100, "ok"]
    assert found["29003", "started"]["status"] == "suppressed"  # eight were referred and never started
    assert found["29003", "referred"]["reached"] == 100
    assert found["29005", "referred"][["share", "low", "ratio"]].isna().all() and found["29005", "referred"]["eligible"] == 200
    assert found["29007", "referred"][["eligible", "reached", "share", "rest_share"]].isna().all()
    assert found["29009", "referred"][["eligible", "reached", "status"]].tolist() == [60, 0, "low"]  # zero is not hidden


def test_with_exact_totals_a_hidden_group_takes_another_with_it(places):
    # 29005 (8) and 29007 (5) are hidden by themselves: 13 together, which may be known
    found = of(places, round=1)
    assert {county for (county, step), row in found.items() if step == "referred" and row["status"] == "suppressed"} == {"29005", "29007"}
    without = of_counties(COUNTED | {"29007": (COUNTED["29007"][0], 0, 0)})
    found = of(without, round=1)  # now the eight alone would follow from the sum
    assert {county for (county, step), row in found.items() if step == "referred" and row["status"] == "suppressed"} > {"29005"}


@pytest.mark.parametrize("mediation, circle, hidden", [
    (range(97), range(97, 100), {"victim_offender_mediation", "circle_sentencing"}),   # 100 in any less 97: the circle's three
    (range(97), range(70, 100), {"victim_offender_mediation"}),   # 100 less 97: three in the circle alone
    (range(60), range(55, 100), {"circle_sentencing"}),           # 60 and 45 less 100: five in both; the smaller is hidden
    (range(60), range(49, 100), set()),                           # eleven in both
    (range(60), range(60, 100), set()),                           # nobody in both
])  # fmt: skip
def test_with_exact_totals_any_program_does_not_tell_of_few_in_one(mediation, circle, hidden):
    releases = "release_id,person_id,released_on,follow_up_ended_on\n" + "".join(f"r{i},p{i},2020-01-01,2024-01-01\n" for i in range(200))
    referrals = "participation_id,person_id,release_id,model,referred_on,status\n" + "".join(
        f"{model}{i},p{i},r{i},{model},2019-12-01,declined\n"
        for model, people in (("victim_offender_mediation", mediation), ("circle_sentencing", circle)) for i in people)
    db = database({"release": releases, "participation": referrals})
    for options, expected in (({"round": 1}, hidden), ({}, {"circle_sentencing"} & hidden if len(circle) < 11 else set()), ({"min_cell": 0}, set())):
        frame = access(db, **options)
        frame = frame[frame["step"] == "referred"].set_index("model")
        assert frame.loc["any_restorative", "reached"] == 100
        assert set(frame.index[frame["reached"].isna()]) == expected == set(frame.index[frame["status"] == "suppressed"])


def test_exact_figures_hide_nothing(places):
    assert "suppressed" not in {row["status"] for row in of(places, min_cell=0).values()}


def test_read_once_for_several_columns_each_is_as_if_asked_alone(places):
    together = access_by(places, ("county_fips", None, "sex"), where={"county_fips": ["29001", "29003"]})
    for by, found in zip(("county_fips", None, "sex"), together, strict=True):
        pd.testing.assert_frame_equal(found, access(places, where={"county_fips": ["29001", "29003"]}, **({"by": by} if by else {})))
