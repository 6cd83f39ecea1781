"""The committed pictures of the pages: python -m tests.browser.screenshots (or: make screenshots)."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser.browser import ROOT, chromium, found, ready, server

IMAGES = ROOT / "docs" / "images"
VIEWS = [("first-page", 1280, "light"), ("first-page-dark", 1280, "dark"), ("first-page-narrow", 390, "light"),
         ("first-page-narrow-dark", 390, "dark")]


def main() -> None:
    """Draw every view of the demonstration records, always the same ones."""
    if not found():
        sys.exit("screenshots: no Chromium on the path; install one (Debian or Ubuntu: apt-get install chromium).")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "demonstration.duckdb"
        subprocess.run([sys.executable, "-m", "analytics", "demo", "--db", str(database)], cwd=ROOT, check=True)
        with server(database) as address, chromium() as browser:
            for name, width, scheme in VIEWS:
                shoot(browser, address, IMAGES / f"{name}.png", width, scheme)


def shoot(browser, address: str, to: Path, width: int, scheme: str) -> None:
    """One page, from top to bottom, as one picture."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(address)
    ready(page)
    height = page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(height + 20, 8000)})
    page.wait_for_timeout(500)
    to.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=to)
    page.close()


if __name__ == "__main__":
    main()
