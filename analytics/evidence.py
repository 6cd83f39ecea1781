"""What was found elsewhere: published studies, pooled by model, outcome and design.

Randomized and not stand apart. A review is a row of its own and never pooled, with its own studies or with another
review. Nothing is borrowed from one model for another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analytics import pooling
from analytics.vocabulary import OUTCOMES
from data.evidence import NOT_RANDOMIZED, RANDOMIZED, REVIEW, UNKNOWN, Study, published_studies, read_studies
from data.loading.models import own_models
from data.problem import Problem

COLUMNS = ("model", "outcome", "design", "studies", "participants", "odds_ratio", "low", "high", "prediction_low", "prediction_high",
           "tau2", "i2", "q", "p_value", "status", "told_in_words")
WHOLE = ("studies", "participants", "told_in_words")
SHOWN_DESIGNS = (RANDOMIZED, NOT_RANDOMIZED, UNKNOWN, REVIEW)
NOT_POOLED_HERE = ("cost",)  # outcomes in money, told elsewhere
LEAST_STUDIES = 3


@dataclass(frozen=True)
class Estimate:
    """One study's log odds ratio and its standard error; corrected: 0.5 was added to its four cells."""

    study: Study
    effect: float
    std_error: float
    corrected: bool = False


@dataclass(frozen=True)
class Group:
    """All studies of one model, outcome and design. `told`: without figures that can be pooled. `left_out`: with none
    (or all) on both sides, so that they say nothing of a difference."""

    model: str
    outcome: str
    design: str
    estimates: tuple[Estimate, ...]
    left_out: tuple[Study, ...]
    told: tuple[Study, ...]
    pooled: pooling.Pooled

    @property
    def studies(self) -> int:
        """How many studies the figure stands on; of a review, how many it holds."""
        if self.design == REVIEW and self.estimates:
            return self.estimates[0].study.studies_inside or 1
        return len(self.estimates)

    @property
    def told_in_words(self) -> tuple[Study, ...]:
        """The studies told in words beside the figure, each once: the same people may be told of several times.

        Of each its longest follow-up stands, or where no length is known its latest report. Not those whose people stand
        in the figure.
        """
        in_the_figure = {people for made in self.estimates for people in (made.study.study, made.study.same_people)}
        each: dict[str, Study] = {}
        for study in sorted(self.told, key=lambda study: (float(study.follow_up_months or 0), study.year)):
            each[study.same_people or study.study] = study
        return tuple(study for people, study in each.items() if people not in in_the_figure)

    @property
    def participants(self) -> int | None:
        """People in those studies; None where one of them does not say."""
        counted = [estimate.study.participants for estimate in self.estimates]
        return None if None in counted else sum(counted)

    @property
    def status(self) -> str:
        """ok, low (fewer than three studies), or not_estimable (none with figures)."""
        return "not_estimable" if not self.estimates else "low" if self.studies < LEAST_STUDIES else "ok"


def evidence(*, model: str | Sequence[str] | None = None, outcome: str | None = None, studies: str | Path | None = None) -> pd.DataFrame:
    """Pooled published studies, one row a model, outcome and design; odds ratio below 1: fewer people had it.

    studies: a file of one's own instead of the project's. Random effects, REML, Hartung-Knapp; one study: its own z
    interval; a review: as published. Raises Problem for an unknown model or outcome, or a file with an error.
    """
    return table(groups(model=model, outcome=outcome, studies=studies))


