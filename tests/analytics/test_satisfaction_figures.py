"""The figures of `satisfaction`: against statsmodels, scipy, R and sums by hand; and what of them is held back."""

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analytics.answer_changes import paired_change
from analytics.satisfaction import satisfaction
from analytics.signed_ranks import signed_rank_p
from tests.records import database

ORACLES = Path(__file__).parents[1] / "oracles"
HEADER = "response_id,respondent_id,respondent,release_id,wave,question,score,scale_min,scale_max"
CIRCLE, USUAL = "circle_sentencing", "retributive_only"
# Of so many asked in the arm and in the baseline, so many answered and so many were satisfied.
ASKED = {
    "satisfaction_process":    ((52, 40, 31), (62, 60, 31)),
    "satisfaction_outcome":    ((52, 40, 38), (62, 60, 48)),
    "would_recommend":         ((52, 40, 40), (62, 60, 60)),  # everyone satisfied: no test
}  # fmt: skip


def records(asked, releases=70):
    """Releases a000... in the arm and b000... in the baseline, one respondent each: 5 satisfied, 1 not, of 1-5."""
    names = [(side, number) for side in "ab" for number in range(releases)]
    survey = [
        f"{question}-{side}{number},{side}{number},victim,{side}{number},after,{question},{score},1,5"
        for question, counts in asked.items()
        for side, (invited, answered, satisfied) in zip("ab", counts, strict=True)
        for number in range(invited)
        for score in ["5" if number < satisfied else "1" if number < answered else ""]
    ]
    return database({
        "release": "\n".join(["release_id,person_id,released_on,release_type,follow_up_ended_on", *(
            f"{side}{number},{side}{number},2020-01-01,diversion,2024-01-01" for side, number in names)]),
        "participation": "\n".join(["participation_id,person_id,release_id,model,referred_on,status", *(
            f"a{number},a{number},a{number},{CIRCLE},2020-01-01,active" for number in range(releases))]),
        "survey": "\n".join([HEADER, *survey]),
    })  # fmt: skip


def one(frame, **row):
    for column, value in row.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1
    return frame.iloc[0]


@pytest.fixture(scope="module")
def compared():
    return satisfaction(records(ASKED), min_cell=0)


@pytest.mark.parametrize("question", ASKED)
def test_shares_and_differences_agree_with_statsmodels(compared, question):
    (invited, answered, satisfied), (_, baseline_answered, baseline_satisfied) = ASKED[question]
    row = one(compared, model=CIRCLE, question=question)
    assert row[["invited", "answered", "satisfied"]].tolist() == [invited, answered, satisfied]
    wilson = proportion_confint(satisfied, answered, method="wilson")
    newcombe = confint_proportions_2indep(satisfied, answered, baseline_satisfied, baseline_answered, method="newcomb")
    assert row[["low", "high"]].tolist() == pytest.approx(wilson, abs=1e-12)
    assert row["difference"] == pytest.approx(satisfied / answered - baseline_satisfied / baseline_answered, abs=1e-15)
    assert row[["difference_low", "difference_high"]].tolist() == pytest.approx(newcombe, abs=1e-12)
    assert (row["bound_low"], row["bound_high"]) == (satisfied / invited, (satisfied + invited - answered) / invited)
    assert row["mean"] == 100 * satisfied / answered


def test_tests_agree_with_scipy_and_holm_takes_all_questions_of_a_wave(compared):
    tested = [question for question in ASKED if question != "would_recommend"]
    p_values = []
    for question in tested:
        (_, n, events), (_, baseline_n, baseline_events) = ASKED[question]
        table = [[events, n - events], [baseline_events, baseline_n - baseline_events]]
        p_values.append(stats.chi2_contingency(table, correction=False).pvalue)
    rows = [one(compared, model=CIRCLE, question=question) for question in tested]
    assert [row["p_value"] for row in rows] == pytest.approx(p_values, rel=1e-12)
    assert [row["p_holm"] for row in rows] == pytest.approx(multipletests(p_values, method="holm")[1], rel=1e-12)
    assert np.isnan(one(compared, model=CIRCLE, question="would_recommend")["p_holm"])


def test_model_chooses_rows_not_the_family(compared):
    rows = satisfaction(records(ASKED), min_cell=0, model=[CIRCLE])
    whole = compared[compared["model"] == CIRCLE].reset_index(drop=True)
    assert rows["p_holm"].tolist() == pytest.approx(whole["p_holm"].tolist(), nan_ok=True) and set(rows["model"]) == {CIRCLE}


