"""What was paid of what was ordered, how long completing takes, and what was given back: words of Promises kept."""

from collections.abc import Mapping, Sequence

from analytics import sentences, words
from analytics.answers.common import without_number
from analytics.sentences import orders, repair

HEADLINE = "restitution"
OVER_TIME = "How long it takes, and why people leave"
ORDERED = "Money and hours"
GIVEN = "What was given to communities"
NOT_OF_PEOPLE = "These gifts are recorded by place and month and name no person. Choosing people does not change them; a place does."


def of_kind(rows: Sequence[Mapping], kind: str, unit: str | None = None) -> list[Mapping]:
    """The rows of `obligations` of one kind as a whole, one a model; in the unit that comes first unless one is named."""
    found = [row for row in rows if row["kind"] == kind and row["payee"] == "all"]
    # never two units in one picture
    return [row for row in found if row["amount_unit"] == (unit or found[0]["amount_unit"])]


def kinds(rows: Sequence[Mapping]) -> list[str]:
    """The kinds that the rows tell of, restitution first."""
    return [kind for kind in orders.KINDS if any(row["kind"] == kind for row in rows)]


def paid(rows: Sequence[Mapping]) -> str:
    """The part's answer, from the rows of `obligations`."""
    found = of_kind(rows, HEADLINE)
    usual = [row for row in found if row["model"] == words.BASELINE]
    if not rows:
        return "These records hold no orders of money or hours. That does not mean that nothing was ordered or paid."
    if not usual or sentences.missing(usual[0]["paid_share"]):
        return "We can't say how much of the restitution was paid with the usual sentence. That does not mean that nothing was."
    verdicts = [orders.verdict(row) for row in found if row["model"] != words.BASELINE]
    more, fewer = verdicts.count("more"), verdicts.count("fewer")
    said = f"With the usual sentence, {sentences.some(usual[0]['paid_share'])} of every 100 dollars of restitution were paid."
    said += " There are few such orders, so the number is unsure." if orders.unsure(usual[0]) else ""
    parts = [f"more of it came in cases of {_number(more)}" if more else "", f"less in cases of {_number(fewer)}" if fewer else ""]
    unsure = sum(verdicts.count(kind) for kind in ("unclear", "low", "alone"))
    if more or fewer:
        said += f" Of {len(verdicts)} kinds of program, {' and '.join(filter(None, parts))}."
        said += f" For {unsure} we can't tell." if unsure else ""
    elif unsure:
        said += f" For none of {unsure} kind{'' if unsure == 1 else 's'} of program can we tell a difference yet."
    said += _without_share(verdicts)
    return said + (" The groups were not matched, so don't read this as what the programs did." if more or fewer or unsure else "")


def _without_share(verdicts: Sequence[str]) -> str:
    """Of how many kinds nothing is told of what was paid, and why."""
    nothing = verdicts.count("nobody")
    ordered = f" In cases of {_number(nothing)} none was ordered, or none that is a year old." if nothing else ""
    return without_number([verdict for verdict in verdicts if verdict != "nobody"]) + ordered


def about(rows: Sequence[Mapping], model: str, names: dict[str, str] | None, exposure: str) -> list[tuple[str, str]]:
    """What the rows of `obligations` say of one model, each kind under its heading."""
    return [(orders.heading(row), orders.about(row, names, exposure)) for row in rows if row["model"] == model and row["payee"] == "all"]


def can_say() -> list[str]:
    """What these figures carry."""
    return ["How much of the money and the hours that were ordered at least a year ago came, and how it came over time.",
            "How many orders were kept in full, and on how many nothing came: a few large orders can hide many small ones.",
            "What was given to communities, each kind by its own measure."]


def cannot_say() -> list[str]:
    """What they do not carry."""
    return ["That somebody would not pay. Some can't, and some were in prison when it was due.",
            "What a gift did for those who made it, or for those who received it."]


def caption(kind: str) -> str:
    """What the columns of the table of orders hold."""
    return (f"{orders.KINDS[kind][0]}: orders at least a year old, by release. Amounts are rounded to about what five people were ordered, "
            "unless exact figures are asked for. The groups are not made alike.")


def given(rows: Sequence[Mapping]) -> str:
    """The answer of the part on what was given back."""
    return repair.answer(rows)


def given_caption() -> str:
    """What the columns of that table hold."""
    return ("Quantities as recorded, never added up across measures. People are counted month by month: somebody who takes part in twelve "
            "months counts twelve times. Hidden where few people took part.")


def _number(count: int) -> str:
    return words.number(count)
