"""What the first page needs, made ready while the server starts: a browser takes a while to load, and then it is there.

The modules, the records, and the counts of the front page's usual view. Where something goes wrong here, the page meets it
again and says so.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


@asynccontextmanager
async def prepared(server: object) -> AsyncIterator[None]:
    """The life of a server that makes ready as soon as it stands."""
    preparing = asyncio.create_task(asyncio.to_thread(_prepare))
    yield
    await preparing  # a database is not left half open


def _prepare() -> None:
    from data.problem import Problem

    try:
        _first_page()
    except Problem as problem:
        logging.getLogger(__name__).info("nothing made ready: %s", problem)
    except Exception:
        logging.getLogger(__name__).exception("nothing made ready")


def _first_page() -> None:
    from analytics import overview  # loaded here, beside the server's own start
    from analytics.holding_back import hold_back
    from pages.parts import frame, keep, records, show_text  # noqa: F401
    from pages.parts.choices import Choice

    hold_back(True)  # for whoever comes
    held, usual = records.open_ahead(), Choice()
    if held is None:
        return
    for options in (usual.options("compare"), usual.options("compare", adjust="none")):
        held.rows("compare", **options)
    held.rows("answers_to", asked=overview.ASKED, **usual.options("satisfaction"))
    held.rows("completion", **usual.options("completion"))
    held.rows("claims")
