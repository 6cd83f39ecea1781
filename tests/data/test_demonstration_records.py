"""The demonstration's ten tables keep the contract's rules; drawn from 1,500 people."""

from pathlib import Path

import duckdb
import pytest

from data.demonstration import county_names, records, write_records
from data.demonstration.columns import TABLES
from data.problem import Problem

SCHEMA = Path(__file__).parents[2] / "data" / "schema.sql"


def held(folder: Path, file_format: str = "parquet") -> duckdb.DuckDBPyConnection:
    """A database with the product's own keys, codes and checks, filled from the folder."""
    connection = duckdb.connect()
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    for table in TABLES:
        connection.execute(f"insert into {table} by name from '{folder}/{table}.{file_format}'")
    return connection


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demonstration")
    write_records(folder, people=1500, seed=5)
    return folder


@pytest.fixture(scope="module")
def connection(folder: Path) -> duckdb.DuckDBPyConnection:
    return held(folder)


def count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    return connection.execute(f"select count(*) from {sql}").fetchone()[0]


def test_every_table_has_the_contracts_columns_in_their_order(connection):
    for table, columns in TABLES.items():
        described = connection.execute(f"describe {table}").fetchall()
        assert [row[0] for row in described] == list(columns)


def test_every_table_is_filled_and_has_as_many_people_as_asked_for(connection):
    assert count(connection, "person") == 1500
    for table in TABLES:
        assert count(connection, table) > 0, table


@pytest.mark.parametrize(
    "breach",
    [
        # ids that lead nowhere, or to another person
        "release anti join person using (person_id)",
        "event anti join person using (person_id)",
        "participation p join release r using (release_id) where p.person_id <> r.person_id",
        "participation p anti join release r using (release_id) where p.release_id is not null",
        "service s join release r using (release_id) where s.person_id <> r.person_id",
        "victim anti join release using (release_id)",
        "survey s anti join participation p using (participation_id) where s.participation_id is not null",
        "survey s join participation p using (participation_id) where s.release_id <> p.release_id",
        "obligation anti join release using (release_id)",
        "obligation o join victim v using (victim_id) where o.release_id <> v.release_id",
        "obligation o join participation p using (participation_id) where o.release_id <> p.release_id",
        "payment anti join obligation using (obligation_id)",
        # one death a person, nothing after it, no release after it
        "(select person_id from event where event_type = 'death' group by person_id having count(*) > 1)",
        "event e join event d using (person_id) where d.event_type = 'death' and e.occurred_on > d.occurred_on",
        "release join event using (person_id) where event_type = 'death' and released_on >= occurred_on",
        # what is completed has its dates, what is open has no end
        "participation where status in ('referred', 'active') and (ended_on is not null or end_reason is not null)",
        "participation where status = 'completed' and ended_on is null and referred_on is not null",
        "participation where sessions_attended > sessions_planned",
        "participation where victims_took_part > victims_invited",
        "participation where model = 'impact_of_crime_class' and status = 'completed' and sessions_planned <> 10",
        # nothing is known from after the last day
        "event where occurred_on > date '2024-12-31'",
        "participation where greatest(referred_on, started_on, agreement_completed_on, ended_on) > date '2024-12-31'",
        "payment where paid_on > date '2024-12-31'",
        "survey where asked_on > date '2024-12-31'",
        "release where released_on not between date '2014-01-01' and date '2023-12-31'",
        # a level assessed after the referral would not be a covariate, and the truth would not be recovered
        "release join participation using (release_id) where referred_on < risk_assessed_on",
        "obligation where fulfilled > ordered",
        "release where release_type <> 'prison_release' and sentence_months is not null",
    ],
)
def test_no_row_breaks_a_rule(connection, breach):
    assert count(connection, breach) == 0


def test_payments_add_up_exactly_to_what_was_fulfilled(connection):
    paid = "select obligation_id, sum(amount) as amount from payment group by obligation_id"
    assert count(connection, f"obligation join ({paid}) using (obligation_id) where amount <> fulfilled") == 0
    assert count(connection, f"obligation anti join ({paid}) using (obligation_id) where fulfilled > 0") > 0  # not itemized


