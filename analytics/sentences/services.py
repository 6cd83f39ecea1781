"""What the rows of `services` say: who took part in a reentry program, who completed it, and what happened after."""

from collections.abc import Mapping

from analytics import words
from analytics.sentences.numbers import count, direction, gap, missing, per_100, some, whole
from analytics.sentences.withheld import NOT_WORKED_OUT, absent, hidden

PROGRAMS = {
    "missouri_reentry_process": "Missouri Reentry Process", "health": "Health", "mental_health": "Mental health", "self_esteem": "Self-esteem",
    "parenting": "Parenting", "academic_education": "School education", "vocational_education": "Job training",
    "substance_use": "Substance use", "life_skills": "Life skills",
}  # fmt: skip
NOT_ALIKE = "The two groups were not matched, so don't read this as what the program did."


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
    if row["status"] == "immature":
        return " ".join([*said, "It is too soon to say what happened afterwards."])
    if missing(row["rate"]):
        return " ".join([*said, "What happened afterwards is hidden." if row["status"] == "suppressed" else NOT_WORKED_OUT])
    event, months = words.EVENTS[row["outcome"]].were, words.window(int(row["window_months"]))
    said.append(f"Of every 100 {'women' if row['for_women'] else 'people'} who had started it by their release, {some(row['rate'])} {event} within {months}.")
    if missing(row["difference"]):
        return " ".join(said)
    said.append(f"Of 100 who had not, in the same kinds of case, {some(row['others_rate'])} did.")
    if row["status"] == "low":
        said.append("There are too few people to judge.")
    elif row["difference_low"] <= 0 <= row["difference_high"]:
        said.append(f"We can't tell yet: the records fit anything from {gap(row['difference_low'], row['difference_high'])}.")
    else:
        said.append(f"That is {per_100(row['difference'])} {direction(row['difference'])}; the records fit anything from "
                    f"{gap(row['difference_low'], row['difference_high'])}.")
    return " ".join([*said, NOT_ALIKE])


def share(row: Mapping, name: str, low: str, high: str) -> tuple[str, tuple[str, ...], bool]:
    """A share in a table's cell, its range beneath, and whether it is unsure or missing."""
    if missing(row[name]):
        return absent(row["status"]), (), True
    return f"{whole(row[name])} of 100", (f"{whole(row[low])} to {whole(row[high])}",), row["status"] == "low"
