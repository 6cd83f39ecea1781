"""Few pages at once, each in its turn, and nobody waits for ever."""

import threading

import pytest

from pages.parts import turns


@pytest.fixture
def two(monkeypatch):
    monkeypatch.setattr(turns, "_turns", threading.Semaphore(2))


def _page(began: threading.Event, end: threading.Event) -> threading.Thread:
    def work():
        with turns.turn():
            began.set()
            end.wait(10)

    page = threading.Thread(target=work)
    page.start()
    return page


def test_a_third_page_begins_when_one_of_two_has_ended(two):
    began, ends = [threading.Event() for _ in range(3)], [threading.Event() for _ in range(3)]
    pages = [_page(*events) for events in zip(began[:2], ends[:2], strict=True)]
    assert began[0].wait(5) and began[1].wait(5)
    pages.append(_page(began[2], ends[2]))
    assert not began[2].wait(0.2)
    ends[0].set()
    assert began[2].wait(5)
    for end in ends:
        end.set()
    for page in pages:
        page.join(5)


def test_long_pages_keep_nobody_waiting_for_ever_and_a_turn_comes_back(two, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    began, end = [threading.Event() for _ in range(3)], threading.Event()
    pages = [_page(each, end) for each in began]
    assert all(each.wait(5) for each in began)  # the third without a turn
    end.set()
    for page in pages:
        page.join(5)
    for _ in range(2):  # the third gave none back that it never had: two are free, not three
        assert turns._turns.acquire(blocking=False)
    assert not turns._turns.acquire(blocking=False)


def test_a_page_that_fails_gives_its_turn_back(two):
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turns.turn():
            raise ZeroDivisionError
    assert turns._turns.acquire(blocking=False)