# ---- answers about one release -------------------------------------------------------------------------
# Satisfied and not satisfied victims of each release in the arm, and in the baseline.
TOGETHER = ([(3, 0), (0, 3), (2, 1), (1, 0), (1, 0), (0, 1), (4, 0)], [(1, 2), (0, 2), (1, 0), (2, 0), (0, 1), (0, 4)])


@pytest.fixture(scope="module")
def together():
    """Two victims of one release tell less than two of two releases."""
    release, participation, survey = [], [], []
    for side, groups in zip("ab", TOGETHER, strict=True):
        for number, (satisfied, others) in enumerate(groups):
            name = f"{side}{number}"
            release.append(f"{name},{name},2020-01-01,diversion,2024-01-01")
            if side == "a":
                participation.append(f"{name},{name},{name},{CIRCLE},2020-01-01,active")
            for victim, score in enumerate([5] * satisfied + [1] * others):
                survey.append(f"{name}-{victim},{name}-{victim},victim,{name},after,fairness,{score},1,5")
    db = database({
        "release": "\n".join(["release_id,person_id,released_on,release_type,follow_up_ended_on", *release]),
        "participation": "\n".join(["participation_id,person_id,release_id,model,referred_on,status", *participation]),
        "survey": "\n".join([HEADER, *survey]),
    })  # fmt: skip
    return one(satisfaction(db, min_cell=0, model=CIRCLE), question="fairness")


def clustered(groups):
    """n, share, and its variance clustered by release: the sum of squared sums of residuals over n squared."""
    n, satisfied = sum(map(sum, groups)), sum(yes for yes, _ in groups)
    share = satisfied / n
    return n, share, sum((yes * (1 - share) - no * share) ** 2 for yes, no in groups) / n**2


def test_wilson_takes_the_design_effect_of_shared_releases(together):
    n, share, variance = clustered(TOGETHER[0])
    effective = n / max(1, variance / (share * (1 - share) / n))
    low, high = proportion_confint(share * effective, effective, method="wilson")
    assert effective < n and together["satisfied_rate"] == share
    assert together[["low", "high"]].tolist() == pytest.approx([low, high], rel=1e-12)


def test_the_test_is_wald_where_releases_are_shared(together):
    (_, share, variance), (_, other, other_variance) = map(clustered, TOGETHER)
    z = (share - other) / np.sqrt(variance + other_variance)
    assert together["p_value"] == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-12)


# ---- change --------------------------------------------------------------------------------------------
with open(ORACLES / "paired_changes.csv", newline="") as file:
    R_CHANGES = list(csv.DictReader(file))


@pytest.mark.parametrize("row", R_CHANGES, ids=[row["name"] for row in R_CHANGES])
def test_change_agrees_with_r(row):
    changes = np.array([float(value) for value in row["changes"].split()])
    made = paired_change(changes, np.ones(changes.size))
    assert made == pytest.approx([float(row[name]) for name in ("mean", "low", "high", "p")], rel=1e-9)


def test_signed_ranks_agree_with_scipy():
    random = np.random.default_rng(7)
    for n in [2, 5, 12, 13, 14, 15, 49, 50, 51, 80]:
        for changes in (random.normal(3, 10, n), random.integers(-3, 5, n) * 25.0, random.integers(1, 5, n) * 10.0):
            values, pairs = np.unique(changes, return_counts=True)
            assert signed_rank_p(values, pairs) == pytest.approx(stats.wilcoxon(changes).pvalue, rel=1e-9)


@pytest.mark.parametrize("change, pairs, expected", [
    ([], [], np.nan),            # no pair
    ([0], [3], 1),               # nobody changed
    ([25], [1], 1),              # one pair: either sign is as far out
    ([25], [6], 2 / 64),         # all six upwards
    ([-25, 0], [6, 7], 2 / 64),  # pairs without change are left out
])  # fmt: skip
def test_signed_ranks_at_the_edges(change, pairs, expected):
    assert signed_rank_p(np.array(change, float), np.array(pairs, float)) == pytest.approx(expected, nan_ok=True)


