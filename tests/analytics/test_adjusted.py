"""Like with like from records to figures: by hand, where it cannot be done, and against the demonstration's known truth."""

from functools import cache

import numpy as np
import pytest
from scipy.stats import binom, norm

import analytics
from analytics import known_truth
from analytics.export import export
from analytics.vocabulary import OUTCOMES
from data.demonstration import write_demonstration
from data.problem import Problem
from tests.records import database

METHODS = ("standardize", "ipw", "entropy")
ARM = "circle_sentencing"


def records(groups):
    """Groups of people alike: (sex, in the arm, how many, how many of them arrested), with more of what they are if given."""
    person, release, event, participation = ["person_id,sex,race"], [], [], ["participation_id,person_id,release_id,model,referred_on,status"]
    release.append("release_id,person_id,released_on,release_type,follow_up_ended_on,prior_convictions")
    event.append("event_id,person_id,occurred_on,event_type")
    number = 0
    for sex, in_arm, many, arrested, *more in groups:
        race, priors = more or ("", "")
        for one in range(many):
            number += 1
            person.append(f"p{number},{sex},{race}")
            release.append(f"r{number},p{number},2015-01-01,prison_release,2020-01-01,{priors}")
            if in_arm:
                participation.append(f"a{number},p{number},r{number},{ARM},2014-06-01,completed")
            if one < arrested:
                event.append(f"e{number},p{number},2015-06-01,rearrest")
    tables = {"person": person, "release": release, "event": event, "participation": participation}
    return database({name: "\n".join(lines) for name, lines in tables.items()})


@cache
def turned():
    return records(TURNED)


@cache
def edge_records(edge):
    return records(EDGES[edge][0])


def compared(connection, adjust, **options):
    frame = analytics.compare(connection, adjust=adjust, **{"min_cell": 0} | options)
    return frame[frame["model"] == ARM].iloc[0], frame.attrs.get("reasons", {}).get(("", ARM), "")


# Women are arrested less, and are most of the arm. Within each sex the arm does worse by 10 in 100.
TURNED = [
    ("female", True, 80, 24),      # 30 in 100
    ("male", True, 20, 14),        # 70 in 100
    ("female", False, 50, 10),     # 20 in 100
    ("male", False, 150, 90),      # 60 in 100
]


def test_crude_and_adjusted_differ_in_sign():
    """Crude: 38/100 against 100/200, 12 fewer. The baseline with the arm's 80 women in 100: 0.8 x 0.2 + 0.2 x 0.6 = 0.28, so 10 more."""
    connection = turned()
    crude, _ = compared(connection, "none")
    assert crude["risk_difference"] == pytest.approx(-0.12)
    for method in METHODS:
        found, why = compared(connection, method, covariates="sex")
        assert (found["rate"], found["baseline_rate"]) == (pytest.approx(0.38), pytest.approx(0.28))
        assert found["risk_difference"] == pytest.approx(0.10)
        assert (found["n"], found["events"], found["baseline_n"], found["baseline_events"]) == (100, 38, 200, 100)
        # Weights: 0.8/50 for each woman, 0.2/150 for each man.
        assert found["effective_n"] == pytest.approx(1 / (0.8**2 / 50 + 0.2**2 / 150))
        # Influence: for the arm y less its sex's baseline rate, around the mean; for the baseline w (y - its sex's rate).
        arm = 24 * (1 - 0.2) ** 2 + 56 * 0.2**2 + 14 * (1 - 0.6) ** 2 + 6 * 0.6**2 - 100 * 0.1**2
        base = 0.8**2 * 0.2 * 0.8 / 50 + 0.2**2 * 0.6 * 0.4 / 150
        error = np.sqrt(arm / 100**2 + base)
        assert found["risk_difference_high"] == pytest.approx(0.10 + 1.96 * error)
        assert found["risk_ratio"] == pytest.approx(0.38 / 0.28)
        assert found["e_value"] == pytest.approx(0.38 / 0.28 + np.sqrt(0.38 / 0.28 * (0.38 / 0.28 - 1)))
        assert found["status"] == "ok" and why == ""
        assert np.isnan(found["logrank_p"]) and found["covariates"] == "sex"


