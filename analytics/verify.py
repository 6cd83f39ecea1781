"""Whether an exported file still holds: recompute it from what its sidecar says and compare."""

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

from analytics.database import Database, opened
from analytics.export import VERBS, export, options_of
from analytics.publishing.views import every_file
from analytics.result_file import checksum, sidecar_path
from data.database import current_load
from data.problem import Problem


PUBLISH = "publish"  # a file of the shareable copy, which is made as a whole


@dataclass(frozen=True)
class Verdict:
    """holds: the file is what the records give. message: one line that says so, or what differs."""

    holds: bool
    message: str


def verify(file: str | Path, db: Database) -> Verdict:
    """Recompute a result file with the options in its sidecar. Raises Problem where there is nothing to go by."""
    file = Path(file)
    text, said = _read(file), _sidecar(file)
    verb, options = said["verb"], said["options"]
    with opened(db) as connection:
        load = current_load(connection)
        if said["records"]["fingerprint"] != load.fingerprint:
            return Verdict(False, f"{file.name} cannot be checked: it was made from other records "
                                  f"(fingerprint {said['records']['fingerprint']}, these are {load.fingerprint}).")
        now = every_file(connection).get(file.name, "") if verb == PUBLISH else export(connection, verb, **options).csv
    if text == now:
        return Verdict(True, f"{file.name} is identical to what the records give.")
    cause = "the file was changed after it was written" if checksum(text) != said.get("sha256") else (
        f"it was made by version {said.get('version')} of the product")
    return Verdict(False, f"{file.name} differs from what the records give, {cause}: {_first_difference(text, now)}.")


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise Problem(f"The file {file} cannot be read ({error.strerror}). Name a file that was exported.") from None
    except UnicodeDecodeError:
        raise Problem(f"The file {file} is no result file: it is not UTF-8 text.") from None


def _sidecar(file: Path) -> dict:
    path = sidecar_path(file)
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        known = said["verb"] == PUBLISH or (said["verb"] in VERBS and set(said["options"]) <= set(options_of(said["verb"])))
        if not known or not isinstance(said["records"]["fingerprint"], str):
            raise ValueError
    except OSError:
        raise Problem(f"The description {path} is missing; without it {file.name} cannot be checked.") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Problem(f"The description {path} is damaged; {file.name} cannot be checked with it.") from None
    return said


def _first_difference(was: str, now: str) -> str:
    before, after = list(csv.reader(io.StringIO(was))), list(csv.reader(io.StringIO(now)))
    header = after[0] if after else []
    for line, (old, new) in enumerate(zip(before, after, strict=False), start=1):
        for column, (value, value_now) in enumerate(zip(old, new, strict=False)):
            if value != value_now:
                name = header[column] if column < len(header) else f"column {column + 1}"
                return f"line {line}, {name}: the file says {value[:40]!r}, the records give {value_now[:40]!r}"
        if len(old) != len(new):
            return f"line {line} has {len(old)} cells, the records give {len(new)}"
    if len(before) != len(after):
        return f"the file has {len(before)} lines, the records give {len(after)}"
    return "only line ends or quotes differ"
