"""What is said of the ladder: golden sentences, open cases, each status."""

import pytest

from analytics.answers import promises_kept
from analytics.sentences import completion


def step(name, reached, of_referred, **changes):
    return {"model": "victim_offender_mediation", "step": name, "reached": reached, "open": 70, "of_referred": of_referred,
            "of_previous": None, "low": of_referred and of_referred - 0.02, "high": of_referred and of_referred + 0.02,
            "min_cell": 11, "status": "ok", **changes}


def ladder(**changes):
    return [step("referred", 3265, 1.0), step("consented", 2630, 0.81), step("started", 2395, 0.73),
            step("completed", 1645, 0.50) | changes]


def test_golden():
    assert completion.about(ladder()) == (
        "Of every 100 people sent to mediation whose case is closed, 50 completed it. The records fit anything from 48 to 52. On the "
        "way, 81 agreed to take part and 73 started. Another 70 are still on the way and not counted here.")


def test_few():
    steps = [step("referred", 25, 1.0, status="low"), step("completed", 10, 0.4, status="low", open=0)]
    assert completion.verdict(steps[-1]) == "low"
    assert completion.about(steps) == (
        "There are too few people to judge. Of 25 people sent to mediation whose case is closed, 10 completed it, or about 40 in "
        "100. We show the number but give no verdict. Nobody is still on the way.")


def test_many_still_open():
    assert completion.verdict(ladder(status="low", open=2000)[-1]) == "many_open"
    said = completion.about(ladder(status="low", open=2000))
    assert said.startswith("It is too soon to judge.") and "Another 2,000 are still on the way" in said


@pytest.mark.parametrize(("changes", "kind", "said"), [
    (dict(reached=None, of_referred=None, status="suppressed"), "suppressed", "We do not show this number."),
    (dict(reached=0, open=0, of_referred=None, status="not_estimable"), "nobody", "Nobody in this selection was sent to mediation."),
    (dict(reached=0, open=40, of_referred=None, status="not_estimable"), "all_open", "Another 40 are still on the way"),
    (dict(status="suppressed", open=None), "shown", "How many are still on the way is hidden."),  # its own count may be seen
    (dict(open=1), "shown", "Another 1 is still on the way"),
])
def test_each_kind(changes, kind, said):
    steps = ladder(**changes)
    assert completion.verdict(steps[-1]) == kind
    assert said in completion.about(steps)


def test_nobody_completing_is_a_number():
    assert "whose case is closed, none completed it." in completion.about(ladder(reached=0, of_referred=0.0, low=0.0, high=0.01))


def test_cells():
    assert completion.step_in_short(None) == ("no such step", (), True)
    assert completion.step_in_short(ladder()[1]) == ("81 of 100", ("79 to 83", "2,630 people"), False)
    assert completion.step_in_short(step("completed", None, None, status="suppressed"))[0] == "hidden"


def of(model, **changes):
    return [step("referred", 0 if changes.get("reached") == 0 else 500, 1.0, model=model), step("completed", 250, 0.5) | {"model": model, **changes}]


NOBODY = of("restitution", reached=0, open=0, of_referred=None, status="not_estimable")
ALL_OPEN = of("circle_sentencing", reached=0, open=20, of_referred=None, status="not_estimable")
HIDDEN = of("family_group_conference", reached=None, of_referred=None, status="suppressed")


def test_kinds_that_nobody_was_sent_to_or_that_are_hidden_are_no_kinds_that_we_cannot_tell_of():
    few = of("accountability_board", reached=10, of_referred=0.4, status="low")
    assert promises_kept.answer([*of("victim_offender_mediation"), *few, *NOBODY, *ALL_OPEN, *HIDDEN]) == (
        "Of every 100 people sent whose case is closed, 50 completed mediation. For 1 of 5 kinds we can't tell yet. For 1 we hide the number, "
        "to protect the few people in it. A hidden number does not mean zero. For 1 it is too soon. To 1 nobody was sent.")
    assert promises_kept.answer(NOBODY) == "We can't say. Nobody in this selection was sent to a program, so there is nothing to keep."
    assert promises_kept.answer([*NOBODY, *ALL_OPEN]) == (
        "We can't say. Of no program can we show how many people completed it. That does not mean that nobody did. For 1 it is too soon. To 1 "
        "nobody was sent.")
    assert promises_kept.answer([*few, *NOBODY]).startswith("We can't tell yet. In this selection no program has enough closed cases")
