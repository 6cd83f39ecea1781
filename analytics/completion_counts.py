"""How far participations came: how many reached each step, how many are still under way."""

from dataclasses import dataclass

import numpy as np

from analytics.arms import model_positions
from analytics.counting import Source, count_releases
from analytics.statement import statement
from analytics.tally import tally
from data.standing import once

STEPS = ("referred", "consented", "started", "agreement_reached", "agreement_completed", "completed")
OPEN = len(STEPS)
# Known from the record itself and from its status; the steps between stand only where a date tells of them.
ALWAYS_KNOWN = ("referred", "completed")


@dataclass(frozen=True)
class Ladder:
    """Exact counts: [L, A, 7] participations by last step reached (the seventh: still open), L levels, A arms.

    people: [L, A, 128] people by the set of last steps (bits) that their participations reached.
    dated: [A, 6] steps that the records tell of, anywhere. releases: [L] releases of each level; 1 where there are none.
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
    connection = source.connection
    codes = source.arms.codes[:-1]
    positions = model_positions(connection)
    column = np.zeros(1 + max(positions.values()), np.int64)
    for arm, code in enumerate(codes):
        column[positions[code]] = arm
    rows = source.connection.execute(ladder_sql(source), source.parameters).fetchnumpy()
    level, position = source.level_index(np.asarray(rows["level"])), column[np.asarray(rows["position"])]
    step, again = np.asarray(rows["furthest"]), np.asarray(rows["person_again"])
    shape = (len(source.levels), len(codes))
    furthest, people = np.zeros((*shape, OPEN + 1)), np.zeros((*shape, 1 << (OPEN + 1)))
    found = tally({"level": level, "arm": position, "step": step})
    furthest[found["level"], found["arm"], found["step"]] = found["times"]
    # Who is there only once is as many people as participations.
    found = tally({"level": level[~again], "arm": position[~again], "step": step[~again]})
    people[found["level"], found["arm"], 1 << found["step"]] = found["times"]
    person = np.asarray(rows["person_number"])[again]
    of_person = tally({"person": person, "level": level[again], "arm": position[again], "step": step[again]})
    key = (of_person["person"] * shape[0] + of_person["level"]) * shape[1] + of_person["arm"]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    if len(starts):
        steps = np.bitwise_or.reduceat(1 << of_person["step"], starts)
        np.add.at(people, (of_person["level"][starts], of_person["arm"][starts], steps), 1)

    dated = np.zeros((len(codes), len(STEPS)), bool)
    dated[:, [STEPS.index(step) for step in ALWAYS_KNOWN]] = True
    for position, *told in once(connection, "dated_step",
                                 lambda: connection.execute("select * from dated_step").fetchall()):
        dated[column[position], 1:-1] = told
    # The levels of a column that nobody has are left out; without one there is nothing to leave out.
    releases = count_releases(source).sum(axis=1) if source.question.by else np.ones(1)
    return Ladder(codes, furthest, people, dated, releases)


def ladder_sql(source: Source) -> str:
    """The text of the statement that reads a question's participations."""
    return statement("participation_rows", chosen=source.chosen("counted_participation"), level=source.question.by or "0")
