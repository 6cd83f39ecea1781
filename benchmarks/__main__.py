"""Measure counting at one or more sizes and write a table of ratios.

    python -m benchmarks                                   one million releases
    python -m benchmarks --releases 10000000 --others --load
    python -m benchmarks --releases 1000000 10000000 --rounds 9 --others 1000000 10000000 --load 1000000 --csv benchmarks/results.csv
"""

import argparse
import csv
import subprocess
import sys
from pathlib import Path

from benchmarks import records
from benchmarks.loading import loading
from benchmarks.other_programs import run_others
from benchmarks.questions import everything, fingerprint, jobs
from benchmarks.rounds import measure
from data.database import connect_read_only

ROOT = Path(__file__).parent.parent
COLUMNS = ("releases", "what", "against", "ratio", "processor_ratio", "milliseconds", "peak_mb")


def main() -> None:
    """Run what was asked for; progress and the table on stdout."""
    asked = _arguments()
    rows: list[dict[str, object]] = []
    for releases in asked.releases:
        path = records.database(asked.folder, releases)
        rows += counting(path, releases, asked.rounds)
        if releases in asked.others:
            rows += others(path, releases, asked.lifelines, incidence=releases <= asked.incidence_up_to)
    for releases in asked.load:
        rows += loaded(asked.folder, releases, asked.load_rounds)
    if asked.csv:
        with asked.csv.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)


def counting(path: Path, releases: int, rounds: int) -> list[dict[str, object]]:
    """Everything that compare and curve give, against DuckDB's bare sums of the three columns that it needs."""
    rows = []
    with connect_read_only(path) as connection:
        work = jobs(connection)
        measured = measure(work, rounds)
        for name in work:
            if name == "sums":
                continue
            unit, _, part = name.partition(", ")
            parts = {"all records": "all", "filter on four columns": "filtered"}
            peak = _peak(path, unit, parts[part]) if part in parts else None
            rows.append(_row(releases, name, "three sums", measured.ratio(name, "sums"), measured.median(name),
                             measured.processor_ratio(name, "sums"), peak))
        rows.append(_row(releases, "three sums", "", 1.0, measured.median("sums")))
        for unit in ("every", "first"):
            print(unit, fingerprint(everything(connection, unit, {})))
    return rows


def others(path: Path, releases: int, lifelines: Path, incidence: bool) -> list[dict[str, object]]:
    """Other programs on the same releases, against everything of ours under `unit="first"`."""
    with connect_read_only(path) as connection:
        ours = everything(connection, "first", {})
        found = run_others(connection, ours, lifelines, incidence)
        seconds = measure({"ours": lambda: everything(connection, "first", {})}, 5).median("ours")
    rows = []
    for program in ("lifelines", "R survival"):
        parts = [part for part in found if part.program == program]
        for part in parts:
            made = ", ".join(f"{name} {value:.2f} s" for name, value in part.seconds.items() if value)
            rows.append(_row(releases, f"{program} fed with {part.fed} ({made})", "first, all records",
                             part.total / seconds, part.total))
        if not parts:
            rows.append(_row(releases, f"{program}: not run", "", float("nan"), float("nan")))
    return rows


def loaded(folder: Path, releases: int, rounds: int) -> list[dict[str, object]]:
    """`load` of all ten tables against polars and DuckDB's unchecked insert of the same files."""
    measured = loading(folder, releases, rounds)
    return [
        _row(releases, "load, all tables and checks", "polars read_csv and bare insert",
             measured.ratio("load", "bare"), measured.median("load"), measured.processor_ratio("load", "bare")),
        _row(releases, "polars read_csv and bare insert", "", 1.0, measured.median("bare")),
    ]


def _peak(path: Path, unit: str, part: str) -> int:
    command = [sys.executable, "-m", "benchmarks.memory", str(path), unit, part]
    return int(subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT).stdout)


def _row(
    releases: int, what: str, against: str, ratio: float, seconds: float,
    processor: float | None = None, peak: int | None = None,
) -> dict[str, object]:
    rounded = None if processor is None else round(processor, 2)
    values = (releases, what, against, round(ratio, 2), rounded, round(1000 * seconds, 1), peak)
    row = dict(zip(COLUMNS, values, strict=True))
    print("  ".join("" if value is None else str(value) for value in row.values()), flush=True)
    return row


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--releases", type=int, nargs="*", default=[1_000_000], help="how many; several sizes one after another")
    parser.add_argument("--rounds", type=int, default=9, help="rounds that count, after one that does not")
    parser.add_argument("--others", type=int, nargs="*", default=[1_000_000], help="sizes to run lifelines and R at")
    parser.add_argument("--incidence-up-to", type=int, default=1_000_000, help="largest size for R's cumulative incidence")
    parser.add_argument("--load", type=int, nargs="*", default=[], help="sizes, in releases, to load records of")
    parser.add_argument("--load-rounds", type=int, default=3, help="rounds of loading that count")
    parser.add_argument("--folder", type=Path, default=ROOT / "local" / "benchmarks", help="where invented records are kept")
    parser.add_argument("--lifelines", type=Path, default=ROOT / "local" / "lifelines" / "bin" / "python",
                        help="the Python that has lifelines")
    parser.add_argument("--csv", type=Path, help="write the table here")
    return parser.parse_args()


main()
