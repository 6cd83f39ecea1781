"""Values that a profile's maps don't hold: reported with counts, and never guessed."""
from data.problem import Problem
from data.profiling.evaluating import Unmapped, column_name
from data.profiling.notices import Tally, in_rows

_NAMED_IN_A_PROBLEM = 10
_TOLD = 200  # values of one column; a map on the wrong column would have a million


def tell_unmapped(found: list[Unmapped], tally: Tally) -> None:
    """Count unmapped values as notices. Raises Problem where a column that must be filled has some."""
    for item in found:
        if item.rows and item.value.unmapped == "error":
            raise _must_be_mapped(item)
        for value, rows in item.rows.most_common(_TOLD):
            _tell(item, value, repr(value), rows, tally)
        others = len(item.rows) - _TOLD
        if others > 0:
            rows = sum(item.rows.values()) - sum(rows for _, rows in item.rows.most_common(_TOLD))
            _tell(item, "", f"{others:,} other values", rows, tally)


def _tell(item: Unmapped, value: str, said: str, rows: int, tally: Tally) -> None:
    column = column_name(item.value)
    kept = "kept as it stands" if item.value.unmapped == "keep" else "left empty"
    said = f"{item.source_file}, column {column}: {said} ("
    tally.add("unmapped", item.source_file, column, value, rows, said, f") not in {_where(item)}; {kept}.")


def _must_be_mapped(item: Unmapped) -> Problem:
    listed = ", ".join(f"{value!r} ({in_rows(rows)})" for value, rows in item.rows.most_common(_NAMED_IN_A_PROBLEM))
    others = len(item.rows) - _NAMED_IN_A_PROBLEM
    more = f" and {others:,} other values" if others > 0 else ""
    return Problem(
        f"{item.source_file}, column {column_name(item.value)}: {listed}{more} not in {_where(item)};"
        " add them there, or to a profile of your own that extends this one."
    )


def _where(item: Unmapped) -> str:
    return f"the value map {item.value.map_name}" if item.value.map_name else item.value.place
