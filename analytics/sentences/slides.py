"""Sentences that are titles of slides, and the locked lines under them: one finding each, made from the rows' verdicts.

Favourable and unfavourable findings get the same words but for direction; what is not matched says so.
"""

from collections.abc import Mapping, Sequence

from analytics import words
from analytics.answer_words import QUESTIONS
from analytics.sentences import comparison, completion, costs, orders, satisfaction
from analytics.sentences.numbers import in_points, listed, missing, points, some, some_between, span, whole

Shares = tuple[float, float]  # between which one lies; the same twice where it is known

NO_NUMBER = "These records can't answer this in this selection"
MOST_NAMED = 4  # of other measures, before they are only counted
WITHOUT_VERDICT = {"unclear": "We can't tell yet: at", "low": "There are too few people to judge: at"}
NOT_ALIKE = "Groups not made alike: "


def arrests(rows: Sequence[Mapping]) -> str:
    """The verdicts of `compare` on all programs, as one sentence."""
    found = [row for row in rows if row["model"] != words.BASELINE]
    verdicts = [comparison.verdict(row) for row in found]
    if not set(verdicts) & {"fewer", "more", "unclear", "low"}:
        return f"{NO_NUMBER}: who {words.EVENTS[rows[0]['outcome']].was} after each kind of program" if rows else NO_NUMBER
    event, months = words.EVENTS[found[0]["outcome"]], words.window(int(found[0]["window_months"]))
    fewer, more, unsure = verdicts.count("fewer"), verdicts.count("more"), verdicts.count("unclear") + verdicts.count("low")
    if not fewer + more:
        said = f"For none of {unsure} kinds can we tell whether fewer or more people {event.were} within {months}{_others(verdicts, 0)}"
    else:
        said = f"{_after(fewer, 'fewer', more, 'more', len(found))} people {event.were} within {months} than after the usual sentence"
        said += _others(verdicts, unsure)
    return said if comparison.matched(found[0]) else NOT_ALIKE + said[0].lower() + said[1:]


def answers(rows: Sequence[Mapping], question: str) -> str:
    """What victims said to one question after each kind, and how many answered."""
    found = [row for row in rows if row["model"] != words.BASELINE]
    measured = [row for row in found if satisfaction.verdict(row) not in ("nobody_asked", "nobody_answered")]
    verdicts = [satisfaction.verdict(row) for row in measured]
    if not set(verdicts) & {"more", "fewer", "unclear", "low", "alone"}:
        return f"{NO_NUMBER}: whether victims {QUESTIONS[question].were}"
    more, fewer = verdicts.count("more"), verdicts.count("fewer")
    hidden = ["suppressed"] * verdicts.count("suppressed")  # where only the gap can't be worked out, we can't tell which way it goes
    unsure = len(measured) - more - fewer - len(hidden)
    were = QUESTIONS[question].were
    if more + fewer:
        said = f"{_after(more, 'more', fewer, 'fewer', len(measured))} victims {were} than after the usual sentence{_others(hidden, unsure)}"
        said = said if satisfaction.matched(found[0]) else NOT_ALIKE + said[0].lower() + said[1:]
    else:
        said = f"For none of {unsure} kinds can we tell whether more or fewer victims {were}{_others(hidden, 0)}"
    counted = [row for row in measured if not missing(row["answered"]) and not missing(row["invited"])]
    invited = sum(row["invited"] for row in counted)
    return f"{said}. Of 100 asked, {some(sum(row['answered'] for row in counted) / invited)} answered" if invited else said


def changes(rows: Sequence[Mapping], question: str) -> str:
    """How victims' fear, safety or wellbeing moved after each kind, and after the usual sentence: what time alone may do."""
    found = [row for row in rows if row["model"] != words.BASELINE and not missing(row["mean"]) and not missing(row["low"])]
    state = QUESTIONS[question].state
    if not found:
        return f"{NO_NUMBER}: whether victims' {state} changed"
    down = sum(row["high"] < 0 and row["status"] == "ok" for row in found)
    up = sum(row["low"] > 0 and row["status"] == "ok" for row in found)
    rest = len(found) - up - down
    if not up + down:
        return f"For none of {len(found)} kinds can we tell whether victims' {state} changed{_usual_change(rows)}"
    if down and up:
        said = f"Victims' {state} was lower than before after {down} of {len(found)} kinds and higher after {up}"
    else:
        said = f"After {down or up} of {len(found)} kinds, victims' {state} was {'lower' if down else 'higher'} than before"
    return said + (f"; for {rest} we can't tell" if rest else "") + _usual_change(rows, (down > 0) - (up > 0))


