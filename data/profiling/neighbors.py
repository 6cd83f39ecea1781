"""Other rows beside a row: the next one of the same person, and one looked up in another source."""
from data.problem import Problem
from data.profiling.chunk import Chunk
from data.profiling.date_formats import LOOKS_LIKE_A_DAY
from data.profiling.numbers import as_fraction
from data.profiling.profile import LookUp, Source


def with_next_row(source: Source, chunk: Chunk, asked: set[str]) -> Chunk:
    """The chunk with columns next.NAME: the cells of the following row with the same person, empty after the last."""
    following = _following(source, chunk)
    for name in asked:
        if name.startswith("next."):
            cells = chunk.column(name.removeprefix("next."))
            chunk.columns[name] = ["" if row < 0 else cells[row] for row in following]
    return chunk


def _following(source: Source, chunk: Chunk) -> list[int]:
    """For each row the position of the next one of the same person, -1 where there is none."""
    same = list(zip(*(chunk.column(name) for name in source.next_row.same)))
    order = list(zip(*(_ranks(source, name, chunk.column(name)) for name in source.next_row.order)))
    sorted_rows = sorted(range(len(chunk)), key=order.__getitem__)  # stable: equal ones keep the file's order
    following, earlier = [-1] * len(chunk), {}
    for row in sorted_rows:
        if all(same[row]):
            before = earlier.get(same[row])
            if before is not None:
                following[before] = row
            earlier[same[row]] = row
    return following


def _ranks(source: Source, name: str, cells: list[str]) -> list[int]:
    """The place of each cell among all: numbers, then days and texts, the empty ones last."""
    ranked = sorted(dict.fromkeys(cells), key=lambda cell: _sort_key(source, name, cell))
    place = {cell: rank for rank, cell in enumerate(ranked)}
    return [place[cell] for cell in cells]


def _sort_key(source: Source, name: str, cell: str) -> tuple:
    number = as_fraction(cell)
    if number is not None:
        return (0, number, cell)
    derived = source.derived.get(name)
    if cell and not LOOKS_LIKE_A_DAY.fullmatch(cell) and not (derived and derived.dates):
        # Sorting 10/1/2015 as text would put it before 9/1/2014 without a word.
        raise Problem(
            f"Source {source.name!r} orders rows by {name!r}, where {cell!r} is neither a number nor a day as YYYY-MM-DD;"
            " read it with dates under derived first."
        )
    return (1 if cell else 2, 0, cell)


def with_look_up(chunk: Chunk, look_up: LookUp, columns: list[str], index: dict) -> None:
    """Add the columns NAME.COLUMN; empty where nothing matches."""
    nothing = ("",) * len(columns)
    keys = zip(*(chunk.column(name) for name in look_up.match))
    found = list(zip(*(index.get(key, nothing) for key in keys))) if len(chunk) else []
    for position, column in enumerate(columns):
        chunk.columns[f"{look_up.name}.{column}"] = list(found[position]) if found else []
