"""Child process: answer one question from a database file; prints the peak memory of the process in MB."""

import sys
from pathlib import Path

from benchmarks.questions import FILTER, everything
from data.database import connect_read_only


def main(path: str, unit: str, filtered: str) -> None:
    """Open, answer everything, print."""
    with connect_read_only(path) as connection:
        everything(connection, unit, FILTER if filtered == "filtered" else {})
    # Not getrusage: its peak counts the parent before this program was started too.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.split("VmHWM:")[1].split()[0]) // 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
