"""What can be selected in the records at hand, and what to widen where a selection holds nobody."""

from collections.abc import Iterable

from analytics.counting import count_days, count_rates, count_releases, source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import ask
from analytics.vocabulary import FILTERS
from analytics.where import parse_where



def values(db: Database) -> dict[str, tuple[str, ...]]:
    """Column -> the values that a selection may name, in the order of their codes."""
    with opened(db) as connection:
        rows = connection.execute("select dimension, value from level order by dimension, code").fetchall()
    return {column: tuple(value for dimension, value in rows if dimension == column) for column in FILTERS}


def anybody(db: Database, where: Iterable[str] = ()) -> bool:
    """True where the selection holds a release at all."""
    with opened(db) as connection:
        counted = source(connection, ask(where=where, unit="every"))
        return connection.execute(counted.sql("anybody"), counted.parameters).fetchone() is not None


def to_widen(db: Database, where: Iterable[str], unit: str = "first", min_cell: int = 1) -> list[str]:
    """Columns of which each, dropped by itself, gives people again: at least `min_cell` releases."""
    selected = parse_where(where)
    found = []
    with opened(db) as connection:
        for column in selected:
            rest = {name: values for name, values in selected.items() if name != column}
            if count_releases(source(connection, ask(where=rest, unit=unit))).sum() >= max(min_cell, 1):
                found.append(column)
    return found


def followed(db: Database, **options: object) -> dict[str, tuple[float, float]]:
    """Model -> releases in all, and those of them not followed for the whole window; through the gate.

    Options as for `compare`. A model of which either number may not leave is left out. Under `unit="every"` all
    are, since people, not releases, are protected.
    """
    question = ask(**options)
    gate = Gate(question.min_cell, question.round)
    if question.unit == "every" and not gate.exact:
        return {}
    with opened(db) as connection:
        counted = source(connection, question)
        rates = count_rates(counted, count_days(counted))
    members = counted.arms.members.astype(float)
    everyone, mature = members @ rates.releases.sum(axis=0), members @ rates.mature.sum(axis=0)
    hidden = gate.small(everyone, mature, everyone - mature)
    return {
        code: (float(gate.rounded(everyone[arm])), float(gate.rounded(everyone[arm] - mature[arm])))
        for arm, code in enumerate(counted.arms.codes)
        if not hidden[arm]
    }


def release_types(db: Database, model: str, **options: object) -> tuple[str, ...]:
    """Kinds of case that a model has anybody in; empty where it has somebody in all of them, or nobody."""
    with opened(db) as connection:
        counted = source(connection, ask(**options))
        releases = count_releases(counted).sum(axis=0)
    arms = counted.arms
    here = (releases[:, None] * arms.release_types).sum(axis=0) > 0
    in_arm = ((releases * arms.members[arms.codes.index(model)])[:, None] * arms.release_types).sum(axis=0) > 0
    if not in_arm.any() or (in_arm == here).all():
        return ()
    return tuple(kind for kind, there in zip(arms.type_names, in_arm, strict=True) if there)
