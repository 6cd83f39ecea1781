"""Which findings a brief holds, in which order: five for four minutes, twelve for a room."""

from collections.abc import Callable

from analytics.brief import benefits, course, events, limits, money, people
from analytics.brief.edition import Edition
from analytics.brief.finding import Finding

Teller = Callable[[Edition], Finding]


def story(edition: Edition) -> list[Finding]:
    """The findings of a brief in their order."""
    return [tell(edition) for tell in (_five() if edition.wishes.slides == 5 else _twelve(edition))]


def tellers(edition: Edition) -> dict[str, Teller]:
    """Name -> what tells it, of every finding that a brief of any length could hold."""
    found: dict[str, Teller] = {
        "victims": lambda of: people.answers(of, "satisfaction_process", "victims"),
        "outcome": lambda of: people.answers(of, "satisfaction_outcome", "outcome"),
        "heard": lambda of: people.answers(of, "felt_heard", "heard"),
        "fear": lambda of: people.fared(of, "fear_of_revictimization", "fear"),
        "safety": lambda of: people.fared(of, "safety", "safety"),
        "promises": people.promises,
        "events": lambda of: events.gaps(of, of.wishes.headline),
        "course": course.course,
        "obligations": money.restitution,
        "claims": benefits.verdicts,
        "savings": money.savings,
        "fair": limits.fair,
        "unsaid": limits.unsaid,
    }
    for outcome in edition.wishes.outcome[1:]:
        found[outcome] = lambda of, outcome=outcome: events.gaps(of, outcome, outcome)
    return found


def _five() -> list[Teller]:
    return [lambda of: people.answers(of, "satisfaction_process", "victims"), people.promises,
            lambda of: events.gaps(of, of.wishes.headline), limits.fair, limits.unsaid]


def _twelve(edition: Edition) -> list[Teller]:
    known = tellers(edition)
    more = list(edition.wishes.outcome[1:])
    names = ["victims", "outcome", "fear", "promises", "obligations", "events", "course", *more[:1], "claims", "savings", "fair", "unsaid"]
    spare = [name for name in (*more[1:2], "heard", "safety", *more[2:]) if name in known][:12 - len(names)]
    names[3:3] = spare  # where fewer events are counted, more of what victims said
    return [known[name] for name in names]
