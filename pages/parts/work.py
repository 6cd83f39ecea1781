"""Work that takes longer than a second: done beside the page, with its progress shown, and left when asked."""

import logging
import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Any

import streamlit as st

from analytics.answers import take_it_with_you as words
from data import limits
from data.problem import Problem
from pages.parts import show

POLL = 0.5  # seconds between two looks
TIMES = 10  # as long as a question on a page may take: here its progress is shown, and it can be stopped


class Stopped(Exception):
    """The person does not want it any more."""


class Work:
    """One piece of work in a thread of its own; `asked` says what for, so that the same is not begun twice."""

    def __init__(self, asked: object, do: Callable[[Callable[[float, str], None]], Any]) -> None:
        self.asked, self.share, self.next = asked, 0.0, ""
        self.result: Any = None
        self.problem, self.stopped = "", False
        self._thread = threading.Thread(target=copy_context().run, args=(self._run, do), daemon=True)  # what the person may see goes along
        self._thread.start()

    @property
    def running(self) -> bool:
        """True until it has ended, in one way or another."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """End it at the next step."""
        self.stopped = True

    def wait(self, seconds: float) -> None:
        """Give it a little time; what is quick needs no progress."""
        self._thread.join(seconds)

    def _run(self, do: Callable[[Callable[[float, str], None]], Any]) -> None:
        limits.longer(TIMES)
        try:
            self.result = do(self._step)
        except Stopped:
            pass
        except Problem as problem:
            self.problem = str(problem)
        except Exception:
            logging.getLogger(__name__).exception("work beside a page failed")
            self.problem = words.UNEXPECTED

    def _step(self, share: float, said: str) -> None:
        if self.stopped:
            raise Stopped
        self.share, self.next = share, said


def done(key: str, asked: object, wanted: bool, do: Callable[[Callable[[float, str], None]], Any]) -> Any:
    """The result of the work under `key`, where it is there; else its progress or its problem is shown, and None given.

    wanted: whether to begin it now. What was asked for other things than now is forgotten.
    """
    work: Work | None = st.session_state.get(key)
    if work and work.asked != asked:
        work.stop()
        work = st.session_state[key] = None
    if wanted and (work is None or not work.running):
        work = st.session_state[key] = Work(asked, do)
        work.wait(1)
    if work is None:
        return None
    if work.running:
        _progress(key)
        return None
    if work.stopped:
        show.notice(words.STOPPED)
    elif work.problem:
        show.problem(work.problem)
    return work.result


@st.fragment(run_every=POLL)
def _progress(key: str) -> None:
    work: Work = st.session_state[key]
    if not work.running:
        st.rerun()
    st.progress(min(work.share, 1.0), text=show.plain(f"{work.next[:1].upper()}{work.next[1:]} …"))
    show.selection(words.WAITING, f"{key}-waiting")
    if st.button("Stop", key=f"{key}-stop"):
        work.stop()
        work.wait(3)
        st.rerun()
