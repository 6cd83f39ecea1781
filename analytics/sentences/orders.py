"""What the rows of `obligations` say: how much of what was ordered came, and to how many all or nothing."""

from collections.abc import Mapping

from analytics import words
from analytics.sentences import withheld
from analytics.sentences.comparison import NOT_MATCHED
from analytics.sentences.numbers import count, direction, gap, missing, per_100, single, some, whole
from analytics.sentences.withheld import NOT_WORKED_OUT, absent, hidden

# Kind -> heading, what was ordered, what happened to it.
KINDS = {
    "restitution": ("Restitution", "restitution", "paid"),
    "crime_victim_compensation": ("Crime Victims’ Compensation Fund", "payments to the Crime Victims’ Compensation Fund", "paid"),
    "community_service": ("Community service", "community service", "worked"),
}
PAYEES = {"all": "", "victim": "to victims", "compensation_fund": "to the fund", "agency": "to agencies", "unknown": "to somebody not named"}
UNITS = {"usd": ("dollar", "dollars"), "hours": ("hour", "hours")}


def verdict(row: Mapping) -> str:
    """One of: more, fewer, unclear, low, alone, suppressed, immature, nobody, not_estimable, baseline."""
    if not missing(row["orders"]) and row["orders"] == 0:
        return "immature" if row["status"] == "immature" else "nobody"
    if missing(row["paid_share"]):
        return "suppressed" if row["status"] == "suppressed" else "not_estimable"
    if row["model"] == words.BASELINE:
        return "baseline"
    if unsure(row):
        return "low"
    if missing(row["difference_low"]):
        return "alone"
    return "more" if row["difference_low"] > 0 else "fewer" if row["difference_high"] < 0 else "unclear"


def unsure(row: Mapping) -> bool:
    """True where the share carries no verdict: it stands on too few people, or on too few who paid."""
    return withheld.unsure(row, "paid_share", lambda row: (row["people"], _payers(row)))


def about(row: Mapping, names: dict[str, str] | None = None, exposure: str = "referred") -> str:
    """What one row says, for every status."""
    kind, (_, ordered, done) = verdict(row), KINDS[row["kind"]]
    many, cases = UNITS[row["amount_unit"]][1], words.cases(row["model"], exposure, names)
    if kind == "nobody":
        return f"No {ordered} {'were' if ordered.startswith('payments') else 'was'} ordered {cases}, or none that is a year old."
    if kind == "immature":
        return f"It is too soon to say. What was ordered {cases} was ordered less than a year ago, or has no day."
    if kind == "suppressed":
        return hidden(row.get("min_cell")) + " The same holds where one person makes over half of a total."
    if kind == "not_estimable":
        return NOT_WORKED_OUT
    said = f"Of every 100 {many} of {ordered} ordered {cases}, {_counted(row['paid_share'])} {done}."
    if kind == "low":
        people = "few people" if missing(row["people"]) else count(row["people"], "person", "people")
        return f"There are too few people to judge. {said} It stands on the orders of {people}. We show the number but give no verdict."
    spread = _spread(row, done)
    if kind in ("baseline", "alone"):
        return f"{said} {_range(row)} {spread}"
    usual = f"after the usual sentence in the same kinds of case, {_counted(row['baseline_paid_share'])}."
    caution = NOT_MATCHED.format(it=words.model(row["model"], names).it)
    if kind == "unclear":
        return f"We can't tell yet. {said} Of 100 {usual} {_gap(row)} {spread} {caution}"
    size = row["difference"]
    return f"{said} Of 100 {usual} That is {per_100(size)} {direction(size)}. {_gap(row)} {spread} {caution}"


def in_short(row: Mapping) -> str:
    """The share as it stands beside its mark."""
    if missing(row["paid_share"]):
        return {"nobody": "nothing ordered", "immature": "too soon"}.get(verdict(row), absent(row["status"]))
    return f"{whole(row['paid_share'])} of 100"


def range_in_short(row: Mapping) -> str:
    """The range beside it."""
    return "" if missing(row["low"]) else f"{whole(row['low'])} to {whole(row['high'])}"


def amount(value: float, unit: str) -> str:
    """An amount with its unit: "$1,345", "1,345 hours"; a mean as whole dollars or hours."""
    if missing(value):
        return "hidden"
    whole_number = f"{int(value + 0.5):,}"
    return f"${whole_number}" if unit == "usd" else f"{whole_number} hour{'' if whole_number == '1' else 's'}"


def heading(row: Mapping) -> str:
    """What a row is about: "Restitution", "Restitution to victims"."""
    return " ".join(filter(None, [KINDS[row["kind"]][0], PAYEES[row["payee"]]]))


def _payers(row: Mapping) -> float | None:
    """How many paid anything; where the orders with nothing paid are hidden, how many at the least. None where it can't be told."""
    if not missing(row["nothing_paid"]):
        return row["orders"] - row["nothing_paid"]
    return None if missing(row["people"]) else row["people"] - (row["min_cell"] - 1)


def _counted(share: float) -> str:
    """Of 100: "none were", "1 was", "31 were"."""
    return f"{some(share)} {'was' if single(share * 100) else 'were'}"


def _spread(row: Mapping, done: str) -> str:
    if missing(row["in_full_share"]) or missing(row["nothing_share"]):
        return ""
    return f"Of every 100 orders, {_counted(row['in_full_share'])} {done} in full and on {some(row['nothing_share'])} nothing was {done}."


def _range(row: Mapping) -> str:
    return f"The records fit anything from {whole(row['low'])} to {whole(row['high'])}." if not missing(row["low"]) else ""


def _gap(row: Mapping) -> str:
    return f"The records fit anything from {gap(row['difference_low'], row['difference_high'])}."
