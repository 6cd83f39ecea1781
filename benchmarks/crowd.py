"""Many people at the dashboard at once: python -m benchmarks.crowd --db million.duckdb --people 100 --seconds 300

Starts the server on this machine, or several behind nginx (--servers), then: one person goes through 200 views alone, at each
server; the same person clicks on, one view in five never seen before, and is timed; then everybody clicks, each with 5 seconds
to think, a fifth of the views new again. Every page is held against what one person alone is shown, and those with one answer
in words against the library itself. Stops by itself. The people share the machine with the server, so on two cores they slow it
down.
"""

import argparse
import asyncio
import html
import itertools
import random
import re
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import analytics
from analytics import answers
from analytics.answers import new_offenses
from analytics.vocabulary import HEADLINE_ADJUSTMENT
from benchmarks.visitor import Shown, Visitor
from data.database import connect_read_only
from tests.browser.several import Several, several

PAGES = ("", "people_harmed", "new_offenses", "promises_kept", "is_it_fair", "who_and_where", "other_studies", "costs", "take_it_with_you",
         "records_and_methods")
ASKED = ("Sex", "Race", "Age at release", "Offense", "Assessed risk")
COLUMNS = dict(zip(ASKED, ("sex", "race", "age_band", "offense", "risk_level"), strict=True))
ANSWERED = {"": answers.does_it_work, "new_offenses": new_offenses.answer}  # pages whose first sentence the library gives
NEW = 0.2  # share of the clicks that ask for what nobody asked before
OF_ONE_RUN = re.compile(r"(id|for|aria-[a-z]+)=\"[^\"]*\"")

Selection = tuple[tuple[str, str], ...]  # (question, one of its labels), those that are answered


@dataclass
class Seen:
    """What happened: seconds of each click, and what was shown for each view."""

    seconds: list[float] = field(default_factory=list)
    shown: dict[tuple[str, Selection], set[str]] = field(default_factory=dict)
    wrong: Counter = field(default_factory=Counter)

    def add(self, page: str, selection: Selection, took: float, shown: Shown) -> None:
        self.seconds.append(took)
        if shown.failed or shown.of("alert") and any(alert.format == 1 for alert in shown.of("alert")):  # an error
            self.wrong["errors"] += 1
        self.shown.setdefault((page, selection), set()).add(OF_ONE_RUN.sub("", shown.text))


class Choices:
    """The selections: 20 that everybody knows, and others that are handed out once."""

    def __init__(self, shown: Shown, seed: int) -> None:
        self.chance = random.Random(seed)
        options = {question: ["", *shown.named("multiselect", question).options] for question in ASKED}
        all_ = [tuple((question, label) for question, label in zip(ASKED, labels, strict=True) if label)
                for labels in itertools.product(*options.values())]
        few = [selection for selection in all_ if len(selection) <= 2]
        self.known = [(), *self.chance.sample([selection for selection in few if len(selection) == 1], 6),
                      *self.chance.sample([selection for selection in few if len(selection) == 2], 13)]
        self.unseen = [selection for selection in all_ if selection not in self.known and 1 < len(selection) <= 3]
        self.chance.shuffle(self.unseen)

    def next(self) -> Selection:
        """One that is known to all, or one time in five one that nobody has had."""
        return self.unseen.pop() if self.chance.random() < NEW and self.unseen else self.chance.choice(self.known)


async def look(visitor: Visitor, page: str, selection: Selection, seen: Seen) -> None:
    """Go to a page, or choose on it: one click, timed."""
    began = time.perf_counter()
    if page != visitor.name:
        shown = await visitor.go(page)
    else:
        for question in ASKED:
            visitor.put(visitor.shown.named("multiselect", question), [label for asked, label in selection if asked == question])
        shown = await visitor.rerun()
    seen.add(page, selection, time.perf_counter() - began, shown)


async def click(visitor: Visitor, choices: Choices, at: list, seen: Seen) -> None:
    """The next click of somebody; `at` holds their page and selection."""
    if choices.chance.random() < 0.5:
        at[0] = choices.chance.choice([page for page in PAGES if page != at[0]])
    else:
        at[1] = choices.next()
    await look(visitor, at[0], at[1], seen)


async def walk(address: str, through: dict[str, str], seed: int, first: Seen) -> Choices:
    """One person looks at all known views once; through: headers as the proxy sends them, where there is one."""
    async with Visitor(address, headers=through) as visitor:
        choices = Choices(await visitor.open(), seed)
        for selection in choices.known:
            await look(visitor, visitor.name, selection, first)
            for page in PAGES:
                if page != visitor.name:
                    await look(visitor, page, selection, first)
    return choices


async def alone(served: Several, seed: int, clicks: int) -> tuple[Choices, Seen, Seen]:
    """All known views once at each server; then clicks as everybody's will be, timed."""
    first, timed = Seen(), Seen()
    through = {"X-Forwarded-For": "127.0.0.1"} if len(served.each) > 1 else {}
    for address in served.each:
        choices = await walk(address, through, seed, first)
    async with Visitor(served.address) as visitor:
        await visitor.open()
        at: list = ["", ()]
        for _ in range(clicks):
            await click(visitor, choices, at, timed)
    return choices, first, timed


