"""The fingerprint depends on the accepted records and models, on nothing else."""
import hashlib
import random
from datetime import date

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.loading import load_folder
from data.loading.fingerprint import fingerprint
from data.loading.record_tables import SCHEMA

pytestmark = pytest.mark.usefixtures("without_derived")

RELEASE_COLUMNS = ("release_id", "person_id", "released_on", "sentence_months", "facility", "eligible", "prior_convictions", "follow_up_ended_on")
TYPES = ("varchar", "varchar", "date", "decimal(9, 2)", "varchar", "boolean", "bigint", "timestamp")

releases = st.lists(
    st.tuples(
        st.sampled_from(["P1", "P2"]),
        st.dates(min_value=date(1995, 1, 1), max_value=date(2020, 1, 1)).map(str),
        st.sampled_from(["", "0", "1.5", "1.50", "12"]),
        st.sampled_from(["", "Prison 1", 'a, "b"', "zwei\nZeilen", "=1", " x ", "ż", "'"]),
        st.sampled_from(["", "true", "false"]),
        st.sampled_from(["", "0", "7"]),
        st.just("2023-12-31"),
    ),
    min_size=1,
    max_size=8,
)


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=releases, order=st.randoms())
def test_neither_order_nor_format_matters(write, database, rows, order):
    database.unlink(missing_ok=True)
    numbered = [(f"R{number}", *row) for number, row in enumerate(rows)]
    person = "person_id\nP1\nP2\n"
    plain = "\n".join(",".join(map(_quoted, row)) for row in (RELEASE_COLUMNS, *numbered))
    folder = write(person=person, release=plain)
    first = load_folder(folder, database).fingerprint

    columns = random.Random(1).sample(RELEASE_COLUMNS, len(RELEASE_COLUMNS))
    order.shuffle(numbered)
    shuffled = [columns, *([row[RELEASE_COLUMNS.index(column)] for column in columns] for row in numbered)]
    folder = write(person="person_id\r\nP2\r\nP1", release="\r\n".join(",".join(map(_quoted, row)) for row in shuffled))
    assert load_folder(folder, database).fingerprint == first

    (folder / "release.csv").unlink()
    typed = ", ".join(f"nullif(c{number}, '')::{kind} as {column}" for number, (column, kind) in enumerate(zip(RELEASE_COLUMNS, TYPES)))
    with duckdb.connect() as connection:
        connection.execute(f"create table text ({', '.join(f'c{number} varchar' for number in range(len(TYPES)))})")
        connection.executemany(f"insert into text values ({', '.join('?' * len(TYPES))})", numbered)
        connection.execute(f"create table release as select {typed} from text")
        connection.execute(f"copy release to '{folder / 'release.parquet'}'")
    try:
        report = load_folder(folder, database)
    finally:
        (folder / "release.parquet").unlink()
    assert (report.fingerprint, report.changed) == (first, False)


@pytest.mark.parametrize(
    "other",
    [
        {"person": "person_id,sex,born_on\nP1,female,1980-01-01\nP2,male,1990-06-16\n"},  # one day
        {"person": "person_id,sex,born_on\nP1,female,1980-01-01\nP2,,1990-06-15\n"},  # one value unknown
        {"person": "person_id,sex,born_on\nP1,female,1980-01-01\nP2,male,1990-06-15\nP3,,\n"},  # one row more
        {"event": "event_id,person_id,occurred_on,event_type\nE1,P1,2020-01-01,rearrest\n"},
        {"model": "code,name,group,counts_as_restorative\naid,Aid,money,no\n"},
    ],
)
def test_any_other_value_row_or_model_matters(write, database, other):
    assert load_folder(write(), database).fingerprint != load_folder(write(**other), database).fingerprint


def test_a_value_in_the_next_column_is_another_record(write, database):
    release = "release_id,person_id,released_on,follow_up_ended_on,circuit,facility\nR1,P1,2020-01-01,2021-01-01,"
    assert load_folder(write(release=release + "x,\n"), database).fingerprint != load_folder(write(release=release + ",x\n"), database).fingerprint


def test_it_can_be_made_without_the_engine():
    """As the module says it, in Python alone."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text())
        connection.execute("insert into person values ('P1', 'female', null, 'unknown', '1980-01-01'), ('P2', null, null, null, null)")
        connection.execute("insert into model values ('aid', 'Aid', 'money', false, 0)")
        made = fingerprint(connection)
    tables = {
        "model": ["aid\0Aid\0money\0false"],
        "person": ["P1\0female\0\0unknown\x001980-01-01", "P2\0\0\0\0"],
        **dict.fromkeys(("release", "participation", "event", "victim", "survey", "obligation", "payment", "activity", "service"), []),
    }
    lines = []
    for table, rows in tables.items():
        sums = sum(int(hashlib.md5(row.encode()).hexdigest()[:16], 16) for row in rows)
        lines.append(f"{table} {len(rows)} {sums}")
    assert made == hashlib.md5("\n".join(lines).encode()).hexdigest()
