"""How many stand behind a picture: told from the rows that it shows, hidden numbers as hidden, nobody as nobody."""

import pytest

from analytics.figures import Picture
from analytics.numbers_behind import behind, counted, with_numbers

USUAL = "retributive_only"
ALIKE, PLAIN = "The groups are made alike in what the records hold.", "The groups are as they came, not made alike."


@pytest.mark.parametrize(("rows", "said"), [
    # one model and the usual sentence; the row's adjustment is told
    ([{"model": USUAL, "n": 900, "adjust": "none"}, {"model": "a", "n": 140, "adjust": "none"}],
     f"n: 140 people, 900 with the usual sentence. {PLAIN}"),
    # several models: from the smallest to the largest; a model that nobody was sent to is told in the picture
    ([{"model": USUAL, "n": 2_000, "adjust": "entropy"}, *({"model": "a", "n": n, "adjust": "entropy"} for n in (1_400, 0, 20))],
     f"n: 20 to 1,400 people, 2,000 with the usual sentence. {ALIKE}"),
    # hidden numbers are not guessed at
    ([{"model": "a", "n": None}], "n: hidden or unknown number of people."),
    ([{"model": "a", "n": float("nan")}, {"model": "b", "n": 30}], "n: 30 people."),
    # nobody at all is no secret
    ([{"model": "a", "n": 0}], "n: 0 people."),
    # one row that carries its own comparison
    ({"model": "a", "n": 50, "baseline_n": 70}, "n: 50 people, 70 with the usual sentence."),
    # of a ladder only the first step counts everybody
    ([{"model": "a", "step": "referred", "reached": 100}, {"model": "a", "step": "completed", "reached": 40}], "n: 100 closed cases."),
    # answers, not people
    ([{"model": "a", "invited": 90, "answered": 45}], "n: 45 answers."),
    # rows that count nobody, and no rows
    ([{"kind": "quilts", "quantity": 4.0}], ""), ([], "")])
def test_said_from_the_rows(rows, said):
    assert counted(rows) == said


def test_a_picture_carries_it():
    assert behind(None, []) is None

    @with_numbers
    def draw(rows, more):
        return Picture(more, "alt") if rows else None

    assert draw([{"model": "a", "n": 30}], "html") == Picture("html", "alt", counted="n: 30 people.")
    assert draw([], more="html") is None
