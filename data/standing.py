"""What stands still while a database is open for reading: asked once, then kept beside the connection.

A page asks several questions at each choice; their lists of values, models and arms are the same every time.
"""

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

import duckdb

Kept = TypeVar("Kept")
_NOTHING = object()
_beside: WeakKeyDictionary[duckdb.DuckDBPyConnection, dict[object, object]] = WeakKeyDictionary()


def distributed(connection: object) -> bool:
    """Whether its records lie with another engine, where counting is quick and fetching rows one by one is not."""
    return getattr(connection, "distributed", False)


def stands(connection: duckdb.DuckDBPyConnection, like: duckdb.DuckDBPyConnection | None = None) -> None:
    """From now on what is asked of this connection is kept; `like`: together with that one's, if that one's is."""
    if like is None:
        _beside[connection] = {}
    elif like in _beside:
        _beside[connection] = _beside[like]


def standing(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether what is asked of it is kept."""
    return connection in _beside


def once(connection: duckdb.DuckDBPyConnection, name: object, ask: Callable[[], Kept]) -> Kept:
    """What `ask` gives; asked once for a connection that stands still, each time for others. Nobody changes it."""
    kept = _beside.get(connection)
    if kept is None:
        return ask()
    if name not in kept:
        kept[name] = ask()
    return kept[name]


def lately(connection: duckdb.DuckDBPyConnection, kind: str, key: tuple, ask: Callable[[], Kept], room: int = 6) -> Kept:
    """The same for what is too large to keep for long: the latest few of a kind."""
    kept = _beside.get(connection)
    if kept is None:
        return ask()
    recent: dict[tuple, Kept] = kept.setdefault(kind, {})
    found = recent.pop(key, _NOTHING)
    if found is _NOTHING:
        found = ask()
    recent[key] = found
    for old in list(recent)[:-room]:
        recent.pop(old, None)
    return found
