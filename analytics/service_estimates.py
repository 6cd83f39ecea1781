"""The figures of a reentry program: how many took part and completed it, and what followed, crude and made alike."""

from collections.abc import Mapping

import numpy as np

from analytics import proportions
from analytics.adjusted_comparison import judged
from analytics.adjusted_estimates import estimate_arm
from analytics.disclosure import Gate
from analytics.reliability import followed_unalike, unreliable_difference
from analytics.service_counts import ServiceCounts
from analytics.status import first_that_applies

# The columns of an adjusted comparison, under the names that they have here.
ALIKE = {
    "rate": "alike_rate", "rate_low": "alike_rate_low", "rate_high": "alike_rate_high", "baseline_rate": "alike_others_rate",
    "risk_difference": "alike_difference", "risk_difference_low": "alike_difference_low",
    "risk_difference_high": "alike_difference_high", "effective_n": "effective_n", "unmatched_share": "unmatched_share",
}  # fmt: skip


def participation(completion: Mapping[str, np.ndarray], program: str, for_women: bool, gate: Gate) -> dict[str, object]:
    """People in it and how their services ended, as far as may be shown. completion: columns of service_completion.sql."""
    of = (completion["program"] == program) & (completion["for_women"].astype(bool) == for_women)
    counts = {name: float(completion[name][of].sum()) for name in completion if name not in ("program", "for_women")}
    row: dict[str, object] = {
        "people": None if gate.small(counts["people"]) else float(gate.rounded(counts["people"])),
        "open": None if gate.small(counts["people_open"]) else float(gate.rounded(counts["open"])),
    }
    # Where counts are exact, people less those whose service ended are those whose service is open.
    hidden = bool(gate.small(counts["people"], counts["people_completed"], counts["people_left"]) | gate.small_by_subtraction(counts["people_open"]))
    if not hidden:
        row |= _share("completed", float(gate.rounded(counts["completed"])), "closed", float(gate.rounded(counts["closed"])), "completed_share")
    return row | {"hidden": hidden}


def afterwards(counts: ServiceCounts, program: str, for_women: bool, adjust: str, gate: Gate, hidden: bool, recorded: bool) -> dict[str, object]:
    """The event after the program and among the others in the same kinds of case, crude and made like them.

    hidden: nothing may be shown of those who took part. recorded: False where the records hold no such event at all.
    """
    groups = counts.groups(program, for_women)
    (in_all, n, events), (others_in_all, others_n, others_events) = map(counts.of_group, groups)
    unalike = bool(followed_unalike(n, in_all, others_n, others_in_all))
    arm_hidden = bool(gate.small(n, events, n - events))
    others_hidden = arm_hidden or bool(gate.small(others_n, others_events, others_n - others_events))
    n, events, others_n, others_events = (float(gate.rounded(value)) for value in (n, events, others_n, others_events))
    row: dict[str, object] = {} if arm_hidden else {"n": n}
    row |= {} if others_hidden else {"others_n": others_n}
    if recorded:  # else how many had the event is unknown, not zero
        row |= {} if arm_hidden else _share("events", events, "n", n, "rate")
        row |= {} if others_hidden else _share("others_events", others_events, "others_n", others_n, "others_rate", limits=False)
    if {"rate", "others_rate"} <= row.keys():
        gap = proportions.newcombe_difference(min(events, n), n, min(others_events, others_n), others_n)
        row |= dict(zip(("difference", "difference_low", "difference_high"), map(float, gap), strict=True))
    status = str(first_that_applies(
        suppressed=np.array(hidden or others_hidden), immature=np.array(in_all > 0 and n == 0),
        not_estimable=np.array(not recorded or n == 0 or others_n == 0),
        low=unreliable_difference(n, events, others_n, others_events)))
    alike_status, _, figures = judged(status, recorded, unalike, estimate_arm(counts.made_alike(adjust, program, for_women), gate))
    return row | {"status": status, "alike_status": alike_status} | {ALIKE[name]: value for name, value in figures.items() if name in ALIKE}


def without_people(row: dict[str, object], gate: Gate) -> dict[str, object]:
    """The row; where counts are exact, without its people if they are few more than those who were followed."""
    more = (row["people"] or 0) - (row.get("n") or 0)
    return row | {"people": None} if gate.small_by_subtraction(more) else row


def _share(of: str, part: float, among: str, whole: float, name: str, limits: bool = True) -> dict[str, object]:
    """Two counts and the share that the one is of the other, with its limits; nobody has no share."""
    if not whole:
        return {of: part, among: whole}
    low, high = proportions.wilson(min(part, whole), whole)
    return {of: part, among: whole, name: min(part, whole) / whole} | ({f"{name}_low": float(low), f"{name}_high": float(high)} if limits else {})
