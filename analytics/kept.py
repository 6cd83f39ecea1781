"""Answers kept in a process: the same records asked the same question need not be counted again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakSet

from analytics.counting import Source

Answer = TypeVar("Answer")
_every: "WeakSet[Kept]" = WeakSet()


class Kept(Generic[Answer]):
    """The last answers, by the records' fingerprint and the question, as long as all but the last are not too large.

    size: how large an answer is, roughly, in numbers; most: of all answers kept.
    """

    def __init__(self, size: Callable[[Answer], int], most: int = 1 << 25) -> None:
        self._size, self._most = size, most
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = Lock()
        _every.add(self)

    def answer(self, source: Source, question: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """The answer kept, or worked out now. Records in memory may change under the same name: they are not kept."""
        records = source.fingerprint_in_a_file
        if not records:
            return work_out()
        with self._lock:
            if (records, question) in self._answers:
                self._answers.move_to_end((records, question))
                return self._answers[records, question]
        found = work_out()
        with self._lock:
            self._answers[records, question] = found
            while len(self._answers) > 1 and sum(map(self._size, self._answers.values())) > self._most:
                self._answers.popitem(last=False)
        return found

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._answers.clear()


def let_go() -> None:
    """Forget every answer kept in this process: for who asks many questions one after another, of records of any size."""
    for kept in list(_every):
        kept.clear()
