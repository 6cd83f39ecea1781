"""What is said of answers: golden sentences, silence, each status, the same words either way."""

import re

import pytest

from analytics import words
from analytics.answer_words import QUESTIONS
from analytics.answers import people_harmed
from analytics.sentences import satisfaction


def answers(**changes):
    """One row of `satisfaction`; victims' answers after mediation unless changed."""
    return {
        "respondent": "victim", "model": "victim_offender_mediation", "question": "satisfaction_process", "wave": "after",
        "invited": 1685, "answered": 960, "response_rate": 0.57, "satisfied": 845, "satisfied_rate": 0.88, "low": 0.86,
        "high": 0.90, "mean": 88.0, "bound_low": 0.50, "bound_high": 0.93, "baseline_satisfied_rate": 0.72,
        "difference": 0.16, "difference_low": 0.13, "difference_high": 0.20, "min_cell": 11, "status": "ok", **changes}


def change(**changes):
    """One row of wave `change`: fear went down by 12 points."""
    return answers(**{"question": "fear_of_revictimization", "wave": "change", "answered": 665, "response_rate": 0.39,
                      "satisfied": None, "satisfied_rate": None, "mean": -12.4, "low": -14.4, "high": -10.6, "bound_low": None,
                      "bound_high": None, "difference": None, **changes})


HIDDEN = dict(answered=None, response_rate=None, satisfied=None, satisfied_rate=None, bound_low=None, bound_high=None,
              difference=None, status="suppressed")

GOLDEN = [
    ("more", answers(),
     "Of every 100 victims who answered in cases sent to mediation, 88 were satisfied with how they were treated. Of 100 who "
     "answered after the usual sentence in the same kinds of case, 72 were. That is 16 more. The records fit anything from 13 to "
     "20 more. These two groups were not matched, so don't read this as what mediation did. Of every 100 who were asked this, 57 "
     "answered. If none of those who did not answer were satisfied with how they were treated, it would be 50 of 100; if all "
     "were, 93 of 100."),
    ("unclear", answers(model="accountability_board", satisfied_rate=0.74, difference=0.02, difference_low=-0.03,
                        difference_high=0.07),
     "We can't tell yet. Of every 100 victims who answered in cases sent to a board, 74 were satisfied with how they were treated; "
     "of 100 who answered after the usual sentence in the same kinds of case, 72 were. The records fit anything from 3 fewer to 7 "
     "more. This does not show that boards make no difference. These two groups were not matched, so don't read this as what "
     "boards did. Of every 100 who were asked this, 57 answered. If none of those who did not answer were satisfied with how they were "
     "treated, it would be 50 of 100; if all were, 93 of 100."),
    ("low", answers(answered=40, satisfied=30, satisfied_rate=0.75, status="low", response_rate=1.0),
     "There are too few answers to judge. Of 40 victims who answered in cases sent to mediation, 30 were satisfied with how they "
     "were treated, or about 75 in 100. We show the number but give no verdict. Everybody who was asked answered."),
    ("suppressed", answers(**HIDDEN),
     "We do not show this number. It stands for 1 to 10 people, or it would let someone work out a number that small. We hide it to "
     "protect the people in it. A hidden number does not mean zero."),
    ("nobody_asked", answers(invited=0, answered=0, satisfied_rate=None, status="not_estimable"),
     "No victim in cases sent to mediation was asked. That does not mean that none was satisfied."),
    ("nobody_answered", answers(invited=40, answered=0, satisfied_rate=None, status="not_estimable"),
     "Of 40 victims asked in cases sent to mediation, none answered. We can't say how they felt."),
]


@pytest.mark.parametrize(("kind", "row", "said"), GOLDEN, ids=[kind for kind, *_ in GOLDEN])
def test_golden(kind, row, said):
    assert satisfaction.verdict(row) == kind
    assert satisfaction.about(row) == said


def test_the_outcome_is_told_apart_from_how_it_was_handled():
    said = satisfaction.about(answers(question="satisfaction_outcome"))
    assert "88 were satisfied with the outcome." in said and "treated" not in said


def test_a_hidden_usual_sentence_leaves_the_number_alone():
    said = satisfaction.about(answers(baseline_satisfied_rate=None, difference=None, status="suppressed"))
    assert said.startswith("Of every 100 victims who answered") and "usual sentence's own answer is hidden" in said


def test_more_and_fewer_have_the_same_words_but_for_direction():
    better = satisfaction.about(answers(satisfied_rate=0.80, baseline_satisfied_rate=0.70, difference=0.10, difference_low=0.05,
                                        difference_high=0.15))
    worse = satisfaction.about(answers(satisfied_rate=0.70, baseline_satisfied_rate=0.80, difference=-0.10, difference_low=-0.15,
                                       difference_high=-0.05))
    assert re.sub(r"\d+", "#", worse.replace("fewer", "more")) == re.sub(r"\d+", "#", better)


