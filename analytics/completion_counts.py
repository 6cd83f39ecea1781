"""How far participations came: how many reached each step, how many are still under way."""

from dataclasses import dataclass

import numpy as np

from analytics.counting import Source, count_releases
from analytics.statement import statement
from analytics.vocabulary import BASELINE

STEPS = ("referred", "consented", "started", "agreement_reached", "agreement_completed", "completed")
OPEN = len(STEPS)
# Known from the record itself and from its status; the steps between stand only where a date tells of them.
ALWAYS_KNOWN = ("referred", "completed")


@dataclass(frozen=True)
class Ladder:
    """Exact counts: [L, A, 7] participations by last step reached (the seventh: still open), L levels, A arms.

    people: [L, A, 128] people by the set of last steps (bits) that their participations reached.
    dated: [A, 6] steps that the records tell of, anywhere. releases: [L] releases that the question is about.
    codes: the arms, the baseline not among them: nobody takes part in it.
    """

    codes: tuple[str, ...]
    furthest: np.ndarray
    people: np.ndarray
    dated: np.ndarray
    releases: np.ndarray

    @property
    def open(self) -> np.ndarray:
        """[L, A] participations still open."""
        return self.furthest[:, :, OPEN]

    @property
    def reached(self) -> np.ndarray:
        """[L, A, 6] closed participations that reached each step."""
        return np.cumsum(self.furthest[:, :, OPEN - 1 :: -1], axis=2)[:, :, ::-1]

    def people_between(self, first: int, last: int) -> np.ndarray:
        """[L, A] people with a participation whose last step is one of these."""
        wanted = sum(1 << step for step in range(first, last + 1))
        return self.people[:, :, np.arange(self.people.shape[2]) & wanted > 0].sum(axis=2)


def count_ladder(source: Source) -> Ladder:
    """Count the participations that the question is about, by level, model and last step reached."""
    question, connection = source.question, source.connection
    text = statement("participation_counted", counted=source.counted, level=question.by or "0")
    whole = not question.where and question.by is None
    connection.execute(text, {**source.parameters, "baseline": BASELINE, "whole": whole})

    codes = source.arms.codes[:-1]
    positions = dict(connection.execute("select code, position from model").fetchall())
    column = {positions[code]: arm for arm, code in enumerate(codes)}
    shape = (len(source.levels), len(codes))
    furthest, people = np.zeros((*shape, OPEN + 1)), np.zeros((*shape, 1 << (OPEN + 1)))
    for table, name, key, counted in (
        (furthest, "ladder", "furthest", "participations"),
        (people, "ladder_people", "steps", "people"),
    ):
        found = connection.execute(statement(name)).fetchnumpy()
        arm = [column[position] for position in found["position"].tolist()]
        table[source.level_index(found["level"]), arm, found[key].astype(int)] = found[counted]

    dated = np.zeros((len(codes), len(STEPS)), bool)
    dated[:, [STEPS.index(step) for step in ALWAYS_KNOWN]] = True
    rows = connection.execute(statement("dated_steps"), {"baseline": BASELINE}).fetchall()
    for position, *told in rows:
        dated[column[position], 1:-1] = told
    return Ladder(codes, furthest, people, dated, count_releases(source).sum(axis=1))
