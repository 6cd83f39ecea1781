"""Findings about the figures themselves: how far the groups differ from the start, and what can't be said."""

from analytics import answers, sentences, words
from analytics.answers import hard_questions, people_harmed
from analytics.brief import pack_words
from analytics.brief.charts import Mix, Mixes, Words
from analytics.brief.edition import Edition
from analytics.brief.events import others, verdicts
from analytics.brief.finding import Finding, Footer, arms, people_counted, title_of
from analytics.sentences import slides
from analytics.vocabulary import BASELINE

RISKS = {"low": "Low risk", "moderate": "Moderate risk", "high": "High risk", "unknown": "Not known"}
GAPS = (0.02, 0.05, 0.10)
FEW = 12  # rows that a table on a slide can hold


def fair(edition: Edition) -> Finding:
    """How the groups differ in assessed risk before anything happens to them."""
    rows = edition.by_risk
    models = list(dict.fromkeys(row["model"] for row in rows))
    compared = edition.rows("compare", edition.wishes.headline, edition.wishes.adjust)
    people = {row["model"]: row["n"] for row in compared if not sentences.missing(row["n"])}
    mixes = {model: _mix(model, rows, people.get(model), edition) for model in sorted(models, key=lambda code: code != BASELINE)}
    shown = {model: mix for model, mix in mixes.items() if any(share is not None for share in mix.shares)}
    if not any(_assessed(mix) for mix in shown.values()):
        shown = {}  # nobody's risk is known: 0 of 100 at high risk would be said of nobody
    chart = Mixes("Of every 100 people in each group, how many were assessed at which risk before their release", tuple(RISKS.values()),
                  tuple(shown.values())) if len(shown) > 1 else None
    high = list(RISKS).index("high")
    shares = [(words.model(model, edition.names).it, mix.shares[high] / 100) for model, mix in shown.items()
              if model != BASELINE and mix.shares[high] is not None and _assessed(mix)]
    usual = mixes[BASELINE].shares[high] if BASELINE in mixes and _assessed(mixes[BASELINE]) else None
    hidden = sum(mix.shares[high] is None and people.get(model) != 0 for model, mix in mixes.items() if model != BASELINE)
    title = slides.alike(shares, None if usual is None else usual / 100, hidden)
    alt = title + ". " + "; ".join(
        f"{mix.label}: " + ", ".join(f"{kind.lower()} {'hidden' if share is None else sentences.whole(share / 100)}"
                                     for kind, share in zip(RISKS.values(), mix.shares, strict=True)) for mix in shown.values()) + "."
    return Finding(
        name="fair", title=title, chart=chart, missing="" if chart else "The records don't tell how people were assessed, or too few to show it.", alt=alt,
        footer=Footer("Assessed risk as it stood before the referral; not known where it was assessed later.",
                      f"n: {people_counted(compared)}.", "Range: none; these are counts of all people, rounded.",
                      "These groups are as they came, before they are made alike. Risk is one difference of many.", pack_words.source(edition)),
        can=("That the groups differ from the start, and by how much in what the records hold.",),
        cannot=("That groups are alike in what the records do not hold: motive, family, work, drink.",
                *answers.cannot_say(compared, edition.invented)[:1]),
        questions=hard_questions.of_fairness(), also=slides.also_measured(others(edition, edition.wishes.headline)))


def unsaid(edition: Edition) -> Finding:
    """What can't be said from these figures, and how many people it would take to tell."""
    compared = edition.rows("compare", edition.wishes.headline, edition.wishes.adjust)
    rows = [_row(row, edition) for row in arms(compared)]
    event, months = words.EVENTS[edition.wishes.headline], words.window(edition.wishes.window)
    chart = Words(f"How many people each group would need to tell a gap of 2, 5 or 10 in 100 who {event.were} within {months}",
                  ("Program", "What we can tell", "People now", *(f"{round(100 * gap)} in 100" for gap in GAPS)),
                  tuple(rows[:FEW])) if rows else None
    cannot = tuple(dict.fromkeys([*answers.cannot_say(compared, edition.invented),
                                  people_harmed.cannot_say(edition.rows("satisfaction"), edition.invented)[0]])) if compared else ()
    everything = {hard_questions.title_of_event(outcome): verdicts(edition, outcome)
                  for outcome in edition.wishes.outcome}
    return Finding(
        name="unsaid", title=slides.unsaid(), chart=chart, missing="" if chart else "These records name no program.",
        alt=(chart.title if chart else slides.unsaid()) + ". " + "; ".join(
            f"{row[0]}: {row[2]} people, {row[1].lower()}, {row[4]} needed for 5 in 100" for row in rows) + ".",
        footer=Footer("People needed in each group: 80 % power, two-sided 5 %, from the usual sentence's share; never from the gap seen.",
                      f"n: {people_counted(compared)}.", "Range: see the other slides.", pack_words.caution(edition, edition.wishes.adjust),
                      pack_words.source(edition)),
        can=("What these records can tell, and what it would take to tell more.",), cannot=cannot,
        questions=hard_questions.of_what_is_unsaid(), also=slides.also_measured(everything))


def _assessed(mix: Mix) -> bool:
    """Whether anybody's risk is known, or may be."""
    return any(share != 0 for kind, share in zip(RISKS, mix.shares, strict=True) if kind != "unknown")


def _mix(model: str, rows: list[dict], people: float | None, edition: Edition) -> Mix:
    """A group's levels of risk as shares of all its people, also of those whose level is hidden: of the others alone, each would
    look more common than it is. people: how many are in the group."""
    counts = {row["risk_level"]: None if sentences.missing(row["n"]) else float(row["n"]) for row in rows if row["model"] == model}
    if None in counts.values() and edition.wishes.round == 1:
        _hide_one_more(counts, people, edition.wishes.min_cell)
    total = sum(count for count in counts.values() if count)
    if None in counts.values():
        total = max(total, people or 0)  # rounded levels can add up to more than the rounded whole
    shares = tuple(None if counts.get(level, 0.0) is None or not total else 100 * counts.get(level, 0.0) / total for level in RISKS)
    return Mix(title_of(model, edition), model, shares)


def _hide_one_more(counts: dict[str, float | None], people: float | None, least: int) -> None:
    """Hide smallest levels until those hidden are two and `least` people: where nothing is rounded, their sum follows."""
    while some := [level for level, count in counts.items() if count]:
        rest = (people or 0) - sum(counts[level] for level in some)
        if list(counts.values()).count(None) > 1 and rest >= least:
            return
        counts[min(some, key=counts.get)] = None


def _row(row: dict, edition: Edition) -> tuple[str, ...]:
    people = "hidden" if sentences.missing(row["n"]) else f"{int(row['n']):,}"
    needed = ["–" if sentences.missing(row["baseline_rate"]) else _needed(row["baseline_rate"], gap) for gap in GAPS]
    return (title_of(row["model"], edition), sentences.in_short(row), people, *needed)


def _needed(rate: float, gap: float) -> str:
    people = sentences.people_needed(rate, gap)
    return "–" if people is None else f"{people:,}"
