"""How a page keeps its drawings: what it shows between two questions is a stretch, made once for the same choices.

    records, choice = frame("Is it so?")

    def overall() -> None:                                 # draws with show.*, as anywhere
        rows = records.rows("compare", **choice.options("compare"))
        show.answer(answers.so(rows))
        show.picture(figures.forest(rows, records.models), "forest")

    stretch(records, choice, overall)                      # one element on the page, kept as HTML
    model = choices.one_model(records.models)              # a question ends a stretch
    stretch(records, choice, closely, model)               # what it depends on beside the choice is given to it

Count inside the stretch, not beside it: where the drawing is kept, nothing is counted. It may depend on the records, the
choice and what it is given, and on nothing else. Questions, downloads, charts and notices stand outside; `kept` keeps
what they need in the same way. `records.rows` and `records.look` keep what several stretches need.
"""

from collections.abc import Callable
from typing import TypeVar

from pages.parts import show
from pages.parts.choices import Choice
from pages.parts.records import Records

Made = TypeVar("Made")


def stretch(records: Records, choice: Choice, draw: Callable[..., None], *given: object) -> None:
    """Show what `draw(*given)` draws; it is called once for the same records, choice and `given` (which can be hashed)."""
    show.drawn(kept(records, choice, draw, *given, how=show.gathered), draw.__name__)


def kept(records: Records, choice: Choice, make: Callable[..., Made], *given: object,
         how: Callable[..., Made] = lambda make, *given: make(*given)) -> Made:
    """What `make(*given)` gives; it is called once for the same records, choice and `given`."""
    key = make.__code__.co_filename, make.__name__, choice.key, given  # two pages may have a function of one name
    return records.drawings.get(key, lambda: how(make, *given))
