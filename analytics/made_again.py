"""What a file is made again from when it is checked: records, or what was kept of a load whose records are no longer whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from analytics.brief.edition import Edition, Step
from analytics.brief.take import prepared
from analytics.brief.wishes import Wishes
from analytics.database import Database, opened
from analytics.export import export
from analytics.history_file import HISTORY, history_file
from analytics.publishing.views import every_file
from data.database import current_load
from data.history.loads import past_loads


@dataclass(frozen=True)
class MadeAgain:
    """Whose answers a file is held against.

    edition: a brief's, for its wishes and kind; csv: a verb's file, for its options; published: a file of
    the shareable copy, by its name. earlier: fingerprint -> number and day
    of the loads before. said: what a verdict adds.
    """

    fingerprint: str
    edition: Callable[[Wishes, str, Step], Edition]
    csv: Callable[[str, dict], str]
    published: Callable[[str], str]
    earlier: dict[str, tuple[int, str]]
    said: str = ""

    def other_records(self, name: str, fingerprint: str) -> str:
        """Why a file of other records can't be checked, and with which load of these it can."""
        said = f"{name} cannot be checked: it was made from other records (fingerprint {fingerprint}, these are {self.fingerprint})."
        if fingerprint not in self.earlier:
            return said
        number, day = self.earlier[fingerprint]
        return f"{said} They are those of load {number} of {day}: verify it with --as-of {number}."


@contextmanager
def made_again(db: "Database | MadeAgain") -> Iterator[MadeAgain]:
    """From the records of a database."""
    if isinstance(db, MadeAgain):
        yield db
        return
    with opened(db) as connection:
        yield from_records(connection)


def from_records(connection: duckdb.DuckDBPyConnection) -> MadeAgain:
    """The same for an open connection."""
    load = current_load(connection)
    earlier = {past.fingerprint: (past.number, f"{past.loaded_at:%Y-%m-%d}") for past in past_loads(connection) if past.number != load.number}
    return MadeAgain(load.fingerprint, lambda wishes, kind, step: prepared(connection, wishes, kind, step),
                     lambda verb, options: (history_file(connection, **options) if verb == HISTORY else export(connection, verb, **options)).csv,
                     lambda name: every_file(connection).get(name, ""), earlier)
