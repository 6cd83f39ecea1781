"""What can be told of a group in which nobody has been followed for the whole window yet."""

from collections.abc import Callable, Mapping, Sequence

from analytics import selection
from analytics.vocabulary import WINDOWS_OFFERED

Rows = Callable[..., Sequence[Mapping]]


def ready(row: Mapping, rows: Rows, look: Callable[..., Mapping], options: Mapping[str, object]) -> dict[str, int] | None:
    """For a row of `compare` that is too young: how many people it is about, and the longest window with a result; else None.

    rows, look: how the records are asked, a verb by its name and a function. When the first result will be there is left
    out: it would tell the month in which one person was released. None too where the number of people may not be shown.
    """
    if row["status"] != "immature":
        return None
    people = look(selection.followed, **options).get(row["model"])
    if not people or not people[0]:
        return None
    found = {"people": int(people[0])}
    for months in sorted((months for months in WINDOWS_OFFERED if months < row["window_months"]), reverse=True):
        shorter = next(other for other in rows("compare", **{**options, "window": months}) if other["model"] == row["model"])
        if shorter["status"] in ("ok", "low"):
            return found | {"months": months}
    return found
