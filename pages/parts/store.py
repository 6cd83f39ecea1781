"""What was made once is kept, as long as there is room: the latest used stay."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Event, Lock
from typing import Any

ROOM = 1024  # tables and what was made of them, of some ten kilobytes each


class Store:
    """Things by their keys, for all sessions that read the same records."""

    def __init__(self, room: int = ROOM) -> None:
        self._room, self._lock = room, Lock()
        self._things: OrderedDict[Hashable, Any] = OrderedDict()
        self._being_made: dict[Hashable, Event] = {}

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What is kept under the key; made now where there is nothing. Who asks while another makes it waits for that."""
        while True:
            with self._lock:
                if key in self._things:
                    self._things.move_to_end(key)
                    return self._things[key]
                another = self._being_made.get(key)
                if another is None:
                    mine = self._being_made[key] = Event()
                    break
            another.wait()  # and look again: it may have failed
        try:
            made = make()
            with self._lock:
                self._things[key] = made
                while len(self._things) > self._room:
                    self._things.popitem(last=False)
        finally:
            with self._lock:
                del self._being_made[key]
            mine.set()
        return made
