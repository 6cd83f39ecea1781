"""Checks that every part of a profile shares: the right kind of thing, and no key that means nothing."""
import datetime
import math
from fractions import Fraction
from typing import Any

from data.problem import Problem


def table(said: Any, place: str) -> dict[str, Any]:
    """A TOML table with any keys."""
    if not isinstance(said, dict):
        raise Problem(f"{place}: a table is needed here, not {said!r}.")
    return said


def only(said: Any, allowed: tuple[str, ...], place: str, what: str = "key") -> dict[str, Any]:
    """A TOML table. Raises Problem that names the first key that is not allowed, and those that are."""
    for key in table(said, place):
        if key not in allowed:
            raise Problem(f"{place}: unknown {what} {key!r}; use {', '.join(allowed)}.")
    return said


def text(value: Any, place: str) -> str:
    """A text; whole numbers and dates are taken as written."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise Problem(f"{place}: a text in quotation marks is needed here, not {value!r}.")


def texts(value: Any, place: str) -> tuple[str, ...]:
    """One text or a list of them."""
    listed = value if isinstance(value, list) else [value]
    return tuple(text(item, place) for item in listed)


def some_texts(value: Any, place: str) -> tuple[str, ...]:
    """One text or a list of at least one."""
    found = texts(value, place)
    if not found:
        raise Problem(f"{place}: at least one is needed.")
    return found


def number(value: Any, place: str) -> Fraction:
    """A finite number, exactly as written."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise Problem(f"{place}: a number is needed here, not {value!r}.")
    return Fraction(str(value))


def choice(value: Any, allowed: tuple[str, ...], place: str) -> str:
    if value not in allowed:
        raise Problem(f"{place}: {value!r} is none of {', '.join(allowed)}.")
    return value


def yes(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        raise Problem(f"{place}: true or false is needed here, not {value!r}.")
    return value
