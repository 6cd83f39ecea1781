"""Costs avoided: what is drawn, what is refused, what never happens silently."""

import json
import math

import numpy as np
import pytest
from scipy import stats

import analytics
from analytics.command_line import main
from analytics.savings import DRAWS, Inputs, break_even, draw, drivers, net_saving
from data.prices import UNITS, Price, read_prices
from data.problem import Problem

# 1 per cent standard error, 7 fewer of 100 came back.
ROW = {"model": "victim_offender_mediation", "risk_difference": -0.07, "risk_difference_low": -0.07 - 1.959964 * 0.01,
       "risk_difference_high": -0.07 + 1.959964 * 0.01}


def price(name, value, low=None, high=None):
    return Price(name, value, value if low is None else low, value if high is None else high, UNITS[name], 2024)


def inputs(**changes):
    usual = {"daily_cost": price("marginal_daily_cost", 20), "stay": price("mean_stay_days", 400), "program": price("program_cost", 300),
             "victim": None}
    return Inputs(**usual | changes)


def test_with_certain_prices_only_the_difference_is_drawn():
    """100 x 0.07 x 400 days = 2,800 days, 56,000 dollars, less 30,000 for the program."""
    draws = draw(ROW, inputs())
    days = draws["days_avoided"]
    assert days.shape == (DRAWS,)
    # Normal, mean 2,800 days, standard error 100 x 0.01 x 400; 3 standard errors of 10,000 draws.
    assert days.mean() == pytest.approx(2800, abs=3 * 400 / 100) and days.std() == pytest.approx(400, rel=0.03)
    low, high = np.quantile(draws["net_saving"], (0.05, 0.95))
    assert (low, high) == pytest.approx((26_000 - 1.645 * 8_000, 26_000 + 1.645 * 8_000), rel=0.03)
    assert (draws["net_saving"] > 0).mean() == pytest.approx(stats.norm.cdf(26 / 8), abs=0.003)


def test_prices_are_drawn_from_a_triangle_over_their_range():
    draws = draw(ROW, inputs(program=price("program_cost", 200, 100, 700)))["program_cost"] / 100
    triangle = stats.triang(c=1 / 6, loc=100, scale=600)
    assert np.quantile(draws, (0.05, 0.5, 0.95)) == pytest.approx(triangle.ppf((0.05, 0.5, 0.95)), rel=0.03)


def test_the_same_seed_gives_the_same_and_models_share_the_prices():
    ranged = inputs(program=price("program_cost", 200, 100, 700))
    one, again = draw(ROW, ranged), draw(ROW, ranged)
    other = draw(ROW | {"model": "circle_sentencing"}, ranged)
    assert (one["net_saving"] == again["net_saving"]).all()
    assert (one["program_cost"] == other["program_cost"]).all() and (one["days_avoided"] != other["days_avoided"]).any()


def test_more_returns_cost_money():
    """Turning the sign of the difference turns the days and what they are worth."""
    turned = ROW | {"risk_difference": 0.07, "risk_difference_low": 0.07 - 1.959964 * 0.01, "risk_difference_high": 0.07 + 1.959964 * 0.01}
    draws = draw(turned, inputs())
    assert np.median(draws["days_avoided"]) == pytest.approx(-2800, rel=0.01) and (draws["net_saving"] < 0).all()


def test_break_even():
    """300 dollars / (400 days x 20 dollars): 3.75 fewer of 100."""
    assert break_even(inputs()) == pytest.approx(-0.0375)
    assert net_saving(break_even(inputs()), 400, 20, 300) == pytest.approx(0)
    assert math.isnan(break_even(inputs(daily_cost=price("marginal_daily_cost", 0))))


def test_drivers_stand_in_the_order_of_their_weight():
    row = {"difference": -0.07, "difference_low": -0.09, "difference_high": -0.05}
    found = drivers(row, inputs(program=price("program_cost", 300, 290, 310), stay=price("mean_stay_days", 400, 350, 500)))
    assert [driver.name for driver in found] == ["difference", "stay", "program", "daily_cost"]
    assert found[0].at_low == pytest.approx(100 * (0.09 * 400 * 20 - 300)) and found[-1].at_low == found[-1].at_high


def test_the_projects_prices_hold():
    """Each in dollars of 2024, made from what was published by the index that stands beside it."""
    prices = read_prices()
    assert prices.dollars_year == 2024 and {price.name for price in prices.rows} == set(UNITS)
    for one in prices.rows:
        assert one.source and one.range_source and one.about and one.published_year
        if one.conversion:
            now, then = one.conversion.split(", ")[1].split(" / ")
            assert one.value == pytest.approx(float(one.published) * float(now) / float(then), abs=0.006)


def changed(**cells):
    lines = [line.split(",") for line in ("name,model,value,low,high,unit,dollars_year,source",
                                          "marginal_daily_cost,,20,18,22,usd_per_person_day,2024,x",
                                          "mean_stay_days,,400,300,500,days,,x", "program_cost,,300,200,400,usd_per_person,2024,x")]
    for name, value in cells.items():
        lines[3][lines[0].index(name)] = value
    return "\n".join(",".join(line) for line in lines) + "\n"


