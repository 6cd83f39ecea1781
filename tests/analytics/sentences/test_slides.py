"""Titles of slides: what would flatter or hurt by being left out stands in them."""

import pytest

from analytics.sentences import slides

KINDS = ("victim_offender_mediation", "accountability_board")


def change(model, mean, low, high, status="ok"):
    return {"model": model, "mean": mean, "low": low, "high": high, "status": status}


LESS = [change(model, -12.0, -14.0, -10.0) for model in KINDS]
MORE = [change(model, 8.0, 5.0, 11.0) for model in KINDS]


@pytest.mark.parametrize("programs, usual, title", [
    (LESS, (-2.4, -4.6, -0.8),
     "After 2 of 2 kinds, victims' fear of being harmed again was lower than before; after the usual sentence it was lower too, by 2 points"),
    (LESS, (1.2, 0.4, 2.0), "After 2 of 2 kinds, victims' fear of being harmed again was lower than before; after the usual sentence it was higher, by 1 point"),
    (MORE, (1.2, 0.4, 2.0), "After 2 of 2 kinds, victims' fear of being harmed again was higher than before; after the usual sentence it was higher too, by 1 point"),
    (LESS[:1] + MORE[1:], (-12.0, -14.0, -10.0), "Victims' fear of being harmed again was lower than before after 1 of 2 kinds and higher after 1; "
     "after the usual sentence it was lower, by 12 points"),
    (LESS, (-2.4, -5.0, 0.2), "After 2 of 2 kinds, victims' fear of being harmed again was lower than before; after the usual sentence we can't tell"),
    (LESS, (-2.4, -4.6, -0.8, "low"), "After 2 of 2 kinds, victims' fear of being harmed again was lower than before; after the usual sentence we can't tell"),
    (LESS, (None, None, None, "suppressed"), "After 2 of 2 kinds, victims' fear of being harmed again was lower than before; after the usual sentence we can't tell"),
    ([change(KINDS[0], -1.0, -3.0, 1.0)], (-2.4, -4.6, -0.8),
     "For none of 1 kinds can we tell whether victims' fear of being harmed again changed; after the usual sentence it was lower, by 2 points"),
])  # fmt: skip
def test_a_change_is_told_beside_that_after_the_usual_sentence(programs, usual, title):
    rows = [change("retributive_only", *usual), *programs]
    assert slides.changes(rows, "fear_of_revictimization") == title
    assert slides.changes(programs, "fear_of_revictimization").endswith("; after the usual sentence we can't tell")


def compared(model, status="ok", n=300, low=-0.05, high=0.05):
    """A row of `compare`, made alike."""
    return {"model": model, "outcome": "rearrest", "window_months": 36, "adjust": "entropy", "exposure": "referred", "n": n, "status": status,
            "baseline_rate": 0.4, "risk_difference": (low + high) / 2, "risk_difference_low": low, "risk_difference_high": high}


FEWER, UNSURE = compared("victim_offender_mediation", low=-0.09, high=-0.01), compared("accountability_board")
HIDDEN, NOBODY = compared("circle_sentencing", "suppressed", None), compared("restitution", "not_estimable", 0)
TOO_SOON, UNKNOWN = compared("reparative_activity", "immature", 0), compared("community_service", "not_estimable")


@pytest.mark.parametrize("rows, title", [
    ([FEWER, UNSURE], "After 1 of 2 kinds fewer people were arrested again within three years than after the usual sentence; for 1 we can't tell"),
    # what is hidden, too young or not there is not what we can't tell
    ([FEWER, HIDDEN, NOBODY], "After 1 of 3 kinds fewer people were arrested again within three years than after the usual sentence; for 1 it is hidden, "
     "to 1 nobody was sent"),
    ([UNSURE, HIDDEN, TOO_SOON, UNKNOWN, NOBODY], "For none of 1 kinds can we tell whether fewer or more people were arrested again within three years; "
     "for 1 it is hidden, for 1 it is too soon, for 1 it can't be worked out, to 1 nobody was sent"),
])  # fmt: skip
def test_a_title_says_why_a_kind_has_no_number(rows, title):
    assert slides.arrests(rows) == title


def saved(low, high, status="ok"):
    return {"model": KINDS[0], "exposure": "referred", "status": status, "net_saving": (low + high) / 2, "net_saving_low": low, "net_saving_high": high}


@pytest.mark.parametrize("row, title", [
    (saved(10_000, 30_000), "At these prices, 100 people sent to mediation would save about $20,000 in all"),
    (saved(-10_000, 30_000), "We can't tell yet: at these prices, 100 people sent to mediation would save about $10,000 in all"),
    (saved(-30_000, 10_000), "We can't tell yet: at these prices, 100 people sent to mediation would cost about $10,000 in all"),
    (saved(10_000, 30_000, "low"), "There are too few people to judge: at these prices, 100 people sent to mediation would save about $20,000 in all"),
])  # fmt: skip
def test_what_a_program_is_worth_carries_the_verdict_of_its_range(row, title):
    assert slides.worth(row).startswith(f"{title}; the records fit anything from ")


def test_other_programs_have_a_verdict_only_where_there_are_enough_people():
    rows = [saved(10, 20), saved(-20, -10), saved(-10, 20), saved(10, 20, "low"), saved(-20, -10, "low")]
    assert slides.saved(rows) == "Also measured: 5 programs in all, of which 1 saves more than it costs, 1 less, 3 can't tell."


def completed(model, share, status="ok", reached=60, open_=0):
    """A row of `completion`, of the last step."""
    return {"model": model, "step": "completed", "reached": reached, "open": open_, "of_referred": share, "status": status}


@pytest.mark.parametrize("rows, title", [
    ([completed(KINDS[0], 0.6), completed(KINDS[1], 0.8)], "from 60 (mediation) to 80 (boards) completed it"),
    ([completed(KINDS[0], 1.0), completed(KINDS[1], 1.0)], "100 completed it after each of 2 kinds"),
    ([completed(KINDS[0], 0.6), completed(KINDS[1], None, "suppressed", None, None), completed("restitution", None, "not_estimable", 0)],
     "60 (mediation) completed it; for 1 it is hidden, to 1 nobody was sent"),
    ([completed(KINDS[0], 0.6), completed(KINDS[1], None, "not_estimable", 0, 15)], "60 (mediation) completed it; for 1 it is too soon"),
])  # fmt: skip
def test_promises_of_kinds_without_a_number(rows, title):
    assert slides.promises(rows) == f"Of every 100 people sent whose case is closed, {title}"


@pytest.mark.parametrize("shares, hidden, title", [
    ([("boards", 0.16), ("circles", 0.38)], 0,
     "The groups differ from the start: of every 100 people sent, from 16 (boards) to 38 (circles) were at high risk; with the usual sentence, 32"),
    # where few are at high risk their share is hidden, and the lowest that is shown is not the lowest
    ([("boards", 0.16), ("circles", 0.38)], 3, "The groups differ from the start: of every 100 people sent, from 16 (boards) to 38 (circles) were at high risk; "
     "for 3 of 5 kinds it is hidden; with the usual sentence, 32"),
    ([("boards", 0.16), ("circles", 0.16)], 0,
     "The groups differ from the start: of every 100 people sent, 16 after each of 2 kinds were at high risk; with the usual sentence, 32"),
    ([("boards", 0.32), ("circles", 0.32)], 0, "At the start 32 of every 100 people were at high risk, with the usual sentence and in each group that is shown"),
])  # fmt: skip
def test_how_the_groups_stand_at_the_start(shares, hidden, title):
    assert slides.alike(shares, 0.32, hidden) == title
