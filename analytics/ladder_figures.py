"""How far people came: steps down from those sent to those who completed it, each with its range."""

from collections.abc import Mapping, Sequence
from html import escape

from analytics import figures, sentences, words
from analytics.answer_words import STEPS
from analytics.numbers_behind import with_numbers
from analytics.sentences import completion

TITLE = "Of every 100 people sent whose case is closed, how many came how far"
UNSURE = {"low": "too few to judge", "many_open": "too many still open to judge"}


@with_numbers
def ladder(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> figures.Picture:
    """One ladder a model, side by side where there is room; rows of `completion`, steps in their order."""
    by_model: dict[str, list[Mapping]] = {}
    for row in rows:
        by_model.setdefault(row["model"], []).append(row)
    gone = {model for model, steps in by_model.items() if completion.verdict(steps[-1]) == "nobody"}
    shown = {model: steps for model, steps in by_model.items() if model not in gone}
    alt = TITLE + ". " + "; ".join(f"{words.model(model, names).title}: {said(steps)}" for model, steps in shown.items()) + "."
    panels = "".join(_panel(model, steps, names) for model, steps in shown.items())
    nobody = ", ".join(words.model(model, names).title for model in by_model if model in gone)
    missing = f'<p class="rj-note">Nobody was sent: {escape(nobody)}.</p>' if nobody else ""
    return figures.Picture(
        f'<figure class="rj-ladder" role="img" aria-label="{escape(alt)}"><figcaption>{escape(TITLE)}</figcaption>'
        f'<div class="rj-ladders">{panels}</div>{missing}<p class="rj-note">Mark: the people who reached the step. Line '
        "through it: the range the records fit. Open mark and broken line: too unsure for a verdict.</p></figure>", alt)


def said(steps: Sequence[Mapping]) -> str:
    """A model's ladder in words: every step, the range of the last, and how many are still on the way."""
    if completion.verdict(steps[-1]) == "all_open":
        return "nobody's case is closed yet; " + _open(steps[-1])
    parts = [f"{STEPS[row['step']][0].lower()} {_of_100(row)}" for row in steps if row["step"] != "referred"]
    last = steps[-1]
    range_ = "" if sentences.missing(last["of_referred"]) else f" ({_range(last)})"
    unsure = UNSURE.get(completion.verdict(last), "")
    return ", ".join(parts) + range_ + (f", {unsure}" if unsure else "") + "; " + _open(last)


def _panel(model: str, steps: Sequence[Mapping], names: dict | None) -> str:
    last = steps[-1]
    counted = steps[0]["reached"] if steps[0]["step"] == "referred" else None
    closed = "" if sentences.missing(counted) else f"{int(counted):,} closed cases; "
    unsure = UNSURE.get(completion.verdict(last))
    about = closed + _open(last) + (f". {unsure.capitalize()}" if unsure else "")
    drawn, before = "", None
    if completion.verdict(last) == "all_open":
        return (f'<section><div class="rj-panel-title">{figures.key(model)}{escape(words.model(model, names).title)}</div>'
                f"<p>Too soon to say: nobody's case is closed yet; {escape(_open(last))}.</p></section>")
    for row in steps:
        drawn += _step(row, model, before)
        before = None if sentences.missing(row["of_referred"]) else row["of_referred"]
    return (f'<section><div class="rj-panel-title">{figures.key(model)}{escape(words.model(model, names).title)}</div><p>{escape(about)}.</p>{drawn}'
            f"{_axis()}</section>")


def _step(row: Mapping, model: str, before: float | None) -> str:
    grid = "".join(f'<line class="rj-grid" x1="{tick}%" x2="{tick}%" y1="0" y2="100%"/>' for tick in (0, 50, 100))
    body = value = ""
    if sentences.missing(row["of_referred"]):
        value = f'<span class="rj-absent">{escape(_of_100(row))}</span>'
    else:
        body = _drawn(row, model, before)
        value = f"<b>{sentences.whole(row['of_referred'])}</b> of 100"
        if row["step"] != "referred":
            value += f"<small>{_range(row)}{_fewer(row, before)}</small>"
    return (f'<div class="rj-step"><span>{escape(STEPS[row["step"]][0])}</span><div class="rj-strip"><svg>{grid}{body}</svg></div>'
            f'<span class="rj-value">{value}</span></div>')


def _drawn(row: Mapping, model: str, before: float | None) -> str:
    colour = figures.colour_and_shape(model)[0]
    at, unsure = _at(row["of_referred"]), completion.unsure(row)
    dashes = ' stroke-dasharray="4 3"' if unsure else ""
    line = f'stroke="{colour}" stroke-width="1.5"'
    down = f'<line {line} x1="{at}" x2="{at}" y1="0" y2="100%"/>'
    drop = "" if before is None else f'<line {line} x1="{at}" x2="{_at(before)}" y1="0" y2="0"/>'
    area = f'<rect class="rj-area" x="0" y="0" width="{at}" height="100%"/>'
    range_ = "" if row["step"] == "referred" else (
        f'<line x1="{_at(row["low"])}" x2="{_at(row["high"])}" y1="50%" y2="50%" stroke="{colour}" stroke-width="5"{dashes}/>')
    return f'{area}{down}{drop}{range_}<svg x="{at}" y="50%" overflow="visible"><g transform="scale(.75)">{figures.mark(model, unsure)}</g></svg>'


def _axis() -> str:
    labels = "".join(f'<text x="{tick}%" y="14" text-anchor="{anchor}">{tick}</text>'
                     for tick, anchor in ((0, "start"), (50, "middle"), (100, "end")))
    return f'<div class="rj-step rj-axis"><span></span><div class="rj-strip"><svg>{labels}</svg></div><span></span></div>'


def _fewer(row: Mapping, before: float | None) -> str:
    if before is None:
        return ""
    lost = sentences.whole(before) - sentences.whole(row["of_referred"])
    return f"; {lost} fewer" if lost else "; as many"


def _of_100(row: Mapping) -> str:
    if sentences.missing(row["of_referred"]):
        return "hidden" if row["status"] == "suppressed" else "can't be worked out"
    return f"{sentences.whole(row['of_referred'])} of 100"


def _range(row: Mapping) -> str:
    return f"{sentences.whole(row['low'])} to {sentences.whole(row['high'])}"


def _open(row: Mapping) -> str:
    if sentences.missing(row["open"]):
        return "how many are still open is hidden"
    return "none still open" if row["open"] == 0 else f"{int(row['open']):,} still open, not counted"


def _at(share: float) -> str:
    return f"{100 * share:.2f}%"
