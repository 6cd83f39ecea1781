"""Who is counted in a fixed window, row by row, and what is made of it."""

import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

import analytics
from tests.records import database

EDGES = """
release_id, person_id, released_on, release_type,    follow_up_ended_on
day_0,      p01,       2015-01-01,  prison_release,  2020-01-01          # event on day 0: counts
last_day,   p02,       2015-01-01,  prison_release,  2020-01-01          # event on day 1,095: counts
day_after,  p03,       2015-01-01,  prison_release,  2020-01-01          # event on day 1,096: does not
nothing,    p04,       2015-01-01,  prison_release,  2020-01-01          # no event
matures,    p05,       2015-01-01,  prison_release,  2017-12-31          # followed for exactly 1,095 days: counted
too_short,  p06,       2015-01-01,  prison_release,  2017-12-30          # followed for 1,094 days: not counted
early,      p07,       2015-01-01,  prison_release,  2017-12-30          # has the event but is not mature: not counted
dies,       p08,       2015-01-01,  prison_release,  2020-01-01          # dies without the event: stays in n
after_dead, p09,       2015-01-01,  prison_release,  2020-01-01          # event after the death: ignored
same_day,   p10,       2015-01-01,  prison_release,  2020-01-01          # event on the day of death: counts
before,     p11,       2015-01-01,  prison_release,  2020-01-01          # event on the day before: history
sentenced,  p12,       2015-01-01,  probation_start, 2020-01-01          # event on the day of sentence: the case itself
old_offense,p13,       2015-01-01,  prison_release,  2020-01-01          # arrested for an offense before release: history
no_type,    p14,       2015-01-01,  ,                2020-01-01          # type unknown: an event on day 0 counts
"""
EVENTS = """
event_id, person_id, occurred_on, event_type, offended_on
e01,      p01,       2015-01-01,  rearrest,
e02,      p02,       2017-12-31,  rearrest,
e03,      p03,       2018-01-01,  rearrest,
e07,      p07,       2015-06-01,  rearrest,
e08,      p08,       2015-06-01,  death,
e09a,     p09,       2015-06-01,  death,
e09b,     p09,       2015-06-02,  rearrest,
e10a,     p10,       2015-06-01,  death,
e10b,     p10,       2015-06-01,  rearrest,
e11,      p11,       2014-12-31,  rearrest,
e12,      p12,       2015-01-01,  rearrest,
e13,      p13,       2015-06-01,  rearrest,   2014-12-31
e14,      p14,       2015-01-01,  rearrest,
"""


def row(frame, model):
    found = frame[frame["model"] == model]
    assert len(found) == 1
    return found.iloc[0]


@pytest.mark.parametrize(
    ("release", "counted", "events"),
    [
        ("day_0", 1, 1), ("last_day", 1, 1), ("day_after", 1, 0), ("nothing", 1, 0), ("matures", 1, 0),
        ("too_short", 0, 0), ("early", 0, 0), ("dies", 1, 0), ("after_dead", 1, 0), ("same_day", 1, 1),
        ("before", 1, 0), ("sentenced", 1, 0), ("old_offense", 1, 0), ("no_type", 1, 1),
    ],
)  # fmt: skip
def test_each_edge_of_the_window(release, counted, events):
    header, *lines = [line for line in EDGES.splitlines() if line.strip()]
    # One more arrest elsewhere, or "rearrest" would be unknown to records that hold none.
    other = "other, p99, 2015-01-01, prison_release, 2015-01-02"
    line = next(line for line in lines if line.startswith(release + ","))
    connection = database(
        {"release": "\n".join([header, line, other]), "event": EVENTS + "e99, p99, 2015-01-01, rearrest,"}
    )
    found = row(analytics.compare(connection, min_cell=0), "retributive_only")
    assert (found["n"], found["events"]) == (counted, events)


def two_arms(arm_events=(12, 40), baseline_events=(30, 60)):
    """Releases of one day in mediation and in the baseline: (with the event, all of them)."""
    releases, participations, events = ["release_id,person_id,released_on,follow_up_ended_on"], [], []
    participations.append("participation_id,person_id,release_id,model,referred_on,status")
    events.append("event_id,person_id,occurred_on,event_type")
    for arm, (had_it, everyone) in (("a", arm_events), ("b", baseline_events)):
        for number in range(everyone):
            person = f"{arm}{number}"
            releases.append(f"r{person},{person},2015-01-01,2020-01-01")
            if arm == "a":
                participations.append(f"q{person},{person},r{person},victim_offender_mediation,2014-12-01,referred")
            if number < had_it:
                events.append(f"e{person},{person},2015-07-01,rearrest")
    return database(
        {"release": "\n".join(releases), "participation": "\n".join(participations), "event": "\n".join(events)}
    )


