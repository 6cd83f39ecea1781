"""A server and a browser for all browser tests; a page for each, watched for what it asks of other hosts."""

from urllib.parse import urlsplit

import pytest

from tests.browser import browser as real


def pytest_collection_modifyitems(items):
    """A test in a real browser gets a second try: a busy machine can drop a key or close a list. The summary tells it."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def _chromium_is_there():
    if not real.found():
        why = "no Chromium on the path (chromium, chromium-browser, google-chrome)"
        (pytest.fail if real.required() else pytest.skip)(why)


@pytest.fixture(scope="session")
def address(_chromium_is_there, demonstration):
    with real.server(demonstration) as url:
        yield url


@pytest.fixture(scope="session")
def chromium(_chromium_is_there):
    with real.chromium() as browser:
        yield browser


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(60_000)
    opened = context.new_page()
    opened.other_hosts, opened.errors = [], []
    opened.on("request", lambda request: opened.other_hosts.append(request.url)
              if urlsplit(request.url).hostname not in (None, "", "127.0.0.1") else None)
    opened.on("console", lambda message: opened.errors.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert not opened.other_hosts
