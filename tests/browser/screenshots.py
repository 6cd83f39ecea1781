"""The committed pictures of the pages: python -m tests.browser.screenshots (or: make screenshots)."""

import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

from PIL import Image

from tests.browser.browser import ROOT, chromium, found, ready, server

IMAGES = ROOT / "docs" / "images"
FIRST_SCREEN = 920
WHOLE = 8000  # pixels: longer than any page
PAGES = {"does-it-work": "", "people-harmed": "people_harmed", "new-offenses": "new_offenses",
         "promises-kept": "promises_kept", "is-it-fair": "is_it_fair", "who-and-where": "who_and_where",
         "other-studies": "other_studies", "costs": "costs", "take-it-with-you": "take_it_with_you",
         "records-and-methods": "records_and_methods"}  # name -> address
WIDTHS = (320, 390, 1280, 1920)
THEMES = ("light", "dark")


def main() -> None:
    """Draw every view of the demonstration records, always the same ones."""
    if not found():
        sys.exit("screenshots: no Chromium on the path; install one (Debian or Ubuntu: apt-get install chromium).")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "demonstration.duckdb"
        subprocess.run([sys.executable, "-m", "analytics", "demo", "--db", str(database)], cwd=ROOT, check=True)
        with server(database) as address, chromium() as browser:
            shoot(browser, address, IMAGES / "first-page.png", 1280, "light", FIRST_SCREEN)  # the README's
            for (name, page), width, theme in product(PAGES.items(), WIDTHS, THEMES):
                shoot(browser, f"{address}/{page}", IMAGES / f"{name}-{width}-{theme}.png", width, theme, WHOLE)


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
    with Image.open(to) as picture:  # few colours are enough for a page, and take a third of the room
        # Those furthest apart are kept, not those most often met: the small mark of a model has a colour to keep.
        picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(to, optimize=True)


def _settled_height(page) -> int:
    """The page's height once nothing more is added to it."""
    heights = [0]
    while len(heights) < 4 or len(set(heights[-3:])) > 1:
        page.wait_for_timeout(500)
        heights.append(page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight"))
    return heights[-1]


if __name__ == "__main__":
    main()
