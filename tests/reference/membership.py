"""Who is in which arm and in the baseline, when the clock starts `landmark` days after release."""

import datetime

from tests.reference.selection import Records, Row, order_of

BASELINE = "retributive_only"


def clock_start(release: Row, landmark: int) -> datetime.date:
    """Day 0."""
    return release["released_on"] + datetime.timedelta(days=landmark)


def date_of(participation: Row) -> datetime.date | None:
    """When somebody was referred; where that is not known, when it started."""
    return participation["referred_on"] or participation["started_on"]


def release_of(participation: Row, records: Records, landmark: int) -> Row | None:
    """The release that a participation belongs to: the named one, else the one found from its date.

    Of several whose first days hold the date the latest; of two on one day the smaller release_id.
    """
    own = sorted((r for r in records["release"] if r["person_id"] == participation["person_id"]), key=order_of)
    if participation["release_id"] is not None:
        return next(release for release in own if release["release_id"] == participation["release_id"])
    date = date_of(participation)
    if date is None:
        return None
    holding = [r for r in own if r["released_on"] <= date <= clock_start(r, landmark)]
    following = [release for release in own if release["released_on"] >= date]
    latest = [r for r in holding if r["released_on"] == holding[-1]["released_on"]]
    return (latest or following or [None])[0]


def exposed_on(participation: Row, exposure: str) -> datetime.date | None:
    """The date that must be on or before day 0 for the participation to put its release in an arm."""
    if exposure == "referred":
        return date_of(participation)
    if exposure == "started":
        return participation["started_on"]
    if participation["status"] != "completed":
        return None
    return participation["ended_on"] or participation["agreement_completed_on"]


def arms_of(release: Row, records: Records, exposure: str, landmark: int) -> set[str]:
    """Codes of the models in whose arms a release is; none where its only restorative participation has no date."""
    arms = set()
    if only_undated(release, records, landmark):
        return arms
    for participation in records["participation"]:
        date = exposed_on(participation, exposure)
        if participation["model"] == BASELINE or date is None or date > clock_start(release, landmark):
            continue
        belongs_to = release_of(participation, records, landmark)
        if belongs_to is not None and belongs_to["release_id"] == release["release_id"]:
            arms.add(participation["model"])
    return arms


def only_undated(release: Row, records: Records, landmark: int) -> bool:
    """True where a release has restorative participations and none of them has a date."""
    dated = [
        date_of(participation) or exposed_on(participation, "completed")
        for participation in records["participation"]
        if counts_as_restorative(participation["model"], records) and release_of(participation, records, landmark) == release
    ]
    return bool(dated) and not any(dated)


def counts_as_restorative(code: str, records: Records) -> bool:
    """What the models' table says of a code."""
    return next(model["counts_as_restorative"] for model in records["model"] if model["code"] == code) is True


def in_baseline(release: Row, records: Records, landmark: int, strict: bool) -> bool:
    """True where no restorative participation, of this release or an earlier one, is dated by day 0 or undated."""
    for participation in records["participation"]:
        if participation["person_id"] != release["person_id"]:
            continue
        if not counts_as_restorative(participation["model"], records):
            continue
        belongs_to = release_of(participation, records, landmark)
        if belongs_to is None or order_of(belongs_to) > order_of(release):
            continue
        date = date_of(participation)
        if date is None or date <= clock_start(release, landmark):
            return False
    return not (strict and arms_of(release, records, "referred", landmark))


def referred_later(release: Row, records: Records, landmark: int) -> bool:
    """True where the person has a restorative participation after day 0 and within follow-up."""
    return any(
        participation["person_id"] == release["person_id"]
        and counts_as_restorative(participation["model"], records)
        and date_of(participation) is not None
        and clock_start(release, landmark) < date_of(participation) <= release["follow_up_ended_on"]
        for participation in records["participation"]
    )
