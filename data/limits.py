"""How long one question may take, and how much memory it may use, where many are served: one must not stop the others."""

import atexit
import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from weakref import WeakKeyDictionary

import duckdb

from data.problem import Problem

USUAL_SECONDS = 120.0
USUAL_MEMORY = "50%"  # of the machine's
USUAL_LOAD_MEMORY = "4GB"  # what does not fit is put on the disk beside the database
BETWEEN = 0.1  # seconds between two looks at the clock
TOO_LONG = ("This took longer than {} seconds and was stopped, so that others are not kept waiting. Choose less, or ask by the command "
            "line, which knows no limit.")
TOO_MUCH = "This needs more memory than questions may use here. Choose less, or have QUERY_MEMORY raised."

_seconds: WeakKeyDictionary[duckdb.DuckDBPyConnection, float] = WeakKeyDictionary()
_longer: ContextVar[float] = ContextVar("longer", default=1.0)


def seconds() -> float:
    """What QUERY_SECONDS says; 0 for no limit. Raises Problem where it is no number."""
    return _number("QUERY_SECONDS", USUAL_SECONDS)


def memory() -> str:
    """What QUERY_MEMORY says, as the engine takes it: 4GB, or a share of the machine's. Raises Problem where it is neither."""
    return _memory("QUERY_MEMORY", USUAL_MEMORY)


def load_memory() -> str:
    """The same for LOAD_MEMORY: what the engine may use for a load."""
    return _memory("LOAD_MEMORY", USUAL_LOAD_MEMORY)


def limit(connection: duckdb.DuckDBPyConnection, most: float) -> None:
    """From now on a question to this connection takes at most so many seconds; 0 for no limit."""
    if most:
        _seconds[connection] = most


def longer(times: float) -> None:
    """In this thread questions may take so many times as long: somebody watches their progress and can stop them."""
    _longer.set(times)


@contextmanager
def within(connection: duckdb.DuckDBPyConnection, like: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One question, under the limit that `like` has. Raises Problem where it took too long or too much."""
    most = _seconds.get(like, 0.0)
    try:
        if most:
            with _no_longer(connection, most):
                yield
        else:
            yield
    except duckdb.OutOfMemoryException as error:
        raise Problem(TOO_MUCH) from error


@contextmanager
def _no_longer(connection: duckdb.DuckDBPyConnection, most: float) -> Iterator[None]:
    limit(connection, most)  # what the question asks in turn has as long again
    most *= _longer.get()
    began = time.monotonic()
    _watch.begin(connection, began + most)
    try:
        yield
    except duckdb.InterruptException as error:
        if time.monotonic() - began >= most:
            raise Problem(TOO_LONG.format(f"{most:g}")) from error
        raise
    finally:
        _watch.end(connection)


class _Watch:
    """One thread that interrupts what is over its time, again and again until it has ended; it rests while nothing runs."""

    def __init__(self) -> None:
        self._until: dict[int, tuple[float, duckdb.DuckDBPyConnection]] = {}
        self._lock, self._wake, self._thread, self._over = threading.Lock(), threading.Event(), None, False

    def begin(self, connection: duckdb.DuckDBPyConnection, until: float) -> None:
        with self._lock:
            self._until[id(connection)] = until, connection
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, daemon=True, name="query-limits")
                self._thread.start()
                atexit.register(self._stop)
        self._wake.set()

    def end(self, connection: duckdb.DuckDBPyConnection) -> None:
        with self._lock:
            self._until.pop(id(connection), None)
            if not self._until:
                self._wake.clear()

    def _look(self) -> None:
        while not self._over:
            self._wake.wait()
            self._interrupt_late()
            time.sleep(BETWEEN)

    def _stop(self) -> None:
        """At the program's end: a thread that still holds connections would keep the engine from ending in order."""
        self._over = True
        self._wake.set()
        self._thread.join(timeout=2)

    def _interrupt_late(self) -> None:
        with self._lock:
            now = time.monotonic()
            for until, connection in self._until.values():
                if now >= until:
                    connection.interrupt()


_watch = _Watch()


def _memory(name: str, usual: str) -> str:
    given = os.environ.get(name) or usual
    if not re.fullmatch(r"[1-9][0-9]*([.][0-9]+)?([KMGT]i?B|%)", given):
        raise Problem(f"{name} is written like 4GB or 50%, not {given[:40]!r}.")
    return given


def _number(name: str, usual: float) -> float:
    given = os.environ.get(name, "")
    try:
        found = float(given) if given else usual
    except ValueError:
        found = -1.0
    if not 0 <= found < float("inf"):
        raise Problem(f"{name} is a number of seconds, 0 for no limit, not {given[:40]!r}.")
    return found