def groups(*, model: str | Sequence[str] | None = None, outcome: str | None = None, studies: str | Path | None = None) -> list[Group]:
    """The same as groups that still hold their studies."""
    known = read_studies(studies) if studies is not None else published_studies()
    chosen = (model,) if isinstance(model, str) else tuple(model or ())
    codes = {study.model for study in known} | (set() if studies is not None else set(_models()))
    outcomes = {study.outcome for study in known} | (set() if studies is not None else set(OUTCOMES))
    for option, value, possible in [*(("model", code, codes) for code in chosen), ("outcome", outcome, outcomes)]:
        if value is not None and value not in possible:
            raise Problem(f"No study has the {option} {str(value)[:80]!r}. Possible: {', '.join(sorted(possible))}.")
    selected = [study for study in known if (not chosen or study.model in chosen) and outcome in (None, study.outcome)
                and study.design in SHOWN_DESIGNS and study.outcome not in (() if studies is not None else NOT_POOLED_HERE)]
    order = list(dict.fromkeys([*_models(), *(study.model for study in known)]))
    keys = dict.fromkeys((study.model, study.outcome, study.design) for study in selected)
    keys = sorted(keys, key=lambda key: (order.index(key[0]), key[1], SHOWN_DESIGNS.index(key[2])))
    made = []
    for key in keys:
        of_key = [study for study in selected if (study.model, study.outcome, study.design) == key]
        made += [_group(key, [review]) for review in of_key if _has_figures(review)] if key[2] == REVIEW else []
        if key[2] != REVIEW or not any(map(_has_figures, of_key)):
            made.append(_group(key, of_key))
    return made


def table(found: Iterable[Group]) -> pd.DataFrame:
    """Groups as the rows of the result file."""
    rows = [_row(group) for group in found]
    types = {name: "Int64" if name in WHOLE else "float64" for name in COLUMNS[3:] if name != "status"}
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(types)


def estimate(study: Study) -> Estimate | None:
    """A study's log odds ratio; None where it has no figures, or nobody or everybody had it on both sides."""
    if study.counts:
        counts = study.counts
        made = pooling.log_odds_ratio(counts.events_treated, counts.n_treated, counts.events_control, counts.n_control)
        return Estimate(study, *made) if made else None
    if study.effect is None or study.std_error is None:
        return None
    return Estimate(study, study.effect, study.std_error)


def notes(found: Iterable[Group]) -> list[str]:
    """What the named rules did to which studies: left out, corrected, kept apart."""
    found = list(found)
    said = []
    left_out = [study.study for group in found for study in group.left_out]
    corrected = [made.study.study for group in found for made in group.estimates if made.corrected]
    reviews = [made.study.study for group in found if group.design == REVIEW for made in group.estimates]
    if left_out:
        said.append(f"left out, the same for nobody or everybody on both sides: {', '.join(left_out)}")
    if corrected:
        said.append(f"0.5 added to each cell for a zero: {', '.join(corrected)}")
    if reviews:
        said.append(f"reviews kept apart, never pooled: {', '.join(reviews)}")
    return said


def _group(key: tuple[str, str, str], studies: list[Study]) -> Group:
    usable = [study for study in studies if _has_figures(study)]
    pool = [study for study in usable if study.use == "pool"] or usable[:1]  # one that may only stand alone
    made = [(study, estimate(study)) for study in pool]
    estimates = tuple(one for _, one in made if one)
    pooled = pooling.pool([one.effect for one in estimates], [one.std_error for one in estimates])
    return Group(*key, estimates, tuple(study for study, one in made if not one),
                 tuple(study for study in studies if study not in pool), pooled)


def _has_figures(study: Study) -> bool:
    return study.counts is not None or study.effect is not None


def _row(group: Group) -> dict[str, object]:
    pooled = group.pooled
    return {
        "model": group.model, "outcome": group.outcome, "design": group.design, "studies": group.studies,
        "participants": group.participants, "odds_ratio": pooling.ratio(pooled.effect), "low": pooling.ratio(pooled.low),
        "high": pooling.ratio(pooled.high), "prediction_low": pooling.ratio(pooled.prediction_low),
        "prediction_high": pooling.ratio(pooled.prediction_high), "tau2": pooled.tau2, "i2": pooled.i2, "q": pooled.q,
        "p_value": pooled.p_value, "status": group.status, "told_in_words": len(group.told_in_words),
    }  # fmt: skip


def _models() -> list[str]:
    """Codes of the product's own models, in their order."""
    return [code for code, *_ in own_models()]
