"""Where records and their derived tables lie: refused before Spark is started where it could not."""

import os
from contextlib import suppress
from pathlib import Path

from data.loading.report import quoted
from data.problem import Problem


def folder_of_records(given: str | Path) -> Path:
    """The folder in full, since “.” has no name and nothing beside it. Raises Problem."""
    return _reachable(Path(os.path.abspath(given)))


def beside_records(folder: Path, derived_in: str | Path | None) -> Path:
    """The folder of the tables that are derived from a folder's records: in `derived_in`, or beside it. Raises Problem."""
    place = derived_of(folder.name, derived_in or folder.parent)
    if Path(os.path.realpath(place)).is_relative_to(os.path.realpath(folder)):
        raise Problem(f"The derived tables would lie in {place}, inside the folder of records, which would not be whole with them; nothing was written. "
                      "Name a folder outside it with --derived.")
    return place


def derived_of(name: str, derived_in: str | Path) -> Path:
    """The folder of the tables that are derived from records of that name. Raises Problem."""
    return _reachable(Path(os.path.abspath(derived_in)) / f"{name}.derived")


def _reachable(place: Path) -> Path:
    """The same place, there or not yet. Raises Problem where it can't be, or Spark, which takes text, can't be told its name."""
    try:
        str(place).encode("utf-8")
        with suppress(FileNotFoundError, NotADirectoryError):
            os.stat(f"{place}/.")
    except UnicodeEncodeError as error:
        raise Problem(f"{quoted(str(place), 200)} is not a name in UTF-8, and Spark takes no other; nothing was written. Give the folder another name.") from error
    except OSError as error:
        raise Problem(f"The folder {quoted(str(place), 200)} can't be looked into ({error.strerror}); nothing was written. Name another folder.") from error
    return place
