"""What the checks of a comparison say: how alike the groups are, what would explain a gap away, what others would find.

Favourable and unfavourable results get the same words but for direction.
"""

from collections.abc import Mapping, Sequence

from analytics import words
from analytics.agreement import Agreement
from analytics.negative_control import NO_SIGN, NOT_AVAILABLE, NegativeControl
from analytics.reliability import LEAST_EVENTS
from analytics.sentences.comparison import is_alone, verdict
from analytics.sentences.numbers import direction, gap, listed, missing, people_needed, per_100, whole
from analytics.subgroups import Interaction

GAPS = (0.02, 0.05, 0.10)
ALIKE_ENOUGH = 0.1
CHANCE = 0.05
NO_GAP = ("There is no gap to explain for this program: it is hidden, too soon, or can't be worked out.")


def explained_away(row: Mapping) -> str:
    """The E-value in words, from an adjusted row of `compare`."""
    if missing(row["e_value"]):
        return NO_GAP
    being = f"being {words.EVENTS[row['outcome']].again}" if row["outcome"] != "technical_return" else "coming back to prison"
    less = row["risk_ratio"] < 1
    said = (f"Something that the records don't hold would have to make being sent {_times(row['e_value'])} more likely, and "
            f"{being} {_times(row['e_value'])} {'less' if less else 'more'} likely, to explain the whole gap (E-value). That is over "
            "and above all that the groups were made alike in.")
    if row["e_value_limit"] == 1:
        return said + " The range already holds no gap: for that, nothing more is needed."
    return said + f" To bring the range as far as no gap, {_times(row['e_value_limit'])} would do."


def control(found: NegativeControl, names: Mapping[str, str] | None = None) -> str:
    """The negative control in words."""
    who = words.people(found.model, names=dict(names or {}))
    if found.verdict == NOT_AVAILABLE:
        return (f"Not available: {found.reason}. Records that reach back three years before the release, with at least {LEAST_EVENTS} "
                "people arrested in that time in each group, would let us check. Not available is not passed.")
    share, other = whole(found.rate), whole(found.baseline_rate)
    said = (f"In the three years before, {share} of every 100 people {who} had been arrested, and {other} of 100 like them who were "
            f"not. No program can have changed that. The records fit anything from {gap(found.low, found.high)}.")
    if found.verdict == NO_SIGN:
        return said + " So there is no sign that the groups differ in what we can't see. That does not prove that they don't."
    way = direction(found.difference)
    return (f"{said} So the groups differed before: {way} of those sent had been arrested. The check failed. Some of the gap "
            "after the release may have the same cause, so don't rely on it.")


def control_in_short(found: NegativeControl) -> str:
    """The same for a table."""
    return {NO_SIGN: "No sign", NOT_AVAILABLE: "Not available"}.get(found.verdict, "Failed")


def how_alike(balance: Sequence[Mapping], titles: Mapping[str, str]) -> str:
    """The largest gaps between the groups before and after weighting, from one model's rows of `balance`."""
    before = [row for row in balance if not missing(row["difference"])]
    after = [row for row in balance if not missing(row["difference_weighted"])]
    if not before:
        return "How alike the groups are can't be shown: too few people stand behind it."
    most = max(before, key=lambda row: abs(row["difference"]))
    wide = len({row["covariate"] for row in before if abs(row["difference"]) >= ALIKE_ENOUGH})
    said = f"As they stand, the groups differ most in {_lower(titles[most['covariate']])}"
    said += f"; in {words.number(wide)} of {words.number(len(titles))} traits the gap is too wide to compare them." if wide else "."
    if not after:
        return said + " They could not be made alike."
    left = max(abs(row["difference_weighted"]) for row in after)
    return said + (" Once they are made alike, no gap in any of these traits is left." if left < ALIKE_ENOUGH / 10 else
                   " Once they are made alike, small gaps are left." if left < ALIKE_ENOUGH else
                   " Even then, gaps that are too wide are left.")


