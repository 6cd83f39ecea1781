"""What stands still in an open database is asked once; what may change is asked each time."""

import duckdb

from data.standing import lately, once, stands


def counted():
    asked = []
    return asked, lambda: asked.append(None) or len(asked)


def test_a_connection_that_may_change_is_asked_each_time():
    asked, ask = counted()
    connection = duckdb.connect()
    assert [once(connection, "models", ask), once(connection, "models", ask)] == [1, 2]
    assert [lately(connection, "rows", (1,), ask), lately(connection, "rows", (1,), ask)] == [3, 4]


def test_one_that_stands_still_is_asked_once_also_through_its_cursors():
    asked, ask = counted()
    connection = duckdb.connect()
    stands(connection)
    with connection.cursor() as cursor:
        stands(cursor, like=connection)
        assert [once(connection, "models", ask), once(cursor, "models", ask)] == [1, 1]
    assert once(connection, "arms", ask) == 2


def test_of_what_is_large_the_latest_stay():
    asked, ask = counted()
    connection = duckdb.connect()
    stands(connection)
    assert [lately(connection, "rows", (key,), ask, room=2) for key in (1, 2, 1, 3, 1, 2)] == [1, 2, 1, 3, 1, 4]


def test_another_database_keeps_its_own():
    asked, ask = counted()
    first, second = duckdb.connect(), duckdb.connect()
    stands(first)
    stands(second, like=duckdb.connect())  # which may change, so this one may too
    assert [once(first, "load", ask), once(second, "load", ask), once(first, "load", ask)] == [1, 2, 1]
