"""The committed pictures of the pages: python -m tests.browser.screenshots (or: make screenshots)."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser.browser import ROOT, chromium, found, ready, server

IMAGES = ROOT / "docs" / "images"
FIRST_SCREEN = 920
VIEWS = [  # name, width, theme, highest: the README shows the first screen, the others the whole page
    ("first-page", 1280, "light", FIRST_SCREEN),
    ("first-page-whole", 1280, "light", 8000),
    ("first-page-dark", 1280, "dark", 8000),
    ("first-page-narrow", 390, "light", 8000),
    ("first-page-narrow-dark", 390, "dark", 8000),
]


def main() -> None:
    """Draw every view of the demonstration records, always the same ones."""
    if not found():
        sys.exit("screenshots: no Chromium on the path; install one (Debian or Ubuntu: apt-get install chromium).")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "demonstration.duckdb"
        subprocess.run([sys.executable, "-m", "analytics", "demo", "--db", str(database)], cwd=ROOT, check=True)
        with server(database) as address, chromium() as browser:
            for name, width, scheme, highest in VIEWS:
                shoot(browser, address, IMAGES / f"{name}.png", width, scheme, highest)


def shoot(browser, address: str, to: Path, width: int, scheme: str, highest: int) -> None:
    """One page, from the top down to its end or to `highest` pixels, as one picture."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(address)
    ready(page)
    page.set_viewport_size({"width": width, "height": min(_settled_height(page) + 20, highest)})
    page.wait_for_timeout(500)
    to.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=to)
    page.close()


def _settled_height(page) -> int:
    """The page's height once nothing more is added to it."""
    heights = [0]
    while len(heights) < 4 or len(set(heights[-3:])) > 1:
        page.wait_for_timeout(500)
        heights.append(page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight"))
    return heights[-1]


if __name__ == "__main__":
    main()
