"""Tiny random records with awkward dates, random questions, and a database made from such records."""

import datetime

import numpy as np

from tests.records import DATA, rows
from tests.reference.answers import Asked
from tests.reference.risk import EVENT_TYPES, window_days
from tests.reference.selection import Records, Row

MODELS = (DATA / "models.csv").read_text(encoding="utf-8")
EPOCH = datetime.date(2015, 1, 1)
OWN_MODELS = {"own_circle": True, "own_fine": False}
RESTORATIVE = ("victim_offender_mediation", "circle_sentencing", "own_circle")
OTHER_MODELS = ("community_service", "restitution", "own_fine", "retributive_only")
DEATH_EVERY = 4
LANDMARKS = (0, 1, 30, 90)
FILTERS = (
    "sex", "race", "age_band", "offense", "risk_level", "county_fips", "circuit", "release_type", "release_year",
)  # fmt: skip
SELECTED = {
    "sex": ("female", "male", "unknown"),
    "release_type": ("prison_release", "probation_start", "diversion", "unknown"),
    "age_band": ("under_18", "18_24", "25_34"),
}
EMPTY_RELEASE = dict.fromkeys(
    ("county_fips", "circuit", "facility", "offense", "risk_level", "age_at_release", "age_band"), None
)


def day(number: int) -> datetime.date:
    """The date so many days after the epoch."""
    return EPOCH + datetime.timedelta(days=int(number))


def pick(random: np.random.Generator, choices: list | tuple) -> object:
    """One of the choices, as a plain value."""
    return choices[int(random.integers(len(choices)))]


def models() -> list[Row]:
    """The contract's models, and two of a site's own."""
    known = {row["code"]: {"yes": True, "no": False}.get(row["counts_as_restorative"]) for row in rows(MODELS)}
    return [{"code": code, "counts_as_restorative": counts} for code, counts in {**known, **OWN_MODELS}.items()]


def random_question(random: np.random.Generator) -> Asked:
    """Random options."""
    column = pick(random, tuple(SELECTED))
    where = {column: [pick(random, SELECTED[column])]} if random.random() < 0.4 else {}
    return Asked(
        outcome=pick(random, tuple(EVENT_TYPES)),
        window=pick(random, (1, 1, 6, 7)),
        kind=pick(random, ("km", "cif")),
        exposure=pick(random, ("referred", "started", "completed")),
        landmark=pick(random, (0, *LANDMARKS)),
        unit=pick(random, ("first", "every")),
        strict_baseline=bool(random.random() < 0.5),
        where=where,
        by=pick(random, FILTERS) if random.random() < 0.3 else None,
    )


def random_records(random: np.random.Generator, people: tuple[int, int] = (3, 12)) -> Records:
    """Few people; dates sit on, before and after every boundary that the contract names."""
    records: Records = {"person": [], "release": [], "participation": [], "event": [], "model": models()}
    for number in range(int(random.integers(*people, endpoint=True))):
        person_id = f"p{number:03d}"
        records["person"].append(
            {
                "person_id": person_id,
                "sex": pick(random, ("female", "male", None, "unknown")),
                "race": pick(random, ("black", "white", None)),
                "ethnicity": None,
                "born_on": pick(random, (None, datetime.date(1990, 2, 5), datetime.date(1996, 2, 29))),
            }
        )
        releases = person_releases(random, person_id)
        records["release"] += releases
        edges = edge_days(random, releases)
        records["event"] += person_events(random, person_id, releases, edges)
        for _ in range(int(random.integers(0, 4))):
            count = len(records["participation"])
            records["participation"].append(a_participation(random, f"a{count:03d}", person_id, releases, edges))
    drop_event_types(random, records)
    return records


def person_releases(random: np.random.Generator, person_id: str) -> list[Row]:
    """One to three releases, some on one day or within the landmark of another."""
    starts = [int(random.integers(0, 60))]
    for _ in range(int(random.integers(0, 3))):
        starts.append(starts[-1] + pick(random, (0, 1, 29, 30, 31, 60, 75, 90, 200)))
    names = random.permutation([f"{person_id}r{i}" for i in range(len(starts))])
    return [
        EMPTY_RELEASE
        | {
            "release_id": str(name),
            "person_id": person_id,
            "released_on": day(start),
            "release_type": pick(random, ("prison_release", "probation_start", "diversion", None)),
            "offense": pick(random, ("violent", "drug", None)),
            "county_fips": pick(random, ("29189", "29510", None)),
            "circuit": pick(random, ("21", None)),
            "risk_level": pick(random, ("low", "high", None)),
            "age_at_release": pick(random, (None, None, 17, 18, 24, 25, 54, 55)),
            "age_band": pick(random, (None, "35_44", "unknown")),
            "follow_up_ended_on": day(start + pick(random, end_offsets())),
        }
        for name, start in zip(names, starts, strict=True)
    ]


