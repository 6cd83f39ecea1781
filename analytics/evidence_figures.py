"""Pictures of published studies: forests on the scale of the odds, a funnel, and the pool without each study."""

from collections.abc import Mapping, Sequence
from html import escape
from math import exp, log

from analytics import evidence_words, figures, pooling, sentences
from analytics.evidence import Group
from analytics.figures import Picture
from analytics.sentences import evidence as said

ENDS = (2, 4, 8, 16)  # the axis runs from 1/end to end
FUNNEL_HEIGHT = 16  # rem
LEAST_FOR_A_FUNNEL = 3


def forest(rows: Sequence[Mapping], found: Sequence[Group], title: str) -> Picture | None:
    """One row a group of studies: a mark for its figure, or in words what those without figures found.

    rows: those of `evidence` to draw; found: their groups, in the same order.
    """
    figured = [row for row in rows if not sentences.missing(row["odds_ratio"])]
    if not figured:
        return None
    end = _end(figured)
    values = [said.told(group.told) if sentences.missing(row["odds_ratio"]) else said.interval(row)
              for row, group in zip(rows, found, strict=True)]
    drawn = "".join(_row(row, evidence_words.model(row["model"]).title, _about(row, group), end, row["status"] == "low", value)
                    for row, group, value in zip(rows, found, values, strict=True))
    alt = f"{title}. " + "; ".join(f"{evidence_words.label(row)}: {value}" for row, value in zip(rows, values, strict=True)) + "."
    return _picture(title, alt, drawn + _axis(end), "Mark: odds with the program, divided by odds without. Line: the range the studies "
                    "fit. Open mark and broken line: fewer than three studies, no verdict. Italics: no figures to put together, only words.")


def studies(group: Group, row: Mapping) -> Picture | None:
    """Each study of a group, what they say together, and what a new one may find."""
    if not group.estimates:
        return None
    rows = [_study(made.study.title or made.study.study, group.model, made.effect, made.std_error) for made in group.estimates]
    if len(rows) > 1:
        rows.append(dict(row) | {"title": "All together"})
        rows.append({"title": "A new study", "model": group.model, "odds_ratio": row["odds_ratio"], "low": row["prediction_low"],
                     "high": row["prediction_high"], "band": True})
    title = f"Study by study. {evidence_words.label(row)}"
    end = _end(rows)
    drawn = "".join(_row(one, one["title"], "", end, False) for one in rows)
    alt = f"{title}. " + "; ".join(f"{one['title']}: {said.interval(one)}" for one in rows) + "."
    return _picture(title, alt, drawn + _axis(end), "Mark: odds with the program, divided by odds without. Line: the range. A new study: "
                    "where its true odds would lie.")


def without_each(group: Group, row: Mapping) -> Picture | None:
    """The pool without each study in turn: does one of them carry it?"""
    if len(group.estimates) < LEAST_FOR_A_FUNNEL:
        return None
    pools = pooling.leave_one_out([made.effect for made in group.estimates], [made.std_error for made in group.estimates])
    rows = [{"title": f"Without {made.study.title or made.study.study}", "model": group.model, "odds_ratio": pooling.ratio(pool.effect),
             "low": pooling.ratio(pool.low), "high": pooling.ratio(pool.high)} for made, pool in zip(group.estimates, pools, strict=True)]
    end = _end(rows)
    title = "Does one study carry it? All together, without each in turn"
    alt = f"{title}. " + "; ".join(f"{one['title']}: {said.interval(one)}" for one in rows) + "."
    return _picture(title, alt, "".join(_row(one, one["title"], "", end, False) for one in rows) + _axis(end), carried(group, rows))


def carried(group: Group, rows: Sequence[Mapping]) -> str:
    """Whether leaving out one study changes the answer, in a sentence."""
    clear = [row["high"] < 1 or row["low"] > 1 for row in rows]
    whole = group.pooled.high < 0 or group.pooled.low > 0
    changed = sum(one != whole for one in clear)
    if not changed:
        return "Leaving out any one study does not change the answer."
    return f"Leaving out one of {changed} of these {len(rows)} studies would change the answer."


def funnel(group: Group) -> Picture | None:
    """Each study's odds against how exact it is: where small studies stand on one side only, others may not have been told."""
    if len(group.estimates) < LEAST_FOR_A_FUNNEL:
        return None
    deepest = max(made.std_error for made in group.estimates) * 1.1
    middle = group.pooled.effect
    end = log(_end([{"low": exp(made.effect), "high": exp(made.effect)} for made in group.estimates]
                   + [{"low": exp(middle - 1.96 * deepest), "high": exp(middle + 1.96 * deepest)}]))

    def x(value: float) -> float:
        return 50 + 50 * max(-1, min(1, value / end))

    # A square of 100 by 100 that is stretched; marks are drawn apart so that they keep their shape.
    area = f'<polygon points="{x(middle):.2f},0 {x(middle - 1.96 * deepest):.2f},100 {x(middle + 1.96 * deepest):.2f},100" class="rj-area"/>'
    line = f'<line x1="{x(0):.2f}" x2="{x(0):.2f}" y1="0" y2="100" class="rj-base"/>'
    marks = "".join(f'<svg x="{x(made.effect):.2f}%" y="{100 * made.std_error / deepest:.2f}%" overflow="visible">'
                    f"{figures.mark(group.model)}</svg>" for made in group.estimates)
    title = "Large studies above, small ones below"
    alt = (f"{title}. " + "; ".join(f"{made.study.title or made.study.study}: odds ratio {exp(made.effect):.2f}, standard error "
                                    f"{made.std_error:.2f}" for made in group.estimates) + ".")
    html = (f'<div class="rj-row rj-funnel"><div class="rj-strip" style="height:{FUNNEL_HEIGHT}rem"><svg viewBox="0 0 100 100" '
            f'preserveAspectRatio="none">{area}{line}</svg><svg>{marks}</svg></div></div>' + _axis(exp(end)))
    return _picture(title, alt, html, "Shaded: where 95 of 100 studies would fall if all had found the same. Few small studies on one side "
                    "may mean that such studies were never published.")


