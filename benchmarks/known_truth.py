"""Does the method find the demonstration's known truth? Many demonstrations, each drawn anew, judged together.

    python -m benchmarks.known_truth FOLDER --seeds 24 --csv benchmarks/known_truth.csv

A 95 % range misses about one time in twenty, so one demonstration tells little. This one counts, for each seed, how many of
the ranges at 36 months miss the truth, and the largest distance in standard errors; FOLDER keeps one database at a time.
"""

import argparse
import csv
from pathlib import Path

import analytics
from analytics import known_truth
from analytics.vocabulary import OUTCOMES
from data.demonstration import write_demonstration

COLUMNS = ("seed", "adjust", "compared", "missed", "largest_distance", "mean_distance")
NORMAL = 1.96


def judged(database: Path, adjust: str) -> list[float]:
    """Distance of each estimate that carries a verdict from the truth, in standard errors."""
    truth, found = known_truth.read(database), []
    for outcome in OUTCOMES:
        table = analytics.compare(str(database), outcome=outcome, window=36, adjust=adjust, min_cell=0)
        for row in table[(table["status"] == "ok") & table["risk_difference"].notna()].to_dict("records"):
            error = (row["risk_difference_high"] - row["risk_difference_low"]) / 2 / NORMAL
            found.append((row["risk_difference"] - truth[row["model"], outcome, 36]) / error)
    return found


def main() -> None:
    """Draw, compare, write one row a seed and an adjustment."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=24)
    parser.add_argument("--csv", type=Path, required=True)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with asked.csv.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for seed in range(1, asked.seeds + 1):
            database = asked.folder / "known-truth.duckdb"
            database.unlink(missing_ok=True)
            write_demonstration(database, seed=seed)
            for adjust in ("none", "entropy", "ipw"):
                found = judged(database, adjust)
                missed = sum(abs(distance) > NORMAL for distance in found)
                writer.writerow([seed, adjust, len(found), missed, f"{max(map(abs, found)):.2f}", f"{sum(found) / len(found):.3f}"])
            file.flush()


if __name__ == "__main__":
    main()
