"""Whether exact figures may be given to whoever is asking: decided here, for every verb and every way to it.

The command line and notebooks belong to somebody who holds the file, so they may. Where the pages are served, each run of
a page says what its person may; whatever does not say is held back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from analytics.vocabulary import DEFAULT_MIN_CELL, DEFAULT_ROUND
from data.problem import Problem

_here: ContextVar[bool | None] = ContextVar("held_back", default=None)
_elsewhere = False


def hold_back(needed: bool) -> None:
    """For what follows in this thread, and in those that are given its context."""
    _here.set(needed)


def hold_back_unless_said() -> None:
    """From now on, in this process, a thread that says nothing is held back."""
    global _elsewhere
    _elsewhere = True


def held_back() -> bool:
    """True where small counts are hidden and others rounded, whatever is asked."""
    said = _here.get()
    return _elsewhere if said is None else said


@contextmanager
def protected_otherwise() -> Iterator[None]:
    """For published copies: they are counted exactly and protected together before anything of them is given."""
    before = _here.set(False)
    try:
        yield
    finally:
        _here.reset(before)


def check(min_cell: int, round_to: int) -> None:
    """Raises Problem where these options would show more than the person may see."""
    if held_back() and (min_cell < DEFAULT_MIN_CELL or round_to < DEFAULT_ROUND):
        raise Problem(f"Exact figures are for those who may see the records, and you are not signed in as one of them. Counts below "
                      f"{DEFAULT_MIN_CELL} are hidden here, and others are rounded to the nearest {DEFAULT_ROUND}.")
