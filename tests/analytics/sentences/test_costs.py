"""What is said of costs: every kind of result; saved and lost differ in that word only."""

import math

import pytest

from analytics.sentences import costs


def row(**changes):
    return {"model": "victim_offender_mediation", "exposure": "referred", "adjust": "entropy", "status": "ok", "min_cell": 11, "window_months": 36,
            "days_avoided": 4545.1, "prison_cost_avoided": 106_700.3, "program_cost": 30_000.0, "net_saving": 76_700.0,
            "net_saving_low": 51_000.0, "net_saving_high": 99_000.0, "chance": 1.0, "break_even_difference": -0.028,
            "break_even_program_cost": 1067.0, "program_cost_is_own": True, "victim_costs_avoided": 54_000.0,
            "victim_costs_avoided_low": 33_000.0, "victim_costs_avoided_high": 77_000.0, **changes}


def test_golden():
    assert costs.about(row()) == (
        "For every 100 people sent to mediation, there were 4,550 fewer days in prison. That is $107,000 saved, and the program costs "
        "$30,000. Put together, $76,700 is saved. The figures fit anything from $51,000 to $99,000 saved. The chance that it pays for "
        "itself is more than 99 in 100.")


LOST = dict(days_avoided=-4545.1, prison_cost_avoided=-106_700.3, net_saving=-76_700.0, net_saving_low=-99_000.0, net_saving_high=-51_000.0,
            chance=0.0)


def test_saved_and_lost_differ_in_direction_only():
    turned = costs.about(row()).replace("fewer", "more").replace("saved", "lost").replace("more than 99", "less than 1")
    assert turned == costs.about(row(**LOST))


@pytest.mark.parametrize(("changes", "kind", "said"), [
    (LOST, "lost", "is lost"),
    (dict(net_saving_low=-5000.0), "unclear", "We can't tell yet."),
    (dict(net_saving_low=-5000.0), "unclear", "$5,000 lost to $99,000 saved"),
    (dict(status="low"), "low", "We show the number but give no verdict."),
    (dict(status="suppressed", net_saving=math.nan), "suppressed", "We do not show this number."),
    (dict(status="immature", net_saving=math.nan), "immature", "It is too soon to say."),
    (dict(status="not_estimable", net_saving=math.nan), "not_estimable", "That does not mean zero."),
    (dict(program_cost_is_own=False), "saved", "published for another place and kind"),
    (dict(adjust="none"), "saved", "were not matched, so don't read this as what mediation saved"),
])
def test_each_kind(changes, kind, said):
    assert costs.verdict(row(**changes)) == kind and said in costs.about(row(**changes))


@pytest.mark.parametrize(("changes", "said"), [
    (dict(), "At these prices it pays for itself when 2.8 fewer of every 100 people come back to prison. With this gap it may cost up to "
             "$1,070 for one person."),
    (dict(break_even_difference=-1.2), "not even if nobody came back"),
    (dict(break_even_difference=math.nan), "A day less saves nothing here"),
    (dict(break_even_program_cost=-20.0), "nothing to pay it from"),
])
def test_break_even(changes, said):
    assert said in costs.break_even(row(**changes))


def test_victims_stand_apart():
    assert costs.victims(row()) == ("Apart from this, victims of violence lost $54,000 less for every 100 people. The figures fit anything from "
                                    "$33,000 to $77,000 less. This is not in the total.")
    more = costs.victims(row(victim_costs_avoided=-54_000.0, victim_costs_avoided_low=-77_000.0, victim_costs_avoided_high=-33_000.0))
    assert more == costs.victims(row()).replace("less", "more")
    assert "can't be worked out" in costs.victims(row(victim_costs_avoided=math.nan))


@pytest.mark.parametrize(("amount", "said"), [(0, "$0"), (4.6, "$5"), (999.6, "$1,000"), (-106_700, "$107,000"), (1_234_567, "$1,230,000")])
def test_dollars(amount, said):
    assert costs.dollars(amount) == said
