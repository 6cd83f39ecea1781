"""Options: what each may be, at its edges, and one clear sentence for what it may not."""

import pytest

from analytics.question import Question, ask, ask_without_event
from data.problem import Problem


def test_defaults_are_those_of_the_contract():
    question = ask()
    assert (question.exposure, question.landmark, question.unit, question.strict_baseline) == ("referred", 0, "first", False)
    assert (question.adjust, question.min_cell, question.round, question.by) == ("none", 11, 5, None)
    assert (question.where, question.model, question.covariates) == ({}, (), ())


@pytest.mark.parametrize("options", [
    {"window": 1}, {"window": 120}, {"landmark": 0}, {"landmark": 16_383}, {"min_cell": 0}, {"min_cell": 1}, {"round": 1},
    {"outcome": "any_return"}, {"kind": "cif"}, {"exposure": "completed"}, {"unit": "every"}, {"by": "release_year"},
    {"strict_baseline": True},
])  # fmt: skip
def test_what_may_be_asked(options):
    (name, value), = options.items()
    assert getattr(ask(**options), name) == value


@pytest.mark.parametrize("options", [
    {"window": 0}, {"window": 121}, {"window": -36}, {"window": 36.0}, {"window": "36"}, {"window": True},
    {"landmark": -1}, {"landmark": 16_384}, {"landmark": 1.5}, {"landmark": None},
    {"min_cell": -1}, {"min_cell": 10**9}, {"min_cell": None}, {"min_cell": float("nan")},
    {"round": 0}, {"round": -5}, {"round": 2.5},
    {"outcome": "arrest"}, {"outcome": "Rearrest"}, {"outcome": ""}, {"kind": "survival"}, {"exposure": "treated"},
    {"outcome": None}, {"window": None}, {"kind": None}, {"unit": "last"}, {"unit": None}, {"by": "person_id"}, {"by": "sex, race"}, {"by": ""}, {"adjust": "match"},
    {"strict_baseline": "yes"}, {"strict_baseline": 1}, {"colour": "blue"},
    {"by": "sex; drop table release"}, {"outcome": "rearrest from release; --"},
])  # fmt: skip
def test_what_may_not_be_asked(options):
    with pytest.raises(Problem) as problem:
        ask(**options)
    (name, _), = options.items()
    sentence = str(problem.value)
    assert name.replace("_", "-") in sentence.replace("_", "-") and "\n" not in sentence and sentence.endswith(".")


def test_a_very_long_value_is_cut_short():
    with pytest.raises(Problem) as problem:
        ask(outcome="x" * 10_000)
    assert len(str(problem.value)) < 400


def test_models_and_covariates_are_read_as_one_or_many():
    assert ask(model="circle_sentencing").model == ("circle_sentencing",)
    assert ask(model=["a", "b", "a"]).model == ("a", "b")
    assert ask(model=None).model == ()
    assert ask(covariates="sex, race").covariates == ask(covariates=["sex", "race"]).covariates == ("sex", "race")


def test_a_question_does_not_change():
    with pytest.raises(AttributeError):
        ask().window = 12
    assert ask(min_cell=0).exact and not ask(min_cell=1).exact and isinstance(ask(), Question)


@pytest.mark.parametrize("option", [{"outcome": "rearrest"}, {"window": 36}, {"kind": "km"}])
def test_a_verb_about_no_event_takes_none(option):
    with pytest.raises(Problem, match="satisfaction"):
        ask_without_event("satisfaction", **option)
    assert ask_without_event("satisfaction", unit="every").unit == "every"
