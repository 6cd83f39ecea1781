"""Which rows: the tests that a profile may put to a column."""
from typing import Any

from data.problem import Problem
from data.profiling import keys
from data.profiling.date_formats import day
from data.profiling.numbers import as_fraction
from data.profiling.profile import AnyOf, Condition, Conditions, FromSetting, Known, Operand

TESTS = (
    "is", "is_not", "filled", "from", "to", "in_values", "not_in_values",
    "same_as", "different_from", "before", "after",
)
_OF_TWO_COLUMNS = ("same_as", "different_from", "before", "after")


def conditions(said: Any, known: Known, place: str) -> Conditions:
    """Read a list of conditions, all of which must hold; {any = [...]} holds where one of them does."""
    if isinstance(said, dict):
        said = [said]
    if not isinstance(said, list):
        raise Problem(f"{place}: a list of conditions is needed here, not {said!r}.")
    found: list[Condition | AnyOf] = []
    for item in said:
        item = keys.only(item, ("column", "any", *TESTS), place, "condition")
        if "any" in item:
            keys.only(item, ("any",), place, "condition beside any")
            found.append(AnyOf(conditions(item["any"], known, place)))
        else:
            found += _tests(item, known, place)
    return tuple(found)


def _tests(said: dict[str, Any], known: Known, place: str) -> list[Condition]:
    if "column" not in said or len(said) < 2:
        raise Problem(f"{place}: a condition names a column and a test of it: {', '.join(TESTS)}.")
    column = keys.text(said["column"], place)
    return [_test(column, test, said[test], known, place) for test in TESTS if test in said]


def _test(column: str, test: str, said: Any, known: Known, place: str) -> Condition:
    if test == "filled":
        return Condition(column, "filled" if keys.yes(said, place) else "empty")
    if test in ("in_values", "not_in_values"):
        words = known.value_map(keys.text(said, place), place)
        return Condition(column, "is" if test == "in_values" else "is_not", tuple(words))
    if test in _OF_TWO_COLUMNS:
        return Condition(column, test, (keys.text(said, place),))
    if test in ("from", "to"):
        return Condition(column, test, (_end(said, known, f"{place}: {test}"),))
    listed = said if isinstance(said, list) else [said]
    return Condition(column, test, tuple(_operand(item, known, place) for item in listed))


def _operand(said: Any, known: Known, place: str) -> Operand:
    """A text, a number, or {setting = "name"}."""
    if isinstance(said, dict):
        name = keys.text(keys.only(said, ("setting",), place).get("setting"), place)
        return FromSetting(known.setting(name, place).name)
    return str(said) if isinstance(said, float) else keys.text(said, place)


def _end(said: Any, known: Known, place: str) -> Operand:
    """The end of a range: a number or a day, for nothing else has an order."""
    operand = _operand(said, known, place)
    if isinstance(operand, FromSetting):
        if known.settings[operand.name].kind == "text":
            raise Problem(f"{place}: the setting {operand.name!r} must be of kind date or number to be the end of a range.")
    elif as_fraction(operand) is None and day(operand) is None:
        raise Problem(f"{place}: a number or a day as YYYY-MM-DD is needed here, not {operand!r}.")
    return operand