def test_what_is_not_alike_is_set_aside():
    """30 of 130 in the arm are of a sex that the baseline has nobody of; rates are over the other 100."""
    connection = records([*TURNED, ("other", True, 30, 30), ("unknown", False, 40, 40)])
    for method in METHODS:
        found, why = compared(connection, method, covariates="sex")
        assert found["rate"] == pytest.approx(0.38) and found["baseline_rate"] == pytest.approx(0.28)
        assert found["unmatched_share"] == pytest.approx(30 / 130)
        assert (found["n"], found["baseline_n"]) == (130, 240)    # raw counts
        assert found["status"] == "low" and "nobody to compare with" in why


def test_setting_aside_goes_on_until_nothing_changes():
    """Black men of the arm have no black people in the baseline: they are set aside. Then no man is left in the arm, so
    the baseline's men are out; and white women of the arm with them lose nothing."""
    connection = records([
        ("male", True, 40, 20, "black", "0"), ("female", True, 60, 30, "white", "0"),
        ("male", False, 50, 40, "white", "0"), ("female", False, 80, 20, "white", "0"),
    ])  # fmt: skip
    for method in METHODS:
        found, _ = compared(connection, method, covariates="sex,race")
        assert found["rate"] == pytest.approx(0.5) and found["baseline_rate"] == pytest.approx(0.25)
        assert found["unmatched_share"] == pytest.approx(0.4)


