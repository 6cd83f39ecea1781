"""Answers as drawn: what stands on which side of the middle, what is kept together, what is not there and why."""

import re

import pytest

from analytics import figures, words
from analytics.answer_figures import answers, parts
from tests.analytics.test_figures import contrast, linear, oklab

# Colours of the five bands in figures.css, mixed with the page's text colour.
BANDS = {1: ("#C05A00", 0.62), 2: ("#BC6A1E", 0.85), 3: ("#7B8187", 0.85), 4: ("#2E86AE", 0.85), 5: ("#0079B4", 0.62)}
INKS = {"#FFFFFF": "#1B2126", "#14181B": "#E8EBED"}  # page -> text, as in .streamlit/config.toml


def row(model="victim_offender_mediation", bands=(5, 15, 20, 20, 40), silent=100, status="ok", **changes):
    answered = sum(band or 0 for band in bands)
    return {"respondent": "victim", "model": model, "question": "felt_heard", "wave": "after", "invited": answered + silent,
            "unanswered": silent, "answered": answered, "satisfied": (bands[3] or 0) + (bands[4] or 0),
            **{f"band_{n + 1}": band for n, band in enumerate(bands)}, "status": status, **changes}


USUAL = row(words.BASELINE, (10, 20, 30, 20, 20), silent=300)


def stretches(html, model_title):
    """(bands, left, width) of a model's bar, in percent of the drawing."""
    line = html[html.index(f"<span>{model_title}"):].split("rj-silent")[0]
    return [(bands, float(left), float(width)) for bands, left, width in re.findall(
        r'rj-part rj-band-(\d+)[^"]*" style="left:([\d.]+)%;width:([\d.]+)%', line)]


def test_the_middle_of_those_in_between_stands_on_the_middle():
    html = answers([row(), USUAL]).html
    middle = float(re.search(r'rj-middle" style="left:([\d.]+)%', html).group(1))
    for title in ("Mediation", "The usual sentence"):
        drawn = stretches(html, title)
        assert [bands for bands, *_ in drawn] == ["1", "2", "3", "4", "5"]
        left, width = drawn[2][1:]
        assert left + width / 2 == pytest.approx(middle, abs=0.02)
        for (_, at, wide), (_, next_at, _) in zip(drawn, drawn[1:], strict=False):
            assert at + wide == pytest.approx(next_at, abs=0.02)  # no hole, no overlap


def test_the_drawing_is_as_wide_as_the_widest_on_each_side():
    html = answers([row(), USUAL]).html
    assert min(at for _, at, _ in stretches(html, "The usual sentence")) == 0  # 45 worse: the farthest left
    ends = [at + wide for _, at, wide in stretches(html, "Mediation")]
    assert max(ends) == pytest.approx(100, abs=0.02)


def test_the_usual_sentence_comes_first():
    html = answers([row(), USUAL]).html
    assert html.index("The usual sentence") < html.index("<span>Mediation")


def test_the_text_alternative_states_the_finding():
    assert answers([row(), USUAL]).alt == (
        "Victims, asked after: felt heard. The usual sentence: 40 of 100 good or best, 60 worse or in between; 75 of 100 asked "
        "did not answer; Mediation: 60 of 100 good or best, 40 worse or in between; 50 of 100 asked did not answer.")


def test_hidden_bands_stand_together_and_their_number_follows_from_the_sums():
    hidden = row(bands=(None, None, 20, 20, 40), answered=100, satisfied=60, invited=200)
    assert [(part.bands, part.share) for part in parts(hidden)] == [((0, 1), 0.2), ((2,), 0.2), ((3,), 0.2), ((4,), 0.4)]
    drawn = answers([hidden, USUAL])
    assert "rj-band-12" in drawn.html and "Striped" in drawn.html
    assert "Striped" not in answers([row(), USUAL]).html  # said only where it is so


def test_both_kinds_of_satisfied_may_stand_together():
    both = row(bands=(10, 10, 20, None, None), answered=100, satisfied=60, invited=200)
    assert parts(both)[-1].bands == (3, 4) and parts(both)[-1].share == 0.6


@pytest.mark.parametrize(("changes", "said"), [
    ({"status": "suppressed", "satisfied": None, **{f"band_{n}": None for n in range(1, 6)}}, "Hidden, to protect people"),
    ({"status": "not_estimable", "answered": 0, "satisfied": 0}, "Nobody answered"),
])
def test_what_is_not_there_says_why(changes, said):
    picture = answers([row(**changes), USUAL])
    assert said in picture.html and said.lower() in picture.alt.lower()
    assert not stretches(picture.html, "Mediation")


def test_nobody_asked_has_no_bar_but_is_named():
    nobody = row("circle_sentencing", (0, 0, 0, 0, 0), silent=0, status="not_estimable")
    html = answers([row(), nobody, USUAL]).html
    assert "Nobody was asked: Sentencing circle." in html
    assert html.count('class="rj-bar"') == 2


def test_unsure_looks_unsure():
    html = answers([row(status="low"), USUAL]).html
    assert html.count("rj-open") == 5
    assert "too few to judge" in html


def test_those_who_did_not_answer_stand_apart():
    html = answers([row(), USUAL]).html
    assert 'class="rj-silent-bar"><i style="width:50.0%"></i>' in html
    hidden = answers([row(unanswered=None, answered=None, satisfied=None, status="suppressed"), USUAL]).html
    assert '<span class="rj-absent">hidden</span>' in hidden


def test_a_model_keeps_its_mark_whatever_else_is_drawn():
    for rows in ([row()], [row(), USUAL], [row("restitution"), row()]):
        assert figures.key("victim_offender_mediation") in answers(rows).html


def test_names_from_records_are_text():
    picture = answers([row("x", respondent="<b>", question="<i>", wave="<u>"), USUAL], {"x": "<img src=x onerror=alert(1)>"})
    assert not re.search(r"<(img|b>&|i>|u>)", picture.html.split("rj-answer-key")[0])
    assert "<img" not in picture.html


@pytest.mark.parametrize("page", INKS)
@pytest.mark.parametrize("band", BANDS)
def test_numbers_can_be_read_in_their_bands(band, page):
    colour, share = BANDS[band]
    css = (figures.__file__).replace(".py", ".css")
    assert f"color-mix(in oklab, {colour} {share * 100:.0f}%, currentColor)" in open(css, encoding="utf-8").read()
    assert contrast(_mixed(colour, share, INKS[page]), page) >= 4.5


def _mixed(colour, share, ink):
    """CSS color-mix in oklab, as "#RRGGBB"."""
    import numpy as np

    lab = share * oklab(linear(colour)) + (1 - share) * oklab(linear(ink))
    to_lms = np.linalg.inv(np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                                     [0.0259040371, 0.7827717662, -0.8086757660]]))
    to_rgb = np.linalg.inv(np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                                     [0.0883024619, 0.2817188376, 0.6299787005]]))
    rgb = np.clip(to_rgb @ (to_lms @ lab) ** 3, 0, 1)
    shown = np.where(rgb <= 0.0031308, rgb * 12.92, 1.055 * rgb ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(float(part) * 255):02X}" for part in shown)