def test_the_world_has_missouris_shape(connection):
    def distinct(column: str, where: str = "true") -> int:
        return connection.execute(f"select count(distinct {column}) from release where {where}").fetchone()[0]

    assert len([code for code in county_names() if code.startswith("29")]) == 115
    assert distinct("facility", "release_type = 'prison_release'") == 21
    assert distinct("circuit") == 46
    assert count(connection, "(select distinct model from participation)") == 9
    assert count(connection, "(select distinct program from service)") == 9
    assert count(connection, "(select distinct kind from activity)") == 10
    assert count(connection, "service where gender_responsive") > 0
    hours = connection.execute(
        "select max(hours) from participation where model = 'impact_of_crime_class' and sessions_attended = 10"
    ).fetchone()[0]
    assert hours == 40


def test_gardens_give_about_a_hundred_tons_a_season(connection):
    pounds = connection.execute(
        "select sum(quantity) from activity where kind = 'garden_produce' group by year(month)"
    ).fetchall()
    assert all(180_000 < total < 220_000 for (total,) in pounds)


def test_names_of_places_are_invented(connection):
    assert all(name.startswith("County ") or name == "Outside the state" for name in county_names().values())
    # The state's own circuits are numbered 1 to 46.
    assert count(connection, "release where regexp_extract(circuit, '[0-9]+')::int <= 46") == 0


def test_silence_depends_on_how_content_people_are(connection):
    """Those who answered two waves of one question were more content in the first than those who then fell silent."""
    early, late = connection.execute("""
        with wave as (
            select respondent_id, max(score) filter (wave = 'before') as earlier, max(score) filter (wave = 'after') as later
            from survey where question = 'wellbeing' and respondent = 'victim'
            group by respondent_id having count(distinct wave) = 2
        )
        select avg(earlier) filter (later is not null), avg(earlier) filter (later is null) from wave
    """).fetchone()
    assert early > late


def test_the_same_seed_gives_the_same_files_and_another_seed_others(folder, tmp_path):
    write_records(tmp_path / "again", people=1500, seed=5)
    write_records(tmp_path / "other", people=1500, seed=6)
    for table in TABLES:
        first, again, other = (
            (place / f"{table}.parquet").read_bytes() for place in (folder, tmp_path / "again", tmp_path / "other")
        )
        assert first == again, table
        assert first != other, table


def test_csv_holds_the_same_records(tmp_path):
    for file_format in ("csv", "parquet"):
        write_records(tmp_path, people=100, seed=5, file_format=file_format)
    as_csv, as_parquet = held(tmp_path, "csv"), held(tmp_path)
    for table in TABLES:
        rows = f"from {table} order by 1 limit 2000"
        assert as_csv.execute(rows).fetchall() == as_parquet.execute(rows).fetchall()
        assert count(as_csv, table) == count(as_parquet, table)


def test_blocks_of_people_make_one_set_of_records(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "BLOCK", 200)
    write_records(tmp_path, people=450, seed=5)
    connection = held(tmp_path)  # keys are checked here
    assert count(connection, "person") == 450


def test_without_a_number_of_people_the_number_of_releases_is_exact(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "BLOCK", 200)
    monkeypatch.setattr(records, "DEFAULT_RELEASES", 700)
    write_records(tmp_path, people=None, seed=5)
    assert count(held(tmp_path), "release") == 700


def test_one_person_is_enough(tmp_path):
    write_records(tmp_path, people=1, seed=5)
    assert count(held(tmp_path), "person") == 1


@pytest.mark.parametrize("people, seed, file_format", [(0, 1, "parquet"), (-3, 1, "csv"), (5, -1, "csv"), (5, 1, "xlsx")])
def test_a_size_seed_or_format_that_is_none_is_told(tmp_path, people, seed, file_format):
    with pytest.raises(Problem):
        write_records(tmp_path, people=people, seed=seed, file_format=file_format)
    assert list(tmp_path.iterdir()) == []
