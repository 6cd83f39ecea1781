"""Which rows: the tests that a profile may put to a column."""
from typing import Any

from data.problem import Problem
from data.profiling import keys
from data.profiling.profile import AnyOf, Condition, Conditions, FromSetting, Operand

TESTS = (
    "is", "is_not", "filled", "from", "to", "in_values", "not_in_values",
    "same_as", "different_from", "before", "after",
)


def conditions(said: Any, value_maps: dict[str, dict[str, str]], settings: tuple[str, ...], place: str) -> Conditions:
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
            found.append(AnyOf(conditions(item["any"], value_maps, settings, place)))
        else:
            found += _tests(item, value_maps, settings, place)
    return tuple(found)


def _tests(said: dict[str, Any], value_maps: dict, settings: tuple[str, ...], place: str) -> list[Condition]:
    if "column" not in said or len(said) < 2:
        raise Problem(f"{place}: a condition names a column and a test of it: {', '.join(TESTS)}.")
    column = keys.text(said["column"], place)
    return [_test(column, test, said[test], value_maps, settings, place) for test in TESTS if test in said]


def _test(column: str, test: str, said: Any, value_maps: dict, settings: tuple[str, ...], place: str) -> Condition:
    if test == "filled":
        return Condition(column, "filled" if keys.yes(said, place) else "empty")
    if test in ("in_values", "not_in_values"):
        name = keys.text(said, place)
        if name not in value_maps:
            raise Problem(f"{place}: no value map {name!r}; the profile has {', '.join(value_maps) or 'none'}.")
        return Condition(column, "is" if test == "in_values" else "is_not", tuple(value_maps[name]))
    listed = said if isinstance(said, list) and test in ("is", "is_not") else [said]
    return Condition(column, test, tuple(_operand(item, settings, place) for item in listed))


def _operand(said: Any, settings: tuple[str, ...], place: str) -> Operand:
    """A text, a number, or {setting = "name"}."""
    if isinstance(said, dict):
        name = keys.text(keys.only(said, ("setting",), place).get("setting"), place)
        if name not in settings:
            raise Problem(f"{place}: no setting {name!r}; the profile has {', '.join(settings) or 'none'}.")
        return FromSetting(name)
    return str(said) if isinstance(said, float) else keys.text(said, place)
