"""Values that a profile's maps don't hold: reported with counts, and never guessed."""
from data.problem import Problem
from data.profiling.evaluating import Unmapped, column_name
from data.profiling.notices import Tally

_SHOWN = 10


def tell_unmapped(found: list[Unmapped], tally: Tally) -> None:
    """Count every unmapped value as a notice. Raises Problem where a column that must be filled has some."""
    for item in found:
        column = column_name(item.value)
        where = f"the value map {item.value.map_name}" if item.value.map_name else item.value.place
        if item.rows and item.value.unmapped == "error":
            listed = ", ".join(f"{value!r} ({_rows(rows)})" for value, rows in item.rows.most_common(_SHOWN))
            more = f" and {len(item.rows) - _SHOWN} more values" if len(item.rows) > _SHOWN else ""
            raise Problem(
                f"{item.source_file}, column {column}: {listed}{more} not in {where};"
                " add them there, or to a profile of your own that extends this one."
            )
        kept = "kept as it stands" if item.value.unmapped == "keep" else "left empty"
        for value, rows in item.rows.items():
            tally.add("unmapped", item.source_file, column, value, rows, f"not in {where}; {kept}")


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"
