"""Measure a page's rerun against a page of as many empty elements, and how soon the first page stands.

    python -m benchmarks.pages --db million.duckdb --reruns 60

Ratios of 95th percentiles in one process, the two pages in turn, by the clock and (which neighbors move less) in processor
time. A new filter is a selection that nobody has asked for before; a seen one has been asked for in the same process. The
start is timed from the server's command to the
first page's answer, in a real browser where one is there.
"""

import argparse
import itertools
import os
import random
import statistics
import time
from pathlib import Path
from unittest.mock import patch

from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("dashboard.py", "pages/people_harmed.py", "pages/new_offenses.py", "pages/promises_kept.py")


def main() -> None:
    """Print one line a page: median and 95th percentile of new and seen filters as ratios."""
    asked = _arguments()
    os.environ["RECORDS_DATABASE"] = str(asked.db)
    compiled = ScriptCache()
    # A server compiles a page once and looks through the folder of pages once; the harness would do so at every run.
    with patch.object(app_test, "ScriptCache", lambda: compiled), patch.object(app_test, "PagesManager", _Pages):
        for page in PAGES:
            print(_measured(page, asked.reruns), flush=True)
    print(f"server's start to the first page's answer: {_start(asked.demonstration or asked.db)}")


class _Pages(PagesManager):
    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        PagesManager.uses_pages_directory = False  # as `st.navigation` says at a server's first run


def _measured(page: str, reruns: int) -> str:
    shown = AppTest.from_file(str(ROOT / page), default_timeout=120).run()
    assert not shown.exception, shown.exception
    empty = AppTest.from_function(_empty, args=(_elements(shown._tree),), default_timeout=120).run()
    *choices, first, second = random.Random(1).sample(list(_choices(shown)), reruns + 2)
    for choice in (first, second):  # the harness loses the first address that a choice makes
        _choose(shown, choice)
        shown.run()
    spent: dict[str, list[tuple[float, float]]] = {"new": [], "seen": [], "empty": []}
    for kind in ("new", "seen"):
        for choice in choices:
            _choose(shown, choice)
            spent[kind].append(_spent(shown))
            spent["empty"].append(_spent(empty))
    clock, processor = ({kind: [pair[number] for pair in pairs] for kind, pairs in spent.items()} for number in (0, 1))

    def ratios(seconds: dict[str, list[float]], kind: str) -> str:
        return (f"{_percentile(seconds[kind]) / _percentile(seconds['empty']):.1f} x an empty page (median "
                f"{statistics.median(seconds[kind]) / statistics.median(seconds['empty']):.1f} x, {1000 * statistics.median(seconds[kind]):.0f} ms)")

    return "\n".join(f"{page}, {kind} filter: {ratios(clock, kind)} by the clock, {ratios(processor, kind)} processor"
                     for kind in ("new", "seen"))


def _choices(shown: AppTest) -> list[dict[str, list[str]]]:
    """Selections of one or two values of several columns."""
    keys = ("sex", "race", "age", "offense", "risk")
    each = [[[], *([value] for value in shown.multiselect(key=key).options)] for key in keys]
    return [dict(zip(keys, values, strict=True)) for values in itertools.product(*each) if any(values)]


def _choose(shown: AppTest, choice: dict[str, list[str]]) -> None:
    for key, values in choice.items():
        shown.multiselect(key=key).set_value(values)


def _elements(node: object) -> int:
    children = getattr(node, "children", None)
    return sum(map(_elements, children.values())) if children else 1


def _empty(count: int) -> None:
    import streamlit as st

    for _ in range(count):
        st.empty()


def _spent(page: AppTest) -> tuple[float, float]:
    start = time.perf_counter(), time.process_time()
    page.run()
    assert not page.exception, page.exception
    return time.perf_counter() - start[0], time.process_time() - start[1]


def _percentile(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def _start(database: Path) -> str:
    from tests.browser.browser import chromium, found, server

    if not found():
        return "not run, no Chromium"
    with chromium() as browser:
        began = time.perf_counter()
        with server(database) as address:
            ready = time.perf_counter() - began
            page = browser.new_page()
            page.goto(address)
            page.locator(".rj-answer").first.wait_for(timeout=60_000)
            return f"{time.perf_counter() - began:.1f} s, {ready:.1f} s of it the server's own"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--db", type=Path, required=True, help="a database of one million releases")
    parser.add_argument("--demonstration", type=Path, help="a database of the demonstration's size, for the start")
    parser.add_argument("--reruns", type=int, default=60, help="filters asked for, each once new and once seen")
    return parser.parse_args()


if __name__ == "__main__":
    main()
