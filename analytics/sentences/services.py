"""What the rows of `services` say: who took part in a reentry program, who completed it, and what happened after."""

from collections.abc import Mapping

from analytics import words
from analytics.sentences import withheld
from analytics.sentences.numbers import count, direction, gap, missing, per_100, some, whole
from analytics.sentences.withheld import NOT_WORKED_OUT, absent, hidden

PROGRAMS = {
    "missouri_reentry_process": "Missouri Reentry Process", "health": "Health", "mental_health": "Mental health", "self_esteem": "Self-esteem",
    "parenting": "Parenting", "academic_education": "School education", "vocational_education": "Job training",
    "substance_use": "Substance use", "life_skills": "Life skills",
}  # fmt: skip
# Figure -> the counts that it stands on; figures made alike are never shown beside hidden ones.
BEHIND = {"completed_share": ("closed", "completed"), "difference": ("n", "events", "others_n", "others_events")}
MAY_DIFFER = "People who take part may still differ from others in ways that the records don't hold."


def title(row: Mapping) -> str:
    """What the program is called."""
    return PROGRAMS[row["program"]] + (", made for women" if row["for_women"] else "")


def about(row: Mapping) -> str:
    """What one row says, for every status."""
    if missing(row["people"]):
        return hidden()
    said = [f"{count(row['people'], 'person', 'people')} took part."]
    if not missing(row["completed_share"]):
        said.append(f"Of every 100 that ended, {some(row['completed_share'])} were completed.")
    if row["alike_status"] == "immature":
        return " ".join([*said, "It is too soon to say what happened afterwards."])
    if missing(row["alike_difference"]):
        return " ".join([*said, "What happened afterwards is hidden." if row["alike_status"] == "suppressed" else NOT_WORKED_OUT])
    return " ".join([*said, *_afterwards(row)])


def _afterwards(row: Mapping) -> list[str]:
    """What followed, against others made like them; how the groups stand without that."""
    event, months = words.EVENTS[row["outcome"]].were, words.window(int(row["window_months"]))
    who, fits = "women" if row["for_women"] else "people", gap(row["alike_difference_low"], row["alike_difference_high"])
    said = [f"Of every 100 {who} who had started it by their release, {some(row['alike_rate'])} {event} within {months}.",
            f"Of 100 like them who had not, {some(row['alike_others_rate'])} did."]
    if row["alike_status"] == "low":
        said.append("Too few people are alike to judge.")
    elif row["alike_difference_low"] <= 0 <= row["alike_difference_high"]:
        said.append(f"We can't tell yet: the records fit anything from {fits}.")
    else:
        said.append(f"That is {per_100(row['alike_difference'])} {direction(row['alike_difference'])}; the records fit anything from {fits}.")
    if not missing(row["difference"]):
        size = f"{per_100(row['difference'])} {direction(row['difference'])}" if whole(row["difference"]) else "under 1 either way"
        said.append(f"As the groups stand, not made alike, the gap is {size}.")
    return [*said, MAY_DIFFER]


def share(row: Mapping, name: str, status: str) -> tuple[str, tuple[str, ...], bool]:
    """A share in a table's cell, its range beneath, and whether it is unsure or missing."""
    if missing(row[name]):
        return absent(row[status]), (), True
    return f"{whole(row[name])} of 100", (f"{whole(row[f'{name}_low'])} to {whole(row[f'{name}_high'])}",), _unsure(row, name, status)


def beside(row: Mapping, prefix: str, status: str) -> tuple[str, tuple[str, ...], bool]:
    """The share among the others in a table's cell, how far apart the two are beneath, and whether it is unsure or missing.

    prefix: alike_ for others made like them, else empty.
    """
    low, high = row[f"{prefix}difference_low"], row[f"{prefix}difference_high"]
    if missing(row[f"{prefix}others_rate"]) or missing(low):
        return absent(row[status]), (), True
    return f"{whole(row[f'{prefix}others_rate'])} of 100", (f"{gap(low, high)} after it",), _unsure(row, f"{prefix}difference", status)


def _unsure(row: Mapping, name: str, status: str) -> bool:
    return withheld.unsure(row, name, lambda row: [row[count] for count in BEHIND.get(name, ())], status)
