"""The fast reader never takes a file for other records than the exact one does."""
import random

import duckdb

from data.loading.plain_copy import copy_plainly
from data.loading.reading import csv_call
from data.loading.scanning import scan

FIRST = ("a", '"a"', ' "a"', '"a" ', 'a"b', '"a""b"', '"a\nb"', "", '""', '"', '" a"', '"a" "b"')
SECOND = ("a", '"a"', '"a\r\nb"', '"', 'a"', '"a,b"', ",", "", '""', "é")
ENDS = ("\n", "\n", "\r\n", ",\n", "\n\n", "")


def test_records_are_the_same_or_the_file_is_read_exactly(tmp_path):
    chance = random.Random(11)
    path, copy = tmp_path / "made.csv", tmp_path / "copy.csv"
    agreed = 0
    with duckdb.connect() as connection:
        for _ in range(800):
            lines = (chance.choice(FIRST) + "," + chance.choice(SECOND) + chance.choice(ENDS) for _ in range(chance.randint(1, 3)))
            path.write_bytes(("first,second\n" + "".join(lines)).encode())
            looked_at = scan(path)
            if looked_at.fault or not looked_at.plain:
                continue
            try:
                fast = connection.execute(f"select c0, c1 from {csv_call(path, 2)}").fetchall()
            except duckdb.Error:
                continue
            if len(fast) != looked_at.lines - 1:
                continue  # the load counts too, and reads such a file exactly
            exact = copy_plainly(path, copy, 2)
            assert exact.rejects == ()
            assert connection.execute(f"select c0, c1 from {csv_call(copy, 2)}").fetchall() == fast
            agreed += 1
    assert agreed > 25  # else nothing was tried
