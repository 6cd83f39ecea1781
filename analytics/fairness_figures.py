"""The pictures of a fair comparison: crude beside adjusted, balance, overlap, groups of people, exposures, attendance."""

from collections.abc import Mapping, Sequence
from html import escape

from analytics import sentences, words
from analytics.answer_words import QUESTIONS
from analytics.figures import Picture, at, axis, axis_end, colour_and_shape, mark, ticks_of, value_of
from analytics.numbers_behind import with_numbers
from analytics.overlap import Overlap
from analytics.selection_words import label
from analytics.sentences import satisfaction

ALIKE, PLAIN = "made alike", "as they stand"
NOBODY = ("nobody_asked", "nobody_answered")
GUIDE = 0.1  # a standardized gap up to here is taken for none
EXPOSED = {"referred": "Everyone sent by then", "started": "Those who had started by then", "completed": "Those who had completed by then"}
BY_THEN = "By then: on or before the day of release, or of the sentence where there was no prison. What comes later does not count here."
ATTENDED = {"none": "None of the sessions", "under_half": "Fewer than half", "half_or_more": "Half or more", "all": "All of them"}


@with_numbers
def twins(alike: Sequence[Mapping], crude: Sequence[Mapping], names: dict[str, str] | None = None) -> Picture | None:
    """Each model's gap twice: made alike, and beneath it, grey, as the groups stand. Rows of `compare`."""
    plain = {row["model"]: row for row in crude}
    rows = [row for row in alike if row["model"] != words.BASELINE]
    if not rows:
        return None
    end = axis_end([*rows, *plain.values()])
    event, months = words.EVENTS[rows[0]["outcome"]], words.window(int(rows[0]["window_months"]))
    title = f"Of every 100 people, how many fewer or more {event.were} within {months} than after the usual sentence"
    said = "; ".join(f"{words.model(row['model'], names).title}: {ALIKE} {value_of(row)}, {PLAIN} {value_of(plain[row['model']])}"
                     for row in rows)
    drawn = "".join(_strip(words.model(row["model"], names).title, _value(row, PLAIN, plain[row["model"]]), end,
                           [(row, row["model"], "34%"), (plain[row["model"]], words.BASELINE, "72%")]) for row in rows)
    return _forest(title, f"{title}. {said}.", drawn + axis(ticks_of(end), end, event.again),
                   "Colored mark: the groups made alike. Grey mark beneath: as they stand, not matched. Lines: the range the records fit. "
                   "Open mark and broken line: too unsure for a verdict.", "rj-twins")


@with_numbers
def answer_twins(alike: Sequence[Mapping], crude: Sequence[Mapping], names: dict[str, str] | None = None) -> Picture | None:
    """The same of the answers to one question: each model's gap in satisfied answers. Rows of `satisfaction`."""
    plain = {row["model"]: _as_a_gap(row) for row in crude}
    rows = [row for row in map(_as_a_gap, alike) if row["model"] != words.BASELINE and satisfaction.verdict(row) not in NOBODY]
    if not rows:
        return None
    end = axis_end([*rows, *(plain[row["model"]] for row in rows)])
    title = (f"Of every 100 victims who answered, how many fewer or more {QUESTIONS[rows[0]['question']].were} than after the usual "
             "sentence")
    said = "; ".join(f"{words.model(row['model'], names).title}: {ALIKE} {satisfaction.value(row)}, {PLAIN} "
                     f"{satisfaction.value(plain[row['model']])}" for row in rows)
    drawn = "".join(
        _strip(words.model(row["model"], names).title, _told(satisfaction.value(row), PLAIN, satisfaction.value(plain[row["model"]])), end,
               [(row, row["model"], "34%"), (plain[row["model"]], words.BASELINE, "72%")]) for row in rows)
    return _forest(title, f"{title}. {said}.", drawn + axis(ticks_of(end), end, "satisfied"),
                   "Colored mark: cases made alike. Grey mark beneath: as they stand, not matched. Lines: the range the records fit. "
                   "Open mark and broken line: too unsure for a verdict.", "rj-twins")


@with_numbers
def by_group(rows: Sequence[Mapping], column: str, names: dict[str, str] | None = None) -> Picture | None:
    """One model's gap for each group of people: rows of `compare`, one a value of `column`."""
    if not rows:
        return None
    return _of_one_model(rows, [label(column, row[column]) for row in rows], names)


