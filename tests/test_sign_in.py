"""Signing in for real: a provider of OpenID Connect, the dashboard's server, and people without a browser.

The provider gives discovery, the authorization code flow and signed tokens over HTTP. The people speak Streamlit's own
protocol, so they can also send what no page of ours would let them send.
"""

import asyncio
import json
from contextlib import contextmanager

import httpx
import pytest

from analytics.command_line import main
from benchmarks.visitor import Visitor
from tests.browser import browser

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the provider's own, with the latest Authlib
PEOPLE = {"vera": {"email": "vera@state.example", "email_verified": True},
          "ana": {"email": "ana@state.example", "email_verified": True},
          "paul": {"email": "paul@state.example", "email_verified": True},
          "mallory": {"email": "ana@state.example", "email_verified": False}}  # says so, and nobody checked
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a secret of this test, of no use elsewhere"
client_id = "dashboard"
client_secret = "of this test"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[roles]
viewer = ["vera@state.example"]
analyst = ["ana@state.example"]
publisher = ["paul@state.example"]
"""


@contextmanager
def provider():
    from oidc_provider_mock import User, run_server_in_thread

    people = [User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
    with run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def served(demonstration, tmp_path_factory):
    """(address, log) of a dashboard with sign-in; its database is the demonstration's."""
    place = tmp_path_factory.mktemp("signed-in")
    port, log = browser.free_port(), place / "who.log.jsonl"
    with provider() as address:
        (place / "secrets.toml").write_text(SECRETS.format(port=port, provider=address))
        given = {"RECORDS_LOG": str(log), "OWN_RECORDS_DATABASE": str(place / "own.duckdb")}
        with browser.serving(port, demonstration, "serve.py", "--secrets.files", str(place / "secrets.toml"), **given) as url:
            yield url, log


def signed_in(address: str, sub: str) -> dict[str, str]:
    """The cookies of somebody who went the whole way: our page, the provider's, and back."""
    async def asked() -> tuple[str, dict[str, str]]:
        async with Visitor(address) as visitor:
            shown = await visitor.open()
            assert not shown.of("selectbox") and "Please sign in" in shown.text
            return (await visitor.press("Sign in")).redirect, visitor.cookies

    redirect, cookies = asyncio.run(asked())
    with httpx.Client(base_url=address, cookies=cookies, follow_redirects=True) as client:
        form = client.get(redirect)
        assert form.url.host == "localhost" and form.url.path == "/oauth2/authorize"
        back = client.post(form.url, data={"sub": sub}, follow_redirects=False)
        assert back.headers["location"].startswith(f"{address}/oauth2callback?code=")
        client.get(back.headers["location"])
        return dict(client.cookies)


def visit(address, cookies, *steps, page=""):
    """What is shown after each step; a step is given the visitor."""
    async def visited():
        async with Visitor(address, cookies) as visitor:
            shown = [await visitor.open(page)]
            for step in steps:
                shown.append(await step(visitor))
            return shown

    return asyncio.run(visited())


def written(log):
    return [json.loads(line) for line in log.read_text().splitlines()]


def test_an_analyst_sees_exact_figures_and_each_step_is_logged(served):
    address, log = served
    cookies = signed_in(address, "ana")
    before, exact, file = visit(address, cookies, lambda visitor: visitor.set("checkbox", "Exact figures", True),
                                lambda visitor: visitor.file("Download the table (CSV)"), page="new_offenses")
    assert "Signed in as ana@state.example" in before.text and "not for sharing" not in before.text
    assert "not for sharing" in exact.text and b",0,2" in file  # min_cell
    lines = [line for line in written(log) if line["who"] == "ana@state.example"]
    assert [line["what"] for line in lines] == ["sign in", "exact figures shown", "download"]
    assert lines[-1]["file"].endswith("exact.csv") and lines[-1]["options"]["min_cell"] == 0 and lines[-1]["fingerprint"]
    assert main(["verify", str(log)]) == 0


def test_a_viewer_gets_none_whatever_they_send(served, demonstration):
    address, _ = served
    cookies = signed_in(address, "vera")
    analyst = signed_in(address, "ana")
    toggle = visit(address, analyst)[0].named("checkbox", "Exact figures").id  # the very name of the switch

    async def forced(visitor):
        visitor.answer(toggle, True)
        return await visitor.rerun()

    for shown in visit(address, cookies, forced, lambda visitor: visitor.open("new_offenses", "exact=true")):
        assert not shown.failed and "Signed in as vera" in shown.text
        assert "not for sharing" not in shown.text and not shown.of("checkbox")
    assert "not for sharing" not in visit(address, cookies, lambda visitor: visitor.open("", {"exact": "true"}))[1].text
    loading = visit(address, cookies, page="records_and_methods")[0]
    assert "Records are loaded here by those who sign in as analysts" in loading.text and not loading.of("file_uploader")
    assert not visit(address, cookies, page="take_it_with_you")[0].named("button", "Make the shareable copy")


def test_an_analyst_may_not_publish_and_a_publisher_sees_no_exact_figures(served):
    address, _ = served
    analyst, publisher = (visit(address, signed_in(address, sub), page="take_it_with_you")[0] for sub in ("ana", "paul"))
    assert not analyst.named("button", "Make the shareable copy") and analyst.named("checkbox", "Exact figures")
    assert publisher.named("button", "Make the shareable copy") and not publisher.named("checkbox", "Exact figures")


def test_an_address_that_nobody_verified_opens_nothing(served):
    address, _ = served
    shown = visit(address, signed_in(address, "mallory"))[0]
    assert "nobody has given you a role" in shown.text.replace("\\", "") and not shown.of("selectbox")


def test_a_cookie_that_was_changed_opens_nothing(served):
    address, _ = served
    good, other = signed_in(address, "vera"), signed_in(address, "ana")
    name = "_streamlit_user"
    body, forged = other[name], {**good}
    forged[name] = body[:-12] + ("A" if body[-12] != "A" else "B") + body[-11:]  # another signature
    for cookies in (forged, {**good, name: body[: len(body) // 2]}, {key: value for key, value in good.items() if key != name}):
        assert "Please sign in" in visit(address, cookies)[0].text


def test_a_file_is_taken_from_nobody_who_was_shown_no_field(served):
    """The server's own door for files: a viewer on a page without a field, somebody not signed in, an analyst who loads."""
    address, _ = served

    async def handed_over(visitor):
        def put():
            told = {"X-Xsrftoken": visitor.cookies["_streamlit_xsrf"]}
            return httpx.put(f"{address}/_stcore/upload_file/{visitor.session}/1", files={"file": ("x.csv", b"a,b")}, cookies=visitor.cookies,
                             headers=told).status_code

        return await asyncio.to_thread(put)

    viewer, analyst = signed_in(address, "vera"), signed_in(address, "ana")
    assert visit(address, {}, handed_over)[1] == 403
    assert visit(address, viewer, handed_over)[1] == 403
    assert visit(address, viewer, handed_over, page="records_and_methods")[1] == 403
    assert visit(address, analyst, handed_over, page="records_and_methods")[1] == 204


def test_signing_out(served):
    address, _ = served
    cookies = signed_in(address, "vera")
    assert "auth/logout" in visit(address, cookies, lambda visitor: visitor.press("Sign out"))[1].redirect
