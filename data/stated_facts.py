"""What Missouri says of itself: background, never a result. From stated_facts.csv."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("stated_facts.csv")


@dataclass(frozen=True)
class StatedFact:
    """One statement with its source and date, and a newer value where there is one."""

    fact: str
    title: str
    stated: str
    stated_as_of: str
    source: str
    newer: str
    newer_as_of: str
    newer_source: str


@cache
def stated_facts() -> tuple[StatedFact, ...]:
    """Every statement in the file's order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(StatedFact(**row) for row in csv.DictReader(file))