def test_a_change():
    assert satisfaction.changed(change()) == (
        "On a scale from 0 to 100, the fear of being harmed again of victims in cases sent to mediation went down by 12 points from "
        "before to after. The records fit anything from 11 to 14 down. This counts the 665 victims who answered both times, of "
        "1,685 asked.")


def test_up_and_down_have_the_same_words_but_for_direction():
    up = satisfaction.changed(change(mean=12.4, low=10.6, high=14.4))
    assert up.replace(" up", " down") == satisfaction.changed(change())


@pytest.mark.parametrize(("changes", "said"), [
    (dict(mean=1.0, low=-2.0, high=4.0), "We can't tell yet."),
    (dict(mean=0.2, low=0.1, high=0.3), "went up by less than 1 point from"),
    (dict(mean=1.2, low=0.8, high=1.4), "went up by 1 point from"),  # singular; a range that rounds to one number is said once
    (dict(mean=1.2, low=0.8, high=1.4), "anything from 1 up."),
    (dict(status="low", answered=12), "There are too few answers to judge."),
    (dict(mean=None, low=None, high=None, answered=None, status="suppressed"), "We do not show this number."),
    (dict(invited=0, answered=0, mean=None, low=None, status="not_estimable"), "No victim in cases sent to mediation was asked"),
    (dict(answered=0, mean=None, low=None, status="not_estimable"), "both before and after, so we can't say"),
])
def test_each_kind_of_change(changes, said):
    assert said in satisfaction.changed(change(**changes))


@pytest.mark.parametrize("rate", [0.0, 0.004, 0.01, 0.5, 1.0])
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_its_sentence(question, rate):
    for model in (*words.MODELS, words.BASELINE, "a_model_of_a_site"):
        for status in ("ok", "low", "suppressed"):
            row = answers(question=question, model=model, satisfied_rate=rate, satisfied=rate * 960, status=status,
                          difference=rate - 0.72)
            said = satisfaction.about(row) + satisfaction.in_short(row)
            assert not re.search(r"None|nan|[{}_]|  |1 were|0 of 100 was", said), said


@pytest.mark.parametrize("exposure", ["started", "completed"])
def test_who_started_or_completed(exposure):
    """Answers about mediation itself are counted under every choice, so more than those cases stand behind the figure."""
    assert f"in cases where they were asked about mediation, or where the person {exposure} mediation, 88" in satisfaction.about(answers(), exposure=exposure)


ALIKE = dict(covariates="sex,offense")


def test_answers_made_alike_are_set_against_similar_cases():
    said = satisfaction.about(answers(**ALIKE))
    assert "after the usual sentence in similar cases, 72 were" in said and "not matched" not in said
    assert "Who agreed to take part and who answered is not made alike" in said


def test_too_few_alike_have_numbers_and_no_verdict():
    said = satisfaction.about(answers(**ALIKE, status="low"))
    assert said.startswith("The answers can't be compared well. Too few cases with the usual sentence are like some of these")
    assert "in similar cases, 72 were" in said and "too few answers" not in said
    known = satisfaction.about(answers(**ALIKE, status="low", why="more than one in ten of the group have nobody to compare with"))
    assert "compared well. The reason: more than one in ten of the group have nobody to compare with." in known
    few = satisfaction.about(answers(**ALIKE, status="low", answered=28, satisfied=24))
    assert few.startswith("There are too few answers to judge.") and "compared well" not in few
    assert satisfaction.in_short(answers(**ALIKE, status="low")) == "No verdict"
    assert satisfaction.in_short(answers(status="low")) == "Too few to judge"
    assert "We show the numbers but give no verdict." in said


def test_the_unadjusted_answers_stand_beside():
    said = satisfaction.twin(answers())
    assert said.startswith("As the groups stand: of every 100 victims") and "not matched" in said
    assert "there is no number to show" in satisfaction.twin(answers(satisfied_rate=None))


def test_what_the_weights_are_worth_and_why_there_is_no_verdict():
    row = {"model": "circle_sentencing", "effective_n": 140.0, "unmatched_share": 0.12, "status": "low", "why": "too few are alike"}
    said = satisfaction.how_alike(row)
    assert said.startswith("12 of 100 answers in cases") and "worth as much as 140" in said and "No verdict is given: too few are alike." in said
    assert "nothing can be shown" in satisfaction.how_alike({**row, "effective_n": None})


def test_what_is_hidden_only_once_it_is_made_alike_is_not_said_to_be_hidden_altogether():
    alike = [answers(**HIDDEN, covariates="sex")]
    hidden = people_harmed.answer(alike, [answers(**HIDDEN)])
    assert hidden.startswith("We can't say. So few victims answered in this selection that we do not show how many were satisfied.")
    assert people_harmed.answer(alike, [answers()]) == (  # the bars beneath show as many as answered
        "We can't say whether more or fewer victims were satisfied with how they were treated. So few answered in cases that are alike that we show "
        "no gap of any kind. How some answered is shown beneath, as the groups stand. A hidden number does not mean zero. Choose more people.")
