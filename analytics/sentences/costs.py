"""What a row of `savings` says, for every 100 people sent. Saved and lost differ in that word only."""

from collections.abc import Mapping

from analytics import words
from analytics.sentences.numbers import gap, missing
from analytics.sentences.withheld import NOT_WORKED_OUT, hidden, too_soon

NOT_MATCHED = "The two groups were not matched, so don't read this as what {it} saved."
STANDS_IN = "What the program costs was published for another place and kind; enter your own."
NAMES = {
    "marginal_daily_cost": "What one prison day less saves", "average_daily_cost": "What a prison day costs on average",
    "mean_stay_days": "Days that somebody who comes back stays", "program_cost": "What the program costs for one person",
    "victim_cost_violent_offense": "What a victim of violence loses",
}  # fmt: skip
DRIVERS = {"difference": "Gap in coming back to prison", "stay": "How long people stay", "daily_cost": "What a day less saves",
           "program": "What the program costs"}


def verdict(row: Mapping) -> str:
    """One of: saved, lost, unclear, low, suppressed, immature, not_estimable."""
    if row["status"] in ("suppressed", "immature") or missing(row["net_saving"]):
        return row["status"] if row["status"] in ("suppressed", "immature") else "not_estimable"
    if row["status"] == "low":
        return "low"
    return "saved" if row["net_saving_low"] > 0 else "lost" if row["net_saving_high"] < 0 else "unclear"


def about(row: Mapping, names: dict[str, str] | None = None) -> str:
    """What one row says, for every status."""
    kind = verdict(row)
    if kind in ("suppressed", "immature", "not_estimable"):
        return {"suppressed": hidden(row.get("min_cell")), "immature": too_soon(row), "not_estimable": NOT_WORKED_OUT}[kind]
    begun = {"low": "There are too few people to judge. ", "unclear": "We can't tell yet. "}.get(kind, "")
    who = words.people(row["model"], row["exposure"], names)
    days, worth = row["days_avoided"], row["prison_cost_avoided"]
    said = [f"{begun}For every 100 people {who}, there were {count(days)} {'fewer' if days > 0 else 'more'} days in prison.",
            f"That is {dollars(worth)} {_way(worth)}, and the program costs {dollars(row['program_cost'])}.",
            f"Put together, {dollars(row['net_saving'])} {_is(row['net_saving'])}. The figures fit anything from {reach(row)}.",
            f"The chance that it pays for itself is {chance(row['chance'])}."]
    if kind == "low":
        said.append("We show the number but give no verdict.")
    if row["adjust"] == "none":
        said.append(NOT_MATCHED.format(it=words.model(row["model"], names).it))
    if not row["program_cost_is_own"]:
        said.append(STANDS_IN)
    return " ".join(said)


def saving(kinds: int) -> str:
    """How many kinds save: "1 saves more than it costs"."""
    return f"{kinds} {'saves more than it costs' if kinds == 1 else 'save more than they cost'}"


def losing(kinds: int) -> str:
    """How many kinds don't: "3 cost more than they save"."""
    return f"{kinds} {'costs more than it saves' if kinds == 1 else 'cost more than they save'}"


def break_even(row: Mapping) -> str:
    """What would have to be so for savings and costs to be equal."""
    needed = row["break_even_difference"]
    if missing(needed):
        return "A day less saves nothing here, so no program could pay for itself."
    fewer = -needed * 100
    if fewer > 100:
        said = "At these prices it could not pay for itself, not even if nobody came back."
    else:
        said = f"At these prices it pays for itself when {_one_decimal(fewer)} fewer of every 100 people come back to prison."
    most = row["break_even_program_cost"]
    if missing(most):
        return said
    if most <= 0:
        return f"{said} With this gap there is nothing to pay it from."
    return f"{said} With this gap it may cost up to {dollars(most)} for one person."


def victims(row: Mapping) -> str:
    """What victims did not lose, apart from all else."""
    if missing(row["victim_costs_avoided"]):
        return "What victims of violence lost less can't be worked out from these records."
    low, high = sorted((row["victim_costs_avoided_low"], row["victim_costs_avoided_high"]))
    return (f"Apart from this, victims of violence lost {dollars(row['victim_costs_avoided'])} "
            f"{'less' if row['victim_costs_avoided'] > 0 else 'more'} for every 100 people. The figures fit anything from {_span(low, high, 'less', 'more')}. "
            "This is not in the total.")


def in_short(row: Mapping) -> str:
    """The verdict in a few words, for a table."""
    return {"saved": "Pays for itself", "lost": "Costs more", "unclear": "Can't tell yet", "low": "Too few to judge", "suppressed": "Hidden",
            "immature": "Too soon to say", "not_estimable": "Can't be worked out"}[verdict(row)]


def reach(row: Mapping) -> str:
    """The range of the net saving."""
    return _span(row["net_saving_low"], row["net_saving_high"], "saved", "lost")


def chance(share: float) -> str:
    """A chance in whole tries of 100; never none, never all."""
    tries = int(share * 100 + 0.5)
    return "less than 1 in 100" if tries == 0 else "more than 99 in 100" if tries == 100 else f"{tries} in 100"


def dollars(amount: float) -> str:
    """An amount without its sign, to three figures: "$107,000"."""
    return f"${rounded(abs(amount)):,}"


def count(number: float) -> str:
    """A count without its sign, to three figures."""
    return f"{rounded(abs(number)):,}"


def rounded(amount: float) -> int:
    """To three figures."""
    step = 10 ** max(0, len(str(int(amount))) - 3)
    return int(amount / step + 0.5) * step


def _span(low: float, high: float, above: str, below: str) -> str:
    if low < 0 < high:
        return f"{dollars(low)} {below} to {dollars(high)} {above}"
    small, large = sorted((abs(low), abs(high)))
    return f"{dollars(small)} to {dollars(large)} {above if high > 0 else below}"


def _way(amount: float) -> str:
    return "saved" if amount > 0 else "lost"


def _is(amount: float) -> str:
    return "is saved" if amount > 0 else "is lost"


def _one_decimal(number: float) -> str:
    return f"{number:,.1f}".removesuffix(".0")


def from_to(driver: object) -> str:
    """The ends of an input: "410 to 455", "3 to 11 fewer of 100"."""
    if driver.name == "difference":
        return gap(driver.low, driver.high) + " of 100"
    if driver.name == "stay":
        return f"{_one_decimal(driver.low)} to {_one_decimal(driver.high)} days"
    decimals = 2 if driver.high < 100 else 0  # cents where they tell
    return f"${driver.low:,.{decimals}f} to ${driver.high:,.{decimals}f}"
