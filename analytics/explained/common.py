"""Steps that several explanations share."""

from collections.abc import Mapping

from analytics import sentences

ARMS = {
    "referred": "A release counts for a program when the person was sent to it on or before the day of release, whether "
                "or not they went.",
    "started": "A release counts for a program when the person started it on or before the day of release. Those who "
               "start differ from those who are sent.",
    "completed": "A release counts for a program when the person completed it on or before the day of release. Those who "
                 "complete differ from those who are sent.",
}
USUAL_SENTENCE = (
    "The usual sentence: everybody who had been sent to no restorative program by then. It holds prison, probation, restitution "
    "and treatment. Each program is compared with those of them who came by the same kind of case.")


def who(row: Mapping) -> str:
    """Whom the rows count, by their unit."""
    if row["unit"] == "every":
        return ("Who is counted: every release, so a person can count more than once; the ranges allow for it. Day 0 is the day "
                "of release, or of the sentence where there was no prison.")
    return ("Who is counted: each person once, at their earliest release. Day 0 is the day of release, or of the sentence "
            "where there was no prison.")


def small_numbers(row: Mapping, thinned: bool = False) -> str:
    """What is hidden and rounded."""
    if not sentences.missing(row.get("min_cell")) and row["min_cell"] == 0:
        return "Exact figures: nothing is hidden or rounded. Not for sharing."
    if row.get("published") and not thinned:
        return (f"Small numbers: a count of 1 to {int(row['min_cell']) - 1} people is hidden, and so is every other count from which one "
                "would follow; all that is shown is exact.")
    if thinned:
        return (f"Small numbers: the lines have a step only where at least {int(row['min_cell'])} more people had it happen, so "
                "that nobody can be found in them; their heights are rounded to 3 decimals. Between two steps a line tells only that the number "
                "lies between theirs.")
    return (f"Small numbers: a count of 1 to {int(row['min_cell']) - 1} people is hidden, and every other count is rounded "
            "to the nearest 5 before any figure is made from it.")