def end_offsets() -> tuple[int, ...]:
    """Days from release to the end of follow-up: around landmarks, and window ends counted from them."""
    month, half_year = window_days(1), window_days(6)
    return (0, 1, 29, 30, 31, 60, month + 29, month + 30, half_year - 1, half_year, half_year + 30, 400, 400, 400, 700)


def edge_days(random: np.random.Generator, releases: list[Row]) -> list[int]:
    """Days on and next to releases, landmarks, window ends and ends of follow-up."""
    edges = []
    for release in releases:
        start = (release["released_on"] - EPOCH).days
        edges += [(release["follow_up_ended_on"] - EPOCH).days] * 2
        edges += [start + landmark for landmark in LANDMARKS]
        edges += [start + pick(random, LANDMARKS) + window_days(months) for months in (1, 6)]
        edges += [start + int(random.integers(0, 60))]
    return [edge + shift for edge in edges for shift in (-1, 0, 0, 1)]


def person_events(random: np.random.Generator, person_id: str, releases: list[Row], edges: list[int]) -> list[Row]:
    """Up to four events and perhaps a death, never before the person's last release."""
    events = []
    kinds = ("rearrest", "rearrest", "reconviction", "reincarceration", "technical_return")
    for number in range(int(random.integers(0, 5))):
        occurred = pick(random, edges)
        offended = pick(random, (None, None, occurred, occurred - 1, pick(random, edges)))
        events.append(
            {
                "event_id": f"{person_id}e{number}",
                "person_id": person_id,
                "occurred_on": day(occurred),
                "event_type": pick(random, kinds),
                "offense": pick(random, ("violent", "violent", "drug", None)),
                "offended_on": None if offended is None or offended > occurred else day(offended),
            }
        )
    last = max(release["released_on"] for release in releases)
    death = max(day(pick(random, edges)), last)
    on_index_day = any(r["released_on"] == death and r["release_type"] != "prison_release" for r in releases)
    if random.integers(DEATH_EVERY) == 0 and not on_index_day:
        empty = {"event_id": f"{person_id}death", "person_id": person_id, "offense": None, "offended_on": None}
        events.append(empty | {"occurred_on": death, "event_type": "death"})
    return events


def a_participation(
    random: np.random.Generator, participation_id: str, person_id: str, releases: list[Row], edges: list[int]
) -> Row:
    """A way through a model, with or without a release and dates; dates in the order the contract demands."""
    dates = [day(number) for number in sorted(pick(random, edges) for _ in range(4))]
    referred, started, completed, ended = (date if random.random() < 0.65 else None for date in dates)
    if random.random() < 0.3:
        completed, ended = (ended and dates[3]), (completed and dates[2])
    return {
        "participation_id": participation_id,
        "person_id": person_id,
        "release_id": pick(random, releases)["release_id"] if random.random() < 0.5 else None,
        "model": pick(random, RESTORATIVE if random.random() < 0.5 else OTHER_MODELS),
        "referred_on": referred,
        "started_on": started,
        "agreement_completed_on": completed,
        "ended_on": ended,
        "status": pick(random, ("completed", "completed", "completed", "active", "withdrawn")),
    }


def drop_event_types(random: np.random.Generator, records: Records) -> None:
    """Sometimes a kind of event was never recorded by anyone."""
    if random.random() < 0.3:
        gone = pick(random, ("rearrest", "reconviction", "reincarceration", "technical_return"))
        records["event"] = [event for event in records["event"] if event["event_type"] != gone]


def as_tables(records: Records) -> dict[str, str]:
    """The records as CSV text, one a table; of the models only the site's own."""
    own = [model for model in records["model"] if model["code"] in OWN_MODELS]
    words = {True: "yes", False: "no", None: ""}
    tables = {name: rows for name, rows in records.items() if rows and name != "model"}
    tables["model"] = [
        {"code": model["code"], "name": model["code"], "group": "own"}
        | {"counts_as_restorative": words[model["counts_as_restorative"]]}
        for model in own
    ]
    return {name: as_text(rows) for name, rows in tables.items()}


def as_text(rows: list[Row]) -> str:
    """Rows with the same columns, in any order, as CSV."""
    cells = [["" if row[column] is None else str(row[column]) for column in rows[0]] for row in rows]
    return "\n".join(",".join(line) for line in [list(rows[0]), *cells])