def _usual_change(rows: Sequence[Mapping], way: int = 0) -> str:
    """How it moved after the usual sentence; way: 1 where it went down after programs, -1 where up, 0 where neither or both."""
    row = next((row for row in rows if row["model"] == words.BASELINE), None)
    if row is None or missing(row["mean"]) or missing(row["low"]) or row["status"] != "ok" or row["low"] <= 0 <= row["high"]:
        return "; after the usual sentence we can't tell"
    too = " too" if way * row["mean"] < 0 else ""
    return f"; after the usual sentence it was {'lower' if row['mean'] < 0 else 'higher'}{too}, by {in_points(row['mean'])}"


def promises(last: Sequence[Mapping], names: dict[str, str] | None = None) -> str:
    """How many completed what they were sent to; rows of the step completed."""
    shown = sorted((row for row in last if completion.verdict(row) == "shown"), key=lambda row: row["of_referred"])
    if not shown:
        return f"{NO_NUMBER}: how many people kept what they promised"
    ends = [f"{whole(row['of_referred'])} ({words.model(row['model'], names).it})" for row in (shown[0], shown[-1])]
    alike = whole(shown[0]["of_referred"]) == whole(shown[-1]["of_referred"])
    if len(shown) > 1 and alike:
        said = f"{whole(shown[0]['of_referred'])} completed it after each of {len(shown)} kinds"
    else:
        said = f"{ends[0]} completed it" if len(shown) == 1 else f"from {ends[0]} to {ends[1]} completed it"
    verdicts = ["immature" if kind == "all_open" else kind for kind in map(completion.verdict, last)]
    unsure = verdicts.count("low") + verdicts.count("many_open")
    return f"Of every 100 people sent whose case is closed, {said}{_others(verdicts, unsure)}"


def course(lines: Sequence[tuple[str, Shares]], were: str, months: int) -> str:
    """How many by a window's end: (name in a sentence, the shares between which that lies)."""
    if not lines:
        return f"{NO_NUMBER}: when people {were}"
    ends = listed([f"{some_between(*shares)} after {name}" for name, shares in lines])
    return f"Of every 100 people, within {words.window(months)} {ends} {were}"


def course_beside(row: Mapping, shares: Shares | None, other: Shares | None, months: int, names: dict[str, str] | None = None) -> str:
    """How many of one program's and of matched people by a window's end; None: the line ends before. row: one of `curve`, made alike."""
    event, who = words.EVENTS[row["outcome"]], words.people(row["model"], row["exposure"], names)
    if shares is None:
        return f"{NO_NUMBER}: how many people {who} {event.were} within {words.window(months)}"
    said = f"{words.window(months)}, {some_between(*shares)} of every 100 people {who} {event.were}"
    said += "" if other is None else f", and {some_between(*other)} of 100 {comparison.compared_with(row, names)}"
    return f"Within {said}" if row["status"] == "ok" else f"There are too few people to judge: within {said}"


def paid(rows: Sequence[Mapping]) -> str:
    """How much restitution was paid after the programs and after the usual sentence; rows of `obligations`."""
    shown = [row for row in rows if not missing(row["paid_share"])]
    sure = [row for row in shown if not orders.unsure(row)]
    shares = [row["paid_share"] for row in sure if row["model"] != words.BASELINE]
    usual = next((row["paid_share"] for row in sure if row["model"] == words.BASELINE), None)
    if not shares:
        return f"{NO_NUMBER}: how much restitution was paid"
    ends = f"{whole(min(shares))} to {whole(max(shares))}" if len(shares) > 1 else f"{whole(shares[0])}"
    said = f"Of every 100 dollars of restitution ordered, {ends} were paid after a program" + (
        f"; after the usual sentence, {whole(usual)}" if usual is not None else "")
    few = sum(row["model"] != words.BASELINE for row in shown) - len(shares)
    return said + (f"; for {few} of {few + len(shares)} kinds too few people to judge" if few else "")


def worth(row: Mapping | None, names: dict[str, str] | None = None) -> str:
    """What one program saves or costs for every 100 people, with its range and the verdict that it carries; a row of `savings`."""
    if row is None:
        return f"{NO_NUMBER}: what fewer returns to prison are worth"
    who, low, high = words.people(row["model"], row["exposure"], names), row["net_saving_low"], row["net_saving_high"]
    net, begun = row["net_saving"], WITHOUT_VERDICT.get(costs.verdict(row), "At")
    said = f"{begun} these prices, 100 people {who} would {'save' if net > 0 else 'cost'} about ${_dollars(abs(net))} in all"
    return f"{said}; the records fit anything from {_signed(low)} to {_signed(high)}"


