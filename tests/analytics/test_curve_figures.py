"""Curves as drawn: what stands where, which line is whose, what is said of those that are not there."""

import numpy as np
import pandas as pd
import pytest

from analytics import curve_figures, figures, words
from analytics.curve_figures import curves, spread, time_ticks
from analytics.curve_lines import lines

MEDIATION, CIRCLE = "victim_offender_mediation", "circle_sentencing"


def arm(model, points, status="ok", kind="km", min_cell=11, adjust="none"):
    """Rows of `curve`: points are (day, at risk, estimate, low, high)."""
    return pd.DataFrame([{"outcome": "rearrest", "kind": kind, "adjust": adjust, "exposure": "referred", "model": model,
                          "day": day, "at_risk": at_risk, "estimate": estimate, "low": low, "high": high, "status": status,
                          "min_cell": min_cell} for day, at_risk, estimate, low, high in points])


USUAL = arm(words.BASELINE, [(0, 900, 1.0, np.nan, np.nan), (200, 700, 0.7, 0.68, 0.72), (400, 500, 0.5, 0.48, 0.52)])
SENT = arm(MEDIATION, [(0, 100, 1.0, np.nan, np.nan), (300, 80, 0.8, 0.7, 0.88), (365, 60, 0.72, 0.6, 0.8),
                       (500, 40, 0.4, 0.3, 0.5)])
ROWS = pd.concat([SENT, USUAL], ignore_index=True)


def line_of(figure, title):
    return next(trace for trace in figure.data if trace.mode == "lines" and trace.name == title)


def test_the_line_steps_at_its_days_and_ends_with_the_window():
    drawn = line_of(curves(ROWS.assign(min_cell=0), months=12).figure, "Mediation")
    assert drawn.line.shape == "hv"  # holds its value until the next row
    assert [round(x * 365 / 12) for x in drawn.x] == [0, 300, 365]  # day 500 lies beyond the year
    assert list(drawn.y) == [100, 80, 72]


def test_a_line_that_hides_days_goes_straight_from_one_it_knows_to_the_next():
    drawn = line_of(curves(ROWS, months=12).figure, "The usual sentence")
    assert drawn.line.shape == "linear"
    assert [round(x * 365 / 12) for x in drawn.x] == [0, 200, 365]
    assert list(drawn.y) == pytest.approx([100, 70, 70 - 20 * 165 / 200])  # 82.5 % of the way from day 200 (70) to day 400 (50)


def test_a_line_ends_where_it_is_no_longer_known():
    drawn = line_of(curves(ROWS, months=36).figure, "Mediation")
    assert drawn.x[-1] == pytest.approx(500 * 12 / 365, abs=0.01)
    assert "Mediation: 40 (30 to 50), up to day 500" in curves(ROWS, months=36).alt


def test_the_text_alternative_states_the_finding():
    assert curves(ROWS, months=12).alt == (
        "Of every 100 people, how many had not been arrested again, from release to one year after it. At the end, "
        "The usual sentence: 50–70 (48 to 72); Mediation: 72 (60 to 80).")  # a year is between day 200 and day 400


def test_what_is_counted_is_named_by_kind_and_event():
    assert "had not come back to prison" in curves(ROWS.assign(outcome="return_to_prison")).alt
    share = curves(ROWS.assign(kind="cif", estimate=1 - ROWS["estimate"]))
    assert "how many had been arrested again" in share.alt


def test_the_axis_starts_at_0_and_shows_the_whole_of_those_without_the_event():
    assert tuple(curves(ROWS).figure.layout.yaxis.range) == (0, 100)
    rare = ROWS.assign(kind="cif", estimate=0.05, low=0.04, high=0.17)
    assert tuple(curves(rare).figure.layout.yaxis.range) == (0, 20)  # room for the widest range, no more