def set_aside(row: Mapping, names: Mapping[str, str] | None = None) -> str:
    """Who has nobody to be compared with, and what the weighted group is worth."""
    if missing(row["effective_n"]):
        return _no_weights(row)
    who, share = words.people(row["model"], row["exposure"], dict(names or {})), row["unmatched_share"]
    if missing(share) or share == 0:
        aside = f"Nobody {who} had to be set aside: each has people like them among those with the usual sentence."
    else:
        few = "Less than 1" if whole(share) == 0 else str(whole(share))
        aside = (f"{few} of 100 people {who} were set aside, because nobody with the usual sentence shares one of their traits. The "
                 "figures say nothing about them.")
    return (f"{aside} After weighting, the {_count(row['baseline_n'])} people compared with are worth as much as {_count(row['effective_n'])} "
            "who all count alike.")


def _no_weights(row: Mapping) -> str:
    """Why nothing is told of the weights of a row: what is hidden, or never told of, is not what could not be found."""
    if row["status"] == "suppressed":
        return "Who had to be set aside can't be shown: too few people stand behind it."
    if verdict(row) in ("empty", "immature") or is_alone(row):
        return "Nobody can be compared here, so nobody had to be set aside."
    if missing(row["events"]):
        return f"These records don't tell who {words.EVENTS[row['outcome']].was}, so nobody is compared."
    return "No weights could be found for this program, so nobody is compared."


def interaction(found: Interaction) -> str:
    """Whether a gap differs between groups of people, with the warning about many looks."""
    if missing(found.p):
        return "Too few of these groups have a gap of their own to tell whether it differs between them."
    p = "p less than 0.001" if found.p < 0.001 else f"p = {found.p:.3f}"
    said = (f"The gaps differ between these {words.number(found.groups)} groups by more than chance alone would often make them ({p})."
            if found.p < CHANCE else
            f"The gaps differ between these {words.number(found.groups)} groups no more than chance alone would often make them ({p}).")
    return said + (" Many looks: among twenty groups, about one stands out by chance alone. Don't pick one out after looking; it is "
                   "a reason to look again in other records.")


def how_many_more(row: Mapping) -> str:
    """How many people would be needed to tell gaps of three sizes; empty where there is a clear gap or no number."""
    if verdict(row) not in ("unclear", "low") or missing(row["baseline_rate"]):
        return ""
    needed = [(size, people_needed(row["baseline_rate"], size)) for size in GAPS]
    said = [f"about {number:,} to tell a gap of {per_100(size)} in 100" for size, number in needed if number]
    if not said:
        return ""
    return f"How many people it would take in each group: {listed(said)}. With so many, four of five such comparisons would find it."


def agree(found: Agreement, event: str) -> str:
    """How many defensible choices agree, and where ours sits."""
    if not found.shown:
        return f"None of {found.counted} defensible choices gives a figure: all are hidden, too soon, or can't be worked out."
    shown = len(found.shown)
    said = (f"Of {found.counted} defensible choices, {shown} give a figure. {_of(found.fewer, shown)} show fewer people {event}, "
            f"{_of(found.more, shown, False)} more. The range leaves out no gap in {found.clear_fewer + found.clear_more}: "
            f"{found.clear_fewer} with fewer, {found.clear_more} with more.")
    if found.place is None:
        return said + " The choice that we show first gives no figure here."
    return said + f" The choice that we show first is number {found.place} of {shown}, counted from the one with the fewest."


def choice(row: Mapping) -> str:
    """One specification as a person would say it."""
    event, window = words.EVENTS[row["outcome"]].title, words.window(int(row["window_months"]))
    made = _lower(words.ADJUSTMENTS[row["adjust"]])
    unit = "each person once" if row["unit"] == "first" else "every release"
    clock = f", clock started {words.clock(row['landmark'])}" if row["landmark"] else ""
    who = "" if row["exposure"] == "referred" else f", only those who {row['exposure']}"
    return f"{event} within {window}, {unit}, {made}{clock}{who}"


def _times(value: float) -> str:
    return f"{value:.1f} times"


def _count(number: float) -> str:
    return "some" if missing(number) else f"{int(number):,}"


def _of(part: int, whole_: int, starts: bool = True) -> str:
    if part == whole_:
        return "All" if starts else "all"
    return ("None" if starts else "none") if part == 0 else f"{part}"


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
