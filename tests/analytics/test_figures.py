"""The palette and what the pictures say."""

import re
from itertools import combinations

import numpy as np
import pytest

from analytics import figures, words
from tests.analytics.test_sentences import row

COLOURS = {model: colour for model, (colour, _) in figures.PALETTE.items()}

# Machado, Oliveira and Fernandes (2009), severity 1.0: how the three kinds of colour-blindness see linear RGB.
SEEN_BY = {
    "everybody": np.eye(3),
    "red-blind": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                           [-0.003882, -0.048116, 1.051998]]),
    "green-blind": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                             [-0.011820, 0.042940, 0.968881]]),
    "blue-blind": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                            [0.004733, 0.691367, 0.303900]]),
}


def linear(colour: str) -> np.ndarray:
    """Linear RGB of "#RRGGBB"."""
    share = np.array([int(colour[i:i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.1 defines it."""
    bright, dark = sorted((float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def oklab(rgb: np.ndarray) -> np.ndarray:
    """Ottosson (2020): a space in which equal distances look equally different."""
    lms = np.cbrt(np.clip(rgb, 0, None) @ np.array([
        [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005]]).T)
    return lms @ np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                           [0.0259040371, 0.7827717662, -0.8086757660]]).T


@pytest.mark.parametrize("page", figures.PAGE_COLOURS)
@pytest.mark.parametrize("colour", [*COLOURS.values(), *(colour for colour, _ in figures.ADDED)])
def test_every_colour_stands_out_from_the_page(colour, page):
    assert contrast(colour, page) >= 3


@pytest.mark.parametrize("seen", SEEN_BY)
def test_any_two_models_differ_in_shape_and_for_every_eye_in_colour(seen):
    for one, other in combinations(figures.PALETTE, 2):
        assert figures.PALETTE[one][1] != figures.PALETTE[other][1]
        lab = [oklab(np.clip(SEEN_BY[seen] @ linear(COLOURS[model]), 0, 1)) for model in (one, other)]
        assert np.linalg.norm(lab[0] - lab[1]) > 0.045, (one, other)


def test_an_added_model_keeps_its_colour():
    assert figures.colour_and_shape("a_model_of_a_site") == figures.colour_and_shape("a_model_of_a_site")
    assert figures.colour_and_shape("a_model_of_a_site") in figures.ADDED


BASE = row(model=words.BASELINE, rate=0.38, rate_low=0.37, rate_high=0.39, adjust="none", risk_difference=None)


def test_the_forest_says_what_it_shows():
    hidden = row(model="restitution", risk_difference=None, rate=None, status="suppressed")
    alt = figures.forest([row(adjust="none"), hidden, BASE]).alt
    assert alt == ("Of every 100 people, how many fewer or more were arrested again within three years than after the usual "
                   "sentence. Mediation: 7 fewer (3 to 11 fewer); Restitution: Hidden.")


def test_a_gap_stands_where_the_axis_says():
    html = figures.forest([row(adjust="none"), BASE]).html  # widest limit 11: the axis goes from 15 fewer to 15 more
    assert 'x="26.67%"' in html  # 7 fewer
    assert 'x1="13.33%" x2="40.00%"' in html  # 11 fewer to 3 fewer
    assert html.index("fewer arrested again") < html.index("more arrested again →")


def test_unsure_looks_unsure():
    html = figures.forest([row(adjust="none", status="low"), BASE]).html
    assert "stroke-dasharray" in html and 'fill="var(--rj-page)"' in html


@pytest.mark.parametrize(("rate", "filled"), [(0.31, 31), (0.0, 0), (1.0, 100), (0.005, 1)])
def test_a_field_of_100_dots(rate, filled):
    dots = re.findall(r'<circle [^>]*fill="([^"]+)"', figures.hundred(rate, "restitution", "said"))
    assert len(dots) == 100
    assert dots.count(COLOURS["restitution"]) == filled


def test_kinds_of_event_share_one_axis_and_one_mark():
    kinds = [row(adjust="none"), row(adjust="none", outcome="return_to_prison", risk_difference=0.02, risk_difference_low=-0.01,
                                     risk_difference_high=0.05), row(outcome="reconviction", risk_difference=None, status="suppressed")]
    picture = figures.kinds_of_event(kinds)
    assert picture.alt == ("Of every 100 people sent to mediation, how many fewer or more within three years than after the usual "
                           "sentence. Arrested again: 7 fewer (3 to 11 fewer); Came back to prison: 2 more (1 fewer to 5 more); "
                           "Convicted again: Hidden.")
    assert picture.html.count(figures.mark("victim_offender_mediation")) == 2
    assert 'x="26.67%"' in picture.html and 'x="56.67%"' in picture.html  # 7 fewer and 2 more of 15


def test_names_from_records_are_text():
    html = figures.forest([row(model="x", adjust="none"), BASE], {"x": "<img src=x onerror=alert(1)>"}).html
    assert "<img" not in html