async def person(address: str, choices: Choices, until: float, think: float, seen: Seen) -> None:
    """Somebody who looks around until the time is over."""
    await asyncio.sleep(choices.chance.uniform(0, think * 2))
    try:
        async with Visitor(address) as visitor:
            await visitor.open()
            at: list = ["", ()]
            while time.monotonic() < until:
                await asyncio.sleep(choices.chance.expovariate(1 / think))
                await click(visitor, choices, at, seen)
    except Exception as error:  # noqa: BLE001 - whatever ends somebody's visit is counted
        seen.wrong[f"visits ended by {type(error).__name__}"] += 1


async def memory(processes: list[int], until: float, found: list[int]) -> None:
    """The servers' memory in MB, all together, each second."""
    while time.monotonic() < until:
        told = [Path(f"/proc/{process}/status").read_text(encoding="ascii") for process in processes]
        found.append(sum(int(status.split("VmRSS:")[1].split()[0]) for status in told) // 1024)
        await asyncio.sleep(1)


async def again(address: str, views: list[tuple[str, Selection]]) -> Seen:
    """The same views by one person alone, afterwards."""
    seen = Seen()
    async with Visitor(address) as visitor:
        await visitor.open()
        for page, selection in views:
            await look(visitor, visitor.name, selection, Seen())
            if visitor.name != page:
                await look(visitor, page, selection, seen)
            else:
                await look(visitor, page, selection, seen)
    return seen


def told_by_library(database: Path, views: dict[tuple[str, Selection], set[str]]) -> tuple[int, int]:
    """How many of the views were held against the library, and how many differ from it."""
    held = wrong = 0
    values = {column: {} for column in COLUMNS.values()}
    with connect_read_only(database) as connection:
        from analytics import selection as chosen
        from pages.parts.filters import Possible

        possible = Possible(chosen.values(connection), {})
        values = {question: possible.labels(column) for question, column in COLUMNS.items()}
        for (page, selection), texts in views.items():
            if page not in ANSWERED:
                continue
            where = [f"{COLUMNS[question]}={values[question][label]}" for question, label in selection]
            rows = analytics.compare(connection, outcome="rearrest", window=36, adjust=HEADLINE_ADJUSTMENT, where=where).to_dict("records")
            held += 1
            nobody = all(row["n"] == 0 for row in rows)
            wrong += not nobody and any(html.escape(ANSWERED[page](rows)) not in text for text in texts)
    return held, wrong


async def run(asked: argparse.Namespace, served: Several) -> bool:
    """All of it; prints a line for each finding. True where nobody was shown anything wrong."""
    choices, first, timed = await alone(served, asked.seed, asked.clicks)
    print(f"alone: {len(first.shown)} views once, then {len(timed.seconds)} clicks, {_times(timed.seconds)}")
    crowd, found, until = Seen(), [], time.monotonic() + asked.seconds
    await asyncio.gather(memory(served.processes, until, found), *(person(served.address, choices, until, asked.think, crowd) for _ in range(asked.people)))
    ratio = _p95(crowd.seconds) / _p95(timed.seconds)
    print(f"{asked.people} people for {asked.seconds:g} s: {len(crowd.seconds)} clicks, {_times(crowd.seconds)}; 95th percentile {ratio:.1f} x alone")
    late = found[len(found) // 2:]
    print(f"memory of all servers: {found[0]} MB at first, {late[0]} half way, {found[-1]} at the end, at most {max(found)}")
    before = first.shown | {view: texts | first.shown.get(view, set()) for view, texts in timed.shown.items()}
    unknown = [view for view in crowd.shown if view not in before]
    sample = choices.chance.sample(unknown, min(len(unknown), asked.check))
    before |= (await again(served.address, sample)).shown
    differ = [view for view, texts in crowd.shown.items() if view in before and texts - before[view]]
    held, wrong = told_by_library(asked.db, {view: crowd.shown[view] for view in list(crowd.shown)[: asked.check * 4]})
    compared = sum(view in before for view in crowd.shown)
    print(f"{len(crowd.shown)} different views, {len(unknown)} of them new; {compared} held against what one person alone is shown: "
          f"{len(differ)} differ; {held} held against the library: {wrong} differ")
    print("; ".join(f"{what}: {times}" for what, times in crowd.wrong.items()) or "no error")
    for page, selection in differ[:5]:
        print(f"  differs: {page or 'first page'}, {selection}", file=sys.stderr)
    return not (differ or wrong or crowd.wrong)


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def _times(seconds: list[float]) -> str:
    return f"median {1000 * statistics.median(seconds):.0f} ms, 95th percentile {1000 * _p95(seconds):.0f} ms"


def main() -> int:
    """Start the server, run, stop."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--db", type=Path, required=True, help="a database made by the commands load or demo")
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=300, help="how long everybody clicks; before it one person looks at 200 views")
    parser.add_argument("--think", type=float, default=5, help="mean seconds between two clicks of one person")
    parser.add_argument("--clicks", type=int, default=200, help="how many clicks of one person alone are timed")
    parser.add_argument("--check", type=int, default=100, help="how many of the new views are looked at again, alone")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--servers", type=int, default=1, help="more than one stand behind nginx (deploy/nginx.conf)")
    asked = parser.parse_args()
    at_the_machine = {"EXACT_ALLOWED": "yes"} if asked.servers > 1 else {}  # a proxy's visitors are shown what one person there is
    with several(asked.servers, asked.db, "serve.py", **at_the_machine) as served:
        return 0 if asyncio.run(asyncio.wait_for(run(asked, served), asked.seconds + 3600)) else 1


if __name__ == "__main__":
    sys.exit(main())
