"""Findings about money: what victims were paid of what was ordered, and what fewer returns to prison are worth."""

from analytics import sentences, words
from analytics.answers import hard_questions
from analytics.brief import pack_words
from analytics.brief.charts import Dot, Dots, Steps, per_100
from analytics.brief.edition import Edition
from analytics.brief.finding import Finding, Footer, arms, people_counted, title_of
from analytics.sentences import orders, slides


def restitution(edition: Edition) -> Finding:
    """How much of what was ordered to be paid to victims was paid."""
    rows = [row for row in edition.rows("obligations") if (row["kind"], row["payee"], row["amount_unit"]) == ("restitution", "all", "usd")]
    rows = sorted(rows, key=lambda row: row["model"] != words.BASELINE)
    drawn = tuple(Dot(title_of(row["model"], edition), row["model"], per_100(row["low"]), per_100(row["paid_share"]), per_100(row["high"]),
                      _paid(row), orders.unsure(row)) for row in rows)
    chart = Dots("Of every 100 dollars of restitution ordered at least a year ago, how many were paid", drawn, 100.0, 20.0) if any(
        row.point is not None for row in drawn) else None
    title = slides.paid(rows)
    return Finding(
        name="obligations", title=title, chart=chart, missing="" if chart else "No restitution stands in these records, or of too few people to show it.",
        alt=title + ". " + "; ".join(f"{dot.label}: {dot.said}" for dot in drawn) + ".",
        footer=Footer("Paid: dollars paid of dollars ordered, orders at least a year old.", f"n: {people_counted(rows, 'people')}." if rows else "n: none.",
                      "Range: 95 %, from 2,000 draws of people with all their orders.",
                      "Who is ordered to pay, and how much, differs between groups. " + pack_words.caution(edition), pack_words.source(edition)),
        can=("How much of the restitution ordered was paid, group by group, on the same rule.",),
        cannot=("That a program made people pay. Those sent to it may have been the ones who could.", "That victims were made whole."),
        questions=hard_questions.of_money(), also=slides.also_measured(_other_orders(edition)))


def savings(edition: Edition) -> Finding:
    """What one program's difference in returns to prison is worth, less what it costs."""
    rows = edition.rows("savings")
    chosen = next((row for row in rows if not sentences.missing(row.get("net_saving"))), None)
    chart, title = None, slides.worth(chosen, edition.names)
    if chosen:
        avoided, cost = float(chosen["prison_cost_avoided"]), float(chosen["program_cost"])
        steps = (("Prison costs avoided", round(avoided, -2), False), ("Cost of the program", -round(cost, -2), False),
                 ("Left over", round(avoided, -2) - round(cost, -2), True))
        chart = Steps(f"Dollars of {int(chosen['dollars_year'])} for every 100 people {words.people(chosen['model'], edition.wishes.exposure, edition.names)}",
                      "$", steps)
    own = "" if not chosen or chosen["program_cost_is_own"] else " The program's cost is a stand-in, not this program's own."
    return Finding(
        name="savings", title=title, chart=chart, missing="" if chart else "Whether fewer people came back to prison can't be told in this selection.",
        alt=title + ".",
        footer=Footer("Prison days avoided × what a day less really saves − what the program costs. Costs to victims stand apart.",
                      f"n: {people_counted(edition.rows('compare', edition.wishes.headline))}.",
                      "Range: 90 %, 10,000 draws of the difference and of every price; bars and sentence each show a middle of their own.",
                      f"Prices are assumptions; put in your own.{own} {pack_words.caution(edition, edition.wishes.adjust)}", pack_words.source(edition)),
        can=("What the difference in returns to prison would be worth at these prices, with its range.",),
        cannot=("That money was saved: a bed left empty saves little until a wing is closed.", "What it is worth to victims not to be harmed."),
        questions=hard_questions.of_costs(), also=slides.saved(rows))


def _paid(row: dict) -> str:
    if sentences.missing(row["paid_share"]):
        return sentences.absent(row["status"])
    low, high = ("" if sentences.missing(row[limit]) else sentences.whole(row[limit]) for limit in ("low", "high"))
    return f"{sentences.whole(row['paid_share'])} of 100" + (f" ({low} to {high})" if low != "" and high != "" else "")


def _other_orders(edition: Edition) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    names = {"crime_victim_compensation": "money to the victims' fund", "community_service": "hours of service"}
    for row in arms(edition.rows("obligations")):
        if row["kind"] in names and row["payee"] == "all" and orders.verdict(row) != "nobody":
            found.setdefault(names[row["kind"]], []).append({"more": "better", "fewer": "worse"}.get(orders.verdict(row), "unclear"))
    return found
