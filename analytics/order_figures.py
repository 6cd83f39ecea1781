"""What was paid of what was ordered: a dot with its range for each program, and how it came over time."""

from collections.abc import Mapping, Sequence

from analytics import dot_figures, figures, sentences, step_figures, words
from analytics.dot_figures import Dot
from analytics.numbers_behind import with_numbers
from analytics.sentences import orders


@with_numbers
def paid(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> figures.Picture:
    """The share paid of one kind of obligation, the usual sentence first; rows of `obligations`, one a model."""
    rows = sorted(rows, key=lambda row: row["model"] != words.BASELINE)
    done, many = orders.KINDS[rows[0]["kind"]][2], orders.UNITS[rows[0]["amount_unit"]][1]
    title = f"{orders.heading(rows[0])}: of every 100 {many} ordered, how many were {done}"
    return dot_figures.shares(title, [_dot(row, names) for row in rows])


@with_numbers
def over_time(rows: Sequence[Mapping], model: str, names: dict[str, str] | None = None) -> figures.Picture | None:
    """How payments came month by month for one program and the usual sentence; rows of `payment_times` of one kind."""
    lines = []
    for code in (model, words.BASELINE):
        points = [(row["month"], row["share"]) for row in rows if row["model"] == code and not sentences.missing(row["share"])]
        if points:
            title = words.USUAL_SENTENCE if code == words.BASELINE else words.model(code, names).title
            lines.append(step_figures.Line(title, figures.colour_and_shape(code)[0], points, "broken" if code == words.BASELINE else "solid"))
    if not lines:
        return None
    kind, many = rows[0]["kind"], orders.UNITS[rows[0]["amount_unit"]][1]
    return step_figures.steps(
        f"{orders.KINDS[kind][0]}: of every 100 {many} ordered, how many had come by each month after the order or the release", lines, 36,
        "Orders that were watched for three years and whose payments are on record one by one. A line stops where too few more "
        "people paid. The groups are not made alike.")


def _dot(row: Mapping, names: dict[str, str] | None) -> Dot:
    share = None if sentences.missing(row["paid_share"]) else row["paid_share"]
    title = words.USUAL_SENTENCE if row["model"] == words.BASELINE else words.model(row["model"], names).title
    return Dot(title, row["model"], orders.in_short(row), share, row["low"], row["high"], orders.range_in_short(row),
               unsure=orders.unsure(row), first=row["model"] == words.BASELINE)
