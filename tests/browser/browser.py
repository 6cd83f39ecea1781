"""A real Chromium over a real server. Nothing is downloaded: the browser must be on the path."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")


def found() -> str | None:
    """The Chromium on the path, or the one that CHROMIUM names."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def required() -> bool:
    """True where a browser test must not be skipped."""
    return os.environ.get("REQUIRE_BROWSER", "") not in ("", "0")


@contextmanager
def server(database: Path) -> Iterator[str]:
    """The dashboard over a database; its address."""
    with serving(free_port(), database) as address:
        yield address


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def serving(port: int, database: Path, file: str = "dashboard.py", *options: str, started: list[int] | None = None,
            **environment: str) -> Iterator[str]:
    """The same at this port, with Streamlit's options and names of the environment; `started` is given the process's number."""
    command = [sys.executable, "-m", "streamlit", "run", file, "--server.port", str(port), *options, "--", "--db", str(database)]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if started is not None:
        started.append(process.pid)
    try:
        wait_until_ready(process, port, "The dashboard's server")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_ready(process: subprocess.Popen, port: int, what: str) -> None:
    """Until the dashboard answers at this port; what: the program that is waited for, itself or what stands in front."""
    for _ in range(900):
        if process.poll() is not None:
            raise RuntimeError(f"{what} ended before it was ready.")
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{what} was not ready within 90 seconds.")


@contextmanager
def chromium() -> Iterator:
    """The browser, driven by Playwright."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=60_000)  # a busy machine is no fault of the page
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


def ready(page) -> None:
    """Wait until the page's script has run and everything on screen is new; no page ever shows a defect."""
    from playwright.sync_api import expect

    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    expect(page.locator(".rj-answer, .stAlert").first).to_be_visible(timeout=60_000)
    expect(page.get_by_test_id("stException")).to_have_count(0)
