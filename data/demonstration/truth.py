"""The known truth: what each model did to the people drawn into it, counted from both courses of each person.

true_difference (model, outcome, window) = the mean, over all first releases drawn into the arm (referred on or before
the release, landmark 0, mature or not), of [event within the window as drawn] - [event within the window had the
person's first release been in no restorative model]. It is the estimand of `compare` (the difference among those in
the arm, against a baseline made like them), and follows it in everything that has two readings:

- A release in two restorative arms (class and reparative activity) counts in both, with what both did together, as
  its arm's rate does; the other course has neither.
- Community service, restitution and statements do nothing in this world, so the baseline, which holds them, is what
  would have happened without the model, and their own differences are exactly 0.
- An event counts from the first release on, through later releases too. In both courses later releases are drawn by
  the same rules (arms included), and a model works only until its release ends in prison or a new sentence.
- A death ends the course, on the same day in both; a death inside the window is no event.
- A referral after the release does nothing, as in the records. A participation without a date puts its release in no
  arm, and it is not counted here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas

from data.codes import OUTCOMES, WINDOWS_OFFERED, window_days
from data.demonstration import vocabulary as words
from data.demonstration.course import TO_PRISON_CONVICTED, TO_PRISON_TECHNICAL, Episode, effects, follow
from data.demonstration.people import Cases, People

WINDOW_DAYS = np.array([window_days(months) for months in WINDOWS_OFFERED])
COLUMNS = ("model", "outcome", "window_months", "true_difference")


def first_days(people: People, first: Cases, episodes: Sequence[Episode]) -> np.ndarray:
    """(people, outcomes): days from the first release to the first event of each outcome, NEVER where there is none."""
    days = np.full((len(people.number), len(OUTCOMES)), words.NEVER, dtype=np.int64)
    for episode in episodes:
        arrest = episode.arrested_on
        ended_on, ending = episode.ended_on, episode.ending
        found = np.stack([
            arrest.min(axis=1),
            episode.convicted_on.min(axis=1),
            np.where(ending == TO_PRISON_CONVICTED, ended_on, words.NEVER),
            np.where(ending == TO_PRISON_TECHNICAL, ended_on, words.NEVER),
            np.where(episode.violent, arrest, words.NEVER).min(axis=1),
        ], axis=1).astype(np.int64)  # fmt: skip
        found = np.column_stack([found, found[:, [2, 3]].min(axis=1), found[:, :4].min(axis=1)])
        person = episode.cases.person
        found[found > people.died_on[person][:, None]] = words.NEVER
        days[person] = np.minimum(days[person], found)
    return np.where(days < words.NEVER, days - first.released_on[:, None], words.NEVER)


@dataclass
class Truth:
    """Sums over blocks of people: releases in each arm, and differences by arm, outcome and window."""

    releases: np.ndarray = field(default_factory=lambda: np.zeros(len(words.MODELS), dtype=np.int64))
    difference: np.ndarray = field(
        default_factory=lambda: np.zeros((len(words.MODELS), len(OUTCOMES), len(WINDOWS_OFFERED)), dtype=np.int64)
    )

    def add(self, people: People, first: Cases, chances: np.ndarray, drawn: Sequence[Episode], dated: np.ndarray) -> None:
        """Add a block. drawn: its episodes; dated: (people, 9), whether the first release's participation has a date."""
        if (effects()[len(words.RESTORATIVE) :] != 1).any():
            raise ValueError("the truth holds only if measures that the baseline keeps have no effect of their own")
        arms = drawn[0].referred & dated
        self.releases += arms.sum(axis=0)
        rows = np.flatnonzero(arms[:, : len(words.RESTORATIVE)].any(axis=1))
        some_people, some_first = people.take(rows), _renumbered(first.take(rows))
        usual = follow(some_people, some_first, chances[rows], usual_sentence_first=True)
        without = _within(first_days(some_people, some_first, usual))
        as_drawn = _within(first_days(people, first, drawn)[rows])
        change = as_drawn.astype(np.int64) - without
        for model in range(len(words.RESTORATIVE)):
            self.difference[model] += change[arms[rows, model]].sum(axis=0)

    def frame(self) -> pandas.DataFrame:
        """One row a model, outcome and window; an arm without anyone has no true difference (empty)."""
        with np.errstate(invalid="ignore"):
            mean = self.difference / self.releases[:, None, None]
        rows = [
            (model, outcome, months, mean[at, column, window])
            for at, model in enumerate(words.MODELS)
            for column, outcome in enumerate(OUTCOMES)
            for window, months in enumerate(WINDOWS_OFFERED)
        ]
        return pandas.DataFrame(rows, columns=list(COLUMNS))


def write_truth(frame: pandas.DataFrame, path: Path) -> None:
    """Write the truth as CSV, full precision."""
    frame.to_csv(path, index=False, lineterminator="\n")


def _within(days: np.ndarray) -> np.ndarray:
    return days[:, :, None] <= WINDOW_DAYS


def _renumbered(first: Cases) -> Cases:
    first.person[:] = np.arange(len(first.person))
    return first
