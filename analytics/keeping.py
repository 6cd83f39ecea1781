"""Commands that look after files: the log, a database of an older version. Each gives its exit code."""

import sys
from pathlib import Path

from analytics.brief import on_one_line
from analytics.kept_answers import keep
from analytics.prepared import prepare
from data import loading
from data.log import broken


def verify_log(file: str) -> int:
    """Say whether each line of a log follows the one before it."""
    line = broken(Path(file))
    said = "every line follows the one before it." if line is None else f"line {line} is damaged, or one before it was changed or taken out."
    print(f"{file}: {said}", file=sys.stderr)
    return 0 if line is None else 1


def upgrade(verb: str, given: dict) -> int:
    """Bring a database of an older version up to date."""
    done = loading.upgrade(Path(given["db"]), prepare=prepare)
    said = (f"is of version {done.after} already, nothing was changed" if done.backup is None else
            f"was brought from version {done.before} to {done.after}; the old file is {done.backup.name}")
    print(f"{done.database} {said}; fingerprint {done.fingerprint}", file=sys.stderr)
    return 0


def forget(verb: str, given: dict) -> int:
    """Erase people; they are counted, never named."""
    erased = loading.forget(Path(given["db"]), Path(given["persons"]), prepare=prepare, keep=keep, step=on_one_line(sys.stderr))
    rows = sum(erased.rows.values()) - erased.rows["person"]
    done = f"erased people: {erased.rows['person']:,}, and rows about them: {rows:,}" if erased.changed else "nobody to erase, nothing was changed"
    unknown = f"; identifiers not in the records: {erased.unknown:,}" if erased.unknown else ""
    print(f"{erased.database}: {done}{unknown}; fingerprint {erased.fingerprint}", file=sys.stderr)
    return 0
