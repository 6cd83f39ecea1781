"""The published curve behind local ones: only where event and window match, and said how it differs."""

import pytest

from analytics.answers import on_copies
from analytics.curve_reference import COLOUR, TITLE, reference, traces
from analytics.figures import ADDED, PALETTE


def test_the_same_event_over_the_same_window():
    """NCJ 256094, figure 2: 42.9, 58.0, 66.2, 71.2 and 74.8 percent arrested again after one to five years."""
    known = reference("rearrest", 60)
    assert known.months.tolist() == [12, 24, 36, 48, 60]
    assert known.value.tolist() == pytest.approx([42.9, 58.0, 66.2, 71.2, 74.8], rel=1e-6)
    assert "75 were arrested again within five years" in known.about and "made like nobody here" in known.about


@pytest.mark.parametrize(("outcome", "months", "kinds"), [
    ("violent_rearrest", 60, ()),        # not published in this form
    ("technical_return", 60, ()),
    ("rearrest", 6, ()),                 # no published figure for half a year
    ("rearrest", 60, ("diversion",)),    # nobody came from prison
])
def test_otherwise_none(outcome, months, kinds):
    assert reference(outcome, months, kinds) is None


def test_a_copy_says_which_line_is_not_invented():
    assert on_copies(True, published_line=True) == "Invented demonstration records; dotted: published"
    assert on_copies(True) == "Invented demonstration records" and on_copies(False, published_line=True) == ""


def test_it_is_no_models_line():
    assert COLOUR not in {colour for colour, _ in [*PALETTE.values(), *ADDED]}
    assert traces(reference("return_to_prison", 60))[0]["name"] == TITLE
