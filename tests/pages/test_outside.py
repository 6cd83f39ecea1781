"""The server asks nobody outside where it listens, nor where another site's page knocks."""

import tomllib
from importlib.util import find_spec, module_from_spec
from pathlib import Path

import pytest
from streamlit import net_util
from streamlit.web.server import server_util

from pages.parts.outside import ask_nobody

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def asked(monkeypatch):
    """Addresses that the server asked, as Streamlit's own function asks: a page of an earlier test may have replaced it."""
    found = []
    own = module_from_spec(find_spec("streamlit.net_util"))
    own.__spec__.loader.exec_module(own)
    own._make_blocking_http_get = lambda url, timeout: found.append(url)
    monkeypatch.setattr(net_util, "get_external_ip", own.get_external_ip)  # put back after the test
    return found


def test_another_site_s_page_is_refused_without_asking(asked):
    assert not server_util.is_url_from_allowed_origins("https://elsewhere.example")
    assert asked  # as Streamlit does it: else this would prove nothing
    asked.clear()
    ask_nobody()
    assert not server_util.is_url_from_allowed_origins("https://elsewhere.example") and not asked


@pytest.mark.parametrize("file", ["dashboard.py", "serve.py"])
def test_both_front_doors_say_so(file):
    assert "\nask_nobody()\n" in (ROOT / file).read_text(encoding="utf-8")


def test_the_start_asks_nobody():
    """Streamlit prints the address that is set, and looks for no other."""
    told = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert told["browser"]["serverAddress"] == "localhost" and told["browser"]["gatherUsageStats"] is False
