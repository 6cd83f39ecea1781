"""The part of a profile that describes the files: [sources.NAME]."""
from typing import Any

from data.problem import Problem
from data.profiling import keys
from data.profiling.condition_reading import conditions
from data.profiling.needed_columns import MADE
from data.profiling.profile import Known, LookUp, NextRow, Source
from data.profiling.reading_text import DELIMITERS
from data.profiling.value_reading import read_value

SOURCE_KEYS = (
    "files", "recognized_by", "optional", "encoding", "delimiter", "quotes", "skip_lines", "uneven_rows",
    "names", "optional_columns", "derived", "where", "next_row", "look_up",
)
UNEVEN_ROWS = ("refuse", "leave_out", "fill")


def read_source(name: str, said: Any, known: Known, source_names: tuple[str, ...], profile: str) -> Source:
    """Raises Problem for what can't be meant."""
    place = f"{profile}: sources.{name}"
    said = keys.only(said, SOURCE_KEYS, place)
    skip_lines = said.get("skip_lines", 0)
    if isinstance(skip_lines, bool) or not isinstance(skip_lines, int) or not 0 <= skip_lines <= 1000:
        raise Problem(f"{place}: skip_lines is a number of lines from 0 to 1000, not {skip_lines!r}.")
    names = keys.table(said.get("names", {}), f"{place}.names")
    derived = keys.table(said.get("derived", {}), f"{place}.derived")
    for column in (*names, *derived):
        if column in MADE or column.startswith("next."):
            raise Problem(f"{place}: {column!r} is a name that every source has of itself; take another.")
    return Source(
        name=name,
        files=_patterns(said.get("files", "*.csv"), place),
        recognized_by=keys.texts(said.get("recognized_by", []), place),
        optional=keys.yes(said.get("optional", False), place),
        encodings=tuple(_encoding(item, place) for item in keys.some_texts(said.get("encoding", "utf-8-sig"), f"{place}.encoding")),
        delimiters=tuple(_delimiter(item, place) for item in keys.some_texts(said.get("delimiter", "comma"), f"{place}.delimiter")),
        quotes=keys.yes(said.get("quotes", True), place),
        skip_lines=skip_lines,
        uneven_rows=keys.choice(said.get("uneven_rows", "refuse"), UNEVEN_ROWS, place),
        names={column: keys.texts(spellings, place) for column, spellings in names.items()},
        optional_columns=frozenset(keys.texts(said.get("optional_columns", []), place)),
        derived={column: read_value(value, known, f"{place}.derived.{column}") for column, value in derived.items()},
        where=conditions(said.get("where", []), known, f"{place}.where"),
        next_row=_next_row(said["next_row"], place) if "next_row" in said else None,
        look_ups=_look_ups(said.get("look_up", {}), source_names, place),
    )


def _patterns(said: Any, place: str) -> tuple[str, ...]:
    patterns = keys.some_texts(said, f"{place}.files")
    for pattern in patterns:
        if "/" in pattern or "\\" in pattern:
            raise Problem(f"{place}: {pattern!r} is to be the name of a file in the folder, without a path; * stands for anything.")
    return patterns


def _encoding(name: str, place: str) -> str:
    try:
        "".encode(name)
    except (LookupError, ValueError):
        raise Problem(f"{place}: unknown encoding {name!r}; usual ones are utf-8-sig, cp1252, latin-1, utf-16.") from None
    return "utf-8-sig" if name.lower().replace("_", "-") in ("utf-8", "utf8") else name


def _delimiter(said: str, place: str) -> str:
    found = DELIMITERS.get(said, said)
    if len(found) != 1 or found in '"\r\n\0':
        raise Problem(f"{place}: a delimiter is one character or one of {', '.join(DELIMITERS)}, not {said!r}.")
    return found


def _next_row(said: Any, place: str) -> NextRow:
    said = keys.only(said, ("same", "order"), f"{place}.next_row")
    same, order = (keys.texts(said.get(key, []), place) for key in ("same", "order"))
    if not same or not order:
        raise Problem(f"{place}.next_row: say which columns make rows the same person's (same) and what comes first (order).")
    return NextRow(same, order)


def _look_ups(said: Any, source_names: tuple[str, ...], place: str) -> tuple[LookUp, ...]:
    found = []
    for name, item in keys.table(said, f"{place}.look_up").items():
        item = keys.only(item, ("source", "match"), f"{place}.look_up.{name}")
        source, match = item.get("source", name), keys.texts(item.get("match", []), place)
        keys.choice(source, source_names, f"{place}.look_up.{name}.source")
        if not match:
            raise Problem(f"{place}.look_up.{name}: say which columns must be the same in both (match).")
        found.append(LookUp(name, source, match))
    return tuple(found)
