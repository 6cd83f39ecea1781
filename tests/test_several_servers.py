"""Two servers behind nginx, as deploy/nginx.conf sets them up: whoever comes stays with one of them."""

import asyncio
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from benchmarks.visitor import Visitor
from tests.browser import browser, several
from tests.test_sign_in import SECRETS, provider, signed_in
from tests.test_sign_in import visit as visit_signed_in

pytestmark = pytest.mark.skipif(several.found() is None, reason="nginx is not there: .ci/run installs it")
PEOPLE = 4
SEATS = 24  # tried for one file: all lead to one server once in eight million times


@pytest.fixture(scope="module")
def served(demonstration):
    with several.several(2, demonstration, "serve.py") as served:
        yield served


async def visit(address):
    """(the seat given, the text of a page, its table, the address of that file)."""
    async with Visitor(address) as visitor:
        shown = await visitor.open("new_offenses")
        table = await visitor.file("Download the table (CSV)")
        return visitor.cookies["seat"], shown.text, table, visitor.url_of_file


def status(address, seat):
    try:
        with urlopen(Request(address, headers={"Cookie": f"seat={seat}"}), timeout=30) as answer:
            return answer.status
    except HTTPError as error:
        return error.code


def test_a_page_and_its_downloads_are_of_one_server(served):
    """A file is kept by the server that made it: another seat may lead to the other server, which has none."""
    seat, _, table, file = asyncio.run(visit(served.address))
    assert table.startswith(b"outcome,")
    assert sorted(status(each + file, seat) for each in served.each) == [200, 404]
    assert status(served.address + file, seat) == 200
    others = {status(served.address + file, f"{number:032x}") for number in range(SEATS)}
    assert others == {200, 404}
    again = [asyncio.run(visit(served.address)) for _ in range(PEOPLE)]  # each gets the file at the first request
    assert {found[2] for found in again} == {table} and len({found[0] for found in again}) == PEOPLE


def test_whoever_comes_through_the_proxy_may_only_read(served):
    _, text, *_ = asyncio.run(visit(served.address))
    assert "at this machine" not in text and "small counts" in text.lower()


def seats_given(address, seat):
    with urlopen(Request(address + "/_stcore/health", headers={"Cookie": f"seat={seat}; other=b"}), timeout=30) as answer:
        return [cookie for cookie in answer.headers.get_all("Set-Cookie") or () if cookie.startswith("seat=")]


def test_a_seat_is_kept_and_what_is_none_is_given_anew(served):
    assert seats_given(served.address, "0" * 32) == []
    given = seats_given(served.address, "a")
    assert len(given) == 1 and given[0].endswith("; Path=/; HttpOnly; SameSite=Lax")
    assert len(given[0].split(";")[0]) == len("seat=") + 32


def test_who_signs_in_comes_back_to_the_server_that_they_left(demonstration, tmp_path):
    """The provider sends the browser back to the one address; what that visitor was to bring along waits at one server."""
    port = browser.free_port()
    with provider() as address:
        secrets = tmp_path / "secrets.toml"
        secrets.write_text(SECRETS.format(port=port, provider=address))
        given = {"RECORDS_LOG": str(tmp_path / "who.log.jsonl"), "OWN_RECORDS_DATABASE": str(tmp_path / "own.duckdb")}
        with several.several(2, demonstration, "serve.py", "--secrets.files", str(secrets), port=port, **given) as served:
            seats = set()
            for _ in range(PEOPLE):
                cookies = signed_in(served.address, "ana")
                shown, = visit_signed_in(served.address, cookies)
                assert "Signed in as ana@state.example" in shown.text
                seats.add(cookies["seat"])
    assert len(seats) == PEOPLE
