"""How each number is made: the paragraphs of methods.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "methods.toml"


@dataclass(frozen=True)
class Method:
    """One method. `measures` are columns of result files as (verb, column); `test` is the file that holds it to its source."""

    name: str
    title: str
    measures: tuple[tuple[str, str], ...]
    says: str
    source: str
    test: str


@cache
def methods() -> tuple[Method, ...]:
    """Every method in the order of the file."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Method(name, item["title"], tuple(tuple(measure.split(".", 1)) for measure in item["measures"]), item["says"], item["source"], item["test"])
        for name, item in said.items()
    )
