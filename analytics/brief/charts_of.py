"""Charts from the rows of results: what a page, a slide or an image shows of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analytics import answer_figures, change_figures, sentences, words
from analytics.answer_words import QUESTIONS, STEPS
from analytics.brief.charts import Answers, Bar, Course, Courses, Dot, Dots, Ladder, Part, Way, axis, per_100
from analytics.curve_figures import time_ticks
from analytics.curve_lines import Line
from analytics.sentences import completion, slides
from analytics.vocabulary import window_days

Names = Mapping[str, str] | None
ENDS = {5.0: 1.0, 10.0: 5.0, 15.0: 5.0, 20.0: 10.0, 30.0: 10.0, 40.0: 20.0, 60.0: 20.0, 100.0: 50.0}


def title(code: str, names: Names = None) -> str:
    """What a model is called beside its mark."""
    return words.USUAL_SENTENCE if code == words.BASELINE else words.model(code, dict(names or {})).title


def gaps(rows: Sequence[Mapping], names: Names = None, crude: Sequence[Mapping] = ()) -> Dots:
    """The rows of `compare` as dots, and those of its crude twin; the usual sentence is what all are held against."""
    twins = {row["model"]: per_100(row["risk_difference"]) for row in crude if row["status"] == "ok"}
    event, months = words.EVENTS[rows[0]["outcome"]], words.window(int(rows[0]["window_months"]))
    shown = [row for row in rows if row["model"] != words.BASELINE]
    limits = [100 * abs(row[name]) for row in shown for name in ("risk_difference_low", "risk_difference_high")
              if not sentences.missing(row[name])] + [abs(twin) for twin in twins.values() if twin is not None]
    end, step = axis(limits or [10.0], ENDS)
    drawn = tuple(Dot(title(row["model"], names), row["model"], per_100(row["risk_difference_low"]), per_100(row["risk_difference"]),
                      per_100(row["risk_difference_high"]),
                      sentences.in_short(row) if sentences.missing(row["risk_difference"]) else sentences.difference(row),
                      row["status"] == "low", None if sentences.missing(row["risk_difference"]) else twins.get(row["model"])) for row in shown)
    return Dots(f"Of every 100 people, how many fewer or more {event.were} within {months} than with the usual sentence", drawn, end, step,
                (f"fewer {event.again}", f"more {event.again}"))


def answers(rows: Sequence[Mapping], names: Names = None) -> Answers | None:
    """One question's answers, worst to best; rows of `answer_bands`. None where nothing may be shown."""
    bars = tuple(_bar(row, names) for row in sorted(rows, key=lambda row: row["model"] != words.BASELINE) if not _nobody(row))
    if not any(bar.parts for bar in bars):
        return None
    return Answers(f"Victims asked afterwards: {QUESTIONS[rows[0]['question']].title.lower()}. Of every 100 who answered", bars)


def changes(rows: Sequence[Mapping], names: Names = None) -> Dots | None:
    """How answers to one question moved from before to after; rows of `satisfaction`, wave change. None where nothing may be shown."""
    shown = [row for row in sorted(rows, key=lambda row: row["model"] != words.BASELINE) if not _nobody(row)]
    limits = [abs(row[limit]) for row in shown for limit in ("low", "high") if not sentences.missing(row[limit])]
    if not limits:
        return None
    question = shown[0]["question"]
    end, step = axis(limits, ENDS)
    return Dots(f"Victims, the same people before and after: {QUESTIONS[question].state}, change in points of 100",
                tuple(_change(row, names, change_figures.SHORT.get(question, ("less", "more"))) for row in shown), end, step,
                change_figures.DIRECTIONS.get(question, ("lower", "higher")))


def ladder(rows: Sequence[Mapping], names: Names = None) -> Ladder | None:
    """How far people came; rows of `completion`. None where nothing may be shown."""
    by_model: dict[str, list[Mapping]] = {}
    for row in rows:
        by_model.setdefault(row["model"], []).append(row)
    ways = tuple(_way(model, steps, names) for model, steps in by_model.items() if completion.verdict(steps[-1]) != "nobody")
    if not any(value is not None for way in ways for value in way.values[1:]):
        return None
    return Ladder("Of every 100 people sent whose case is closed, how many came how far", tuple(STEPS[step][0] for step in STEPS), ways)


