"""Answers in five bands: which answer lies where, and that no small band can be had from what is shown."""

import numpy as np
import pytest

import analytics
from analytics.answer_bands import BANDS, Banded, hidden_bands
from analytics.disclosure import Gate
from data.problem import Problem
from tests.records import database

RELEASES = "release_id,person_id,released_on,follow_up_ended_on\n" + "\n".join(
    f"r{n},p{n},2015-01-01,2020-01-01" for n in range(200))
HEAD = "response_id,respondent_id,respondent,release_id,wave,asked_on,question,score,scale_min,scale_max\n"


def asked(scores, question="fairness", low=1, high=5, respondents=None):
    """Baseline releases, each with one victim's answer on a scale; None is an unanswered invitation."""
    rows = [f"a{n},{respondents[n] if respondents else f'v{n}'},victim,r{n},after,2015-03-01,{question},"
            f"{'' if score is None else score},{low},{high}" for n, score in enumerate(scores)]
    return database({"release": RELEASES, "survey": HEAD + "\n".join(rows)})


def usual(frame):
    return frame[frame["model"] == "retributive_only"].iloc[0]


def counts(frame):
    row = usual(frame)
    return [None if row[band] is None or str(row[band]) == "<NA>" else int(row[band]) for band in BANDS]


@pytest.mark.parametrize(("low", "high", "scores", "expected"), [
    (1, 5, [1, 2, 3, 4, 5], [1, 1, 1, 1, 1]),  # each answer of five has its band
    (1, 4, [1, 2, 3, 4], [1, 0, 2, 0, 1]),  # two thirds of the scale is not yet satisfied
    (0, 10, range(11), [2, 1, 5, 1, 2]),  # 0, 1 | 2 | 3 to 7 | 8 | 9, 10
    (1, 7, range(1, 8), [1, 1, 3, 1, 1]),
    (0, 8, [1, 2, 6, 7], [1, 1, 0, 1, 1]),  # on an eighth and on a quarter: the outer band; 6 is three quarters, 7 seven eighths
])
def test_each_answer_lies_in_the_band_of_its_own_scale(low, high, scores, expected):
    assert counts(analytics.answer_bands(asked(scores, low=low, high=high), min_cell=0)) == expected


def test_where_lower_is_better_the_bands_are_turned():
    afraid = asked([1, 1, 2, 3, 5, None], question="fear_of_revictimization")
    frame = analytics.answer_bands(afraid, min_cell=0)
    assert counts(frame) == [1, 0, 1, 1, 2]
    assert usual(frame)[["invited", "unanswered", "answered", "satisfied"]].tolist() == [6, 1, 5, 3]


def test_the_upper_two_bands_are_those_that_satisfaction_counts():
    records = asked([1, 2, 3, 3, 4, 5, 5, None], low=1, high=6)
    bands, shares = (usual(verb(records, min_cell=0)) for verb in (analytics.answer_bands, analytics.satisfaction))
    assert bands["band_4"] + bands["band_5"] == bands["satisfied"] == shares["satisfied"]
    assert sum(bands[band] for band in BANDS) == bands["answered"] == shares["answered"]


def test_a_change_from_before_to_after_has_no_band():
    rows = HEAD + "\n".join(f"{wave}{n},v{n},victim,r{n},{wave},2015-03-01,safety,3,1,5"
                            for wave in ("before", "after") for n in range(3))
    frame = analytics.answer_bands(database({"release": RELEASES, "survey": rows}), min_cell=0)
    assert set(frame["wave"]) == {"before", "after"}


def test_a_small_band_takes_a_neighbor_along():
    """3 worst, 20 next, 40 between: band 1 is small; hidden alone it would follow from the others' sum."""
    frame = analytics.answer_bands(asked([1] * 3 + [2] * 20 + [3] * 40 + [4] * 30 + [5] * 30 + [None] * 20), round=1)
    assert counts(frame) == [None, None, 40, 30, 30]
    assert usual(frame)["status"] == "ok"


def test_a_small_band_among_the_satisfied_hides_both():
    frame = analytics.answer_bands(asked([1] * 20 + [2] * 20 + [3] * 20 + [4] * 5 + [5] * 30 + [None] * 20), round=1)
    assert counts(frame) == [20, 20, 20, None, None]
    assert usual(frame)["satisfied"] == 35  # their sum is no small number


def test_few_not_satisfied_hide_everything():
    frame = analytics.answer_bands(asked([1] * 5 + [4] * 30 + [5] * 30 + [None] * 20))
    assert usual(frame)["status"] == "suppressed"
    assert counts(frame) == [None] * 5
    assert usual(frame)["answered"] == 65


def test_few_without_an_answer_hide_how_many_answered():
    frame = analytics.answer_bands(asked([1] * 20 + [5] * 30 + [None] * 4))
    assert str(usual(frame)["answered"]) == str(usual(frame)["unanswered"]) == "<NA>"


@pytest.mark.parametrize("figure", ["figure", "points"])
def test_what_rounds_to_none_does_not_tell_its_sign(figure):
    rounded = getattr(Gate(11, 5), figure)(np.array([-0.0004, 0.0004]))
    assert not np.signbit(rounded).any()


def test_counts_that_leave_are_rounded():
    frame = analytics.answer_bands(asked([1] * 13 + [2] * 12 + [3] * 16 + [4] * 22 + [5] * 23 + [None] * 19))
    assert counts(frame) == [15, 10, 15, 20, 25]
    assert usual(frame)[["invited", "unanswered", "answered"]].tolist() == [105, 20, 85]


def test_people_are_counted_once_when_bands_are_protected():
    """20 best answers of 4 victims, each asked about five releases: 4 people, so the band is small."""
    who = [f"same{n % 4}" if n < 20 else f"v{n}" for n in range(100)]
    frame = analytics.answer_bands(asked([5] * 20 + [4] * 30 + [1] * 30 + [None] * 20, respondents=who), unit="every", round=1)
    assert counts(frame)[3:] == [None, None]


def test_nobody_asked_leaves_zeros_that_say_so():
    frame = analytics.answer_bands(asked([1, 2, 3]), model="circle_sentencing")
    assert frame["status"].tolist() == ["not_estimable"]
    assert frame["invited"].tolist() == [0]


def test_it_takes_no_event():
    with pytest.raises(Problem, match="no option outcome"):
        analytics.answer_bands(asked([1]), outcome="rearrest")


def test_no_small_band_follows_from_what_is_shown():
    """Every mix of small and large bands: what is hidden is at least two bands and never few people in sum."""
    sizes = np.array(np.meshgrid(*[[0, 3, 8, 15]] * 5)).reshape(5, 1, 1, -1).astype(float)
    others, satisfied = sizes[:3].sum(axis=0), sizes[3:].sum(axis=0)
    gate = Gate(11, 1)
    people = {(band,): sizes[band - 1] for band in range(1, 6)} | {
        (1, 2): sizes[0] + sizes[1], (2, 3): sizes[1] + sizes[2]}
    hidden = hidden_bands(Banded(tuple(sizes), people), gate)
    told = ~gate.small(others, satisfied)  # else nothing is shown at all
    for part in (slice(0, 3), slice(3, 5)):
        away, size = hidden[part], sizes[part]
        total = (away * size).sum(axis=0)
        assert (gate.small(size) <= away)[:, told].all()
        assert (away.sum(axis=0) != 1)[told].all()
        assert ((total == 0) | (total >= 11))[told].all()
        assert (away.any(axis=0) <= gate.small(*size))[told].all()  # nothing is hidden without need
