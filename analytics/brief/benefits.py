"""The finding on the claims: how many kinds each claimed benefit is supported for, contradicted for, or open for."""

from analytics.answers import claims, hard_questions
from analytics.brief import pack_words
from analytics.brief.charts import Words
from analytics.brief.edition import Edition
from analytics.brief.finding import Finding, Footer, people_counted
from analytics.sentences import claims as said

OF_EVERYBODY = "The claims are told of all records only: their rule was fixed before looking, for everybody and without any filter."


def verdicts(edition: Edition) -> Finding:
    """Every claim with its verdicts, counted over the kinds of program."""
    rows = edition.rows("claims")
    counted = [[said.in_short(row) for row in rows if said.of_code(row["claim"]).title == title] for title in _titles(rows)]
    chart = Words("For how many kinds of program each claim has which verdict", claims.COLUMNS, tuple(
        (title, *(str(kinds.count(kind) or "–") for kind in claims.COLUMNS[1:])) for title, kinds in zip(_titles(rows), counted, strict=True))) if rows else None
    title = claims.answer(rows).rstrip(".") if rows else "The claims, one by one: not told of a selection"
    return Finding(
        name="claims", title=title, chart=chart, missing="" if chart else OF_EVERYBODY,
        alt=title + ". " + "; ".join(f"{row[0]}: " + ", ".join(": ".join(claims.COLUMNS[place].split(", ")) + f" {cell}"
                                     for place, cell in enumerate(row) if place and cell != "–") for row in (chart.rows if chart else ())) + ".",
        footer=Footer("Each verdict by the rule that is printed with the tables, the same for good news and bad.",
                      f"n: {people_counted(rows)}." if rows else "n: see the other slides.", "Range: as in the tables; one correction for many looks a claim.",
                      "Nothing is lent from one kind to another. " + pack_words.caution(edition, edition.wishes.adjust), pack_words.source(edition)),
        can=("Which claims these records and the published studies bear out, for which kind, by a rule fixed before looking.",),
        cannot=("That a claim is wrong because it is not settled, or true because it is suggestive.",),
        questions=hard_questions.of_claims(), also="Also measured: nothing else; these are all the claims.")


def _titles(rows: list[dict]) -> list[str]:
    return list(dict.fromkeys(said.of_code(row["claim"]).title for row in rows))
