"""What answering any filter from counts made at the load would cost and bring, against reading the records.

    python -m benchmarks.any_filter million.duckdb ten_millions.duckdb --rounds 7

An answer is the counts behind an unadjusted comparison of all releases (rearrest, by set of arms and day) under a filter.
Three ways in turn, in one process, as ratios to three column sums over all releases: the product's own; a table of counts
by sex, race, age, offense, set of arms and day, sorted by the first four; the same with county and year. The two tables
are made in a database of their own; what they take to make and to keep stands beside. The interval besides needs every two
releases of one person, by the columns of both and by what happened after them: how many kinds of pairs there are is counted
too (about, as the engine's sketch of distinct values does). The choice is told in docs/scale.md.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from analytics.counting import count_rates, source
from analytics.days import STATES
from analytics.question import ask
from analytics.vocabulary import window_days
from analytics.where import levels
from data.database import connect_read_only

SCAN = "select sum(rearrest), sum(referred_set), sum(follow_up_day) from counted_release"
FILTERS: dict[str, dict[str, tuple[int, ...]]] = {  # column -> codes of its values
    "sex": {"sex": (0,)},
    "offense, a list": {"offense": (0, 2, 3)},
    "sex, race, age, offense": {"sex": (1,), "race": (5, 6), "age_band": (2, 3), "offense": (0, 1)},
    "county": {"county_fips": (40,)},
    "counties, a list": {"county_fips": (3, 17, 40, 58, 71, 90, 101, 110)},
    "sex, counties, years": {"sex": (1,), "county_fips": (3, 17, 40), "release_year": (5, 6, 7)},
}
STRATUM = ("sex", "race", "age_band", "offense")
TABLES = {"by stratum": STRATUM, "by stratum, county, year": (*STRATUM, "county_fips", "release_year")}
# Every two releases of one person that were followed for three years: what tells their kind, beside both sets of arms.
PAIRS = """
with pair as (
    select {columns}
    from counted_release as one
    inner join counted_release as other using (person_number)
    where one.releases_of_person > 1 and other.releases_of_person > 1 and one.order_in_person < other.order_in_person
      and one.follow_up_day >= {days} and other.follow_up_day >= {days}
)
select count(*), approx_count_distinct(hash(pair)) from pair
"""
KINDS = {"sets of arms alone": (), "sex, race": ("sex", "race"), "by stratum": STRATUM, "by stratum, county, year": (*STRATUM, "county_fips", "release_year")}


def main() -> None:
    """Print a line for each database, table and filter."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("databases", type=Path, nargs="+")
    asked.add_argument("--rounds", type=int, default=7)
    given = asked.parse_args()
    for database in given.databases:
        with tempfile.TemporaryDirectory() as place, connect_read_only(database) as records:
            _measure(records, database, Path(place) / "counts.duckdb", given.rounds)


def _measure(records: duckdb.DuckDBPyConnection, database: Path, made: Path, rounds: int) -> None:
    ((releases,),) = records.execute("select count(*) from counted_release").fetchall()
    print(f"{database.name}: {releases:,} releases")
    with duckdb.connect(str(made)) as counts:
        for name, columns in TABLES.items():
            print(f"  {name}: {_made(records, counts, made, name, columns, releases)}", flush=True)
        for name, columns in KINDS.items():
            print(f"  pairs of releases of one person, {name}: {_pairs(records, columns)}", flush=True)
        for name, codes in FILTERS.items():
            found = _in_turn(_ways(records, counts, codes), rounds)
            print(f"  {name}: " + ", ".join(f"{way} {ratio:.2f} x ({1000 * seconds:.0f} ms)" for way, (ratio, seconds) in found.items()), flush=True)


def _ways(records: duckdb.DuckDBPyConnection, counts: duckdb.DuckDBPyConnection, codes: dict[str, tuple[int, ...]]) -> dict[str, Callable[[], object]]:
    values = {column: list(found) for column, found in levels(records).items()}
    question = ask(outcome="rearrest", window=36, unit="every", where={column: [values[column][code] for code in each] for column, each in codes.items()})
    condition = " and ".join(f"{column} in {each if len(each) > 1 else f'({each[0]})'}" for column, each in codes.items())

    def from_records() -> object:
        with records.cursor() as anew:  # nothing is kept from round to round
            return count_rates(source(anew, question))

    return {"scan": lambda: records.execute(SCAN).fetchall(), "records": from_records} | {
        name: lambda name=name: counts.execute(
            f'select referred_set, rearrest, sum(releases) from "{name}" where {condition} group by all').fetchnumpy()
        for name, columns in TABLES.items() if set(codes) <= set(columns)}


def _made(records: duckdb.DuckDBPyConnection, counts: duckdb.DuckDBPyConnection, made: Path, name: str, columns: tuple[str, ...], releases: int) -> str:
    listed = ", ".join(columns)
    before, began = made.stat().st_size, time.process_time()
    found = records.sql(f"select {listed}, referred_set, rearrest, count(*)::uinteger as releases from counted_release "
                            f"group by {listed}, referred_set, rearrest::double, rearrest order by {listed}").to_arrow_table()
    counts.register("found", found)
    counts.execute(f'create table "{name}" as from found')
    counts.execute("checkpoint")
    return (f"{len(found):,} rows, {len(found) / releases:.2f} of the releases, {(made.stat().st_size - before) / 1e6:.0f} MB, "
            f"{time.process_time() - began:.1f} s of processor time to make")


def _pairs(records: duckdb.DuckDBPyConnection, columns: tuple[str, ...]) -> str:
    days, event = window_days(36), STATES["event"]
    parts = [f"{side}.referred_set, {side}.rearrest % 4 = {event} and {side}.rearrest // 4 <= {days}" for side in ("one", "other")]
    told = ", ".join([*parts, *(f"{side}.{column}" for side in ("one", "other") for column in columns)])
    began = time.process_time()
    ((pairs, kinds),) = records.execute(PAIRS.format(columns=told, days=days)).fetchall()
    return f"{pairs:,} pairs of about {kinds:,} kinds, {time.process_time() - began:.1f} s of processor time"


def _in_turn(ways: dict[str, Callable[[], object]], rounds: int) -> dict[str, tuple[float, float]]:
    """Way -> median ratio to the scan of the same round, median seconds; processor time, which neighbors move less."""
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for turn in range(rounds + 1):
        for way, answer in ways.items():
            began = time.process_time()
            answer()
            if turn:  # the first reads the file
                taken[way].append(time.process_time() - began)
    scan = taken.pop("scan")
    return {way: (statistics.median(mine / bare for mine, bare in zip(seconds, scan, strict=True)), statistics.median(seconds))
            for way, seconds in taken.items()}


if __name__ == "__main__":
    main()