EDGES = {
    "no overlap": ([("female", True, 50, 20), ("male", False, 50, 20)], "not_estimable", "like anybody"),
    "one level": ([("male", True, 60, 35), ("male", False, 90, 40)], "ok", ""),
    "all unknown": ([("unknown", True, 60, 35), ("unknown", False, 90, 40)], "ok", ""),
    "an arm of 1": ([("male", True, 1, 1), ("male", False, 90, 40)], "not_estimable", "everybody"),
    "an arm of 30": ([("male", True, 30, 10), ("male", False, 90, 40)], "low", "fewer than 30"),
    "nobody in the arm": ([("male", False, 90, 40)], "not_estimable", "nobody is in the group"),
    "nobody to compare with": ([("male", True, 90, 40)], "not_estimable", "nobody is there to compare with"),
    "an outcome nobody of the arm has": ([("male", True, 60, 0), ("male", False, 90, 40)], "not_estimable", "nobody of the group"),
    "an outcome everybody has": ([("male", True, 60, 60), ("male", False, 90, 90)], "not_estimable", "everybody"),
    "an outcome nobody of the baseline has": ([("male", True, 60, 40), ("male", False, 90, 0)], "not_estimable", "nobody of those"),
    "weights that explode": ([("male", True, 99, 50), ("female", True, 1, 0), ("male", False, 1, 1), ("female", False, 900, 400)], "low", "after weighting"),
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("edge", EDGES)
def test_an_edge_has_a_status_and_a_reason(edge, method):
    _, status, words = EDGES[edge]
    found, why = compared(edge_records(edge), method, covariates="sex")
    assert found["status"] == status and words in why
    assert bool(why) == (status != "ok")
    if status == "not_estimable":
        assert np.isnan(found["risk_difference"]) and np.isnan(found["p_value"]) and np.isnan(found["e_value"])


def test_separation_and_shares_beyond_reach_are_told():
    """Everybody in the arm is a woman or has priors, nobody both; in the baseline it is both or neither."""
    groups = [
        ("female", True, 60, 30, "", "0"), ("male", True, 20, 10, "", "3"), ("female", True, 1, 1, "", "3"),
        ("male", False, 50, 25, "", "0"), ("female", False, 50, 25, "", "3"),
    ]  # fmt: skip
    found, why = compared(records(groups), "entropy", covariates="sex,prior_convictions")
    assert found["status"] == "not_estimable" and "no weights make" in why
    assert np.isnan(found["baseline_rate"]) and not np.isnan(found["unmatched_share"])


def test_a_verb_without_weights_says_so_in_one_sentence():
    with pytest.raises(Problem, match="crude figures only"):
        analytics.completion(turned(), adjust="entropy")


def test_what_is_alike_has_one_way_to_be_written():
    connection = turned()
    names = analytics.compare(connection, adjust="ipw", covariates="race, sex,race")["covariates"].unique()
    assert list(names) == ["sex,race"]
    assert analytics.compare(connection, adjust="standardize")["covariates"].iloc[0] == "sex,age_band,offense,risk_level,prior_convictions"
    assert analytics.compare(connection, adjust="entropy")["covariates"].iloc[0].endswith("sentence_months,release_type,release_year")
    assert analytics.compare(connection)["covariates"].iloc[0] == ""


def test_weighted_figures_leave_with_three_decimals():
    """Counts to the nearest 5, the arm's rate from those (40/100), the weighted rate to 3 decimals; the difference from the two."""
    found, _ = compared(turned(), "entropy", covariates="sex", min_cell=11)
    assert (found["events"], found["rate"], found["baseline_rate"]) == (40, 0.4, 0.28)
    assert found["risk_difference"] == 0.12 and found["effective_n"] == 75    # of 76.4
    figures = found[["rate_low", "risk_difference_low", "risk_ratio", "p_value", "e_value", "unmatched_share"]].astype(float)
    assert (figures == figures.round(3)).all()


def test_weights_that_are_all_alike_tell_no_exact_share():
    """With one level the weighted rate is the baseline's plain share: it is made from rounded counts like that."""
    found, _ = compared(records([("male", True, 60, 35), ("male", False, 92, 41)]), "entropy", covariates="sex", min_cell=11)
    assert found["baseline_rate"] == round(40 / 90, 3)


def test_a_few_matched_people_are_not_shown():
    """Eight of the arm have a match: what they did is nobody's business."""
    groups = [("female", True, 8, 4), ("other", True, 80, 40), ("female", False, 60, 30), ("male", False, 60, 30)]
    found, why = compared(records(groups), "entropy", covariates="sex", min_cell=11)
    assert found["status"] == "suppressed" and why
    assert np.isnan(found["rate"]) and np.isnan(found["baseline_rate"]) and np.isnan(found["effective_n"])


def test_a_few_set_aside_are_not_told_by_subtraction():
    """With exact counts the five set aside would follow from the two; rounded counts do not tell them."""
    groups = [("female", True, 60, 30), ("other", True, 5, 2), ("female", False, 60, 30)]
    exact, _ = compared(records(groups), "entropy", covariates="sex", min_cell=11, round=1)
    assert exact["status"] == "suppressed"
    rounded, _ = compared(records(groups), "entropy", covariates="sex", min_cell=11)
    assert rounded["status"] == "ok" and rounded["rate"] == 0.5


def test_a_risk_level_from_after_the_referral_is_unknown():
    """Both of the arm have a low level on record, one assessed after the referral: as a covariate that one is unknown."""
    connection = database({
        "release": """
            release_id, person_id, released_on, release_type, follow_up_ended_on, risk_level, risk_assessed_on
            before, p1, 2015-01-01, prison_release, 2020-01-01, low, 2014-01-01    # assessed before the referral
            after,  p2, 2015-01-01, prison_release, 2020-01-01, low, 2014-12-01    # assessed after it
            usual,  p3, 2015-01-01, prison_release, 2020-01-01, low, 2014-12-01    # never referred
        """,
        "participation": """
            participation_id, person_id, release_id, model, referred_on, status
            a1, p1, before, circle_sentencing, 2014-06-01, completed
            a2, p2, after,  circle_sentencing, 2014-06-01, completed
        """,
        "event": "event_id,person_id,occurred_on,event_type\ne1,p1,2015-02-01,rearrest",
    })  # fmt: skip
    table = analytics.cells(connection, covariates="risk_level", min_cell=0)
    arm = table[table["model"] == ARM].set_index("risk_level")
    assert arm["n"].to_dict() == {"low": 1, "unknown": 1}
    assert arm["baseline_n"].to_dict() == {"low": 1, "unknown": 0}


def test_the_description_says_why(tmp_path):
    made = export(edge_records("no overlap"), "compare", adjust="entropy", covariates="sex", model=[ARM])
    assert '"reason": "nobody of the usual sentence is like anybody in the group' in made.sidecar


@pytest.mark.parametrize("options", [
    {}, {"unit": "every"}, {"landmark": 90, "unit": "every"}, {"exposure": "completed", "strict_baseline": True},
    {"where": {"sex": "female"}, "by": "release_type"}, {"by": "offense", "unit": "every", "min_cell": 0},
], ids=str)  # fmt: skip
def test_counts_stay_raw_under_every_option(options, demonstration):
    counts = ["model", "n", "events", "baseline_n", "baseline_events", "baseline_later_referred"]
    crude = analytics.compare(demonstration, **options)
    found = analytics.compare(demonstration, adjust="entropy", covariates="risk_level,age_band,sex", **options)
    assert found[counts].equals(crude[counts])
    baseline = found["model"] == "retributive_only"
    assert found.loc[baseline, "status"].equals(crude.loc[baseline, "status"])     # it is nobody's match
    names = ["rate", "rate_low", "rate_high"]
    np.testing.assert_allclose(found.loc[baseline, names], crude.loc[baseline, names], rtol=1e-12)
    assert (found["status"] == "ok").any() and found["logrank_p"].isna().all()


@pytest.mark.parametrize("method", ["ipw", "entropy"])
def test_the_known_truth_is_recovered(method, demonstration):
    """A 95 % range misses one time in twenty, so single ranges are not asked to hold the truth, but all of them together:
    as wide as so many looks ask for (Bonferroni) each holds it, and no more of the 95 % ranges miss it than chance has
    miss (binomial). The crude ones do not. Over 24 draws: benchmarks/known_truth.md."""
    truth = known_truth.read(demonstration)
    held, crude_held, far = [], [], []
    for outcome in OUTCOMES:
        crude = analytics.compare(demonstration, outcome=outcome, min_cell=0)
        frame = analytics.compare(demonstration, outcome=outcome, adjust=method, min_cell=0)
        for found, plain in zip(frame.to_dict("records"), crude.to_dict("records"), strict=True):
            key = (found["model"], outcome, 36)
            if key in truth and found["status"] == "ok":
                held.append(found["risk_difference_low"] <= truth[key] <= found["risk_difference_high"])
                crude_held.append(plain["risk_difference_low"] <= truth[key] <= plain["risk_difference_high"])
                error = (found["risk_difference_high"] - found["risk_difference_low"]) / 3.92
                far.append(abs(found["risk_difference"] - truth[key]) / error)
    assert len(held) >= 25
    assert max(far) < norm.isf(0.025 / len(far)) and len(held) - sum(held) <= binom.isf(0.01, len(held), 0.05)
    assert np.mean(crude_held) < 0.7


def test_every_range_of_the_shipped_demonstration_holds_its_truth(tmp_path):
    """What the page of the known truth says of the draw that is shipped, which was picked for it (benchmarks/known_truth.md).
    The method is judged by the test above and over 24 draws, not by this one."""
    shipped = tmp_path / "demonstration.duckdb"
    write_demonstration(shipped)
    truth, misses, ranges = known_truth.read(shipped), {}, {}
    for method in ("none", "entropy", "ipw"):
        frames = [analytics.compare(shipped, outcome=outcome, adjust=method, min_cell=0) for outcome in OUTCOMES]
        rows = [row for frame in frames for row in frame.to_dict("records")
                if row["status"] == "ok" and (row["model"], row["outcome"], 36) in truth]
        ranges[method] = len(rows)
        misses[method] = [(row["model"], row["outcome"]) for row in rows
                          if not row["risk_difference_low"] <= truth[row["model"], row["outcome"], 36] <= row["risk_difference_high"]]
    assert misses["entropy"] == misses["ipw"] == []
    assert min(ranges.values()) >= 60       # of 9 models and 7 outcomes
    assert len(misses["none"]) >= ranges["none"] / 2
