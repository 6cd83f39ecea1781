"""What may not be shown is given by no verb, however it is asked: by option, by a receipt, by a file that is checked."""

import json
import threading

import pytest

from analytics import compare, holding_back
from analytics.brief import receipt
from analytics.brief.check import check
from analytics.brief.wishes import wish
from analytics.export import export
from analytics.verify import verify_file
from data.database import connect_read_only, current_load
from data.problem import Problem


@pytest.fixture
def held_back():
    """What follows in this thread is held back."""
    holding_back.hold_back(True)
    yield
    holding_back.hold_back(False)


@pytest.fixture(scope="module")
def exact(demonstration):
    """A file with exact figures, and the receipt of an exact figure, by somebody who may."""
    with connect_read_only(demonstration) as connection:
        fingerprint = current_load(connection).fingerprint
    return export(demonstration, "compare", outcome="rearrest", min_cell=0), receipt.code("rearrest", None, wish(min_cell=0), fingerprint)


@pytest.mark.parametrize("asked", [{"min_cell": 0}, {"min_cell": 1}, {"min_cell": 10}, {"round": 1}, {"min_cell": 11, "round": 4}])
def test_no_option_opens_it(demonstration, held_back, asked):
    with pytest.raises(Problem, match="Exact figures are for those"):
        compare(demonstration, outcome="rearrest", **asked)


def test_more_protection_may_be_asked_for(demonstration, held_back):
    assert len(compare(demonstration, outcome="rearrest", min_cell=20, round=10))


def test_no_file_that_is_checked_opens_it(demonstration, held_back, exact):
    """Its description asks for exact figures; a wrong number in it would be answered with the right one."""
    file, _ = exact
    with pytest.raises(Problem, match="Exact figures are for those"):
        verify_file("x.csv", file.csv.replace("1", "2").encode(), file.sidecar, demonstration)
    said = json.loads(file.sidecar)
    for name, value in (("min_cell", 1), ("round", 1)):
        said["options"] |= {"min_cell": 11, "round": 5} | {name: value}
        with pytest.raises(Problem, match="Exact figures are for those"):
            verify_file("x.csv", file.csv.encode(), json.dumps(said), demonstration)


def test_no_receipt_opens_it(demonstration, held_back, exact):
    answer = check(demonstration, exact[1])
    assert answer.finding is None and "Exact figures are for those" in answer.said


def test_a_thread_that_says_nothing_is_held_back_where_pages_are_served(monkeypatch):
    """Whoever forgets to say what may be shown shows little."""
    monkeypatch.setattr(holding_back, "_elsewhere", True)
    found = []
    thread = threading.Thread(target=lambda: found.append(holding_back.held_back()))
    thread.start()
    thread.join()
    assert found == [True]
