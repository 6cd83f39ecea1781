"""What the records at hand are: their fingerprint, their last day, whether they are invented, their models."""

from dataclasses import dataclass
from datetime import date

from analytics.database import Database, opened
from data.database import current_load


@dataclass(frozen=True)
class Description:
    """The load that a database holds. `models` is code -> name, in the site's order, the baseline left out.

    erased: how many people were erased by order since these records were loaded.
    """

    fingerprint: str
    data_as_of: date
    demonstration: bool
    models: dict[str, str]
    erased: int = 0


def describe(db: Database) -> Description:
    """Describe the records in a database, given as a path or an open connection."""
    with opened(db) as connection:
        load = current_load(connection)
        models = connection.execute(
            "select code, name from model where model_group <> 'baseline' order by position").fetchall()
        erased = connection.execute(
            "select coalesce(sum(rows), 0)::bigint from load_notice where code = 'erased' and table_name = 'person'").fetchone()[0]
    return Description(load.fingerprint, load.data_as_of, load.demonstration, dict(models), erased)