def courses(lines: Sequence[Line], were: str, months: int, twins: Sequence[str] = ()) -> Courses:
    """Lines over time, up to the end of a window of months; twins: titles of those that stand beside as they came."""
    ticks = tuple(time_ticks(months))
    highest = max(float(max(line.points(column)[1].max(initial=0) for column in (line.value, line.high))) for line in lines)
    top = next(top for top in (10.0, 20.0, 30.0, 40.0, 60.0, 80.0, 100.0) if highest <= top)
    return Courses(f"Of every 100 people, how many {were}, by months after release", tuple(_twin(one) if one.label in twins else one for one in (_course(line, months, ticks) for line in lines)),
                   months, ticks, top)


def _course(line: Line, months: int, ticks: tuple[int, ...]) -> Course:
    drawn = [dict(zip(*line.points(column), strict=True)) for column in (line.value, line.low, line.high)]
    days = [(int(day), *(round(float(column[day]), 1) if day in column else None for column in drawn)) for day in drawn[0]]
    if not line.thinned:
        days = days[:1] + [after for before, after in zip(days, days[1:], strict=False) if after[1:] != before[1:]]
    at = [window_days(tick) if tick else 0 for tick in ticks]
    return Course(line.title, line.model, tuple(days), line.last_day, line.said_at(line.last_day), tuple(line.said_at(day, "{:.1f}".format) for day in at),
                  tuple(map(line.followed_at, at)), line.thinned, line.status == "low")


def _twin(line: Course) -> Course:
    points = tuple((day, value, None, None) for day, value, *_ in line.points)
    bare = tuple(said.partition(" (")[0] for said in line.at)
    return replace(line, points=points, said=line.said.partition(" (")[0], at=bare, followed=(), twin=True)


def _bar(row: Mapping, names: Names) -> Bar:
    parts = tuple(Part(part.bands, 100 * part.share) for part in answer_figures.parts(row))
    silent = "" if sentences.missing(row["unanswered"]) or not row["invited"] else (
        f"{sentences.whole(1 - row['unanswered'] / row['invited'])} of 100 asked answered")
    said = f"{sentences.whole(row['satisfied'] / row['answered'])} of 100 satisfied" if parts else answer_figures.absent(row)
    return Bar(title(row["model"], names), row["model"], parts, said, silent or "how many answered is hidden", row["status"] == "low")


def _change(row: Mapping, names: Names, ways: tuple[str, str]) -> Dot:
    empty = sentences.missing(row["mean"]) or sentences.missing(row["low"])
    numbers = (None, None, None) if empty else tuple(round(float(row[name]), 1) + 0.0 for name in ("low", "mean", "high"))
    return Dot(title(row["model"], names), row["model"], *numbers, change_figures.absent(row) if empty else slides.change_said(row, ways),
               row["status"] == "low")


def _way(model: str, steps: Sequence[Mapping], names: Names) -> Way:
    by_step, last = {row["step"]: row for row in steps}, steps[-1]
    said = "hidden" if sentences.missing(last["of_referred"]) else (
        f"{sentences.whole(last['of_referred'])} ({sentences.whole(last['low'])} to {sentences.whole(last['high'])})")
    if completion.verdict(last) == "all_open":
        said = "too soon to say"
    values = tuple(per_100(by_step[step]["of_referred"]) if step in by_step else None for step in STEPS)
    absent = tuple(completion.step_in_short(by_step.get(step))[0] if value is None else "" for step, value in zip(STEPS, values, strict=True))
    return Way(title(model, names), model, values, absent, said, per_100(last["low"]), per_100(last["high"]), completion.verdict(last) != "shown")


def _nobody(row: Mapping) -> bool:
    return not sentences.missing(row["invited"]) and row["invited"] == 0
