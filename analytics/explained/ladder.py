"""How the ladder from referral to completion was calculated."""

from collections.abc import Mapping, Sequence

from analytics import sentences, words
from analytics.explained.common import small_numbers


def completion(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> list[str]:
    """How `completion`'s rows came about; who was left out is told from the rows of the first step."""
    return [
        "Who is counted: everybody who was sent to a program and whose case is closed. Somebody sent twice counts twice, and "
        "whether somebody is counted once or at every release makes no difference here.",
        "What is counted: a step is reached when its own day or that of a later step is on record, or the program was completed. "
        "Steps that a program's records never tell of are left out of its ladder.",
        f"Who is left out: those still on the way. {_open(rows, names)} They count neither as having come far nor as having left.",
        "The range: Wilson's interval at 95 % for the share of those sent.",
        small_numbers(rows[0]),
        "A verdict is held back where fewer than 30 reached the step, or where more than 20 of 100 are still on the way: those who "
        "finish first are not like the others.",
    ]


def _open(rows: Sequence[Mapping], names: dict[str, str] | None) -> str:
    said = [f"{int(row['open']):,} {words.people(row['model'], names=names)}" for row in rows
            if row["step"] == "referred" and not sentences.missing(row["open"])]
    return f"That is {sentences.listed(said)}." if said else ""
