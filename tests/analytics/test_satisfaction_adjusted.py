"""Answers compared like with like: the weighted share by hand, what stays as it was, and what cannot be matched."""

import pandas as pd
import pytest
from scipy.stats import norm
from statsmodels.stats.proportion import proportion_confint

from analytics.satisfaction import answers_to, satisfaction
from data.problem import Problem
from tests.records import database

# Offense -> victims answering, and satisfied, after mediation and after the usual sentence. Mediation has the easier cases.
CASES = {"property": ((60, 54), (40, 32)), "violent": ((20, 12), (100, 50))}


def records(cases, people_of_release=1, shared="mu"):
    """One release an answer (or, on the shared sides, one for several answers of different victims)."""
    releases, referrals, answers = [], [], []
    for offense, arms in cases.items():
        for arm, (asked, satisfied) in zip("mu", arms, strict=True):
            of_release = people_of_release if arm in shared else 1
            for i in range(asked):
                name = f"{offense}{arm}{i // of_release}"
                if i % of_release == 0:
                    releases.append(f"r{name},p{name},2020-01-01,diversion,2024-01-01,{offense}")
                    if arm == "m":
                        referrals.append(f"a{name},p{name},r{name},victim_offender_mediation,2019-12-01,completed")
                answers.append(f"s{name}-{i},v{name}-{i},victim,r{name},after,fairness,{5 if i < satisfied else 1},1,5")
    return database({
        "release": "release_id,person_id,released_on,release_type,follow_up_ended_on,offense\n" + "\n".join(releases),
        "participation": "participation_id,person_id,release_id,model,referred_on,status\n" + "\n".join(referrals),
        "survey": "response_id,respondent_id,respondent,release_id,wave,question,score,scale_min,scale_max\n" + "\n".join(answers)})


def mediation(db, **options):
    frame = satisfaction(db, model="victim_offender_mediation", **{"min_cell": 0, **options})
    return frame.iloc[0]


@pytest.fixture(scope="module")
def db():
    return records(CASES)


@pytest.mark.parametrize("adjust", ["standardize", "entropy"])
def test_the_usual_sentences_answers_are_weighted_to_the_arms_cases(db, adjust):
    crude, found = mediation(db), mediation(db, adjust=adjust, covariates="offense")
    # three quarters of the arm's answers are about property: 0.75 x 32/40 + 0.25 x 50/100
    assert found["baseline_satisfied_rate"] == pytest.approx(0.725, abs=1e-9)
    assert found["satisfied_rate"] == pytest.approx(66 / 80) and found["difference"] == pytest.approx(66 / 80 - 0.725)
    assert crude["difference"] == pytest.approx(66 / 80 - 82 / 140)  # the crude gap is more than twice as large
    assert found["covariates"] == "offense" and not crude["covariates"]


def test_what_is_not_compared_stays_as_it_was(db):
    crude, found = mediation(db), mediation(db, adjust="entropy", covariates="offense")
    same = ["invited", "answered", "response_rate", "satisfied", "mean", "bound_low", "bound_high"]
    assert found[same].tolist() == crude[same].tolist()
    assert found["difference_low"] < found["difference"] < found["difference_high"]
    assert found["p_holm"] >= found["p_value"]


def test_the_interval_is_the_one_of_stratified_shares(db):
    found = mediation(db, adjust="standardize", covariates="offense")
    # within an offense both shares are plain ones; the arm's own mix of offenses is random and enters through the gap
    gaps = {offense: (m[1] / m[0], u[1] / u[0]) for offense, (m, u) in CASES.items()}
    weight = {"property": 0.75, "violent": 0.25}
    within = sum(weight[o] ** 2 * (gaps[o][0] * (1 - gaps[o][0]) / m[0] + gaps[o][1] * (1 - gaps[o][1]) / u[0]) for o, (m, u) in CASES.items())
    mean = sum(weight[o] * (gaps[o][0] - gaps[o][1]) for o in CASES)
    between = sum(weight[o] * (gaps[o][0] - gaps[o][1] - mean) ** 2 for o in CASES) / 80
    error = (within + between) ** 0.5
    assert found["difference_high"] - found["difference"] == pytest.approx(1.96 * error, rel=1e-6)
    assert found["p_value"] == pytest.approx(2 * norm.sf(abs(found["difference"] / error)), rel=1e-6)


def test_several_victims_of_one_case_make_it_less_sure():
    alone, shared = (mediation(records(CASES, people), adjust="entropy", covariates="offense") for people in (1, 2))
    assert shared["difference"] == pytest.approx(alone["difference"])
    assert shared["difference_high"] - shared["difference_low"] > alone["difference_high"] - alone["difference_low"]


@pytest.mark.parametrize("shared", ["u", "m", "mu"])
def test_the_arms_own_range_widens_as_its_own_answers_share_people(shared):
    """Its share is as sure as in the crude row where everybody has a match, whoever shares people in the baseline."""
    db = records(CASES, 4, shared)
    crude, found = mediation(db), mediation(db, adjust="entropy", covariates="offense")
    assert found[["low", "high"]].tolist() == pytest.approx(crude[["low", "high"]].tolist(), abs=1e-9)
    if shared == "u":  # 66 of 80 victims, each of another case
        assert found[["low", "high"]].tolist() == pytest.approx(proportion_confint(66, 80, method="wilson"), abs=1e-9)


def test_cases_without_a_match_are_set_aside_and_nobody_alike_is_not_estimable():
    apart = mediation(records({"property": ((60, 54), (0, 0)), "violent": ((20, 12), (100, 50))}), adjust="entropy", covariates="offense")
    assert apart["satisfied_rate"] == pytest.approx(12 / 20) and apart["status"] == "low"
    nobody = mediation(records({"property": ((60, 54), (0, 0)), "violent": ((0, 0), (100, 50))}), adjust="entropy", covariates="offense")
    assert nobody["status"] == "not_estimable" and nobody[["difference", "p_value"]].isna().all()


def test_few_people_alike_are_hidden():
    db = records({"property": ((60, 40), (5, 3)), "violent": ((0, 0), (100, 50))})  # five of the usual sentence are alike
    found = mediation(db, adjust="entropy", covariates="offense", min_cell=11)
    assert mediation(db, min_cell=11)["status"] == "ok" and found["status"] == "suppressed"
    assert found[["satisfied_rate", "baseline_satisfied_rate", "difference", "p_value"]].isna().all()


def test_other_verbs_still_give_crude_figures_only(db):
    from analytics.completion import completion
    with pytest.raises(Problem):
        completion(db, adjust="entropy")


@pytest.mark.parametrize("adjust", ["entropy"])
def test_some_items_alone_are_the_rows_of_all_items(demonstration, adjust):
    every = satisfaction(demonstration, adjust=adjust)
    items = sorted({tuple(row) for row in every[["respondent", "question", "wave"]].itertuples(index=False)})
    asked = items[len(items) // 2 :: 3]  # none of them is the first
    some = answers_to(demonstration, asked=asked, adjust=adjust)
    key, shown = ["respondent", "question", "wave", "model"], [column for column in some.columns if column != "why"]
    of_these = every[[tuple(row) in asked for row in every[["respondent", "question", "wave"]].itertuples(index=False)]]
    assert (some["why"][some["status"] == "ok"] == "").all() and "why" not in every.columns  # the file stays as it is
    pd.testing.assert_frame_equal(some[shown].sort_values(key, ignore_index=True), of_these[shown].sort_values(key, ignore_index=True))
