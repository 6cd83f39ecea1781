"""What may not be shown of who is reached: steps of few, and what would tell of them."""

from dataclasses import dataclass

import numpy as np

from analytics.access_counts import STEPS, Access
from analytics.disclosure import Gate

# Where not all counts of a row of steps may be shown, those that matter most are.
SHOWN_FIRST = ("referred", "completed", "started", "consented")


@dataclass(frozen=True)
class Hidden:
    """What may not be shown: those eligible [L], those of whom it is not recorded [L], those who reached a step [L, M, 4]."""

    eligible: np.ndarray
    not_recorded: np.ndarray
    reached: np.ndarray


def hidden_counts(found: Access, gate: Gate) -> Hidden:
    """What does not pass the gate."""
    few = gate.small(found.people)
    reached = _hidden_steps(found, gate) | few[:, None, None]
    if not gate.exact and gate.round_to == 1:
        reached = _with_what_tells(reached, found, gate)
    return Hidden(few, gate.small(found.unknown[:, 1]), reached)


def _hidden_steps(found: Access, gate: Gate) -> np.ndarray:
    """[L, M, 4] True where a step's count may not leave: a few people reached it, or did not, or lie between it and
    another step that is shown."""
    hidden = np.ones(found.reached.shape, bool)
    shown: list[int] = []
    for step in map(STEPS.index, SHOWN_FIRST):
        few = gate.small(found.people_reached[..., step], found.people_not[..., step]) | ~found.dated[:, step]
        for other in shown:
            first, behind = min(step, other), max(step, other)
            few |= ~hidden[..., other] & gate.small(found.between[..., first, behind])
        hidden[..., step] = few
        shown.append(step)
    return hidden


def _with_what_tells(hidden: np.ndarray, found: Access, gate: Gate) -> np.ndarray:
    """Where counts are not rounded, hide more until neither the groups together nor any program together tell of few."""
    while True:
        more = hidden.copy()
        for model, step in np.ndindex(more.shape[1:]):
            _hide_groups(more[:, model, step], found.people_reached[:, model, step], gate)
        for level, step in np.ndindex(len(more), len(STEPS)):
            if not more[level, 0, step]:
                _hide_programs(more[level, :, step], found.people_reached[level, :, step], found.restorative, gate)
        if (more == hidden).all():
            return hidden
        hidden = more


def _hide_groups(hidden: np.ndarray, people: np.ndarray, gate: Gate) -> None:
    """Hide more groups until the hidden ones cannot be told from the sum of all. hidden, people: [L] of a program's step."""
    if len(hidden) == 1:
        return
    there = people > 0
    if (hidden & there).sum() == 1 and (~hidden & there).any():
        _hide_smallest(hidden, people)
    hidden[:] = gate.hidden_together(hidden, people, lambda chosen: people[chosen].sum())


def _hide_programs(hidden: np.ndarray, people: np.ndarray, restorative: np.ndarray, gate: Gate) -> None:
    """Hide more programs until any program together does not tell of few in one alone, in the hidden ones or in two at once.

    hidden, people: [M] of a group's step, any program first.
    """
    everyone, inside = people[0], np.where(restorative, people, 0)
    hidden |= restorative & gate.small(everyone - inside)
    hidden[:] = gate.hidden_together(hidden, inside, lambda chosen: inside[chosen].sum())
    if not (hidden & (inside > 0)).any() and gate.small(inside.sum() - everyone):
        _hide_smallest(hidden, inside)


def _hide_smallest(hidden: np.ndarray, people: np.ndarray) -> None:
    hidden[np.where(~hidden & (people > 0), people, np.inf).argmin()] = True
