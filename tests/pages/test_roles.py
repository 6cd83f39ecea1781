"""Who may do what: rules from the configuration against what a provider says of somebody."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.problem import Problem
from pages.parts import roles
from tests.pages.test_first_page import ROOT, drawn

NOW = 1_800_000_000
RULES = roles.read({"viewer": ["*@state.example"], "analyst": ["ana@state.example", "groups=rj"], "publisher": ["sub=77"]})
SIGNED_IN = {"is_logged_in": True, "iat": NOW, "sub": "1"}


@pytest.mark.parametrize(("claims", "expected"), [
    ({"email": "vera@state.example", "email_verified": True}, {"viewer"}),
    ({"email": "Ana@State.example", "email_verified": True}, {"viewer", "analyst"}),  # addresses know no case
    ({"email": "ana@state.example", "email_verified": False}, set()),  # whoever typed it may not own it
    ({"email": "ana@state.example"}, set()),
    ({"email": "ana@state.example.evil.example", "email_verified": True}, set()),
    ({"groups": ["other", "rj"]}, {"analyst"}),
    ({"groups": "rj"}, {"analyst"}),
    ({"groups": "rj-guests"}, set()),
    ({"sub": "77"}, {"publisher"}),
    ({"sub": "7"}, set()),
])
def test_roles_of_claims(claims, expected):
    assert RULES.person(SIGNED_IN | claims, NOW).roles == expected


@pytest.mark.parametrize("claims", [
    {}, {"sub": "77", "iat": NOW}, {"is_logged_in": "yes", "sub": "77", "iat": NOW}, {"is_logged_in": True, "sub": "77"},
    {"is_logged_in": True, "sub": "77", "iat": NOW - 13 * 3600},  # of yesterday
    {"is_logged_in": True, "sub": "77", "iat": NOW + 3600},  # of tomorrow
    {"is_logged_in": True, "sub": "77", "iat": True},
])
def test_nobody_is_signed_in(claims):
    assert RULES.person(claims, NOW) is None


@pytest.mark.parametrize("given", [{"analysts": []}, {"analyst": "ana@state.example"}, {"viewer": [""]}, {"hours": 0}, {"hours": "12"}, {"hours": True}])
def test_rules_that_can_not_be_followed(given):
    with pytest.raises(Problem, match="secrets.toml"):
        roles.read(given)


@pytest.fixture
def page(monkeypatch, demonstration):
    """The front page with sign-in set up, and somebody there."""
    monkeypatch.setenv("RECORDS_DATABASE", str(demonstration))
    monkeypatch.setenv("RECORDS_LOG", str(demonstration.parent / "signed-in.log.jsonl"))
    st.cache_resource.clear()
    shown = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    shown.secrets = {"auth": {"client_id": "x"}, "roles": {"viewer": ["sub=v"], "analyst": ["sub=a"], "hours": 700}}
    monkeypatch.setattr(roles.time, "time", lambda: NOW)
    return shown


def test_nothing_is_shown_to_whoever_is_not_signed_in(page):
    page.user = {"is_logged_in": False}
    page.run()
    assert not drawn(page) and page.button(key="sign-in") and not page.selectbox and "Please sign in" in page.info[0].value


def test_nothing_is_shown_to_whoever_has_no_role(page):
    page.user = SIGNED_IN | {"sub": "stranger"}
    page.run()
    assert not drawn(page) and "nobody has given you a role" in page.error[0].value and not page.selectbox


def test_a_viewer_is_never_shown_exact_figures(page):
    page.user = SIGNED_IN | {"sub": "v"}
    page.query_params["exact"] = "true"
    page.session_state["exact"] = True
    page.run()
    assert not page.exception and "not for sharing" not in drawn(page) and not page.toggle
    assert "Signed in as sub=v" in drawn(page)


def test_an_analyst_is_asked(page):
    page.user = SIGNED_IN | {"sub": "a"}
    page.run()
    page.toggle(key="exact").set_value(True).run()
    assert not page.exception and "not for sharing" in drawn(page)


@pytest.mark.parametrize("section", ["auth", "roles"])
def test_sign_in_that_is_set_up_in_part_shows_nothing(page, section):
    del page.secrets[section]
    page.run()
    assert not drawn(page) and "only in part" in page.error[0].value
