"""lifelines and R's survival on the releases that a question is about: each in a process of its own, timed inside."""

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from scipy.special import erfc

from analytics.counting import count_releases, source
from analytics.question import ask
from benchmarks.questions import OUTCOME, WINDOW, Answer

HERE = Path(__file__).parent
AGREEMENT = 1e-9    # largest difference of a share or an error
AGREEMENT_OF_P = 1e-6    # largest part of a p-value


@dataclass(frozen=True)
class Elsewhere:
    """Seconds that another program took, by what it was fed and what it made."""

    program: str
    fed: str
    seconds: dict[str, float]

    @property
    def total(self) -> float:
        """Seconds for all it made."""
        return sum(self.seconds.values())


def run_others(connection: duckdb.DuckDBPyConnection, ours: Answer, lifelines: Path, incidence: bool) -> list[Elsewhere]:
    """Run what is there and check that it agrees with our answer under `unit="first"`. Missing programs are left out."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(connection, folder)
        if lifelines.exists():
            found += _lifelines(lifelines, folder, ours)
        if shutil.which("Rscript") and not _fails(["Rscript", "-e", "library(survival)"]):
            found += [_survfit(folder, fed, incidence, ours) for fed in ("rows", "counts")]
    return found


def _fails(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode != 0


def _write(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The releases as two raw columns of 16 bits, and which sets of arms make up each arm and its baseline."""
    with connection.cursor() as own:
        counted = source(own, ask(outcome=OUTCOME, window=WINDOW, min_cell=0))
        rows = own.execute(
            f"select referred_set, {OUTCOME} as outcome from ({counted.counted})", counted.parameters
        ).fetchnumpy()
        rows["referred_set"].tofile(folder / "arm_set.u16")
        rows["outcome"].tofile(folder / "outcome.u16")
        baselines = counted.arms.own_baselines(count_releases(counted))[0]
        groups = [
            {"arm": arm, "members": np.flatnonzero(mine).tolist(), "baseline": np.flatnonzero(other).tolist()}
            for arm, mine, other in zip(counted.arms.codes, counted.arms.members, baselines, strict=True)
        ]
    (folder / "groups.json").write_text(json.dumps(groups), encoding="utf-8")
    spaced = [{name: " ".join(map(str, part)) if isinstance(part, list) else part for name, part in group.items()}
              for group in groups]
    pd.DataFrame(spaced).to_csv(folder / "groups.csv", index=False)


def _lifelines(python: Path, folder: Path, ours: Answer) -> list[Elsewhere]:
    said = subprocess.run(
        [python, HERE / "lifelines_curves.py", folder], capture_output=True, check=True, text=True
    ).stdout
    found = []
    for fed, result in json.loads(said).items():
        for arm, share in result["km"].items():
            table = ours["km"][ours["km"]["model"] == arm]
            _agree(f"lifelines, {fed}, {arm}", np.array(share)[table["day"].to_numpy(int)], table["estimate"])
        _agree_on_tests(f"lifelines, {fed}", result["chi2"], ours)
        found.append(Elsewhere("lifelines", fed, {"km": result["curve_seconds"], "test": result["test_seconds"]}))
    return found


def _survfit(folder: Path, fed: str, incidence: bool, ours: Answer) -> Elsewhere:
    subprocess.run(
        ["Rscript", HERE / "survfit_curves.R", folder, fed, str(incidence).upper()], capture_output=True, check=True
    )
    curves = pd.read_csv(folder / f"{fed}_curves.csv")
    # R takes weights for sampling weights in the incidence's error: only the one fed with rows is held against ours.
    kinds = {"km": ("km", "km_error"), "cif": ("cif", "cif_error")} if fed == "rows" else {"km": ("km", "km_error")}
    for kind, columns in kinds.items():
        if columns[0] not in curves:
            continue
        both = ours[kind].merge(curves, left_on=["model", "day"], right_on=["arm", "day"], how="left")
        for column, name in zip(("estimate", "std_error"), columns, strict=True):
            _agree(f"R, {fed}, {name}", both[name], both[column])
    if fed == "rows":
        tests = pd.read_csv(folder / "rows_tests.csv")
        _agree_on_tests("R", dict(zip(tests["arm"], tests["chi2"], strict=True)), ours)
    seconds = pd.read_csv(folder / f"{fed}_seconds.csv")
    return Elsewhere("R survival", fed, dict(zip(seconds["part"], seconds["seconds"], strict=True)))


def _agree(what: str, theirs: object, ours: pd.Series) -> None:
    gap = np.nanmax(np.abs(np.asarray(theirs, float) - ours.to_numpy(float)))
    if not gap <= AGREEMENT:
        raise SystemExit(f"{what}: a difference of {gap:.3g}")


def _agree_on_tests(what: str, chi2: dict[str, float], ours: Answer) -> None:
    table = ours["compare"].set_index("model")["logrank_p"]
    for arm, statistic in chi2.items():
        p = float(erfc(np.sqrt(statistic / 2)))
        if not abs(p - table[arm]) <= AGREEMENT_OF_P * p:
            raise SystemExit(f"{what}, {arm}: log-rank p {p:.12g}, ours {table[arm]:.12g}")
