"""What is said about the records at hand: where they came from, how full they are, what was noticed."""

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from analytics import sentences, words
from analytics.quality import AtHand

FOLLOWED = ("A figure for three years can only be made from people who were watched for three years. The others are in the curves, "
            "for as long as they were watched.")
KNOWN = ("How often each column is known. An empty field, or the word “unknown”, is not known. Some columns are empty by their "
         "nature: an agreement has no day where none was reached.")
FILE_COLUMNS = ("File", "Table", "Size", "Rows taken", "Left out", "Checksum (SHA-256)")
FILES = "The files of the last load. The checksum is the same wherever the same file is."


def answer(at_hand: AtHand) -> str:
    """The page's answer: what these records are."""
    whose = "These records are invented, to show how the dashboard works." if at_hand.load.demonstration else "These are the records of this site."
    counts = ("They hold too few people to say how many." if at_hand.people is None or at_hand.releases is None else
              f"They tell of {at_hand.releases:,} releases of {at_hand.people:,} people")
    if not counts.endswith("."):
        counts += (f", released from {_day(at_hand.first_released_on)} to {_day(at_hand.last_released_on)} and watched until "
                   f"{_day(at_hand.load.data_as_of)} at the latest.")
    return f"{whose} {counts} Each number on these pages is a count of them, made by a rule that is written down here."


def source(at_hand: AtHand) -> str:
    """How they came in."""
    load = at_hand.load
    how = f" with the profile {load.profile}" if load.profile else ""
    settings = "".join(f"; {name} = {value}" for name, value in load.settings.items())
    return (f"Loaded on {words.day(load.loaded_at.date().isoformat())} at {load.loaded_at:%H:%M} (Coordinated Universal Time) from "
            f"{at_hand.files:,} file{'' if at_hand.files == 1 else 's'}{how}{settings}, by version {load.product_version}. "
            f"Fingerprint {load.fingerprint}.")


def told(notices: Sequence[Mapping]) -> list[str]:
    """What looked odd, and what else was told that no picture shows; that there was nothing is said too."""
    found = [notice["message"] for notice in notices if notice["severity"] == "warning" or not notice["reason"]]
    return found or ["Nothing."]


def file_rows(files: Sequence[Mapping]) -> list[tuple[str, ...]]:
    """A row a file, as words."""
    return [(file["file"], file["table"] or "–", _size(file["bytes"]), _rows(file["rows"]), _rows(file["left_out"]), file["sha256"])
            for file in files]


def verify_command(database: Path) -> str:
    """The command that checks a downloaded file."""
    return f"python -m analytics verify FILE.csv --db {shlex.quote(str(database))}"


def _rows(count: object) -> str:
    return "–" if sentences.missing(count) else f"{int(count):,}"


def _size(size: int) -> str:
    """Rounded up, so that it does not tell how many rows there are."""
    return f"{-(-size // 100_000) / 10:.1f} MB"


def _day(day: object) -> str:
    return words.day(day.isoformat())
