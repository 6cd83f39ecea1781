"""What a chart shows, apart from how it is drawn: slides, images and receipts are all made from these.

Everything is in people of 100 (or points of 100) and has been through the gate. Places on an axis are to one decimal; parts of
a whole, which are shown as whole people, are as they are, since a number is rounded once. None: nothing to show.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from analytics.sentences.completion import NO_STEP

Value = float | None


@dataclass(frozen=True)
class Dot:
    """One row: a mark with the range that the records fit. `said` is the value in words, or why there is none.

    twin: the same where the groups are not made alike; None where they are not made alike anyway.
    """

    label: str
    model: str
    low: Value
    point: Value
    high: Value
    said: str
    unsure: bool = False
    twin: Value = None


@dataclass(frozen=True)
class Dots:
    """Marks with their ranges. `ways`: what lies left and right of 0; empty where the axis runs from 0 to `end`."""

    title: str
    rows: tuple[Dot, ...]
    end: float
    step: float
    ways: tuple[str, str] = ("", "")
    kind: str = "dots"


@dataclass(frozen=True)
class Part:
    """A stretch of a bar of answers: bands 0 (worst) to 4 (best), several where they may not be told apart."""

    bands: tuple[int, ...]
    value: float


@dataclass(frozen=True)
class Bar:
    """One row's answers, worst first; empty where nothing is shown."""

    label: str
    model: str
    parts: tuple[Part, ...]
    said: str
    silent: str
    unsure: bool = False


@dataclass(frozen=True)
class Answers:
    """Answers as bars around their middle."""

    title: str
    bars: tuple[Bar, ...]
    kind: str = "answers"


@dataclass(frozen=True)
class Course:
    """One line over time: (day, value, low, high). `at`, `followed`: its value and how many at each tick, in words.

    straight: True where it is known at these days only, and drawn straight between; else flat until the next. twin: True for a group as it came, beside the same made alike; it is drawn thin, without range.
    """

    label: str
    model: str
    points: tuple[tuple[int, float, Value, Value], ...]
    last_day: int
    said: str
    at: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()
    straight: bool = False
    unsure: bool = False
    twin: bool = False


@dataclass(frozen=True)
class Courses:
    """Lines over time, to the day `months` ends on; `ticks` are months."""

    title: str
    lines: tuple[Course, ...]
    months: int
    ticks: tuple[int, ...]
    top: float
    kind: str = "courses"


@dataclass(frozen=True)
class Way:
    """How far one model's people came: a value a step, None where there is none to show; `absent` says why, in words."""

    label: str
    model: str
    values: tuple[Value, ...]
    absent: tuple[str, ...]
    said: str
    low: Value = None
    high: Value = None
    unsure: bool = False

    @property
    def pieces(self) -> list[list[int]]:
        """Places of the steps that a line may join: it breaks off at a hidden step, and passes one that the program does not have."""
        found: list[list[int]] = [[]]
        for place, (value, absent) in enumerate(zip(self.values, self.absent, strict=True)):
            if value is not None:
                found[-1].append(place)
            elif absent != NO_STEP and found[-1]:
                found.append([])
        return [piece for piece in found if piece]


@dataclass(frozen=True)
class Ladder:
    """How far people came, step by step."""

    title: str
    steps: tuple[str, ...]
    ways: tuple[Way, ...]
    kind: str = "ladder"


@dataclass(frozen=True)
class Mix:
    """What one group is made of: a share each kind, None where hidden."""

    label: str
    model: str
    shares: tuple[Value, ...]


@dataclass(frozen=True)
class Mixes:
    """What groups are made of, each adding up to 100."""

    title: str
    kinds: tuple[str, ...]
    rows: tuple[Mix, ...]
    kind: str = "mixes"


@dataclass(frozen=True)
class Steps:
    """Amounts that add up, one after the other: (label, amount, whether it is a total)."""

    title: str
    unit: str
    rows: tuple[tuple[str, float, bool], ...]
    kind: str = "steps"


@dataclass(frozen=True)
class Words:
    """Figures and words in rows, where a drawing would say less."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = "words"

    @property
    def widths(self) -> list[float]:
        """The share of the width that each column takes: columns of words take more than columns of numbers."""
        wide = [3.6 if column == 0 else 3 if any(len(row[column]) > 9 for row in self.rows) else 1.6 for column in range(len(self.columns))]
        return [width / sum(wide) for width in wide]


Chart = Dots | Answers | Courses | Ladder | Mixes | Steps | Words


def digest(chart: Chart | None) -> bytes:
    """A checksum of all that a chart shows."""
    return hashlib.sha256(json.dumps(asdict(chart) if chart else None, sort_keys=True).encode("utf-8")).digest()


def per_100(share: object) -> Value:
    """A share as people of 100, to one decimal; None where it is empty."""
    return None if share is None or str(share) in ("<NA>", "nan") else round(100 * float(share), 1) + 0.0


def axis(limits: Sequence[float], ends: dict[float, float]) -> tuple[float, float]:
    """(end, step) of the smallest axis that holds all limits. ends: end -> step, smallest first."""
    longest = max((abs(limit) for limit in limits), default=0)
    return next(((end, step) for end, step in ends.items() if longest <= end), list(ends.items())[-1])
