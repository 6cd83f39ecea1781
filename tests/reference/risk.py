"""When an outcome, a death or the end of follow-up comes, in days from day 0."""

import datetime

from tests.reference.membership import clock_start
from tests.reference.selection import Records, Row

EVENT_TYPES = {
    "rearrest": {"rearrest"},
    "reconviction": {"reconviction"},
    "reincarceration": {"reincarceration"},
    "technical_return": {"technical_return"},
    "violent_rearrest": {"rearrest"},
    "return_to_prison": {"reincarceration", "technical_return"},
    "any_return": {"rearrest", "reconviction", "reincarceration", "technical_return"},
}


def window_days(months: int) -> int:
    """Months as days, rounded down."""
    return months * 365 // 12


def is_outcome(event: Row, outcome: str) -> bool:
    """True where an event is of the outcome's kind."""
    if event["event_type"] not in EVENT_TYPES[outcome]:
        return False
    return outcome != "violent_rearrest" or event["offense"] == "violent"


def is_recorded(outcome: str, records: Records) -> bool:
    """False where none of the outcome's event types occurs anywhere: then it is unknown, not zero.

    Violent rearrests are unknown too where no rearrest says what it was for.
    """
    return any(
        event["event_type"] in EVENT_TYPES[outcome]
        and (outcome != "violent_rearrest" or event["offense"] not in (None, "unknown"))
        for event in records["event"]
    )


def death_of(release: Row, records: Records) -> datetime.date | None:
    """The person's day of death, where it was seen within follow-up."""
    for event in records["event"]:
        if event["event_type"] == "death" and event["person_id"] == release["person_id"]:
            if event["occurred_on"] <= release["follow_up_ended_on"]:
                return event["occurred_on"]
    return None


def is_history(event: Row, release: Row, landmark: int) -> bool:
    """True where an event came before day 0, belongs to the index case or to an offense before day 0."""
    day_zero = clock_start(release, landmark)
    if event["occurred_on"] < day_zero:
        return True
    if release["release_type"] in ("probation_start", "diversion") and event["occurred_on"] == release["released_on"]:
        return True
    return event["offended_on"] is not None and event["offended_on"] < day_zero


def outcome_dates(release: Row, records: Records, outcome: str, landmark: int) -> list[datetime.date]:
    """Dates of all events of the outcome that count: seen in follow-up, not history, not after a death."""
    death = death_of(release, records)
    return sorted(
        event["occurred_on"]
        for event in records["event"]
        if event["person_id"] == release["person_id"]
        and is_outcome(event, outcome)
        and not is_history(event, release, landmark)
        and event["occurred_on"] <= release["follow_up_ended_on"]
        and (death is None or event["occurred_on"] <= death)
    )


def left_before_clock(release: Row, records: Records, outcome: str, landmark: int) -> bool:
    """True where the outcome, a death or the end of follow-up, counted from release, came before day 0."""
    day_zero = clock_start(release, landmark)
    death = death_of(release, records)
    return (
        release["follow_up_ended_on"] < day_zero
        or (death is not None and death < day_zero)
        or any(date < day_zero for date in outcome_dates(release, records, outcome, 0))
    )


def time_and_end(release: Row, records: Records, outcome: str, landmark: int) -> tuple[int, str]:
    """Days from day 0 to whatever comes first, and which it was: on one day event, then death, then the end."""
    dates = outcome_dates(release, records, outcome, landmark)
    death = death_of(release, records)
    ends = [(release["follow_up_ended_on"], 2, "censored")]
    if death is not None:
        ends.append((death, 1, "competing"))
    if dates:
        ends.append((dates[0], 0, "event"))
    date, _, end = min(ends)
    return (date - clock_start(release, landmark)).days, end


def is_mature(release: Row, months: int, landmark: int) -> bool:
    """True where the whole window was seen."""
    last_day = clock_start(release, landmark) + datetime.timedelta(days=window_days(months))
    return last_day <= release["follow_up_ended_on"]