def test_figures_agree_with_statsmodels_and_scipy():
    found = row(analytics.compare(two_arms(), min_cell=0), "victim_offender_mediation")
    assert (found["n"], found["events"], found["baseline_n"], found["baseline_events"]) == (40, 12, 60, 30)
    assert (found["rate_low"], found["rate_high"]) == pytest.approx(proportion_confint(12, 40, method="wilson"), rel=1e-12)
    assert (found["risk_difference_low"], found["risk_difference_high"]) == pytest.approx(
        confint_proportions_2indep(12, 40, 30, 60, compare="diff", method="newcomb"), rel=1e-10
    )
    ratio = stats.contingency.relative_risk(12, 40, 30, 60)
    interval = ratio.confidence_interval()
    assert (found["risk_ratio"], found["risk_ratio_low"], found["risk_ratio_high"]) == pytest.approx(
        (ratio.relative_risk, interval.low, interval.high), rel=1e-12
    )
    chi_square = stats.chi2_contingency([[12, 28], [30, 30]], correction=False)
    assert found["p_value"] == pytest.approx(chi_square.pvalue, rel=1e-12)
    assert found["status"] == "low"  # 12 events are under 30


def test_what_leaves_is_rounded_and_everything_is_made_from_it():
    found = row(analytics.compare(two_arms((13, 41), (31, 62)), round=5), "victim_offender_mediation")
    assert (found["n"], found["events"], found["baseline_n"], found["baseline_events"]) == (40, 15, 60, 30)
    assert found["rate"] == 15 / 40
    assert (found["rate_low"], found["rate_high"]) == pytest.approx(proportion_confint(15, 40, method="wilson"), rel=1e-12)


@pytest.mark.parametrize(
    ("arm", "shown"),
    [
        ((0, 40), (40, 0, "low")),            # nobody: zero is shown as zero
        ((1, 40), (40, None, "suppressed")),  # one person
        ((10, 40), (40, None, "suppressed")), # the last small count
        ((11, 40), (40, 11, "low")),          # the first that may be seen
        ((30, 40), (40, None, "suppressed")), # ten without the event: the complement is small
        ((29, 40), (40, 29, "low")),          # eleven without it
        ((40, 40), (40, 40, "ok")),           # everybody: nobody without it is zero, not small
        ((5, 10), (None, None, "suppressed")),# ten people in all
        ((0, 0), (0, 0, "not_estimable")),    # an empty arm
    ],
)  # fmt: skip
def test_small_counts_are_hidden_zero_is_not(arm, shown):
    found = row(analytics.compare(two_arms(arm, (50, 100)), round=1), "victim_offender_mediation")
    n, events, status = shown
    assert found["status"] == status
    assert (None if found.isna()["n"] else found["n"]) == n
    assert (None if found.isna()["events"] else found["events"]) == events
    if status == "suppressed":
        hidden = ["rate", "rate_low", "rate_high", "risk_difference", "risk_ratio", "p_value", "p_holm", "logrank_p"]
        assert found[hidden].isna().all()


def test_a_hidden_baseline_empties_every_comparison():
    frame = analytics.compare(two_arms((40, 80), (5, 50)), round=1)
    arm, baseline = row(frame, "victim_offender_mediation"), row(frame, "retributive_only")
    assert (arm["status"], baseline["status"]) == ("suppressed", "suppressed")
    assert arm["rate"] == 0.5
    assert arm[["baseline_n", "baseline_events", "risk_difference", "p_value", "logrank_p"]].isna().all()


def test_an_outcome_that_is_never_told_of_is_unknown_not_zero():
    found = row(analytics.compare(two_arms(), outcome="reconviction", min_cell=0), "victim_offender_mediation")
    assert (found["n"], found["status"]) == (40, "not_estimable")
    assert found[["events", "rate", "risk_difference"]].isna().all()