def saved(rows: Sequence[Mapping]) -> str:
    """How the other programs came out; what stands on too few people has no verdict."""
    verdicts = [costs.verdict(row) for row in rows if not missing(row.get("net_saving_low"))]
    better, worse = verdicts.count("saved"), verdicts.count("lost")
    return (f"Also measured: {len(verdicts)} programs in all, of which {costs.saving(better)}, {worse} less, "
            f"{len(verdicts) - better - worse} can't tell.")


def _dollars(amount: float) -> str:
    """To three figures: small change would claim too much."""
    if not amount:
        return "0"
    step = 10 ** max(0, len(str(int(amount))) - 3)
    return f"{int(round(amount / step) * step):,}"


def _signed(amount: float) -> str:
    return f"${_dollars(abs(amount))} {'saved' if amount > 0 else 'spent'}"


def alike(shares: Sequence[tuple[str, float]], usual: float | None, hidden: int = 0) -> str:
    """How far groups differ in risk before anything happens to them: (name in a sentence, share at high risk). hidden: of how many
    more kinds that share is hidden, most of them because few are at high risk."""
    if not shares or usual is None:
        return f"{NO_NUMBER}: how the groups differ before the program"
    ends = (min(shares, key=lambda item: item[1]), max(shares, key=lambda item: item[1]))
    rest = f"; for {hidden} of {len(shares) + hidden} kinds it is hidden" if hidden else ""
    if len({whole(usual), *(whole(share) for _, share in ends)}) == 1:
        return f"At the start {whole(usual)} of every 100 people were at high risk, with the usual sentence and in each group that is shown{rest}"
    said = f"from {whole(ends[0][1])} ({ends[0][0]}) to {whole(ends[1][1])} ({ends[1][0]})"
    if whole(ends[0][1]) == whole(ends[1][1]):
        said = f"{whole(ends[0][1])} ({ends[0][0]})" if len(shares) == 1 else f"{whole(ends[0][1])} after each of {len(shares)} kinds"
    return f"The groups differ from the start: of every 100 people sent, {said} were at high risk{rest}; with the usual sentence, {whole(usual)}"


def unsaid() -> str:
    """The last slide's title."""
    return "What these figures can't say, and what would settle it"


def change_said(row: Mapping, ways: tuple[str, str]) -> str:
    """A change with its range, beside its mark: "12 less (9 to 15 less)"."""
    point = f"{points(row['mean'])} {ways[row['mean'] > 0]}" if row["mean"] else "no change"
    return f"{point} ({span(row['low'], row['high'], points, ways)})"


def _after(first: int, direction: str, second: int, other: str, kinds: int) -> str:
    """After how many kinds something was more, and after how many fewer: "After 5 of 9 kinds fewer and after 1 more"."""
    parts = [f"after {count} of {kinds} kinds {way}" for count, way in ((first, direction), (second, other)) if count]
    said = " and ".join(parts)
    return said[0].upper() + said[1:]


def _others(verdicts: Sequence[str], unsure: int) -> str:
    """Of how many other kinds nothing is said, and why: what is hidden, and who is not there, is not what we can't tell yet."""
    nobody = verdicts.count("empty") + verdicts.count("nobody")
    parts = [(unsure, f"for {unsure} we can't tell")]
    parts += [(verdicts.count(kind), f"for {verdicts.count(kind)} {why}") for kind, why in (
        ("suppressed", "it is hidden"), ("immature", "it is too soon"), ("not_estimable", "it can't be worked out"))]
    parts.append((nobody, f"to {nobody} nobody was sent"))
    said = ", ".join(why for kinds, why in parts if kinds)
    return f"; {said}" if said else ""


def also_measured(verdicts: Mapping[str, Sequence[str]]) -> str:
    """What else was measured and how it came out. verdicts: what it is called -> better, worse or unclear, one a kind."""
    every = [verdict for found in verdicts.values() for verdict in found]
    if not every:
        return "Also measured: nothing else."
    named = listed(list(verdicts)) if len(verdicts) <= MOST_NAMED else f"{len(verdicts)} other questions"
    return (f"Also measured: {named}. {len(every)} comparison{'' if len(every) == 1 else 's'}, of which {every.count('better')} better, "
            f"{every.count('worse')} worse, {every.count('unclear')} can't tell.")