@pytest.mark.parametrize("chosen", [[MEDIATION], [CIRCLE, MEDIATION], None])
def test_a_model_keeps_colour_dash_and_mark_whatever_else_is_drawn(chosen):
    rows = pd.concat([ROWS, SENT.assign(model=CIRCLE)], ignore_index=True)
    chart = curves(rows, models=chosen)
    for figure in (chart.figure, chart.narrow):
        drawn = line_of(figure, "Mediation")
        assert (drawn.line.color, drawn.line.dash) == (figures.PALETTE[MEDIATION][0], figures.DASHES["circle"])
        assert line_of(figure, "The usual sentence").line.color == figures.PALETTE[words.BASELINE][0]


def test_any_two_models_differ_in_dash_and_mark():
    shapes = [shape for _, shape in figures.PALETTE.values()]
    assert len({figures.DASHES[shape] for shape in shapes}) == len(shapes)
    assert len({figures.SYMBOLS[shape][0] for shape in shapes}) == len(shapes)


def test_without_a_choice_three_models_are_drawn_and_the_usual_sentence_first():
    rows = pd.concat([*(SENT.assign(model=model) for model in list(figures.PALETTE)[1:7]), USUAL], ignore_index=True)
    assert [line.model for line in lines(rows, None, None, 36)] == list(figures.PALETTE)[:4]


@pytest.mark.parametrize(("status", "said"), [
    ("suppressed", "Sentencing circle: hidden, to protect people"),
    ("not_estimable", "Sentencing circle: nobody, or nothing on record"),
])
def test_a_model_without_a_line_says_why(status, said):
    rows = pd.concat([ROWS, arm(CIRCLE, [(0, np.nan, np.nan, np.nan, np.nan)], status)], ignore_index=True)
    chart = curves(rows, models=[MEDIATION, CIRCLE])
    assert said in chart.alt
    assert said.split(": ")[1] in chart.beneath
    assert not [trace for trace in chart.figure.data if trace.name == "Sentencing circle"]


def test_unsure_looks_unsure():
    chart = curves(pd.concat([SENT.assign(status="low"), USUAL], ignore_index=True), months=12)
    mark = next(trace for trace in chart.figure.data if trace.mode == "markers" and trace.marker.size == 11)
    assert mark.marker.symbol == "circle-open"
    assert line_of(chart.figure, "Mediation").line.width < line_of(curves(ROWS).figure, "Mediation").line.width
    assert "too few to judge" in chart.alt and "too few to judge" in chart.beneath


def test_how_many_are_still_followed_stands_under_the_time_axis():
    said = curves(ROWS, months=12).beneath
    assert ">80–100<" in said  # mediation: after nine months (day 273) the rows tell only that it lies between
    hidden = pd.concat([SENT.assign(at_risk=np.nan), USUAL], ignore_index=True)
    assert curves(hidden, months=12).beneath.count(">hidden<") == 5


def test_every_day_has_its_row_where_rows_are_not_thinned():
    thinned, every = (lines(ROWS.assign(min_cell=cell), None, [MEDIATION], 36)[1] for cell in (11, 0))
    days = (0, 1, 300, 301, 501)
    assert [every.followed_at(day) for day in days] == ["100", "80", "80", "60", "–"]
    assert [thinned.followed_at(day) for day in days] == ["100", "80–100", "80", "60–80", "–"]
    assert "the line has ended" in curves(ROWS, months=24).beneath
    assert "the line has ended" not in curves(ROWS, months=12).beneath


@pytest.mark.parametrize(("min_cell", "said"), [
    (0, ["100", "80 (70 to 88)"]),            # each value holds until the next row
    (11, ["80–100", "72–80 (60 to 88)"]),     # known only to lie between day 0 and day 300, and day 300 and day 365
])
def test_pointing_tells_the_value_and_its_range(min_cell, said):
    read = [trace for trace in curves(ROWS.assign(min_cell=min_cell), months=12).figure.data if trace.meta == "Mediation"][0]
    assert list(read.x) == list(range(13))
    assert [read.text[9], read.text[10]] == said  # days 273 and 304


