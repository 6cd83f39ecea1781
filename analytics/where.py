"""The part of the records that a question is about: columns joined by and, values of one column by or."""

from collections.abc import Iterable, Mapping

import duckdb

from analytics.vocabulary import FILTERS, FILTERS_OF_FREE_TEXT
from data.problem import Problem
from data.standing import once

# Column -> values, columns in the order of FILTERS, values in alphabetical order, none twice.
Where = dict[str, tuple[str, ...]]


def parse_where(given: Mapping[str, object] | Iterable[str] | None) -> Where:
    """Read a selection from `COL=VALUE,VALUE` texts or from a mapping of column to value or values.

    In texts, `\\,` is a comma inside a value and `\\\\` a backslash.
    """
    pairs: list[tuple[str, list[str]]] = []
    if isinstance(given, Mapping):
        for column, values in given.items():
            pairs.append((column, _values(values)))
    else:
        for text in [given] if isinstance(given, str) else given or ():
            column, sign, values = str(text).partition("=")
            if not sign:
                raise Problem(f"A selection is written COLUMN=VALUE, not {str(text)[:80]!r}.")
            pairs.append((column.strip(), split_values(values)))

    selected: dict[str, set[str]] = {}
    for column, values in pairs:
        if column not in FILTERS:
            raise Problem(f"Records cannot be selected by {str(column)[:80]!r}. Possible: {', '.join(FILTERS)}.")
        if not values or any(value == "" for value in values):
            raise Problem(f"The selection by {column} names no value.")
        selected.setdefault(column, set()).update(values)
    return {column: tuple(sorted(selected[column])) for column in FILTERS if column in selected}


def _values(given: object) -> list[str]:
    if isinstance(given, str):
        return split_values(given)
    if isinstance(given, Iterable):
        return [str(value) for value in given]
    return [str(given)]


def split_values(text: str) -> list[str]:
    """Split at commas that no backslash protects."""
    values, current, protected = [], [], False
    for character in text:
        if protected:
            current.append(character if character in ",\\;" else "\\" + character)
            protected = False
        elif character == "\\":
            protected = True
        elif character == ",":
            values.append("".join(current))
            current = []
        else:
            current.append(character)
    return [*values, "".join(current) + ("\\" if protected else "")]


def canonical(where: Where) -> str:
    """One text for one selection: `sex=female;county_fips=29189,29510`; empty for all records."""
    def protect(value: str) -> str:
        return value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")

    return ";".join(f"{column}={','.join(map(protect, values))}" for column, values in where.items())


def split_selection(text: str) -> list[str]:
    """The columns of a selection in its canonical form, each as `COL=VALUE,VALUE`: split where no backslash protects."""
    parts, protected = [""], False
    for character in text:
        if character == ";" and not protected:
            parts.append("")
        else:
            parts[-1] += character
        protected = character == "\\" and not protected
    return parts


def level_codes(connection: duckdb.DuckDBPyConnection, where: Where) -> dict[str, list[int]]:
    """Translate values into the numbers of the table `level`.

    A value that is neither a code of the column nor in the records is a Problem; `unknown` also means empty.
    """
    return selected_levels(connection, where)[0]


def selected_levels(connection: duckdb.DuckDBPyConnection, where: Where) -> tuple[dict[str, list[int]], float]:
    """Numbers as in `level_codes`, and how many releases may be expected to have them all, as if columns were independent."""
    known = levels(connection)
    everyone = sum(releases for _, releases in known["sex"].values())
    codes, expected = {}, float(everyone)
    for column, values in where.items():
        found = known[column]
        missing = [value for value in values if value not in found and not (value == "unknown" and column != "release_year")]
        if missing:
            raise Problem(_not_there(column, missing[0], list(found)))
        codes[column] = [found[value][0] for value in values if value in found]
        expected *= sum(found[value][1] for value in values if value in found) / max(everyone, 1)
    return codes, expected


def levels(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, tuple[int, int]]]:
    """Column -> value -> its number, and how many releases have it; values in the order of their numbers."""
    return once(connection, "levels", lambda: _levels(connection))


def _levels(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, tuple[int, int]]]:
    rows = connection.execute("select dimension, value, code, releases from level order by dimension, code").fetchall()
    known: dict[str, dict[str, tuple[int, int]]] = {column: {} for column in FILTERS}
    for column, value, code, releases in rows:
        known.setdefault(column, {})[value] = (code, releases)
    return known


def _not_there(column: str, value: str, possible: list[str]) -> str:
    shown = ", ".join(possible[:12]) + (f" and {len(possible) - 12} more" if len(possible) > 12 else "")
    kind = "is not in these records" if column in FILTERS_OF_FREE_TEXT else "is no code"
    return f"The value {value[:80]!r} of {column} {kind}. Possible: {shown}."
