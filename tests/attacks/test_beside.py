"""Counts of the same people in two files: what one shows is hidden where the other would give somebody away."""

import numpy as np

from analytics.publishing.columns import ALL
from analytics.publishing.groups import Rules, shown_of
from analytics.publishing.ordered import BESIDE_COMPARISONS, FORMS, NEEDS, ORDER, PLACE
from analytics.publishing.protection import Beside, Forms
from analytics.publishing.reached import BESIDE_BASELINE
from analytics.publishing.reached import PLACE as PLACE_OF_ACCESS

SENT, IN_ARM = 0, 1  # an access of one step, beside an arm of a comparison
LESS = Forms.of(("sent", "in arm"), [({"sent": 1, "in arm": -1}, {})], alone=False)
OWN = Forms.of(("sent", "in arm"), [])
RULES = Rules(OWN, [SENT], {}, 11, {})


def of(sent: list[int], in_arm: list[int]) -> dict[str, np.ndarray]:
    counts = np.array([[sent, in_arm]], float)
    return {ALL: counts.sum(axis=2, keepdims=True), "sex": counts}


def beside(levels: list[bool], forms: Forms = LESS) -> dict[str, Beside]:
    shown = np.array([False, True])
    return {ALL: Beside(forms, np.ones(1, bool), shown, 11), "sex": Beside(forms, np.array(levels), shown, 11)}


def test_alone_all_is_shown():
    assert shown_of(of([100, 60, 40], [97, 40, 20]), RULES)["sex"].levels.all()


def test_a_level_with_a_small_difference_is_hidden_with_another():
    # 100 less 97 are three people sent later; hidden alone, they would follow from the total
    part = shown_of(of([100, 60, 40], [97, 40, 20]), RULES, besides=[beside([True, True, True])])
    assert part[ALL].quantities[SENT] and part["sex"].levels.tolist() == [False, True, False]


def test_a_level_that_the_other_file_hides_is_part_of_a_rest():
    # of the first two levels only the sum is known beside the other file: 160 less 137
    part = shown_of(of([100, 60, 40], [97, 40, 20]), RULES, besides=[beside([False, False, True])])
    assert part["sex"].levels.all()
    # here the sum tells of four people: something must go, though the other file hides both levels
    part = shown_of(of([100, 60, 40], [97, 59, 20]), RULES, besides=[beside([False, False, True])])
    assert not part["sex"].levels.all()


def test_a_total_with_a_small_difference_is_not_shown():
    assert not shown_of(of([100, 60], [97, 59]), RULES, besides=[beside([True, True])])[ALL].quantities[SENT]


def orders(**people: int) -> np.ndarray:
    counts = np.zeros((1, len(PLACE), 1))
    for name, count in people.items():
        counts[0, PLACE[name], 0] = count
    return counts


def shown_of_orders(everyone: int, followed: int, **people: int) -> list[str]:
    """The quantities shown of an arm of whom so many were followed through every window."""
    counts = orders(any_order=people["people"], **people)
    counts[0, :5, 0], counts[0, 5, 0] = followed, everyone
    seen = np.arange(len(PLACE)) < 5
    found = shown_of({ALL: counts}, Rules(FORMS, ORDER, NEEDS, 11, {}),
                     besides=[{ALL: Beside(BESIDE_COMPARISONS, np.ones(1, bool), seen, 11)}])[ALL]
    return [name for name, place in PLACE.items() if found.quantities[place]]


def test_where_everybody_has_an_order_their_number_tells_who_was_followed_too_short():
    assert "people" not in shown_of_orders(everyone=200, followed=195, people=200, in_full=100, not_in_full=100, something=120, nothing=80)


def test_a_difference_that_counts_nobody_hides_nothing():
    # 30 followed too short and 25 without an order: five more orders than people followed is neither
    assert "people" in shown_of_orders(everyone=200, followed=170, people=175, in_full=100, not_in_full=75, something=120, nothing=55)


def test_orders_kept_in_part_and_people_with_several():
    all_of = {"everyone": 500, "followed": 400, "people": 200, "in_full": 100, "not_in_full": 100}
    assert "nothing" in shown_of_orders(**all_of, something=120, nothing=80, in_part=20)
    assert "nothing" not in shown_of_orders(**all_of, something=104, nothing=96, in_part=4)
    assert shown_of_orders(**all_of, something=120, nothing=80, several=3) == ["left_out"]  # orders less people


def test_people_in_two_programs_where_nobody_was_followed_too_short():
    counts = np.zeros((1, len(PLACE_OF_ACCESS), 1))
    counts[0, PLACE_OF_ACCESS["eligible"], 0], counts[0, PLACE_OF_ACCESS["twice", 6], 0] = 500, 3
    known = np.zeros(len(PLACE_OF_ACCESS), bool)
    known[[PLACE_OF_ACCESS["n", 6], PLACE_OF_ACCESS["eligible"]]] = True
    assert (BESIDE_BASELINE.unsafe(counts, 11)[:, 0] & BESIDE_BASELINE.known(known)).any()
    counts[0, PLACE_OF_ACCESS["followed too short", 6], 0] = 20  # then it is the one less the other
    told = BESIDE_BASELINE.unsafe(counts, 11)[:, 0] & BESIDE_BASELINE.known(known)
    assert not told.any()
