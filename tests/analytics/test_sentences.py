"""The model sentences word for word, each status, and the rules that hold over all of them."""

import re
from itertools import product

import pytest

from analytics import answers, sentences, words


def row(**changes):
    """One row of `compare`; the figures of the first model sentence unless changed."""
    return {
        "outcome": "rearrest", "window_months": 36, "adjust": "entropy", "exposure": "referred",
        "model": "victim_offender_mediation", "n": 1200, "events": 372, "rate": 0.31, "rate_low": 0.284, "rate_high": 0.337,
        "baseline_n": 20000, "baseline_events": 7600, "baseline_rate": 0.38, "risk_difference": -0.07,
        "risk_difference_low": -0.11, "risk_difference_high": -0.03, "effective_n": 900.0, "unmatched_share": 0.0,
        "min_cell": 11, "status": "ok", **changes}


BOARD = dict(model="accountability_board", rate=0.44, baseline_rate=0.39, risk_difference=0.05,
             risk_difference_low=0.01, risk_difference_high=0.09)
CIRCLE = dict(model="circle_sentencing", rate=0.36, baseline_rate=0.38, risk_difference=-0.02,
              risk_difference_low=-0.09, risk_difference_high=0.05)

GOLDEN = [
    ("fewer", row(),
     "Of every 100 people sent to mediation, 31 were arrested again within three years. Of 100 similar people who were "
     "not sent, 38 were. That is 7 fewer. The records fit anything from 3 to 11 fewer. People were not chosen by lot, so "
     "part of this gap may have other causes."),
    ("more", row(**BOARD),
     "Of every 100 people sent to a board, 44 were arrested again within three years. Of 100 similar people who were not "
     "sent, 39 were. That is 5 more. The records fit anything from 1 to 9 more. People were not chosen by lot, so part "
     "of this gap may have other causes."),
    ("unclear", row(**CIRCLE),
     "We can't tell yet. Of every 100 people sent to a circle, 36 were arrested again within three years; of 100 similar "
     "people who were not sent, 38 were. The records fit anything from 9 fewer to 5 more. This does not show that "
     "circles make no difference. To see a gap of 5 in 100, we would need about 1,500 people in each group."),
    ("low", row(model="family_group_conference", n=140, events=22, rate=22 / 140, status="low"),
     "There are too few people to judge. Of 140 people sent to a family conference, 22 were arrested again within three "
     "years, or about 16 in 100. We show the number but give no verdict."),
    ("suppressed", row(n=None, events=None, rate=None, risk_difference=None, status="suppressed"),
     "We do not show this number. It stands for 1 to 10 people, or it would let someone work out a number that small. We "
     "hide it to protect the people in it. A hidden number does not mean zero."),
]


@pytest.mark.parametrize(("kind", "result", "said"), GOLDEN, ids=[kind for kind, *_ in GOLDEN])
def test_model_sentence(kind, result, said):
    assert sentences.verdict(result) == kind
    assert sentences.about(result) == said


def test_too_soon_to_say():
    ready = {"people": 412, "after": "March 2027", "months": 12}
    young = row(n=0, events=0, rate=None, risk_difference=None, status="immature")
    assert sentences.about(young, ready=ready) == (
        "It is too soon to say. Of the 412 people in this group, none has been followed for a full three years yet. The "
        "first three-year result can be shown after March 2027. The one-year result is ready now.")
    assert sentences.about(young) == (
        "It is too soon to say. Nobody in this group has been followed for a full three years yet.")


def test_unmatched_groups_are_only_compared():
    crude = sentences.about(row(adjust="none"))
    assert crude == (
        "Of every 100 people sent to mediation, 31 were arrested again within three years. Of 100 people with the usual "
        "sentence in the same kinds of case, 38 were. That is 7 fewer. The records fit anything from 3 to 11 fewer. These two groups were not "
        "matched, so don't read this as what mediation did.")
    unclear = sentences.about(row(**CIRCLE, adjust="none"))
    assert unclear.endswith("These two groups were not matched, so don't read this as what circles did.")
    assert "similar people" not in crude + unclear


def test_favourable_and_unfavourable_have_the_same_words_but_for_direction():
    better = row(rate=0.31, baseline_rate=0.38)
    worse = row(rate=0.38, baseline_rate=0.31, risk_difference=0.07, risk_difference_low=0.03, risk_difference_high=0.11)
    turned = sentences.about(worse).replace("more", "fewer")
    assert re.sub(r"\d+", "#", turned) == re.sub(r"\d+", "#", sentences.about(better))


