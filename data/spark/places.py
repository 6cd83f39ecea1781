"""Where records and their derived tables lie: refused before Spark is started where it could not."""

from pathlib import Path

from data.loading.report import quoted
from data.problem import Problem


def place_of_derived(name: str, derived_in: Path) -> Path:
    """The folder of the tables that are derived from records of that name. Raises Problem."""
    return refuse_unnameable(derived_in / f"{name}.derived")


def refuse_unnameable(place: Path) -> Path:
    """The same place. Raises Problem where Spark, which takes text, can't be told its name."""
    try:
        str(place.absolute()).encode("utf-8")
    except UnicodeEncodeError as error:
        raise Problem(f"{quoted(str(place), 200)} is not a name in UTF-8, and Spark takes no other; nothing was written. Give the folder another name.") from error
    return place
