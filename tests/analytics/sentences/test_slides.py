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
