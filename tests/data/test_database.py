"""Opening a database file: ours, or why not."""
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.database import SCHEMA_VERSION, connect_read_only, current_load
from data.demonstration import write_demonstration
from data.loading import load_folder
from data.problem import Problem
from data.version import VERSION


@pytest.fixture
def database(tmp_path):
    (tmp_path / "person.csv").write_text("person_id\nP1\n")
    (tmp_path / "release.csv").write_text(
        "release_id,person_id,released_on,follow_up_ended_on\nR1,P1,2020-01-01,2022-12-31\nR2,P1,2021-01-01,2023-12-31\n"
    )
    load_folder(tmp_path, tmp_path / "rj.duckdb", demonstration=True)
    return tmp_path / "rj.duckdb"


def test_the_load_that_it_holds(database):
    with connect_read_only(database) as connection:
        load = current_load(connection)
    assert (load.number, load.product_version, load.schema_version) == (1, VERSION, SCHEMA_VERSION)
    assert (load.demonstration, load.profile, load.settings) == (True, None, {})
    assert load.data_as_of == date(2023, 12, 31)  # the latest end of follow-up
    assert len(load.fingerprint) == 32


def test_nothing_can_be_written_or_read_beside_it(database, tmp_path):
    with connect_read_only(database) as connection:
        for statement in (
            "delete from person",
            f"select * from read_csv('{tmp_path / 'person.csv'}')",
            "set enable_external_access = true",
            f"attach '{tmp_path / 'other.duckdb'}'",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(statement)


def test_two_connections_at_once(database):
    with connect_read_only(database) as one, connect_read_only(database) as other:
        assert current_load(one) == current_load(other)


@pytest.mark.parametrize(
    ("made", "word"),
    [
        (None, "no database"),
        ("", "not a database"),
        ("text", "not a database"),
        ("________DUCK________________", "not a database that can be read"),
        (("t", "1 as x"), "something else"),
        (("load_record", "1 as x"), "something else"),
        (("load_record", "999 as schema_version"), "newer version of this program"),
        (("load_record", "0 as schema_version, true as demonstration"), "older version of this program"),
        (("load_record", "1 as schema_version where false"), "no load of records"),
    ],
)
def test_what_is_not_ours(tmp_path, made, word):
    path = tmp_path / "x.duckdb"
    if isinstance(made, str):
        path.write_text(made)
    elif made:
        with duckdb.connect(str(path)) as connection:
            connection.execute(f"create table {made[0]} as select {made[1]}")
    with pytest.raises(Problem, match=word) as refused:
        connect_read_only(path)
    assert "\n" not in str(refused.value)


def test_an_older_demonstration_makes_room_for_a_new_one_and_other_older_records_do_not(tmp_path):
    for demonstration in (True, False):
        path = tmp_path / f"{demonstration}.duckdb"
        with duckdb.connect(str(path)) as connection:
            connection.execute(f"create table load_record as select 0 as schema_version, {demonstration} as demonstration")
        if demonstration:
            write_demonstration(str(path), people=50)
            with connect_read_only(path) as connection:
                assert current_load(connection).demonstration
        else:
            with pytest.raises(Problem, match="left alone"):
                write_demonstration(path, people=50)


def test_a_folder_is_no_database(tmp_path):
    with pytest.raises(Problem, match="is a folder"):
        connect_read_only(tmp_path)


def test_no_progress_bar_gets_into_the_output(database):
    """Run as `python -m` the engine draws one, on the connection that was opened first."""
    code = (
        "import sys; del sys.modules['__main__'].__file__\n"
        "from data.database import connect_read_only\n"
        "connection = connect_read_only(sys.argv[1])\n"
        "print(connection.execute(\"select value from duckdb_settings() where name = 'enable_progress_bar'\").fetchone()[0])"
    )
    script = database.with_name("ask.py")
    script.write_text(code)
    root = Path(__file__).parents[2]
    asked = subprocess.run(
        [sys.executable, script, database], env={"PYTHONPATH": str(root)}, capture_output=True, text=True, check=True
    )
    assert asked.stdout.strip() == "false"