# ---- what is held back ---------------------------------------------------------------------------------
HELD_BACK = {
    "satisfaction_process": ((52, 40, 22), (62, 48, 22)),  # shown
    "satisfaction_outcome": ((10, 10, 0), (62, 48, 22)),   # ten asked
    "fairness":             ((52, 40, 10), (62, 48, 22)),  # ten satisfied
    "felt_heard":           ((52, 40, 30), (62, 48, 22)),  # ten not satisfied
    "questions_answered":   ((52, 42, 22), (62, 48, 22)),  # ten silent
    "contacted_afterwards": ((52, 52, 22), (62, 48, 22)),  # nobody silent
    "would_recommend":      ((11, 11, 11), (62, 48, 22)),  # eleven of everything, nobody of the rest
    "offender_accountable": ((52, 40, 22), (62, 48, 5)),   # five satisfied in the baseline
    "apology_received":     ((52, 40, 22), (62, 58, 22)),  # four silent in the baseline
    "empathy":              ((52, 0, 0), (62, 48, 22)),    # nobody answered
    "belonging":            ((0, 0, 0), (62, 48, 22)),     # nobody asked
}  # fmt: skip
NA = None
# invited, answered, satisfied, share satisfied, baseline's share, difference given, status; counts to the nearest 5.
MAY_BE_SHOWN = {
    "satisfaction_process": (50, 40, 20, 20 / 40, 20 / 50, True, "low"),
    "satisfaction_outcome": (NA, NA, NA, NA, 20 / 50, False, "suppressed"),
    "fairness":             (50, 40, NA, NA, 20 / 50, False, "suppressed"),
    "felt_heard":           (50, 40, NA, NA, 20 / 50, False, "suppressed"),
    "questions_answered":   (50, NA, NA, NA, 20 / 50, False, "suppressed"),
    "contacted_afterwards": (50, 50, 20, 20 / 50, 20 / 50, True, "low"),
    "would_recommend":      (10, 10, 10, 1, 20 / 50, True, "low"),
    "offender_accountable": (50, 40, 20, 20 / 40, NA, False, "suppressed"),
    "apology_received":     (50, 40, 20, 20 / 40, NA, False, "suppressed"),
    "empathy":              (50, 0, 0, NA, 20 / 50, False, "not_estimable"),
    "belonging":            (0, 0, 0, NA, 20 / 50, False, "not_estimable"),
}  # fmt: skip


@pytest.fixture(scope="module")
def held_back():
    return satisfaction(records(HELD_BACK), model=CIRCLE)


@pytest.mark.parametrize("question", HELD_BACK)
def test_small_counts_and_what_is_made_from_them_do_not_leave(held_back, question):
    row = one(held_back, question=question)
    invited, answered, satisfied, share, baseline_share, compared, status = MAY_BE_SHOWN[question]
    names = ["invited", "answered", "satisfied", "satisfied_rate", "baseline_satisfied_rate"]
    found = [None if missing else float(value) for value, missing in zip(row[names], row[names].isna(), strict=True)]
    assert found == [invited, answered, satisfied, share, baseline_share]
    assert row["status"] == status
    assert row[["difference", "difference_low", "difference_high"]].notna().all() == compared
    assert row["p_value"] != row["p_value"] or compared
    if answered is None:
        assert row[["response_rate", "bound_low", "bound_high"]].isna().all()
    if share is None:
        assert row[["low", "high", "mean", "bound_low", "bound_high"]].isna().all() or answered == 0


def test_all_rates_come_from_rounded_counts(held_back):
    row = one(held_back, question="satisfaction_process")
    assert (row["response_rate"], row["bound_low"], row["bound_high"]) == (40 / 50, 20 / 50, 30 / 50)
    assert row[["low", "high"]].tolist() == pytest.approx(proportion_confint(20, 40, method="wilson"), abs=1e-12)
    assert row["mean"] == 55.0  # 22 of 40, to 1 decimal


def test_people_are_protected_not_answers():
    # six victims, each of two releases: twelve answers of six people
    release = [f"r{number},p{number},2020-01-01,diversion,2024-01-01" for number in range(12)]
    survey = [f"s{number},v{number % 6},victim,r{number},after,fairness,5,1,5" for number in range(12)]
    db = database({
        "release": "\n".join(["release_id,person_id,released_on,release_type,follow_up_ended_on", *release]),
        "survey": "\n".join([HEADER, *survey]),
    })  # fmt: skip
    assert one(satisfaction(db, min_cell=0, model=USUAL))["answered"] == 12
    assert one(satisfaction(db, min_cell=6, round=1, model=USUAL))["answered"] == 12
    hidden = one(satisfaction(db, min_cell=7, round=1, model=USUAL))
    assert hidden["status"] == "suppressed" and hidden[["invited", "answered", "satisfied", "mean"]].isna().all()


