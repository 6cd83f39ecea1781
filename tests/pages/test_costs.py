"""The page Costs without a browser: prices can be changed, and what can't be used is told."""

from tests.pages.test_every_page import said
from tests.pages.test_first_page import opened, serve  # noqa: F401  a fixture


def changed(page, **prices):
    for key, value in prices.items():
        page.number_input(key=key.replace("__", "-")).set_value(value)
    page.run()
    assert not page.exception
    return page


def test_a_price_that_is_changed_changes_the_answer_and_the_command(serve, demonstration):
    page = opened(serve(demonstration, "pages/costs.py"))
    before = said(page)
    assert "a cost from another place and kind stands in" in before and "--price" not in page.code[0].value
    page = changed(page, program_cost__low=50.0, program_cost__value=100.0, program_cost__high=150.0)
    assert "--price program_cost=50:100:150" in page.code[0].value
    assert "stands in" not in said(page).split("What it is worked out from")[0].split("rj-answer")[1][:600]
    assert said(page) != before


def test_a_price_that_cannot_be_is_told(serve, demonstration):
    page = changed(opened(serve(demonstration, "pages/costs.py")), program_cost__low=9e6)
    assert any("not between them" in notice.value for notice in page.info)


def test_average_costs_are_said_aloud_and_victims_stand_apart(serve, demonstration):
    page = opened(serve(demonstration, "pages/costs.py"))
    assert "Apart from this, victims" not in said(page)
    page.radio(key="daily_cost").set_value("What a day costs on average")
    page.toggle(key="victim_costs").set_value(True)
    page.run()
    assert not page.exception
    assert any("Average costs are in use" in notice.value for notice in page.info)
    assert "Apart from this, victims" in said(page) and "--daily-cost average" in page.code[0].value
    assert "--victim-costs" in page.code[0].value