def test_whole_numbers_that_do_not_add_up_say_so():
    # 31.4 and 38.6 are shown as 31 and 39, but their difference is 7.2
    said = sentences.about(row(rate=0.314, baseline_rate=0.386, risk_difference=-0.072))
    assert "31 were" in said and "39 were" in said and "That is 7 fewer, counted before rounding." in said


@pytest.mark.parametrize(("low", "high", "said"), [
    (-0.11, -0.03, "3 to 11 fewer"),
    (0.01, 0.09, "1 to 9 more"),
    (-0.09, 0.05, "9 fewer to 5 more"),
    (-0.02, -0.001, "less than 1 to 2 fewer"),  # a limit that rounds to 0 is not 0
    (-0.09, 0.002, "9 fewer to less than 1 more"),
    (-0.03, 0.0, "0 to 3 fewer"),  # no difference is just within
])
def test_what_the_records_fit(low, high, said):
    assert sentences.gap(low, high) == said


def test_a_gap_that_rounds_to_nothing_is_not_given_a_side():
    said = sentences.difference(row(risk_difference=0.002, risk_difference_low=-0.02, risk_difference_high=0.03))
    assert said == "about as many (2 fewer to 3 more)"


@pytest.mark.parametrize(("rate", "said"), [
    (0.01, "1 was arrested again"), (0.0, "none were arrested again"), (0.003, "less than 1 was arrested again"),
    (0.005, "1 was arrested again"), (1.0, "100 were arrested again")])
def test_plurals(rate, said):
    assert said in sentences.about(row(rate=rate, risk_difference=rate - 0.38))


NEVER = re.compile(r"significant|cohort|covariate|impact(?! statement)|failure|effect|offender|None|nan|[{}_]|  ")


@pytest.mark.parametrize("status", ["ok", "low", "suppressed", "immature", "not_estimable"])
def test_every_row_has_a_sentence_in_plain_words(status):
    models = [*words.MODELS, words.BASELINE, "a_model_of_a_site"]
    for outcome, model, exposure in product(words.EVENTS, models, ["referred", "started", "completed"]):
        result = row(outcome=outcome, model=model, exposure=exposure, status=status)
        for said in (sentences.about(result), sentences.in_short(result)):
            assert said and not NEVER.search(said.replace("Impact of", "I of")), said


def test_low_for_another_reason_than_few_people():
    unmatched = sentences.about(row(unmatched_share=0.25, status="low"))
    assert "25 in 100 of these people have nobody like them" in unmatched and "too few" not in unmatched
    assert sentences.in_short(row(unmatched_share=0.25, status="low")) == "No verdict"


def test_nobody_is_not_zero():
    said = sentences.about(row(n=0, events=0, rate=None, risk_difference=None, status="not_estimable"))
    assert said == "Nobody in this selection was sent to mediation, so there is nothing to compare."


def test_an_event_that_the_records_never_tell_of_is_not_zero():
    said = sentences.about(row(events=None, rate=None, risk_difference=None, status="not_estimable"))
    assert said == "These records don't tell who was arrested again, so we can't say. That does not mean nobody."


def test_people_needed():
    # R: power.prop.test(p1 = .38, p2 = .43, power = .8) gives 1,511.9 a group
    assert sentences.people_needed(0.38, 0.05) == 1500
    assert sentences.people_needed(0.02, 0.05) is not None  # only 7 in 100 is a rate, -3 is none


def test_the_answer_over_all_models():
    def arms(adjust, *verdicts):
        kinds = {"fewer": row(adjust=adjust), "more": row(**BOARD, adjust=adjust), "unclear": row(**CIRCLE, adjust=adjust)}
        return [row(model=words.BASELINE), *(kinds[kind] for kind in verdicts)]

    mixed = ("fewer", "fewer", "more", *["unclear"] * 6)
    assert answers.does_it_work(arms("entropy", *mixed)) == (
        "It depends on which kind. Of 9 kinds, people were arrested again within three years less often after 2 and more "
        "often after 1 than after the usual sentence. For 6 we can't tell yet.")
    crude = answers.does_it_work(arms("none", *mixed))
    assert crude.startswith("We can't say from these figures alone.")
    assert crude.endswith("The groups were not matched, so don't read this as what these programs did.")
    assert answers.does_it_work(arms("entropy", "unclear", "unclear")).startswith("We can't tell yet.")
