"""The covariate levels of a case, as the comparison will see them, and tables of weights by level.

Everything that decides who is referred goes through these levels alone. So two cases with the same levels have the
same chances, and nothing that the comparison cannot see is mixed up with the arms.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from data.demonstration import vocabulary as words
from data.demonstration.dates import calendar_parts, whole_years
from data.demonstration.people import Cases, People

LEVELS = {
    "sex": words.SEX,
    "race": words.RACE,
    "ethnicity": words.ETHNICITY,
    "age_band": words.AGE_BAND,
    "offense": words.OFFENSE,
    "risk_level": words.RISK_LEVEL,
    "prior_convictions": words.PRIOR_BAND,
    "sentence_months": words.SENTENCE_BAND,
    "release_type": words.RELEASE_TYPE,
    "release_year": words.YEARS,
}


@dataclass(frozen=True)
class Weights:
    """Weights on the log scale: one array (levels, columns) a covariate."""

    columns: tuple[str, ...]
    by_covariate: dict[str, np.ndarray]

    def total(self, levels: dict[str, np.ndarray]) -> np.ndarray:
        """Sum over the covariates: (cases, columns)."""
        total = np.zeros((len(levels["sex"]), len(self.columns)))
        for covariate, weight in self.by_covariate.items():
            total += weight[levels[covariate]]
        return total


def levels_of(people: People, cases: Cases) -> dict[str, np.ndarray]:
    """The level of each covariate: position in LEVELS, one array (cases,) a covariate."""
    person = cases.person
    age = whole_years(people.born_on[person], cases.released_on)
    priors = cases.prior_convictions
    months = cases.sentence_months
    year = calendar_parts(cases.released_on)[0]
    sentence = 1 + np.digitize(months, [1, 13, 37, 61])
    sentence = np.where(months == words.EMPTY, 6, sentence)
    return {
        "sex": people.sex[person],
        "race": people.race[person],
        "ethnicity": people.ethnicity[person],
        "age_band": np.digitize(age, [18, 25, 35, 45, 55]),
        "offense": cases.offense,
        "risk_level": cases.risk_level,
        "prior_convictions": np.where(priors == words.EMPTY, 4, np.digitize(priors, [1, 3, 6])),
        "sentence_months": np.where(cases.release_type == words.PRISON, sentence, 0),
        "release_type": cases.release_type,
        # Later releases may lie beyond the last year that is written down; nobody is compared there.
        "release_year": np.clip(year - int(words.YEARS[0]), 0, len(words.YEARS) - 1),
    }


@cache
def weights(name: str) -> Weights:
    """Weights from the facts file `name`.csv: covariate, level, then one column a quantity. Levels not given weigh 0."""
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns = tuple(reader.fieldnames[2:])
        by_covariate: dict[str, np.ndarray] = {}
        for row in reader:
            levels = LEVELS[row["covariate"]]
            table = by_covariate.setdefault(row["covariate"], np.zeros((len(levels), len(columns))))
            table[levels.index(row["level"])] = [float(row[column]) for column in columns]
    return Weights(columns, by_covariate)
