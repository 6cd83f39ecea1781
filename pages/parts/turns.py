"""Turns: a few pages are worked out at once, the others after them.

Python runs one thread at a time and hands on after a while, in no order. Many pages at once hold one another up at every
step, the server's own among them, and half of two processors stands idle; a few at once, and all are done sooner.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = os.cpu_count() or 1
PATIENCE = 15.0  # seconds; then a page begins in any case, so that long ones keep nobody waiting

_turns = threading.Semaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Wait until it is this page's turn."""
    mine = _turns.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if mine:
            _turns.release()
