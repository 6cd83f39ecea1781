"""The exact rows of `compare` and `curve`, one dict a row, for `--min-cell 0`."""

from dataclasses import dataclass, field
from fractions import Fraction

from tests.reference.membership import BASELINE, arms_of, in_baseline, referred_later
from tests.reference.risk import is_mature, is_recorded, left_before_clock, time_and_end, window_days
from tests.reference.selection import Records, Row, selected_releases, value_of


@dataclass(frozen=True)
class Asked:
    """The options; `window` in months, `landmark` in days."""

    outcome: str = "rearrest"
    window: int = 6
    kind: str = "km"
    exposure: str = "referred"
    landmark: int = 0
    unit: str = "first"
    strict_baseline: bool = False
    where: dict[str, list[str]] = field(default_factory=dict)
    by: str | None = None


def groups(records: Records, asked: Asked) -> dict[tuple[str | None, str], list[Row]]:
    """The releases of each arm and of the baseline (as `retributive_only`), by value of `by` (None without)."""
    codes = [model["code"] for model in records["model"]]
    selected = selected_releases(records, asked.where, asked.unit)
    levels = sorted({value_of(asked.by, release, records) for release in selected}) if asked.by else [None]
    found: dict[tuple[str | None, str], list[Row]] = {(level, code): [] for level in levels for code in codes}
    for release in selected:
        if left_before_clock(release, records, asked.outcome, asked.landmark):
            continue
        level = value_of(asked.by, release, records) if asked.by else None
        for code in arms_of(release, records, asked.exposure, asked.landmark):
            found[level, code].append(release)
        if in_baseline(release, records, asked.landmark, asked.strict_baseline):
            found[level, BASELINE].append(release)
    return found


def baseline_beside(arm: list[Row], baseline: list[Row]) -> list[Row]:
    """The baseline of an arm's own row: without the arm's releases and release types that the arm lacks."""
    arm_ids = {release["release_id"] for release in arm}
    arm_types = {release["release_type"] for release in arm}
    return [r for r in baseline if r["release_id"] not in arm_ids and r["release_type"] in arm_types]


def counts(releases: list[Row], records: Records, asked: Asked) -> tuple[list[Row], int | None]:
    """The mature releases and how many of them had the event in the window (None where it is unknown)."""
    mature = [release for release in releases if is_mature(release, asked.window, asked.landmark)]
    if not is_recorded(asked.outcome, records):
        return mature, None
    times = [time_and_end(release, records, asked.outcome, asked.landmark) for release in mature]
    return mature, sum(end == "event" and day <= window_days(asked.window) for day, end in times)


def compare_rows(records: Records, asked: Asked) -> dict[tuple[str | None, str], Row]:
    """n, events and rate of each row and of its own baseline, by (level, model)."""
    found = groups(records, asked)
    rows = {}
    for (level, code), releases in found.items():
        mature, events = counts(releases, records, asked)
        row = {"n": len(mature), "events": events, "rate": share(events, len(mature))}
        if code != BASELINE:
            beside, baseline_events = counts(baseline_beside(releases, found[level, BASELINE]), records, asked)
            row["baseline_n"] = len(beside)
            row["baseline_events"] = baseline_events
            row["baseline_rate"] = share(baseline_events, len(beside))
            later = [release for release in beside if referred_later(release, records, asked.landmark)]
            row["baseline_later_referred"] = len(later)
        rows[level, code] = row
    return rows


def share(events: int | None, number: int) -> float | None:
    """Events over number; None where there is nobody or the events are unknown."""
    return events / number if number and events is not None else None


def curve_rows(records: Records, asked: Asked) -> dict[tuple[str | None, str], list[Row]]:
    """The rows of each curve: day 0 and each day on which anything happens, by (level, model)."""
    return {
        key: curve_of([time_and_end(release, records, asked.outcome, asked.landmark) for release in releases])
        for key, releases in groups(records, asked).items()
    }


def curve_of(times: list[tuple[int, str]]) -> list[Row]:
    """Counts and both estimates after each day: the product limit, and the sum of shares times hazards."""
    rows = []
    without_event, alive_without_event, with_event = Fraction(1), Fraction(1), Fraction(0)
    for today in sorted({0} | {day for day, _ in times}):
        at_risk = sum(day >= today for day, _ in times)
        ends = [end for day, end in times if day == today]
        events, censored, competing = (ends.count(end) for end in ("event", "censored", "competing"))
        if at_risk:
            with_event += alive_without_event * Fraction(events, at_risk)
            without_event *= 1 - Fraction(events, at_risk)
            alive_without_event *= 1 - Fraction(events + competing, at_risk)
        rows.append({"day": today, "at_risk": at_risk, "events": events, "censored": censored})
        rows[-1] |= {"competing": competing, "km": without_event, "cif": with_event}
    return rows
