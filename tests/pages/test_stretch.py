"""Stretches of a page: drawn once for the same records and choices, one piece of HTML; the latest used are kept."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from types import SimpleNamespace

from pages.parts import show
from pages.parts.store import Store
from pages.parts.stretch import kept


def test_the_latest_used_are_kept():
    store, made = Store(room=2), []

    def get(key):
        return store.get(key, lambda: made.append(key) or key)

    assert [get(key) for key in (1, 2, 1, 3, 1, 2)] == [1, 2, 1, 3, 1, 2]
    assert made == [1, 2, 3, 2]  # 3 took the place of 2, which had not been used for longest


def test_who_asks_while_another_makes_it_waits_for_that_and_makes_what_the_other_could_not():
    store, made, began, go_on = Store(), [], Event(), Event()

    def first():
        made.append("first")
        began.set()
        go_on.wait(10)
        raise ValueError

    def second():
        made.append("second")
        return "second"

    with ThreadPoolExecutor(2) as threads:
        failing = threads.submit(store.get, "key", first)
        assert began.wait(10)
        waiting = threads.submit(store.get, "key", second)
        assert made == ["first"]
        go_on.set()
        assert waiting.result(10) == "second" and isinstance(failing.exception(10), ValueError)
    assert store.get("key", first) == "second" and made == ["first", "second"]


def test_a_stretch_is_drawn_once_for_the_same_choice_and_what_it_is_given():
    store, drawn = Store(), []
    records = SimpleNamespace(drawings=store)
    women, men = SimpleNamespace(key=("women",)), SimpleNamespace(key=("men",))

    def closely(model):
        drawn.append(model)
        show.sentence(f"<{model}>")
        show.heading("In figures")

    for choice, model in ((women, "circle"), (women, "circle"), (men, "circle"), (women, "board")):
        html = kept(records, choice, closely, model, how=show.gathered)
        assert html.count("rj-piece") == 2 and f"&lt;{model}&gt;" in html
    assert drawn == ["circle", "circle", "board"]


def test_what_fails_is_not_kept_and_leaves_nothing_open():
    store, tries = Store(), []

    def fails():
        tries.append(None)
        raise ValueError

    for _ in range(2):
        try:
            store.get("key", lambda: show.gathered(fails))
        except ValueError:
            pass
    assert len(tries) == 2 and show.gathered(lambda: show.sentence("again")).count("again") == 1
