"""The attacker can do what the other tests say that nobody succeeds in."""

from tests.attacks.attacker import comparison_forms, recovered

NOTHING: dict = {}


def found(quantities: dict, inside: dict = NOTHING) -> list[str]:
    return recovered({"arm": quantities}, comparison_forms(), inside)


def test_a_lone_hidden_level():
    assert found({("n", 36): {"": {"": 100}, "sex": {"female": 95, "other": None}}})


def test_a_small_rest_of_two_levels():
    assert found({("n", 36): {"": {"": 100}, "sex": {"female": 92, "male": None, "other": None}}})
    assert not found({("n", 36): {"": {"": 100}, "sex": {"female": 80, "male": None, "other": None}}})


def test_a_county_from_its_circuit():
    tables = {"": {"": 100}, "county": {"a": 30, "b": None, "c": 40, "d": None}, "circuit": {"1": 35, "2": 65}}
    assert found({("n", 36): tables}, {("county", "circuit"): {"a": "1", "b": "1", "c": "2", "d": "2"}})


def test_a_window_less_a_shorter_one():
    same = {("n", 6): {"": {"": 100}}, ("n", 12): {"": {"": 100}}}
    assert found(same | {("events", "rearrest", 6): {"": {"": 20}}, ("events", "rearrest", 12): {"": {"": 24}}})
    assert found({("n", 6): {"": {"": 100}}, ("n", 12): {"": {"": 96}}})


def test_an_event_within_another():
    assert found({("events", "rearrest", 6): {"": {"": 50}}, ("events", "violent_rearrest", 6): {"": {"": 45}}})


def test_people_whom_no_level_has():
    assert found({("n", 36): {"": {"": 100}, "ethnicity": {"hispanic": 30, "not_hispanic": 61, "unknown": 0}}})
    tables = {"": {"": 100}, "county": {"a": 30, "b": 0}, "circuit": {"1": 35, "2": 65}}
    assert found({("n", 36): tables}, {("county", "circuit"): {"a": "1", "b": "1"}})
