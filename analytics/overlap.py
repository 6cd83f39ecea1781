"""Whether both groups hold people of every kind: where each stands on the chance of being sent, from low to high."""

from dataclasses import dataclass

import numpy as np

from analytics.adjusted import AdjustedArm
from analytics.adjusted_comparison import adjusted
from analytics.counting import source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import ask

BANDS = 10


@dataclass(frozen=True)
class Overlap:
    """Shares of each group in ten bands of the chance of being sent, each with a tenth of everybody in it.

    arm, baseline: [10] from the least likely to be sent to the most likely; nan where few people stand behind it.
    reason: in words, where there is nothing to show.
    """

    arm: np.ndarray
    baseline: np.ndarray
    reason: str = ""


def overlap(db: Database, model: str, *, outcome: str = "rearrest", window: int = 36, **options: object) -> Overlap:
    """The two groups of a comparison, its matched part. Options as for `compare`; the chance is that of `ipw`."""
    options = {name: value for name, value in options.items() if name not in ("adjust", "by", "model")}
    question = ask(outcome=outcome, window=window, adjust="ipw", model=model, **options)
    with opened(db) as connection:
        asked = source(connection, question)
        found = adjusted(asked)
    return of_arm(found.arms[0, asked.arms.codes.index(model)], Gate(question.min_cell, question.round))


def of_arm(arm: AdjustedArm, gate: Gate) -> Overlap:
    """The same from one arm's weights."""
    weighting, nothing = arm.weighting, np.full(BANDS, np.nan)
    if weighting.at is None:
        return Overlap(nothing, nothing, weighting.reason)
    people = weighting.arm * weighting.matched, weighting.baseline * weighting.matched
    score = weighting.design.score(weighting.at[:-1])
    order = np.argsort(score, kind="stable")
    everyone = (people[0] + people[1])[order]
    middle = np.cumsum(everyone) - everyone / 2
    band = np.empty(len(score), np.int64)
    band[order] = np.minimum((BANDS * middle / everyone.sum()).astype(np.int64), BANDS - 1)
    counts = [np.bincount(band, group, BANDS) for group in people]
    # A band that one group has few people in shows neither: the other's could be taken from the whole.
    hidden = gate.small(*counts)
    shares = [np.where(hidden, np.nan, gate.rounded(count) / gate.rounded(count.sum())) for count in counts]
    return Overlap(*(gate.figure(share) for share in shares))
