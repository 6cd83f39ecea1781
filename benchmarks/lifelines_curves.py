"""Child process: lifelines on the same releases; prints its times and results as JSON.

Argument: a folder as `other_programs` writes it. Reading it is not timed. Rows: one entry a release. Counts: one
entry a day and state with weights.
"""

import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test

warnings.simplefilter("ignore")


def main(folder: Path) -> None:
    """Fit each arm's curve and test it against its baseline, fed with rows and fed with counts."""
    arm_set = np.fromfile(folder / "arm_set.u16", np.uint16)
    packed = np.fromfile(folder / "outcome.u16", np.uint16)
    groups = json.loads((folder / "groups.json").read_text())
    found = {"rows": _fit(groups, arm_set, packed, None)}
    kind, releases = np.unique(arm_set.astype(np.uint32) << 16 | packed, return_counts=True)
    found["counts"] = _fit(groups, kind >> 16, kind & 65535, releases)
    print(json.dumps(found))


def _fit(groups: list[dict], arm_set: np.ndarray, packed: np.ndarray, weights: np.ndarray | None) -> dict:
    day, event = (packed // 4).astype(float), packed % 4 == 1
    curves, tests, curve_seconds, test_seconds = {}, {}, 0.0, 0.0
    for group in groups:
        arm, baseline = (np.isin(arm_set, group[part]) for part in ("members", "baseline"))
        parts = [(day[rows], event[rows], None if weights is None else weights[rows]) for rows in (arm, baseline)]
        start = time.perf_counter()
        fitter = KaplanMeierFitter().fit(parts[0][0], parts[0][1], weights=parts[0][2])
        curve_seconds += time.perf_counter() - start
        days = np.arange(int(day.max()) + 1)
        curves[group["arm"]] = fitter.predict(days).tolist()
        if not baseline.any() or group["arm"] == "retributive_only":
            continue
        start = time.perf_counter()
        test = logrank_test(parts[0][0], parts[1][0], parts[0][1], parts[1][1],
                            weights_A=parts[0][2], weights_B=parts[1][2])
        test_seconds += time.perf_counter() - start
        tests[group["arm"]] = test.test_statistic
    return {"curve_seconds": curve_seconds, "test_seconds": test_seconds, "km": curves, "chi2": tests}


main(Path(sys.argv[1]))