def test_change_of_few_people_is_hidden():
    release = [f"r{number},p{number},2020-01-01,diversion,2024-01-01" for number in range(30)]
    survey = [
        f"{question}{wave}{number},v{number},victim,r{number},{wave},{question},{score},1,5"
        for question, pairs in {"safety": 10, "wellbeing": 30}.items()
        for number in range(pairs)
        for wave, score in (("before", 2), ("after", 3 + number % 2))
    ]
    db = database({
        "release": "\n".join(["release_id,person_id,released_on,release_type,follow_up_ended_on", *release]),
        "survey": "\n".join([HEADER, *survey]),
    })  # fmt: skip
    frame = satisfaction(db, model=USUAL)
    few, enough = (one(frame, question=question, wave="change") for question in ("safety", "wellbeing"))
    assert few["status"] == "suppressed" and few[["invited", "answered", "mean", "low", "high", "p_value"]].isna().all()
    # 15 went up by 25 and 15 by 50: mean 37.5; standard deviation 12.7, t with 29 degrees of freedom 2.045
    assert (enough["answered"], enough["mean"], enough["low"], enough["high"], enough["p_value"]) == (30, 37.5, 32.8, 42.2, 0)
    assert enough["status"] == "ok"


# ---- the same person on both sides, and under a later clock ----------------------------------------------
def test_under_unit_every_people_stand_on_both_sides_of_the_test():
    random = np.random.default_rng(11)
    release, participation, survey, rows = [], [], [], []
    for person in range(60):
        lucky = random.random()
        for number, day in enumerate(["2020-01-01", "2021-01-01"][: 1 + person % 2]):
            name, in_arm = f"r{person}-{number}", number == 1 or person % 3 == 0
            if number == 1 or in_arm:
                participation.append(f"{name},p{person},{name},{CIRCLE},{day},active")
            release.append(f"{name},p{person},{day},diversion,2024-01-01")
            satisfied = random.random() < lucky
            survey.append(f"{name},v{name},victim,{name},after,fairness,{5 if satisfied else 1},1,5")
            rows.append((person, in_arm, satisfied))
    db = database({
        "release": "\n".join(["release_id,person_id,released_on,release_type,follow_up_ended_on", *release]),
        "participation": "\n".join(["participation_id,person_id,release_id,model,referred_on,status", *participation]),
        "survey": "\n".join([HEADER, *survey]),
    })  # fmt: skip
    row = one(satisfaction(db, unit="every", min_cell=0, model=CIRCLE))
    person, in_arm, satisfied = np.array(rows).T
    share = {side: satisfied[in_arm == side].mean() for side in (0, 1)}
    influence = sum(
        (1 if side else -1) * (in_arm == side) * (satisfied - share[side]) / (in_arm == side).sum() for side in (0, 1)
    )
    error = np.sqrt((np.bincount(person, influence) ** 2).sum())
    assert row["difference"] == pytest.approx(share[1] - share[0], abs=1e-15)
    assert row["p_value"] == pytest.approx(2 * stats.norm.sf(abs(share[1] - share[0]) / error), rel=1e-12)


def test_a_later_clock_gives_a_participation_to_the_release_before_it():
    db = database({
        "release": """
            release_id,person_id,released_on,release_type,follow_up_ended_on
            ra,p1,2020-01-01,diversion,2024-01-01
            rb,p1,2021-01-01,diversion,2024-01-01
        """,
        "participation": f"""
            participation_id,person_id,model,referred_on,status
            a1,p1,{CIRCLE},2020-01-11,active     # within 30 days of ra; the next release after it is rb
        """,
        "survey": """
            response_id,respondent_id,respondent,participation_id,wave,question,score,scale_min,scale_max
            s1,v1,victim,a1,after,fairness,5,1,5
        """,
    })  # fmt: skip
    for options, invited in (({}, 0), ({"unit": "every"}, 1), ({"landmark": 30}, 1), ({"landmark": 9}, 0)):
        assert one(satisfaction(db, min_cell=0, model=CIRCLE, **options))["invited"] == invited, options
