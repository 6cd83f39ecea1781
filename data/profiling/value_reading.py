"""The closed list of operations: what a profile may say about one cell, read into a Value."""
import re
from fractions import Fraction
from typing import Any

from data.problem import Problem
from data.profiling import keys
from data.profiling.condition_reading import conditions
from data.profiling.date_formats import date_format
from data.profiling.numbers import STYLES, UNITS
from data.profiling.profile import Constant, FirstFilled, FromColumn, FromSetting, Join, Known, Range, Value

ORIGINS = ("column", "text", "setting", "join", "first_of")
STEPS = (
    "none", "number", "times", "unit", "round", "digits", "dates", "two_digit_years_from",
    "values", "ranges", "unmapped", "plus_days", "when",
)
OPERATIONS = ORIGINS + STEPS
UNMAPPED = ("empty", "error", "keep")


def read_value(said: Any, known: Known, place: str, unmapped: str = "empty") -> Value:
    """Read one cell's rule; a bare text is the name of a column.

    Raises Problem for an unknown operation, naming those there are, and for anything that can't be meant.
    """
    if isinstance(said, str):
        return Value(FromColumn(said), place)
    said = keys.only(said, OPERATIONS, place, "operation")
    origins = [key for key in ORIGINS if key in said]
    if len(origins) != 1:
        raise Problem(f"{place}: say where the value comes from with exactly one of {', '.join(ORIGINS)}.")
    factor, whole = _factor(said, place)
    first_year = said.get("two_digit_years_from", 1950)
    if not isinstance(first_year, int) or not 1 <= first_year <= 9900:
        raise Problem(f"{place}: two_digit_years_from is a year such as 1950, not {first_year!r}.")
    dates = tuple(date_format(written, first_year, place) for written in keys.texts(said.get("dates", []), place))
    map_name, value_map = _value_map(said.get("values"), known, place)
    none = frozenset(keys.texts(said.get("none", []), place)) | (known.none_dates if dates else frozenset())
    return Value(
        origin=_origin(origins[0], said[origins[0]], known, place),
        place=place,
        none=none,
        number=keys.choice(said["number"], tuple(STYLES), place) if "number" in said else None,
        factor=factor,
        whole=whole,
        digits=_digits(said["digits"], place) if "digits" in said else None,
        dates=dates,
        map_name=map_name,
        value_map=value_map,
        ranges=tuple(_range(item, place) for item in _listed(said.get("ranges", []), place)),
        unmapped=keys.choice(said.get("unmapped", unmapped), UNMAPPED, place),
        plus_days=_plus_days(said["plus_days"], known, place) if "plus_days" in said else None,
        when=conditions(said.get("when", []), known, f"{place}.when"),
    )


def _origin(kind: str, said: Any, known: Known, place: str) -> FromColumn | Constant | FromSetting | Join | FirstFilled:
    if kind == "first_of":
        values = tuple(read_value(item, known, f"{place}.first_of") for item in _listed(said, place))
        if not values:
            raise Problem(f"{place}: first_of needs at least one value.")
        return FirstFilled(values)
    written = keys.text(said, place)
    if kind == "column":
        return FromColumn(written)
    if kind == "text":
        return Constant(written)
    if kind == "setting":
        return FromSetting(known.setting(written, place).name)
    return _join(written, place)


def _join(written: str, place: str) -> Join:
    pieces = re.split(r"\{([^{}]+)\}", written)
    between, columns = pieces[0::2], tuple(piece.strip() for piece in pieces[1::2])
    if not columns or any("{" in piece or "}" in piece for piece in between):
        raise Problem(f"{place}: a join is text with column names in braces, such as \"{{CASE}}-{{COUNT}}\"; this is {written!r}.")
    return Join("{}".join(between), columns)


def _factor(said: dict[str, Any], place: str) -> tuple[Fraction | None, bool]:
    """What a number is multiplied by, and whether only whole units count."""
    if "times" in said and "unit" in said:
        raise Problem(f"{place}: say either times or unit, not both.")
    factor, whole = UNITS[keys.choice(said["unit"], tuple(UNITS), place)] if "unit" in said else (None, False)
    if "times" in said:
        factor = keys.number(said["times"], f"{place}: times")
    if "round" in said:
        keys.choice(said["round"], ("down",), place)
        factor, whole = factor or Fraction(1), True
    return factor, whole


def _digits(said: Any, place: str) -> int:
    if isinstance(said, bool) or not isinstance(said, int) or not 1 <= said <= 20:
        raise Problem(f"{place}: digits is how many digits the number is to have, from 1 to 20, not {said!r}.")
    return said


def _value_map(said: Any, known: Known, place: str) -> tuple[str | None, dict[str, str] | None]:
    if said is None:
        return None, None
    if isinstance(said, dict):
        return None, {source: keys.text(target, place) for source, target in said.items()}
    name = keys.text(said, place)
    return name, known.value_map(name, place)


def _range(said: Any, place: str) -> Range:
    said = keys.only(said, ("from", "to", "below", "value"), place)
    if "value" not in said:
        raise Problem(f"{place}: each range needs a value.")
    low, high, below = (keys.number(said[end], f"{place}: {end}") if end in said else None for end in ("from", "to", "below"))
    return Range(low, high, below, keys.text(said["value"], place))


def _plus_days(said: Any, known: Known, place: str) -> Value:
    """Days to add: a number written in the profile, or a value of its own."""
    if isinstance(said, int) and not isinstance(said, bool):
        return Value(Constant(str(said)), place)
    return read_value(said, known, f"{place}.plus_days")


def _listed(said: Any, place: str) -> list[Any]:
    if not isinstance(said, list):
        raise Problem(f"{place}: a list is needed here, not {said!r}.")
    return said
