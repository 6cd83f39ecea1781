"""What was chosen holds from page to page, as a server tells it to a visitor: also after a page that ended early."""

import asyncio
import re

from benchmarks.visitor import Visitor
from tests.browser.browser import free_port, serving

# Nobody in the demonstration records is all of this, so the page says so and ends.
NOBODY = {"Race": ["Pacific Islander"], "Age at release": ["55 and over"], "Offense": ["Public order"]}
STAYS = {"Race": [], "Age at release": ["25 to 34"], "Offense": ["Drug"]}


def counted(shown):
    return re.search(r"Counted here: ([^<]*)\.</p>", shown.text).group(1)


async def choose(visitor, chosen):
    for question, values in chosen.items():
        visitor.put(visitor.shown.named("multiselect", question), values)
    return await visitor.rerun()


async def visit(address):
    async with Visitor(address) as visitor:
        await visitor.open()
        shown = [await choose(visitor, NOBODY), await visitor.go("new_offenses"), await choose(visitor, STAYS)]
        shown += [await visitor.go(page) for page in ("people_harmed", "promises_kept", "", "new_offenses")]
        return [counted(each) for each in shown]


def test_a_choice_made_after_nobody_was_found_holds(demonstration):
    with serving(free_port(), demonstration) as address:
        told = asyncio.run(visit(address))
    assert told == 2 * ["Pacific Islander, aged 55 and over, public order offense"] + 5 * ["Aged 25 to 34, drug offense"]
