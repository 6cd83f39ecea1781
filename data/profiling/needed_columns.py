"""Which columns of a source a profile asks for, so that only those are kept in memory and the rest can be reported."""
from collections.abc import Iterable

from data.profiling import conditions, evaluating
from data.profiling.profile import Profile, RowSet, Source

MADE = ("row.number", "row.line", "row.file")


def columns_of_rows(rows: RowSet) -> set[str]:
    """The columns that a row set looks at, as it calls them."""
    found = conditions.columns_of(rows.where)
    return found.union(*(evaluating.columns_of(value) for variant in rows.variants for value in variant.values()))


def looked_up(source: Source, names: Iterable[str]) -> dict[str, set[str]]:
    """Look-up name -> the columns of the other source that are asked for through it."""
    found: dict[str, set[str]] = {look_up.name: set() for look_up in source.look_ups}
    for name in names:
        prefix, dot, column = name.removeprefix("next.").partition(".")
        if dot and prefix in found:
            found[prefix].add(column)
    return found


def asked_of(profile: Profile, source: Source) -> set[str]:
    """Every column that anything asks of a source, as the asker calls it."""
    found = conditions.columns_of(source.where)
    for rows in profile.row_sets:
        if rows.source == source.name:
            found |= columns_of_rows(rows)
    if source.next_row:
        found |= set(source.next_row.same) | set(source.next_row.order)
    for other in profile.sources.values():
        asked = _asked_through_look_ups(profile, other)
        for look_up in other.look_ups:
            found |= set(look_up.match) if other is source else set()
            if look_up.source == source.name:
                found |= asked[look_up.name] | set(look_up.match)
    return found


def _asked_through_look_ups(profile: Profile, source: Source) -> dict[str, set[str]]:
    names = conditions.columns_of(source.where)
    for rows in profile.row_sets:
        if rows.source == source.name:
            names |= columns_of_rows(rows)
    return looked_up(source, names)


def raw_columns(profile: Profile, source: Source) -> set[str]:
    """The columns of the file itself that are needed, by the profile's names for them."""
    needed: set[str] = set()
    made = set(MADE)
    for name, value in source.derived.items():
        needed |= evaluating.columns_of(value) - made
        made.add(name)
    look_ups = {look_up.name for look_up in source.look_ups}
    for name in asked_of(profile, source):
        name = name.removeprefix("next.") if source.next_row else name
        prefix, dot, _ = name.partition(".")
        if name not in made and not (dot and prefix in look_ups):
            needed.add(name)
    return needed
