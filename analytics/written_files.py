"""Which files a command may write, asked before it begins: none that it reads, and none that holds records."""

import os
from collections.abc import Mapping
from pathlib import Path

from analytics.result_file import check_place
from data.overwriting import keep_records
from data.problem import Problem

READ = ("db", "folder", "file", "persons", "profile", "prices", "studies", "logo", "records")
WRITTEN = ("csv", "out", "rejects")
FOLDERS = ("publish", "records")  # write no single file, and see to their folder themselves


def check_files(verb: str, given: Mapping[str, object]) -> None:
    """Raises Problem where an option names a file to write that another one names to read, or that must not be lost."""
    for option in WRITTEN:
        if given.get(option) is None or verb in FOLDERS:
            continue
        path = Path(str(given[option]))
        if not path.name:  # an empty name, as of a script's variable that was never set, or nothing but dots and slashes
            raise Problem(f"--{option} names no file, but {str(given[option])!r}; nothing was changed. Give the name of a file.")
        for other in READ:
            if given.get(other) and os.path.realpath(path) == os.path.realpath(str(given[other])):
                raise Problem(f"--{option} names {path}, which this command reads; nothing was changed. Name another file.")
        keep_records(path) if option == "rejects" else check_place(path)
