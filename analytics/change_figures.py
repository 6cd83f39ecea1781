"""How the same people's answers changed from before to after: a dot with its interval, centred on no change."""

from collections.abc import Mapping, Sequence
from html import escape

from analytics import figures, sentences, words
from analytics.answer_words import RESPONDENTS
from analytics.numbers_behind import with_numbers
from analytics.sentences.numbers import points, span

# What less and more of it are called; of whatever else is asked: lower and higher.
DIRECTIONS = {
    "fear_of_revictimization": ("less fear", "more fear"),
    "safety": ("less safe", "safer"),
    "wellbeing": ("less well", "better"),
    "empathy": ("less feeling", "more feeling"),
    "belonging": ("belonging less", "belonging more"),
}
SHORT = {"safety": ("less safe", "safer"), "wellbeing": ("worse", "better")}  # beside the mark; else less, more
TITLES = {
    "fear_of_revictimization": "fear of being harmed again",
    "safety": "feeling safe",
    "wellbeing": "how well they felt",
    "empathy": "feeling for those harmed",
    "belonging": "feeling that they belong",
}
ENDS = (5, 10, 15, 20, 30, 40, 60, 100)  # points of 100


@with_numbers
def changes(rows: Sequence[Mapping], names: dict[str, str] | None = None, explained: bool = True) -> figures.Picture:
    """One question's change, one row a model, the usual sentence first; rows of `satisfaction`, wave `change`.

    explained: whether the note stands under it; of several pictures in a row the last one is enough.
    """
    rows = sorted(rows, key=lambda row: row["model"] != words.BASELINE)
    asked = [row for row in rows if not _nobody(row)]
    first = rows[0]
    ways = DIRECTIONS.get(first["question"], ("lower", "higher"))
    limits = [abs(row[name]) for row in asked for name in ("low", "high") if not sentences.missing(row[name])]
    end = next(end for end in ENDS if max(limits, default=10) <= end or end == ENDS[-1])
    who = RESPONDENTS.get(first["respondent"], ("", "people"))[1]
    title = (f"{who.capitalize()}, the same people before and after: {TITLES.get(first['question'], first['question'].replace('_', ' '))}, "
             "change on a scale of 0 to 100")
    alt = title + ". " + "; ".join(f"{words.model(row['model'], names).title}: {said(row)}" for row in asked) + "."
    drawn = "".join(_row(row, names, end) for row in asked)
    nobody = [words.model(row["model"], names).title for row in rows if _nobody(row)]
    missing = f'<p class="rj-note">Nobody was asked: {escape(", ".join(nobody))}.</p>' if nobody else ""
    note = ('<p class="rj-note">Mark: the average change of those who answered both times. Line: the range the records fit. '
            "Open mark and broken line: too few to judge. A change has many causes; time alone is one.</p>") if explained else ""
    return figures.Picture(
        f'<figure class="rj-forest" role="img" aria-label="{escape(alt)}"><figcaption>{escape(title)}</figcaption>{drawn}'
        f"{_axis(end, ways)}{missing}{note}</figure>", alt)


def said(row: Mapping) -> str:
    """A row's change in words: "12 points less fear (11 to 14 less fear)"."""
    if _empty(row):
        return absent(row)
    ways = DIRECTIONS.get(row["question"], ("lower", "higher"))
    size, range_ = _size(row["mean"], ways, " points"), span(row["low"], row["high"], points, ways)
    return f"{size} ({range_}){', too few to judge' if row['status'] == 'low' else ''}"


def absent(row: Mapping) -> str:
    """Why there is no mark."""
    if row["status"] == "suppressed" or sentences.missing(row["answered"]):
        return "hidden, to protect people"
    return "nobody answered both times" if row["answered"] == 0 else "can't be worked out"


def _row(row: Mapping, names: dict | None, end: float) -> str:
    model, body = row["model"], ""
    grid = "".join(f'<line class="{"rj-grid" if tick else "rj-base"}" x1="{_at(tick, end)}" x2="{_at(tick, end)}" y1="0" '
                   'y2="100%"/>' for tick in _ticks(end))
    if not _empty(row):
        unsure = row["status"] == "low"
        low, point, high = (_at(row[name], end) for name in ("low", "mean", "high"))
        dashes = ' stroke-dasharray="4 3"' if unsure else ""
        body = (f'<line x1="{low}" x2="{high}" y1="50%" y2="50%" stroke="{figures.colour_and_shape(model)[0]}" '
                f'stroke-width="2.5"{dashes}/><svg x="{point}" y="50%" overflow="visible">{figures.mark(model, unsure)}</svg>')
    return (f'<div class="rj-row{" rj-first" if model == words.BASELINE else ""}"><span class="rj-name">'
            f'{escape(words.model(model, names).title)}{_pairs(row)}</span>'
            f'<span class="rj-value{"" if body else " rj-absent"}">{_value(row)}</span>'
            f'<div class="rj-strip"><svg>{grid}{body}</svg></div></div>')


def _value(row: Mapping) -> str:
    if _empty(row):
        return escape(absent(row))
    ways = SHORT.get(row["question"], ("less", "more"))
    range_ = span(row["low"], row["high"], points, ways)
    if not row["low"] < 0 < row["high"]:
        range_ = range_.removesuffix(f" {ways[0]}").removesuffix(f" {ways[1]}")
    unsure = "<small>too few to judge</small>" if row["status"] == "low" else ""
    return f"<b>{escape(_size(row['mean'], ways))}</b> <span>({escape(range_)})</span>{unsure}"


def _size(mean: float, ways: tuple[str, str], unit: str = "") -> str:
    return f"{points(mean)}{unit} {ways[0] if mean < 0 else ways[1]}" if mean else "no change"


def _empty(row: Mapping) -> bool:
    return sentences.missing(row["mean"]) or sentences.missing(row["low"])


def _pairs(row: Mapping) -> str:
    if sentences.missing(row["answered"]) or sentences.missing(row["invited"]):
        return ""
    return f'<small>{int(row["answered"]):,} of {int(row["invited"]):,} asked</small>'


def _axis(end: float, ways: tuple[str, str]) -> str:
    labels = "".join(
        f'<text x="{_at(tick, end)}" y="14" text-anchor="{"start" if tick == -end else "end" if tick == end else "middle"}">'
        f"{abs(tick):g}</text>" for tick in _ticks(end))
    return ('<div class="rj-row rj-axis"><div class="rj-strip"><svg height="18" width="100%" overflow="visible">'
            f'{labels}</svg><div class="rj-ways"><span>← {escape(ways[0])}</span><span>{escape(ways[1])} →</span></div></div></div>')


def _at(change: float, end: float) -> str:
    return f"{50 + 50 * change / end:.2f}%"


def _ticks(end: float) -> list[float]:
    step = {5: 1, 10: 5, 15: 5, 20: 10, 30: 10, 40: 20, 60: 20, 100: 50}[end]
    return [step * i for i in range(-round(end / step), round(end / step) + 1)]


def _nobody(row: Mapping) -> bool:
    return not sentences.missing(row["invited"]) and row["invited"] == 0
