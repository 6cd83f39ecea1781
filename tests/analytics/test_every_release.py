"""`--unit every`: people stand in the records more than once, and intervals allow for it."""

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.stats.proportion import proportion_confint

import analytics
from tests.records import database

START = np.datetime64("2012-01-01")


@pytest.fixture(scope="module")
def people():
    """70 people with one to four releases each, some of them sent to a circle; rows as (person, arm, had it)."""
    chance = np.random.default_rng(7)
    releases, sent, events, rows = [], [], [], []
    for person in range(70):
        tendency = chance.random()  # what makes a person's releases alike
        for number in range(chance.integers(1, 5)):
            name, day = f"r{person}_{number}", START + 700 * number
            releases.append(f"{name},p{person},{day},{day + 400}")
            in_arm = number > 0 and chance.random() < 0.3 or any(row[0] == person and row[1] for row in rows)
            if in_arm:
                sent.append(f"q{name},p{person},{name},circle_sentencing,{day - 5},referred")
            had_it = chance.random() < tendency
            if had_it:
                events.append(f"e{name},p{person},{day + int(chance.integers(1, 365))},rearrest")
            rows.append((person, in_arm, had_it))
    connection = database(
        {
            "release": "\n".join(["release_id,person_id,released_on,follow_up_ended_on", *releases]),
            "participation": "\n".join(["participation_id,person_id,release_id,model,referred_on,status", *sent]),
            "event": "\n".join(["event_id,person_id,occurred_on,event_type", *events]),
        }
    )
    return connection, np.array(rows, dtype=float)


def test_rates_and_their_difference_are_clustered_by_person(people):
    """Against statsmodels' least squares with person clusters and no small-sample correction, from the rows."""
    connection, rows = people
    frame = analytics.compare(connection, window=12, unit="every", min_cell=0).set_index("model")
    found, baseline = frame.loc["circle_sentencing"], frame.loc["retributive_only"]
    person, arm, had_it = rows.T
    assert (found["n"], found["events"]) == (arm.sum(), had_it[arm == 1].sum())
    assert found["baseline_n"] == baseline["n"] == (arm == 0).sum()

    def clustered(outcome, design, groups):
        return sm.OLS(outcome, design).fit(
            cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False}
        )

    for figures, group in ((found, arm == 1), (baseline, arm == 0)):
        fit = clustered(had_it[group], np.ones(group.sum()), person[group])
        n, rate = group.sum(), had_it[group].mean()
        effective = n / max(1, fit.bse[0] ** 2 / (rate * (1 - rate) / n))
        assert effective < n  # the made-up people do repeat themselves
        expected = proportion_confint(rate * effective, effective, method="wilson")
        assert (figures["rate_low"], figures["rate_high"]) == pytest.approx(expected, rel=1e-9)

    both = clustered(had_it, sm.add_constant(arm), person)
    assert found["risk_difference"] == pytest.approx(both.params[1], rel=1e-9)
    assert found["p_value"] == pytest.approx(both.pvalues[1], rel=1e-9)
    assert np.isnan(found["logrank_p"])


def test_small_counts_are_of_people(people):
    """Twelve releases of four people are few people, however many releases they have."""
    releases = [f"a{p}_{n},p{p},{START + 800 * n},{START + 800 * n + 400}" for p in range(4) for n in range(3)]
    releases += [f"b{p},o{p},{START},{START + 400}" for p in range(40)]
    events = [f"e{n},o{n},{START + 9},rearrest" for n in range(20)]
    sent = [f"q{p}_{n},p{p},a{p}_{n},circle_sentencing,{START - 5},referred" for p in range(4) for n in range(3)]
    connection = database(
        {
            "release": "\n".join(["release_id,person_id,released_on,follow_up_ended_on", *releases]),
            "participation": "\n".join(["participation_id,person_id,release_id,model,referred_on,status", *sent]),
            "event": "\n".join(["event_id,person_id,occurred_on,event_type", *events]),
        }
    )
    frame = analytics.compare(connection, window=12, unit="every", round=1).set_index("model")
    assert frame.loc["circle_sentencing", "status"] == "suppressed"
    assert frame.loc["circle_sentencing", ["n", "events", "rate"]].isna().all()
    curve = analytics.curve(connection, unit="every", model="circle_sentencing")
    assert curve["status"].tolist() == ["suppressed"]
