"""Child process: answer one question from a database file; prints the peak memory of the process in MB."""

import sys

from benchmarks.processes import peak_memory
from benchmarks.questions import FILTER, everything
from data.database import connect_read_only


def main(path: str, unit: str, filtered: str) -> None:
    """Open, answer everything, print."""
    with connect_read_only(path) as connection:
        everything(connection, unit, FILTER if filtered == "filtered" else {})
    print(peak_memory() // 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
