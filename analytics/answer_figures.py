"""Answers from worst to best as bars around their middle, and apart from them those who did not answer.

The colours stand for answers here, not for models: brown for the worse, blue for the better, darkest (on a dark
page brightest) at the ends. Each keeps 4.5:1 to the page, so that the number in it can be read; see figures.css.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from analytics import figures, sentences, words
from analytics.answer_bands import BANDS
from analytics.answer_words import QUESTIONS, RESPONDENTS
from analytics.numbers_behind import with_numbers

NAMES = ("worst", "poor", "in between", "good", "best")
WAVES = {"before": "asked before", "after": "asked after", "follow_up": "asked some months later"}
WIDE_ENOUGH, WIDE_ENOUGH_ON_A_PHONE = 0.045, 0.10  # of the drawing's width, for two figures
ON_A_PHONE = '<span class="rj-said-narrow">Did not answer</span>'
TOGETHER = " Striped: kept together, because few people gave one of these answers."


@dataclass(frozen=True)
class Part:
    """A stretch of a bar: one band, or several that may not be told apart, and its share of the answers."""

    bands: tuple[int, ...]
    share: float


@with_numbers
def answers(rows: Sequence[Mapping], names: dict[str, str] | None = None, explained: bool = True) -> figures.Picture:
    """One question's answers, one bar a model, the usual sentence first; rows of `answer_bands`.

    explained: whether the note stands under it; of several pictures in a row the last one is enough.
    """
    rows = sorted(rows, key=lambda row: row["model"] != words.BASELINE)
    asked = [row for row in rows if not _nobody(row)]
    bars = {row["model"]: parts(row) for row in asked}
    left = max((_left(bar) for bar in bars.values()), default=0) or 0.5
    right = max((sum(part.share for part in bar) - _left(bar) for bar in bars.values() if bar), default=0) or 0.5
    title = _title(rows[0])
    alt = title + ". " + "; ".join(f"{words.model(row['model'], names).title}: {said(row)}" for row in asked) + "."
    nobody = [words.model(row["model"], names).title for row in rows if _nobody(row)]
    together = any(len(part.bands) > 1 for bar in bars.values() for part in bar)
    drawn = "".join(_row(row, bars[row["model"]], names, left, left + right) for row in asked)
    note = ('<p class="rj-note">Of every 100 who answered. The bars stand around the middle of the answers. The two blue kinds '
            f"count as satisfied.{TOGETHER if together else ''}</p>") if explained else ""
    return figures.Picture(
        f'<figure class="rj-answers" role="img" aria-label="{escape(alt)}"><figcaption>{escape(title)}</figcaption>'
        f"{_key(bars.values())}{_head()}{drawn}{_without(nobody)}{note}</figure>", alt)


def parts(row: Mapping) -> list[Part]:
    """The bar of a row, worst first; empty where nothing is shown. Hidden bands stand together as one part."""
    if sentences.missing(row["answered"]) or sentences.missing(row["satisfied"]) or not row["answered"]:
        return []
    counts = [None if sentences.missing(row[band]) else float(row[band]) for band in BANDS]
    lower = _merged(counts, (0, 1, 2), float(row["answered"]) - float(row["satisfied"]))
    upper = _merged(counts, (3, 4), float(row["satisfied"]))
    total = sum(count for _, count in lower + upper)
    return [Part(bands, count / total) for bands, count in lower + upper if count > 0] if total else []


def said(row: Mapping) -> str:
    """What a row says, for the text alternative."""
    silent = "" if sentences.missing(row["unanswered"]) else (
        f"; {sentences.whole(row['unanswered'] / row['invited'])} of 100 asked did not answer")
    if not parts(row):
        return absent(row) + silent
    better = sentences.whole(row["satisfied"] / row["answered"])
    unsure = ", too few to judge" if row["status"] == "low" else ""
    return f"{better} of 100 good or best, {100 - better} worse or in between{unsure}{silent}"


def absent(row: Mapping) -> str:
    """Why there is no bar."""
    if row["status"] == "suppressed" or sentences.missing(row["answered"]):
        return "hidden, to protect people"
    return "nobody answered" if row["answered"] == 0 else "can't be worked out"


def _merged(counts: list[float | None], bands: tuple[int, ...], total: float) -> list[tuple[tuple[int, ...], float]]:
    hidden = tuple(band for band in bands if counts[band] is None)
    shown = [((band,), counts[band]) for band in bands if counts[band] is not None]
    if not hidden:
        return shown
    rest = max(total - sum(count for _, count in shown), 0.0)
    return sorted([*shown, (hidden, rest)])


def _left(bar: Sequence[Part]) -> float:
    """How much of a bar lies left of the middle: what is worse, and half of what holds those in between."""
    return sum(part.share / 2 if 2 in part.bands else part.share for part in bar if part.bands[0] <= 2)


def _row(row: Mapping, bar: list[Part], names: dict | None, left: float, span: float) -> str:
    body = f'<span class="rj-absent">{escape(absent(row).capitalize())}</span>'
    if bar:
        at, drawn = left - _left(bar), []
        for part in bar:
            drawn.append(_part(part, at / span, part.share / span, open_=row["status"] == "low"))
            at += part.share
        body = "".join(drawn)
    middle = f'<i class="rj-middle" style="left:{100 * left / span:.2f}%"></i>' if bar else ""
    unsure = ' <small>too few to judge</small>' if row["status"] == "low" else ""
    return (f'<div class="rj-answer-row{" rj-first" if row["model"] == words.BASELINE else ""}"><span class="rj-name">'
            f'{figures.key(row["model"])}<span>{escape(words.model(row["model"], names).title)}{unsure}</span></span>'
            f'<div class="rj-bar">{middle}{body}</div>{_silent(row)}</div>')


def _part(part: Part, left: float, width: float, open_: bool) -> str:
    number = sentences.whole(part.share)
    slim = " rj-slim" if width < WIDE_ENOUGH_ON_A_PHONE else ""
    text = f"<b>{number}</b>" if width >= WIDE_ENOUGH else ""
    return (f'<span class="rj-part rj-band-{"".join(str(band + 1) for band in part.bands)}{slim}{" rj-open" if open_ else ""}" '
            f'style="left:{100 * left:.2f}%;width:{100 * width:.2f}%">{text}</span>')


def _silent(row: Mapping) -> str:
    if sentences.missing(row["unanswered"]) or not row["invited"]:
        return f'<div class="rj-silent">{ON_A_PHONE}<span class="rj-absent">hidden</span></div>'
    share = row["unanswered"] / row["invited"]
    return (f'<div class="rj-silent">{ON_A_PHONE}<span class="rj-silent-bar"><i style="width:{100 * share:.1f}%"></i></span>'
            f"<span>{sentences.whole(share)} of 100</span></div>")


def _head() -> str:
    return ('<div class="rj-answer-row rj-head"><span class="rj-name"></span><div class="rj-ways"><span>← worse answers</span>'
            "<span>better answers →</span></div><div>Did not answer</div></div>")


def _key(bars: Sequence[Sequence[Part]]) -> str:
    together = sorted({part.bands for bar in bars for part in bar if len(part.bands) > 1})
    kinds = [((band,), name) for band, name in enumerate(NAMES)]
    kinds += [(bands, f"{NAMES[bands[0]]} to {NAMES[bands[-1]]}" if len(bands) > 2 else " or ".join(NAMES[band] for band in bands))
              for bands in together]
    return '<div class="rj-answer-key">' + "".join(
        f'<span><i class="rj-band-{"".join(str(band + 1) for band in bands)}"></i>{escape(name)}</span>'
        for bands, name in kinds) + "</div>"


def _without(nobody: list[str]) -> str:
    return f'<p class="rj-note">Nobody was asked: {escape(", ".join(nobody))}.</p>' if nobody else ""


def _nobody(row: Mapping) -> bool:
    return not sentences.missing(row["invited"]) and row["invited"] == 0


def _title(row: Mapping) -> str:
    question = QUESTIONS[row["question"]].title if row["question"] in QUESTIONS else row["question"].replace("_", " ")
    who = RESPONDENTS.get(row["respondent"], ("", row["respondent"].replace("_", " ")))[1].capitalize()
    return f"{who}, {WAVES.get(row['wave'], row['wave'])}: {question[0].lower()}{question[1:]}"
