"""From a rule to a column of cells.

What can be done to one text at a time is worked out once a distinct text and remembered, so a million rows
cost a million look-ups.
"""
import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from data.profiling import conditions
from data.profiling.chunk import Chunk
from data.profiling.date_formats import day
from data.profiling.numbers import as_fraction, read_number, scaled
from data.profiling.profile import Constant, FirstFilled, FromColumn, FromSetting, Join, Value

Cells = list[str]
Rule = Callable[[Chunk], Cells]


@dataclass
class Unmapped:
    """Values of one column that its map or ranges don't hold, with how many rows have them."""

    value: Value
    source_file: str
    rows: Counter[str] = field(default_factory=Counter)


@dataclass
class Evaluation:
    """What rules need besides the chunk, and what they find out on the way."""

    settings: dict[str, str]
    unmapped: list[Unmapped] = field(default_factory=list)

    def rule(self, value: Value, source_file: str) -> Rule:
        """The function that gives a value's cells for a chunk of the files named."""
        take = self._origin(value, source_file)
        change = self._change(value, source_file)
        add = self.rule(value.plus_days, source_file) if value.plus_days else None
        added = columns_of(value.plus_days) if value.plus_days else set()

        def cells(chunk: Chunk) -> Cells:
            found = take(chunk)
            if not value.when:
                return finished(found, chunk)
            # Changed only where the value is wanted, so that no unmapped value is reported for the other rows.
            wanted = conditions.mask(value.when, chunk, self.settings)
            some = chunk.kept(wanted, added)
            done = iter(finished([cell for cell, keep in zip(found, wanted) if keep], some))
            return [next(done) if keep else "" for keep in wanted]

        def finished(found: Cells, chunk: Chunk) -> Cells:
            found = change(found) if change else found
            return _days_after(found, add(chunk)) if add else found

        return cells

    def _origin(self, value: Value, source_file: str) -> Rule:
        origin = value.origin
        if isinstance(origin, FromColumn):
            return lambda chunk: chunk.column(origin.name)
        if isinstance(origin, (Constant, FromSetting)):
            text = origin.text if isinstance(origin, Constant) else self.settings[origin.name]
            return lambda chunk: [text] * len(chunk)
        if isinstance(origin, FirstFilled):
            rules = [self.rule(item, source_file) for item in origin.values]
            return lambda chunk: _first_filled([rule(chunk) for rule in rules])
        return lambda chunk: _joined(origin, chunk)

    def _change(self, value: Value, source_file: str) -> Callable[[Cells], Cells] | None:
        maps = value.value_map is not None or bool(value.ranges)
        if not (maps or value.none or value.number or value.factor or value.digits or value.dates):
            return None
        known = _Remembered(value)
        found = Unmapped(value, source_file)
        if maps:
            self.unmapped.append(found)

        def change(cells: Cells) -> Cells:
            changed = [known[cell] for cell in cells]
            if known.unmapped:
                found.rows.update(cell for cell in cells if cell in known.unmapped)
            return changed

        return change


class _Remembered(dict):
    """Text -> what the value's steps make of it; `unmapped` collects texts that no map holds."""

    def __init__(self, value: Value):
        super().__init__()
        self.value = value
        self.unmapped: set[str] = set()

    def __missing__(self, cell: str) -> str:
        changed = self[cell] = self._steps(cell)
        return changed

    def _steps(self, cell: str) -> str:
        value, text = self.value, cell
        if text in value.none:
            text = ""
        if value.number:
            text = read_number(text, value.number)
        if value.factor is not None:
            text = scaled(text, value.factor, value.whole)
        if value.digits and text.isascii() and text.isdigit():
            text = text.zfill(value.digits)
        if value.dates:
            text = next((read for form in value.dates if (read := form.read(text))), text)
        if value.value_map is not None and text in value.value_map:
            return value.value_map[text]
        if value.ranges and (number := as_fraction(text)) is not None:
            for item in value.ranges:
                if item.holds(number):
                    return item.value
        if text and (value.value_map is not None or value.ranges):
            self.unmapped.add(cell)
            return text if value.unmapped == "keep" else ""
        return text


def _first_filled(columns: list[Cells]) -> Cells:
    if len(columns) == 1:
        return columns[0]
    return [next((cell for cell in cells if cell), "") for cells in zip(*columns)]


def _joined(join: Join, chunk: Chunk) -> Cells:
    columns = [chunk.column(name) for name in join.columns]
    write = join.template.format
    if len(columns) == 1:
        return [write(cell) if cell else "" for cell in columns[0]]
    return [write(*cells) if all(cells) else "" for cells in zip(*columns)]


def _days_after(days: Cells, numbers: Cells) -> Cells:
    """Each day so many days later. A distinct day or number is read once; what can't be read is handed on as it is."""
    start = {text: day(text) for text in set(days)}
    span = {text: _span(text) for text in set(numbers)}
    return [_later(text, number, start[text], span[number]) for text, number in zip(days, numbers)]


def _later(text: str, number: str, start: datetime.date | None, span: datetime.timedelta | None) -> str:
    if not text or not number:
        return ""
    if span is None or start is None:
        return number if span is None else text
    try:
        return (start + span).isoformat()
    except OverflowError:  # after the year 9999
        return f"{text} + {number} days"


def _span(text: str) -> datetime.timedelta | None:
    """A whole number of days; None where the text is none, or more than there can be."""
    number = as_fraction(text)
    if number is None or number.denominator != 1 or abs(number) > 10_000_000:
        return None
    return datetime.timedelta(days=int(number))


def column_name(value: Value) -> str:
    """What to call the source of a value in a message."""
    origin = value.origin
    if isinstance(origin, FromColumn):
        return origin.name
    if isinstance(origin, Join):
        return ", ".join(origin.columns)
    if isinstance(origin, FirstFilled):
        return ", ".join(dict.fromkeys(column_name(item) for item in origin.values))
    return origin.name if isinstance(origin, FromSetting) else origin.text


def columns_of(value: Value) -> set[str]:
    """The columns that a value looks at."""
    origin = value.origin
    found = conditions.columns_of(value.when)
    if isinstance(origin, FromColumn):
        found.add(origin.name)
    elif isinstance(origin, Join):
        found |= set(origin.columns)
    elif isinstance(origin, FirstFilled):
        found = found.union(*(columns_of(item) for item in origin.values))
    return found | (columns_of(value.plus_days) if value.plus_days else set())