def test_too_soon_is_said_where_nobody_was_followed_long_enough():
    found = row(analytics.compare(two_arms(), window=120, min_cell=0), "victim_offender_mediation")
    assert (found["n"], found["status"]) == (0, "immature")


def test_the_model_chooses_rows_and_not_the_family_of_tests():
    every = analytics.compare(two_arms(), min_cell=0)
    one = analytics.compare(two_arms(), min_cell=0, model=["victim_offender_mediation"])
    assert list(one["model"]) == ["victim_offender_mediation"]
    assert one["p_holm"].iloc[0] == row(every, "victim_offender_mediation")["p_holm"]


REPEATED = """
release_id, person_id, released_on, release_type,   follow_up_ended_on
r1,         p1,        2015-01-01,  prison_release, 2020-01-01    # first
r2,         p1,        2015-06-01,  diversion,      2020-01-01    # second: counted under every, or where it is selected
r3,         p2,        2015-01-01,  prison_release, 2020-01-01
"""
ONE_ARREST = """
event_id, person_id, occurred_on, event_type
e1,       p1,        2015-07-01,  rearrest       # falls into the windows of both releases
"""


@pytest.mark.parametrize(
    ("options", "n", "events"),
    [
        ({}, 2, 1),                                                      # each person's first
        ({"unit": "every"}, 3, 2),                                       # the arrest counts for both releases
        ({"where": {"release_type": "diversion"}}, 1, 1),                # the first that passes the selection
        ({"where": {"release_type": "prison_release"}}, 2, 1),
        ({"unit": "every", "where": {"release_type": "prison_release,diversion"}}, 3, 2),
        ({"where": {"sex": "female"}}, 0, 0),                            # a code that nobody has
        ({"where": {"sex": "unknown"}}, 2, 1),                           # unknown also means empty
    ],
)  # fmt: skip
def test_units_and_selections(options, n, events):
    connection = database({"release": REPEATED, "event": ONE_ARREST})
    found = row(analytics.compare(connection, min_cell=0, **options), "retributive_only")
    assert (found["n"], found["events"]) == (n, events)


def test_what_a_row_leaves_out_of_the_baseline_cannot_be_subtracted():
    """Six diverted releases, five of them arrested, stand in the baseline but not in the row of an arm without any."""
    releases = [f"a{n},pa{n},2015-01-01,prison_release,2020-01-01" for n in range(60)]
    releases += [f"b{n},pb{n},2015-01-01,prison_release,2020-01-01" for n in range(60)]
    releases += [f"c{n},pc{n},2015-01-01,diversion,2020-01-01" for n in range(6)]
    events = [f"e{n},{n},2015-07-01,rearrest" for n in [f"pa{i}" for i in range(30)] + [f"pb{i}" for i in range(30)]]
    sent = [f"q{n},pa{n},a{n},circle_sentencing,2014-12-01,referred" for n in range(60)]
    connection = database(
        {
            "release": "\n".join(["release_id,person_id,released_on,release_type,follow_up_ended_on", *releases]),
            "event": "\n".join(["event_id,person_id,occurred_on,event_type", *events]),
            "participation": "\n".join(["participation_id,person_id,release_id,model,referred_on,status", *sent]),
        }
    )
    counted = row(analytics.compare(connection, round=1), "circle_sentencing")
    assert counted["status"] == "suppressed" and counted[["baseline_n", "risk_difference"]].isna().all()
    rounded = row(analytics.compare(connection, round=5), "circle_sentencing")
    assert rounded["status"] == "ok" and rounded["baseline_n"] == 60


def test_an_arm_that_nobody_could_follow_is_too_soon_whatever_its_baseline_holds():
    """A prison release followed for a month, and a mature diversion that has no place in its row."""
    connection = database(
        {
            "release": """
            release_id, person_id, released_on, release_type,   follow_up_ended_on
            r1,         p1,        2015-01-01,  prison_release, 2015-02-01          # sent to mediation, not mature
            r2,         p2,        2015-01-01,  diversion,      2020-01-01          # another kind of case
            """,
            "participation": """
            participation_id, person_id, release_id, model,                     referred_on, status
            q1,               p1,        r1,         victim_offender_mediation, 2015-01-01,  referred
            """,
            "event": "event_id,person_id,occurred_on,event_type\ne1,p2,2015-06-01,rearrest",
        }
    )
    assert row(analytics.compare(connection, min_cell=0), "victim_offender_mediation")["status"] == "immature"