@pytest.mark.parametrize(("text", "says"), [
    (changed(value="-5"), "a price is 0 or more"),
    (changed(value=""), "has no value"),
    (changed(high="nan"), "0 or more"),
    (changed(value="many"), "no number"),
    (changed(dollars_year="2015"), "Put all in dollars of one year"),
    (changed(dollars_year=""), "say of which year"),
    (changed(unit="usd"), "counted in usd_per_person"),
    (changed(source=""), "has no source"),
    (changed(low="350"), "not between them"),
    (changed(name="wine"), "no price 'wine'"),
    (changed(name="mean_stay_days", unit="days", dollars_year=""), "twice"),
    ("name,value\n", "no column 'model'"),
    ("", "no column 'name'"),
])
def test_prices_that_cannot_be_used_are_told(tmp_path, text, says):
    (tmp_path / "prices.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match=says):
        read_prices(tmp_path / "prices.csv")


@pytest.mark.parametrize("change", ["program_cost=-1", "program_cost=", "program_cost=1@2015", "program_cost=3:2:4", "wine=1", "program_cost",
                                    "program_cost=1:2", "mean_stay_days=0", "program_cost=1@soon"])
def test_changes_that_cannot_be_used_are_told(change):
    with pytest.raises(Problem):
        read_prices().with_changes([change])


def test_a_models_own_price_wins():
    prices = read_prices().with_changes(["program_cost/circle_sentencing=800:900:1000", "mean_stay_days=300"])
    assert prices.of("program_cost", "circle_sentencing").value == 900 and prices.is_own("program_cost", "circle_sentencing")
    assert not prices.is_own("program_cost", "restitution") and prices.of("mean_stay_days").low == 300


def test_a_price_for_a_model_that_is_not_there_is_told(tmp_path, demonstration):
    """A misspelt model would leave the published price in its place, and nothing would say so."""
    for model in ("circle_sentencin", "retributive_only"):
        with pytest.raises(Problem, match=f"'{model}', which is none of these records"):
            analytics.savings(demonstration, price=[f"program_cost/{model}=900"])
    # A file may hold prices of models that other records know; and a model that is not shown has its price all the same.
    (tmp_path / "prices.csv").write_text(changed() + changed(model="mars").splitlines()[3] + "\n", encoding="utf-8")
    assert len(analytics.savings(demonstration, prices=tmp_path / "prices.csv", price="program_cost/restitution=900", model="circle_sentencing")) == 1


def test_average_is_never_taken_for_marginal(tmp_path, demonstration):
    (tmp_path / "prices.csv").write_text(changed().replace("marginal", "average"), encoding="utf-8")
    with pytest.raises(Problem, match="no price 'marginal_daily_cost'; enter one, no other"):
        analytics.savings(demonstration, prices=tmp_path / "prices.csv")
    table = analytics.savings(demonstration, prices=tmp_path / "prices.csv", daily_cost="average")
    assert set(table["daily_cost_kind"]) == {"average"}


def test_victims_costs_are_apart_and_only_where_asked_for(demonstration):
    usual, asked = analytics.savings(demonstration), analytics.savings(demonstration, victim_costs=True)
    assert usual["victim_costs_avoided"].isna().all() and asked["victim_costs_avoided"].notna().any()
    assert (usual["net_saving"].dropna() == asked["net_saving"].dropna()).all()


def test_every_model_has_its_row_and_what_is_hidden_stays_hidden(demonstration):
    table = analytics.savings(demonstration, where={"circuit": "Circuit 101", "sex": "female"})
    compared = analytics.compare(demonstration, outcome="return_to_prison", where={"circuit": "Circuit 101", "sex": "female"})
    assert set(table["model"]) == set(compared["model"]) - {"retributive_only"}
    hidden = table["difference"].isna()
    assert hidden.any() and table.loc[hidden, ["days_avoided", "net_saving", "chance", "break_even_program_cost"]].isna().all(axis=None)


def test_the_command_writes_what_it_was_told_and_it_can_be_checked(demonstration, tmp_path, capsys):
    file = tmp_path / "x.csv"
    told = ["savings", "--db", str(demonstration), "--price", "program_cost=900", "--victim-costs", "--csv", str(file)]
    assert main(told) == 0
    said = json.loads((tmp_path / "x.csv.json").read_text(encoding="utf-8"))
    assert said["options"]["price"] == ["program_cost=900"] and said["options"]["victim_costs"] is True
    assert main(["verify", str(file), "--db", str(demonstration)]) == 0
    for wrong in (["--price", "program_cost=-1"], ["--daily-cost", "median"], ["--prices", "/no/such.csv"], ["--window", "0"]):
        assert main(["savings", "--db", str(demonstration), *wrong]) == 2
        assert len(capsys.readouterr().err.strip().splitlines()[-1:]) == 1