def test_where_the_first_day_is_hidden_nothing_is_told_before_the_second_row():
    hidden = SENT.assign(estimate=[np.nan, *SENT["estimate"][1:]])
    read = [trace for trace in curves(pd.concat([hidden, USUAL], ignore_index=True), months=12).figure.data if trace.meta == "Mediation"][0]
    assert list(read.x) == [10, 11, 12]  # the first row that is known is that of day 300


def test_names_stand_apart_and_inside():
    places = spread([50, 51, 52, 99, 100, 0], 6, 0, 100)
    ordered = sorted(places)
    assert all(b - a >= 6 - 1e-9 for a, b in zip(ordered, ordered[1:], strict=False))
    assert min(places) >= 0 and max(places) <= 100
    assert places[0] < places[1] < places[2] < places[3] < places[4]
    assert spread([10, 90], 6, 0, 100) == [10, 90]  # nothing moves without need


def test_the_time_axis_names_a_few_whole_steps_to_its_end():
    assert time_ticks(36) == [0, 12, 24, 36]
    assert time_ticks(6) == [0, 2, 4, 6]
    assert all(len(time_ticks(months)) <= 6 and time_ticks(months)[-1] == months for months in range(1, 121))


def test_groups_not_made_alike_carry_the_warning():
    assert "not matched" in curves(ROWS).caption
    assert "not matched" not in curves(ROWS.assign(adjust="entropy")).caption
    assert "at least 11 people" in curves(ROWS).caption
    assert "at least" not in curves(ROWS.assign(min_cell=0)).caption


@pytest.mark.parametrize("kind", ["km", "cif"])
@pytest.mark.parametrize("outcome", words.EVENTS)
def test_every_title_has_room_above_the_lines(outcome, kind):
    """A line of text of 14 pixels is 18 high, and the title stands 14 above the lines: three lines did not fit."""
    chart = curves(ROWS.assign(outcome=outcome, kind=kind, estimate=0.5))
    for figure in (chart.figure, chart.narrow):
        title = figure.layout.annotations[0]
        assert title.yshift + 18 * (title.text.count("<br>") + 1) <= figure.layout.margin.t
    drawn = [figure.layout.height - figure.layout.margin.t - figure.layout.margin.b for figure in (chart.figure, chart.narrow)]
    assert drawn == [curve_figures.WIDE.inner, curve_figures.NARROW.inner]  # the lines stay as large


def test_names_from_records_are_text():
    rows = pd.concat([SENT.assign(model="x"), USUAL], ignore_index=True)
    chart = curves(rows, {"x": "<b>%{x}</b>&<img src=x>"}, models=["x"], note="<i>")
    assert "<img" not in chart.beneath
    for figure in (chart.figure, chart.narrow):
        assert "<img" not in figure.to_json().replace("\\u003c", "<")
        assert "<i>" not in str([note.text for note in figure.layout.annotations])


def test_many_steps_are_drawn_no_finer_than_can_be_seen():
    days = np.arange(0, 1096)
    rows = arm(MEDIATION, [(int(day), 2000 - day, 1 - day / 2000, 0.4, 0.9) for day in days], min_cell=0)
    drawn = line_of(curves(pd.concat([rows, USUAL], ignore_index=True), months=36).figure, "Mediation")
    assert len(drawn.x) <= curve_figures.FINEST + 2
    assert drawn.y[-1] == pytest.approx(100 * (1 - 1095 / 2000), abs=0.006)


def test_a_long_note_takes_two_lines_and_none_is_cut():
    note = "Invented demonstration records; dotted: published"
    texts = [one.text for one in curves(ROWS, note=note).figure.layout.annotations]
    assert "Invented demonstration records;<br>dotted: published" in texts  # the room beside the drawing holds 32 letters
