"""What the command line writes into the log, where one is kept: each verb that writes or gives figures, before and after."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from data import log
from data.database import connect_read_only, current_load
from data.problem import Problem

SILENT = ("verify",)  # gives a verdict, no figures


@contextmanager
def logged(verb: str, given: dict[str, object]) -> Iterator[None]:
    """Around one command. Raises Problem where a log is kept and can't be written: then nothing is done."""
    database = given.get("db")
    if verb in SILENT or not log.kept(database):
        yield
        return
    options = {name: value for name, value in given.items() if value is not None and value is not False and value not in ([], "") and name != "db"}
    log.add_if_kept(database, verb, database=database, options=options, outcome="begun")
    outcome = "refused"
    try:
        yield
        outcome = "done"
    finally:
        log.add_if_kept(database, verb, database=database, outcome=outcome, fingerprint=_fingerprint(database))


def _fingerprint(database: object) -> str | None:
    with suppress(Problem, TypeError):
        with connect_read_only(database) as connection:
            return current_load(connection).fingerprint
    return None
