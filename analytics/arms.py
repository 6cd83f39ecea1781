"""Which sets of arms make up each arm, and which baseline each arm is held against."""

from dataclasses import dataclass

import duckdb
import numpy as np

from analytics.vocabulary import BASELINE
from data.standing import once


@dataclass(frozen=True)
class Arms:
    """The arms in the order of the models, the baseline last.

    codes: arm codes, A of them.
    members: [A, S] 1 where a set of arms belongs to the arm, else 0; S sets of arms.
    in_baseline: [S] 1 where a set of arms is in the baseline.
    referred_later: [S] 1 where its releases were referred to a restorative model after the clock's start.
    type_names: release types that occur, T of them.
    release_types: [S, T] 1 where a set of arms is of that release type.
    """

    codes: tuple[str, ...]
    members: np.ndarray
    in_baseline: np.ndarray
    referred_later: np.ndarray
    type_names: tuple[str, ...]
    release_types: np.ndarray

    @property
    def baseline(self) -> int:
        """Position of the baseline among the arms."""
        return self.codes.index(BASELINE)

    def own_baselines(self, releases: np.ndarray) -> np.ndarray:
        """[L, A, S]: 1 where a set of arms stands in the baseline of that arm's own row on that level.

        releases: [L, S] releases of each set of arms on each level. An arm's own releases leave its
        baseline, and so do releases of a type that the arm has nobody in.
        """
        of_type = np.einsum("ls,as,st->lat", releases, self.members, self.release_types)
        type_in_arm = np.einsum("lat,st->las", (of_type > 0).astype(float), self.release_types)
        own = self.in_baseline[None, None, :] * (1 - self.members)[None, :, :] * type_in_arm
        own[:, self.baseline, :] = self.in_baseline
        return own


def model_positions(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Code of each model -> its position, which is its bit in sets of arms."""
    return once(connection, "model_positions",
                lambda: dict(connection.execute("select code, position from model").fetchall()))


def read_arms(connection: duckdb.DuckDBPyConnection, strict_baseline: bool, arm_sets: str) -> Arms:
    """Read the arms from the tables `model` and `arm_sets` (the name of a table of sets of arms)."""
    def read() -> Arms:
        return _read_arms(connection, strict_baseline, arm_sets)

    # A temporary table is another one at each landmark.
    return once(connection, ("arms", strict_baseline), read) if arm_sets == "arm_set" else read()


def _read_arms(connection: duckdb.DuckDBPyConnection, strict_baseline: bool, arm_sets: str) -> Arms:
    models = connection.execute(
        "select code, position from model where code <> $baseline order by position", {"baseline": BASELINE}
    ).fetchall()
    sets = connection.execute(
        "select arms, in_baseline, in_strict_baseline, referred_later, release_type "
        f"from {arm_sets} order by arm_set"
    ).fetchall()
    columns = [np.array(column) for column in zip(*sets, strict=True)] or [np.empty(0, int)] * 5
    arms, baseline, strict, later, kind = columns
    in_baseline = (strict if strict_baseline else baseline).astype(float)
    positions = np.array([position for _, position in models], dtype=np.int64)
    members = (arms.astype(np.int64) >> positions[:, None] & 1).astype(float)
    types = np.unique(kind)
    return Arms(
        codes=(*(code for code, _ in models), BASELINE),
        members=np.vstack([members, in_baseline]),
        in_baseline=in_baseline,
        referred_later=later.astype(float),
        type_names=tuple(types.tolist()),
        release_types=(kind[:, None] == types).astype(float),
    )
