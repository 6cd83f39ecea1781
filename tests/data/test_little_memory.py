"""What counting needs is made in whatever memory suffices for one thread."""

import duckdb

from data import derive
from tests.records import database

RECORDS = {
    "release": """
release_id,person_id,released_on,release_type,follow_up_ended_on
r1,p1,2020-01-01,prison_release,2024-01-01
r2,p2,2020-01-01,prison_release,2024-01-01
""",
    "participation": """
participation_id,person_id,release_id,model,started_on,status
a1,p1,r1,circle_sentencing,2020-01-01,completed   # its table goes to disk and memory at once
""",
    "victim": """
victim_id,release_id
v1,r1                                              # in the step that finds no room
""",
}


def test_a_step_without_room_for_all_threads_is_made_by_one(monkeypatch):
    """Memory runs out in earnest: the engine gives up the statement and what was not yet committed."""
    threads = []

    def narrow(connection, query, landmark):
        if query in (derive.text("participation_reached"), derive.text("placed_victim")):  # a temporary table, and one that stays
            threads.append(connection.execute("select current_setting('threads')").fetchone()[0])
            if len(threads) % 2:
                connection.execute("set memory_limit = '20MB'")
                connection.execute("create table too_large as select list(range) as one from range(50_000_000)")
            connection.execute("set memory_limit = '1GB'")
        execute(connection, query, landmark)

    roomy = database(RECORDS)
    execute = derive._execute
    monkeypatch.setattr(derive, "_execute", narrow)
    made = database(RECORDS)
    several = duckdb.connect().execute("select current_setting('threads')").fetchone()[0]
    assert threads == [several, 1, several, 1] and made.execute("select current_setting('threads')").fetchone()[0] == several
    for table in (*derive.PLACED, "counted_release", "counted_participation", "arm_set"):
        assert made.execute(f"from {table}").fetchall() == roomy.execute(f"from {table}").fetchall()
    assert made.execute("select victims from placed_victim").fetchall() == [(1,)] and made.execute("from counted_participation").fetchall()
