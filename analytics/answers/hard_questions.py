"""Questions that a room may ask of a figure, and what can be answered from the records."""

from collections.abc import Mapping, Sequence

from analytics import words
from analytics.reliability import LEAST_EVENTS
from analytics.sentences import comparison

CHOSEN = "Weren't these people picked because they were doing well anyway?"
BY_LOT = "Was it decided by lot who took part?"


def of_events(rows: Sequence[Mapping]) -> tuple[tuple[str, str], ...]:
    """About who was arrested, convicted or imprisoned again."""
    matched = any(comparison.matched(row) for row in rows)
    picked = ("In part they were, and these figures are not corrected for it. Look at the slide on fairness."
              if not matched else "In part they were. The groups are made alike in what the records hold; what they don't hold may still differ.")
    return (
        (CHOSEN, picked),
        (BY_LOT, "No. So part of any gap may have other causes."),
        ("Does a new arrest mean a new crime?", "No. It is what police recorded. The tables hold convictions and returns to prison too."),
        ("What about those who dropped out?", "They are counted with those who stayed: everybody who was sent counts."),
        ("Why can't you tell for some?", f"Their range holds no gap, or a group has fewer than {LEAST_EVENTS} events."),
    )


def of_answers() -> tuple[tuple[str, str], ...]:
    """About what victims said."""
    return (
        ("Aren't the happy ones those who answer?", "Perhaps. The tables show the range if all who were silent were unhappy, and if all were happy."),
        ("And victims who were never asked?", "They are in no figure. Satisfaction speaks only for those who were asked and answered."),
        ("Were victims pressed to take part?", "The tables hold that question where it was asked."),
    )


def of_promises() -> tuple[tuple[str, str], ...]:
    """About promises kept."""
    return (
        ("Is a program with a higher share better?", "Not necessarily. Programs ask different things of different people."),
        ("What about cases that are still open?", "They count neither as kept nor as broken. How many there are stands in the table."),
        ("Why did people leave?", "Often not by their own wish: a victim may have declined, or the person moved."),
    )


def of_money() -> tuple[tuple[str, str], ...]:
    """About what was paid."""
    return (
        ("Were they ordered to pay less?", "The tables hold what was ordered and what was paid, group by group."),
        ("And orders of the last months?", "They are left out until they are a year old; how many is in the table."),
        ("Do victims get the money?", "Restitution goes to whoever the court named. Where the records name the payee, the tables tell them apart."),
    )


def of_costs() -> tuple[tuple[str, str], ...]:
    """About what is saved."""
    return (
        ("Why not the full cost of a prison day?", "One person less does not close a wing. A day less saves food and care, not the building."),
        ("Whose prices are these?", "Those in the list of prices, each with its source and year. Anybody can put in their own."),
        ("What about costs to victims?", "They stand apart, since a harm not done is no money in a budget."),
    )


def of_claims() -> tuple[tuple[str, str], ...]:
    """About the claims and their verdicts."""
    return (
        ("Who made the rule?", "It was written down before anybody looked, and it is printed with the tables. Turn every sign, and the verdicts turn."),
        ("Why is so much not settled?", "Because here and elsewhere do not both point the same way, or too few people were counted."),
        ("Why is something not measured?", "The records hold nothing of it. A verdict without figures would be a guess."),
    )


def of_fairness() -> tuple[tuple[str, str], ...]:
    """About how groups differ."""
    return (
        ("Then what are these figures good for?", "They say what happened to whom. They don't say why until the groups are made alike, and not surely then."),
        ("Why account for race?", "Because people are policed and sentenced differently, not because race causes crime."),
        ("What would settle it?", "Deciding by lot who is offered a program, with enough people. The last slide says how many."),
    )


def of_what_is_unsaid() -> tuple[tuple[str, str], ...]:
    """About the limits."""
    return (
        ("So you know nothing?", "We know what happened to everybody in these records. We don't know what would have happened otherwise."),
        ("Why not wait until you know?", "The people sent in the meantime could be chosen by lot; that would tell within a few years."),
        ("Could these numbers be about me?", "Small numbers are hidden and the others rounded, so that nobody can be found in them."),
    )


def title_of_event(outcome: str) -> str:
    """An event in a list: "convicted again"."""
    title = words.EVENTS[outcome].title
    return title[0].lower() + title[1:]
