"""What a profile says, once read and checked. Frozen: reading makes it, converting follows it."""
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from data.problem import Problem
from data.profiling.date_formats import DateFormat


@dataclass(frozen=True)
class Setting:
    """A parameter given with --set NAME=VALUE; without a default it must be given."""

    name: str
    about: str
    kind: str  # text, date or number
    default: str | None


@dataclass(frozen=True)
class Known:
    """What rules may refer to: the profile's value maps, settings and magic dates."""

    value_maps: dict[str, dict[str, str]]
    settings: dict[str, Setting]
    none_dates: frozenset[str]

    def value_map(self, name: str, place: str) -> dict[str, str]:
        if name not in self.value_maps:
            raise Problem(f"{place}: no value map {name!r}; the profile has {', '.join(self.value_maps) or 'none'}.")
        return self.value_maps[name]

    def setting(self, name: str, place: str) -> Setting:
        if name not in self.settings:
            raise Problem(f"{place}: no setting {name!r}; the profile has {', '.join(self.settings) or 'none'}.")
        return self.settings[name]


@dataclass(frozen=True)
class FromSetting:
    """A value given with --set."""

    name: str


Operand = str | FromSetting


@dataclass(frozen=True)
class Condition:
    """One test of one column. `test` is a key of conditions.TESTS; `operands` are texts, settings or column names."""

    column: str
    test: str
    operands: tuple[Operand, ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """Holds where one of its conditions does."""

    conditions: "tuple[Condition | AnyOf, ...]"


Conditions = tuple[Condition | AnyOf, ...]  # all must hold


@dataclass(frozen=True)
class Range:
    """Numbers from `low` to `high`, both included unless `below` is set; None is open."""

    low: Fraction | None
    high: Fraction | None
    below: Fraction | None
    value: str

    def holds(self, number: Fraction) -> bool:
        return (
            (self.low is None or number >= self.low)
            and (self.high is None or number <= self.high)
            and (self.below is None or number < self.below)
        )


@dataclass(frozen=True)
class FromColumn:
    name: str


@dataclass(frozen=True)
class Constant:
    text: str


@dataclass(frozen=True)
class Join:
    """`template` has one {} a column; empty where a column is, since half an identifier is none."""

    template: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class FirstFilled:
    values: "tuple[Value, ...]"


@dataclass(frozen=True)
class Value:
    """Where a cell comes from and what is done to it, in the order of the fields."""

    origin: FromColumn | Constant | FromSetting | Join | FirstFilled
    place: str  # for messages: which line of which profile
    none: frozenset[str] = frozenset()
    number: str | None = None
    factor: Fraction | None = None
    whole: bool = False
    digits: int | None = None
    dates: tuple[DateFormat, ...] = ()
    map_name: str | None = None
    value_map: dict[str, str] | None = None
    ranges: tuple[Range, ...] = ()
    unmapped: str = "empty"  # empty, error or keep
    plus_days: "Value | None" = None
    when: Conditions = ()


@dataclass(frozen=True)
class NextRow:
    """The following row of the same person; its columns are then called next.NAME."""

    same: tuple[str, ...]
    order: tuple[str, ...]


@dataclass(frozen=True)
class LookUp:
    """The row of another source with the same `match` columns; its columns are then called NAME.COLUMN."""

    name: str
    source: str
    match: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """One kind of file in the folder."""

    name: str
    files: tuple[str, ...]
    recognized_by: tuple[str, ...]
    optional: bool
    encodings: tuple[str, ...]
    delimiters: tuple[str, ...]
    quotes: bool
    skip_lines: int
    uneven_rows: str  # refuse, leave_out or fill
    names: dict[str, tuple[str, ...]]
    optional_columns: frozenset[str]
    derived: dict[str, Value]
    where: Conditions
    next_row: NextRow | None
    look_ups: tuple[LookUp, ...]


@dataclass(frozen=True)
class RowSet:
    """Rows of one table from one source; several variants give several rows from one."""

    name: str
    table: str
    source: str
    where: Conditions
    one_per: str | None
    skip_if_empty: tuple[str, ...]
    variants: tuple[dict[str, Value], ...]


@dataclass(frozen=True)
class Profile:
    """An import profile, read and checked."""

    name: str
    title: str
    files: tuple[Path, ...]  # the profile and those it extends
    none: frozenset[str]
    settings: dict[str, Setting]
    sources: dict[str, Source]
    row_sets: tuple[RowSet, ...]
    models: tuple[dict[str, str], ...] = field(default=())
