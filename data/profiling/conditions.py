"""Which rows of a chunk a profile's conditions keep."""
from collections.abc import Callable
from operator import and_, eq, ge, gt, le, lt, ne, or_

from data.profiling.chunk import Chunk
from data.profiling.date_formats import LOOKS_LIKE_A_DAY
from data.profiling.numbers import as_fraction
from data.profiling.profile import AnyOf, Condition, Conditions, FromSetting, Operand

Mask = list[bool]


def mask(conditions: Conditions, chunk: Chunk, settings: dict[str, str]) -> Mask:
    """True for each row where every condition holds."""
    return _combined([_one(item, chunk, settings) for item in conditions], and_, len(chunk), True)


def _combined(masks: list[Mask], how: Callable[[bool, bool], bool], size: int, none: bool) -> Mask:
    if not masks:
        return [none] * size
    found = masks[0]
    for other in masks[1:]:
        found = list(map(how, found, other))
    return found


def _one(condition: Condition | AnyOf, chunk: Chunk, settings: dict[str, str]) -> Mask:
    if isinstance(condition, AnyOf):
        return _combined([_one(item, chunk, settings) for item in condition.conditions], or_, len(chunk), False)
    cells, test = chunk.column(condition.column), condition.test
    operands = [_text(operand, settings) for operand in condition.operands]
    if test == "filled":
        return [cell != "" for cell in cells]
    if test == "empty":
        return [cell == "" for cell in cells]
    if test in ("is", "is_not"):
        wanted, holds = frozenset(operands), test == "is"
        return [(cell in wanted) is holds for cell in cells]
    if test in ("same_as", "different_from"):
        return list(map(eq if test == "same_as" else ne, cells, chunk.column(operands[0])))
    if test in ("from", "to"):
        compare = ge if test == "from" else le
        known = {cell: _in_order(cell, operands[0], compare) for cell in set(cells)}
        return [known[cell] for cell in cells]
    compare = lt if test == "before" else gt
    others = chunk.column(operands[0])
    days = {cell for cell in {*cells, *others} if LOOKS_LIKE_A_DAY.fullmatch(cell)}
    return [
        compare(cell, other) if cell in days and other in days else _in_order(cell, other, compare)
        for cell, other in zip(cells, others)
    ]


def _text(operand: Operand, settings: dict[str, str]) -> str:
    return settings[operand.name] if isinstance(operand, FromSetting) else operand


def _in_order(cell: str, other: str, compare: Callable) -> bool:
    """Numbers and days compare; an empty cell never holds.

    What is neither is kept: a value that can't be read must reach the check of the records, which names its line.
    """
    if not cell or not other:
        return False
    if LOOKS_LIKE_A_DAY.fullmatch(cell) and LOOKS_LIKE_A_DAY.fullmatch(other):
        return compare(cell, other)
    left, right = as_fraction(cell), as_fraction(other)
    return True if left is None or right is None else compare(left, right)


def columns_of(conditions: Conditions) -> set[str]:
    """The columns that the conditions look at."""
    found: set[str] = set()
    for condition in conditions:
        if isinstance(condition, AnyOf):
            found |= columns_of(condition.conditions)
        else:
            found.add(condition.column)
            if condition.test in ("same_as", "different_from", "before", "after"):
                found |= {operand for operand in condition.operands if isinstance(operand, str)}
    return found


def in_words(conditions: Conditions) -> str:
    """The conditions for a message."""
    said = []
    for condition in conditions:
        if isinstance(condition, AnyOf):
            said.append("(" + " or ".join(in_words((item,)) for item in condition.conditions) + ")")
        elif condition.test in ("filled", "empty"):
            said.append(f"{condition.column} is {condition.test}")
        else:
            operands = [item.name if isinstance(item, FromSetting) else item for item in condition.operands]
            listed = ", ".join(operands[:6]) + (", …" if len(operands) > 6 else "")
            test = {"is": "is one of" if len(operands) > 1 else "is", "is_not": "is none of"}.get(condition.test, condition.test)
            said.append(f"{condition.column} {test.replace('_', ' ')} {listed}")
    return " and ".join(said)
