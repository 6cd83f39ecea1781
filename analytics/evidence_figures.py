"""Pictures of published studies: forests on the scale of the odds, a funnel, and the pool without each study."""

from collections.abc import Mapping, Sequence
from html import escape
from math import exp, log

from analytics import evidence_words, figures, pooling, sentences, strips
from analytics.evidence import Group
from analytics.figures import Picture
from analytics.numbers_behind import behind, with_numbers
from analytics.sentences import evidence as said

ENDS = (2, 4, 8, 16)  # the axis runs from 1/end to end
TICKS = {2: (1 / 2, 1, 2), 4: (1 / 4, 1 / 2, 1, 2, 4), 8: (1 / 8, 1 / 2, 1, 2, 8), 16: (1 / 16, 1 / 4, 1, 4, 16)}
WAYS = ("lower odds with it", "higher odds with it")
KIND = "rj-studies"
FUNNEL_HEIGHT = 16  # rem
LEAST_FOR_A_FUNNEL = 3


@with_numbers
def forest(rows: Sequence[Mapping], found: Sequence[Group], title: str) -> Picture | None:
    """One row a group of studies: a mark for its figure, or in words what those without figures found.

    rows: those of `evidence` to draw; found: their groups, in the same order.
    """
    figured = [row for row in rows if not sentences.missing(row["odds_ratio"])]
    if not figured:
        return None
    end = _end(figured)
    drawn, told = [], []
    for row, group in zip(rows, found, strict=True):
        missing = sentences.missing(row["odds_ratio"])
        value = said.told(group.told_in_words) if missing else said.interval(row)
        told.append(f"{evidence_words.label(row)}, {said.how_many(row)}: {value}")
        drawn.append(strips.row(evidence_words.model(row["model"]).title, _about(row, group),
                                escape(value) if missing else _value(row),
                                "" if missing else _mark(row, end, row["status"] == "low"), _grid(end), faded=missing))
    return strips.picture(title, told, "".join(drawn) + _axis(end), "Mark: odds with the program, divided by odds without. Line: the range "
                          "the studies fit. Open mark and broken line: fewer than three studies, no verdict. Italics: no figures to put "
                          f"together, only words. {said.ONCE}", KIND)


def studies(group: Group, row: Mapping) -> Picture | None:
    """Each study of a group, what they say together, and what a new one may find."""
    if not group.estimates:
        return None
    rows = [_study(made.study.title or made.study.study, group.model, made.effect, made.std_error) for made in group.estimates]
    if len(rows) > 1:
        rows.append(dict(row) | {"title": "All together"})
        rows.append({"title": "A new study", "model": group.model, "odds_ratio": None, "low": row["prediction_low"],
                     "high": row["prediction_high"]})
    return behind(_of_titles(f"Study by study. {evidence_words.label(row)}", rows, "Mark: odds with the program, divided by odds without. Line: the "
                             "range. A new study: where its true odds would lie."), _people(group))


def without_each(group: Group) -> Picture | None:
    """The pool without each study in turn: does one of them carry it?"""
    if len(group.estimates) < LEAST_FOR_A_FUNNEL:
        return None
    pools = pooling.leave_one_out([made.effect for made in group.estimates], [made.std_error for made in group.estimates])
    rows = [{"title": f"Without {made.study.title or made.study.study}", "model": group.model, "odds_ratio": pooling.ratio(pool.effect),
             "low": pooling.ratio(pool.low), "high": pooling.ratio(pool.high)} for made, pool in zip(group.estimates, pools, strict=True)]
    clear = sum(pool.high < 0 or pool.low > 0 for pool in pools)
    return behind(_of_titles("Does one study carry it? All together, without each in turn", rows,
                             said.carried(clear, len(pools), group.pooled.high < 0 or group.pooled.low > 0)), _people(group))