def _study(title: str, model: str, effect: float, std_error: float) -> dict:
    return {"title": title, "model": model, "odds_ratio": exp(effect), "low": pooling.ratio(effect - pooling.Z95 * std_error),
            "high": pooling.ratio(effect + pooling.Z95 * std_error)}


def _row(row: Mapping, title: str, small: str, end: float, unsure: bool, words_only: str = "") -> str:
    grid = "".join(f'<line class="{"rj-base" if tick == 1 else "rj-grid"}" x1="{_at(tick, end)}" x2="{_at(tick, end)}" y1="0" y2="100%"/>'
                   for tick in _ticks(end))
    about = f"<small>{escape(small)}</small>" if small else ""
    if sentences.missing(row["odds_ratio"]):
        return (f'<div class="rj-row"><span class="rj-name">{escape(title)}{about}</span><span class="rj-value rj-absent">'
                f'{escape(words_only)}</span><div class="rj-strip"><svg>{grid}</svg></div></div>')
    colour = figures.colour_and_shape(row["model"])[0]
    dashes, width = (' stroke-dasharray="4 3"' if unsure else ""), (8 if row.get("band") else 2.5)
    line = (f'<line x1="{_at(row["low"], end)}" x2="{_at(row["high"], end)}" y1="50%" y2="50%" stroke="{colour}" '
            f'stroke-width="{width}"{dashes}{" opacity=.6" if row.get("band") else ""}/>')
    mark = "" if row.get("band") else (f'<svg x="{_at(row["odds_ratio"], end)}" y="50%" overflow="visible">'
                                       f'{figures.mark(row["model"], unsure)}</svg>')
    number, _, range_ = said.interval(row).partition(" (")
    value = f"<span>{row['low']:.2f} to {row['high']:.2f}</span>" if row.get("band") else f"<b>{number}</b> <span>({escape(range_)}</span>"
    return (f'<div class="rj-row"><span class="rj-name">{escape(title)}{about}</span><span class="rj-value">{value}</span>'
            f'<div class="rj-strip"><svg>{grid}{line}{mark}</svg></div></div>')


def _about(row: Mapping, group: Group) -> str:
    number = int(row["studies"]) or len(group.told)
    studies = f"{number} {'study' if number == 1 else 'studies'}"
    return f"{evidence_words.outcome(row['outcome']).title} · {evidence_words.DESIGNS.get(row['design'], row['design'])} · {studies}"


def _axis(end: float) -> str:
    ticks = _ticks(end)
    labels = "".join(f'<text x="{_at(tick, end)}" y="14" text-anchor="{"start" if tick == ticks[0] else "end" if tick == ticks[-1] else "middle"}">'
                     f"{'1/' + str(round(1 / tick)) if tick < 1 else round(tick)}</text>" for tick in ticks)
    return ('<div class="rj-row rj-axis"><div class="rj-strip">'
            f'<svg height="18" width="100%" overflow="visible">{labels}</svg>'
            '<div class="rj-ways"><span>← lower odds with it</span><span>higher odds with it →</span></div></div></div>')


def _picture(title: str, alt: str, drawn: str, note: str) -> Picture:
    return Picture(f'<figure class="rj-forest rj-studies" role="img" aria-label="{escape(alt)}"><figcaption>{escape(title)}</figcaption>'
                   f'{drawn}<p class="rj-note">{escape(note)}</p></figure>', alt)


def _end(rows: Sequence[Mapping]) -> float:
    widest = max(max(row["high"], 1 / row["low"]) for row in rows)
    return next((end for end in ENDS if widest <= end), ENDS[-1])


def _ticks(end: float) -> list[float]:
    steps = {2: [1 / 2, 1, 2], 4: [1 / 4, 1 / 2, 1, 2, 4], 8: [1 / 8, 1 / 2, 1, 2, 8], 16: [1 / 16, 1 / 4, 1, 4, 16]}
    return steps.get(round(end), [1])


def _at(value: float, end: float) -> str:
    """Where an odds ratio stands on the axis; what lies beyond it at its end."""
    return f"{50 + 50 * max(-1.0, min(1.0, log(value) / log(end))):.2f}%"