@with_numbers
def by_exposure(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> Picture:
    """One model's gap for everyone sent, those who started, those who completed."""
    return _of_one_model(rows, [EXPOSED[row["exposure"]] for row in rows], names, BY_THEN)


def likeness(balance: Sequence[Mapping], titles: Mapping[str, str]) -> Picture:
    """The love plot: every level of every trait, before (open) and after (filled) the groups are made alike."""
    known = [row for row in balance if not sentences.missing(row["difference"])]
    end = max([0.2, *(abs(row["difference"]) for row in known)]) * 1.05
    grid = (f'<line class="rj-base" x1="0" x2="0" y1="0" y2="100%"/><line class="rj-grid" stroke-dasharray="4 3" x1="{GUIDE / end:.2%}" '
            f'x2="{GUIDE / end:.2%}" y1="0" y2="100%"/>')
    drawn, said = "", []
    for name, title in titles.items():
        of = [row for row in known if row["covariate"] == name]
        before = [abs(row["difference"]) for row in of]
        after = [abs(row["difference_weighted"]) for row in of if not sentences.missing(row["difference_weighted"])]
        dots = "".join(f'<circle class="rj-before" cx="{size / end:.2%}" cy="36%" r="4"/>' for size in before)
        dots += "".join(f'<circle class="rj-after" cx="{size / end:.2%}" cy="70%" r="3.4"/>' for size in after)
        value = f"{max(before):.2f} → {max(after):.2f}" if before and after else f"{max(before):.2f}" if before else "hidden"
        said.append(f"{title}: {value}")
        drawn += _line(title, f"<b>{escape(value)}</b>", grid + dots)
    labels = f'<text x="0" y="14">0</text><text x="{GUIDE / end:.2%}" y="14" text-anchor="middle">{GUIDE}</text>'
    drawn += f'<div class="rj-row rj-axis"><div class="rj-strip"><svg height="18" width="100%" overflow="visible">{labels}</svg></div></div>'
    title = "How far the groups differ in each trait, before → after they are made alike (largest gap of its levels)"
    return _forest(title, f"{title}. {'; '.join(said)}.", drawn,
                   f"Open mark: before. Filled mark beneath: after. Gaps are in standard deviations; up to {GUIDE} (broken line) counts as "
                   "alike. Levels that few people have are not drawn.", "rj-love")


def chances(found: Overlap, model: str, names: dict[str, str] | None = None) -> Picture | None:
    """Overlap: where the people of both groups stand on the chance of being sent."""
    known = [share for shares in (found.arm, found.baseline) for share in shares if share == share]
    if not known:
        return None
    top = max(known)
    groups = ((found.arm, model, words.model(model, names).people), (found.baseline, words.BASELINE, words.model(words.BASELINE).people))
    title = "Where the people of both groups stand, from those least likely to be sent to those most likely"
    drawn, said = "", []
    for shares, code, who in groups:
        bars = "".join(
            f'<rect x="{10 * i + 1}%" width="8%" y="{100 * (1 - share / top):.1f}%" height="{100 * share / top:.1f}%" '
            f'fill="{colour_and_shape(code)[0]}"/>' if share == share else
            f'<text class="rj-hidden" x="{10 * i + 5}%" y="90%" text-anchor="middle">?</text>' for i, share in enumerate(shares))
        drawn += (f'<div class="rj-chances"><p>People {escape(who)}</p><svg role="presentation" width="100%" height="64">{bars}'
                  '<line class="rj-base" x1="0" x2="100%" y1="100%" y2="100%"/></svg></div>')
        shown = ", ".join("hidden" if share != share else str(sentences.whole(share)) for share in shares)
        said.append(f"People {who}, of 100, by tenth: {shown}")
    drawn += '<div class="rj-ways"><span>← least likely to be sent</span><span>most likely →</span></div>'
    return _forest(title, f"{title}. {'. '.join(said)}.", drawn,
                   "Each place holds a tenth of everybody compared; a bar says how much of the group stands there. Where both groups have bars, "
                   "each has people like the other’s. A question mark: hidden, because few people stand behind it.", "rj-overlap")


@with_numbers
def attended(rows: Sequence[Mapping], model: str, outcome: str, names: dict[str, str] | None = None) -> Picture | None:
    """How many were arrested again by how many of their sessions they attended."""
    if not rows:
        return None
    event = words.EVENTS[outcome]
    title = f"Of every 100 people {words.people(model, names=names)}, how many {event.were}, by the sessions that they attended"
    grid = "".join(f'<line class="rj-grid" x1="{x}%" x2="{x}%" y1="0" y2="100%"/>' for x in (25, 50, 75, 100)) + (
        '<line class="rj-base" x1="0" x2="0" y1="0" y2="100%"/>')
    drawn, said = "", []
    for row in rows:
        if sentences.missing(row["rate"]):
            body, value, extra = "", sentences.absent(row["status"]), ""
        else:
            open_ = row["status"] != "ok"
            body = (f'<line x1="{row["low"]:.2%}" x2="{row["high"]:.2%}" y1="50%" y2="50%" stroke="{colour_and_shape(model)[0]}" '
                    f'stroke-width="2.5"{_dashes(open_)}/><svg x="{row["rate"]:.2%}" y="50%" overflow="visible">{mark(model, open_)}</svg>')
            value = f"{sentences.whole(row['rate'])} of 100"
            extra = f" <span>({sentences.whole(row['low'])} to {sentences.whole(row['high'])}; {int(row['n']):,} people)</span>"
        said.append(f"{ATTENDED[row['band']]}: {value}")
        drawn += _line(ATTENDED[row["band"]], f"<b>{escape(value)}</b>{extra}", grid + body)
    drawn += ('<div class="rj-row rj-axis"><div class="rj-strip"><svg height="18" width="100%" overflow="visible"><text x="0" y="14">0</text>'
              '<text x="50%" y="14" text-anchor="middle">50</text><text x="100%" y="14" text-anchor="end">100</text></svg></div></div>')
    return _forest(title, f"{title}. {'; '.join(said)}.", drawn, "Mark: what the records show. Line: the range they fit.")


def _of_one_model(rows: Sequence[Mapping], titles: Sequence[str], names: dict[str, str] | None, also: str = "") -> Picture:
    end = axis_end(rows)
    event, months = words.EVENTS[rows[0]["outcome"]], words.window(int(rows[0]["window_months"]))
    title = (f"{words.model(rows[0]['model'], names).title}: of every 100 people, how many fewer or more {event.were} within {months} "
             "than people like them after the usual sentence")
    drawn = "".join(_strip(name, _value(row), end, [(row, row["model"], "50%")]) for name, row in zip(titles, rows, strict=True))
    said = "; ".join(f"{name}: {value_of(row)}" for name, row in zip(titles, rows, strict=True))
    return _forest(title, f"{title}. {said}.", drawn + axis(ticks_of(end), end, event.again),
                   f"Mark: what the records show. Line: the range they fit. Open mark and broken line: too unsure for a verdict. {also}".strip())


def _strip(title: str, value: str, end: float, marks: Sequence[tuple[Mapping, str, str]]) -> str:
    """A row of gaps around no gap; marks: (row of `compare`, whose mark, height in the strip)."""
    body = "".join(f'<line class="{"rj-grid" if tick else "rj-base"}" x1="{at(tick, end)}" x2="{at(tick, end)}" y1="0" y2="100%"/>'
                   for tick in ticks_of(end))
    for row, model, height in marks:
        if sentences.missing(row["risk_difference"]):
            continue
        low, point, high = (at(row[name], end) for name in ("risk_difference_low", "risk_difference", "risk_difference_high"))
        unsure = row["status"] != "ok"
        body += (f'<line x1="{low}" x2="{high}" y1="{height}" y2="{height}" stroke="{colour_and_shape(model)[0]}" stroke-width="2.5"'
                 f'{_dashes(unsure)}/><svg x="{point}" y="{height}" overflow="visible">{mark(model, unsure)}</svg>')
    return _line(title, value, body)


def _line(title: str, value: str, body: str) -> str:
    return (f'<div class="rj-row"><span class="rj-name">{escape(title)}</span><span class="rj-value">{value}</span>'
            f'<div class="rj-strip"><svg>{body}</svg></div></div>')


def _as_a_gap(row: Mapping) -> dict:
    return {**row, **{f"risk_{name}": row[name] for name in ("difference", "difference_low", "difference_high")}}


def _value(row: Mapping, also: str = "", other: Mapping | None = None) -> str:
    return _told(value_of(row), also, None if other is None else value_of(other))


def _told(value: str, also: str, other: str | None) -> str:
    number, _, range_ = value.partition(" (")
    said = f"<b>{escape(number)}</b>" + (f" <span>({escape(range_)}</span>" if range_ else "")
    return said + (f"<small>{also}: {escape(other)}</small>" if other is not None else "")


def _dashes(unsure: bool) -> str:
    return ' stroke-dasharray="4 3"' if unsure else ""


def _forest(title: str, alt: str, drawn: str, note: str, more: str = "") -> Picture:
    return Picture(f'<figure class="rj-forest {more}" role="img" aria-label="{escape(alt)}"><figcaption>{escape(title)}</figcaption>'
                   f'{drawn}<p class="rj-note">{escape(note)}</p></figure>', alt)