def funnel(group: Group) -> Picture | None:
    """Each study's odds against how exact it is: where small studies stand on one side only, others may not have been told."""
    if len(group.estimates) < LEAST_FOR_A_FUNNEL:
        return None
    deepest, middle = max(made.std_error for made in group.estimates) * 1.1, group.pooled.effect
    edges = [exp(made.effect) for made in group.estimates] + [exp(middle - 1.96 * deepest), exp(middle + 1.96 * deepest)]
    end = _end([{"low": edge, "high": edge} for edge in edges])
    left, top, right = (_at(exp(value), end) for value in (middle - 1.96 * deepest, middle, middle + 1.96 * deepest))
    # A square of 100 by 100 that is stretched; marks are drawn apart so that they keep their shape.
    area = (f'<polygon points="{top:.2f},0 {left:.2f},100 {right:.2f},100" class="rj-area"/>'
            '<line x1="50" x2="50" y1="0" y2="100" class="rj-base"/>')
    marks = "".join(f'<svg x="{_at(exp(made.effect), end):.2f}%" y="{100 * made.std_error / deepest:.2f}%" overflow="visible">'
                    f"{figures.mark(group.model)}</svg>" for made in group.estimates)
    told = [f"{made.study.title or made.study.study}: odds ratio {exp(made.effect):.2f}, standard error {made.std_error:.2f}"
            for made in group.estimates]
    html = (f'<div class="rj-row rj-funnel"><div class="rj-strip" style="height:{FUNNEL_HEIGHT}rem"><svg viewBox="0 0 100 100" '
            f'preserveAspectRatio="none">{area}</svg><svg>{marks}</svg></div></div>' + _axis(end))
    return behind(strips.picture("Large studies above, small ones below", told, html, "Shaded: where 95 of 100 studies would fall if all had "
                                 "found the same. Few small studies on one side may mean that such studies were never published.", KIND), _people(group))


def _people(group: Group) -> dict:
    return {"participants": group.participants}


def _of_titles(title: str, rows: Sequence[Mapping], note: str) -> Picture:
    end = _end(rows)
    drawn = "".join(strips.row(row["title"], "", _value(row), _mark(row, end), _grid(end)) for row in rows)
    return strips.picture(title, [f"{row['title']}: {said.interval(row)}" for row in rows], drawn + _axis(end), note, KIND)


def _study(title: str, model: str, effect: float, std_error: float) -> dict:
    return {"title": title, "model": model, "odds_ratio": exp(effect), "low": pooling.ratio(effect - pooling.Z95 * std_error),
            "high": pooling.ratio(effect + pooling.Z95 * std_error)}


def _mark(row: Mapping, end: float, unsure: bool = False) -> str:
    point = None if row["odds_ratio"] is None else _at(row["odds_ratio"], end)
    return strips.interval(row["model"], _at(row["low"], end), point, _at(row["high"], end), unsure, thick=point is None)


def _value(row: Mapping) -> str:
    number, _, range_ = said.interval(row).partition(" (")
    return f"<b>{number}</b> <span>({escape(range_)}</span>" if range_ else f"<span>{number}</span>"


def _about(row: Mapping, group: Group) -> str:
    parts = (evidence_words.outcome(row["outcome"]).title, evidence_words.DESIGNS.get(row["design"], row["design"]), said.how_many(row),
             "" if row["studies"] else said.followed(group.told_in_words))
    return " · ".join(part for part in parts if part)


def _axis(end: float) -> str:
    return strips.axis([(_at(tick, end), f"1/{round(1 / tick)}" if tick < 1 else str(round(tick))) for tick in TICKS[end]], WAYS)


def _grid(end: float) -> list[tuple[float, bool]]:
    return [(_at(tick, end), tick == 1) for tick in TICKS[end]]


def _end(rows: Sequence[Mapping]) -> float:
    widest = max(max(row["high"], 1 / row["low"]) for row in rows)
    return next((end for end in ENDS if widest <= end), ENDS[-1])


def _at(value: float, end: float) -> float:
    """Where an odds ratio stands on the axis, 0-100; what lies beyond it at its end."""
    return 50 + 50 * max(-1.0, min(1.0, log(value) / log(end)))
