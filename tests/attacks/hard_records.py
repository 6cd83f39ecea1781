"""Records that are hard to publish: levels of a few people, counties within circuits, offices with women only, arms that
overlap the baseline, and models that hold less than fifty people; orders that nearly everybody has, or nearly nobody kept,
programs for women with a few men, gifts made by a few."""

import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np

LAST = date(2023, 12, 31)
COUNTIES = {"29001": "1", "29003": "1", "29005": "2", "29007": "2", "29009": "2", "29011": "3", "29013": "3", "29015": "4"}
SHARES = {
    "sex": {"female": 0.2, "male": 0.794, "other": 0.004, "unknown": 0.002},
    "race": {"white": 0.55, "black": 0.35, "asian": 0.01, "american_indian": 0.006, "more_than_one": 0.05, "unknown": 0.034},
    "ethnicity": {"hispanic": 0.015, "not_hispanic": 0.975, "unknown": 0.01},
    "county_fips": {code: share for code, share in zip(COUNTIES, (0.4, 0.01, 0.2, 0.1, 0.004, 0.15, 0.116, 0.02), strict=True)},
    "release_type": {"prison_release": 0.62, "probation_start": 0.33, "diversion": 0.05},
    "offense": {"violent": 0.25, "property": 0.3, "drug": 0.4, "public_order": 0.04, "other": 0.01},
    "risk_level": {"low": 0.4, "moderate": 0.4, "high": 0.19, "unknown": 0.01},
}
MODELS = {"victim_offender_mediation": 0.06, "circle_sentencing": 0.04, "family_group_conference": 0.012, "impact_of_crime_class": 0.15,
          "community_service": 0.15, "restitution": 0.02}
EVENTS = {"rearrest": 0.4, "reconviction": 0.2, "reincarceration": 0.08, "technical_return": 0.1, "death": 0.02}
QUESTIONS = ("satisfaction_process", "fear_of_revictimization")


def write(folder: Path, people: int, seed: int) -> Path:
    """Write the records as CSV files."""
    random, orders = np.random.default_rng(seed), np.random.default_rng([seed, 1])
    folder.mkdir(parents=True, exist_ok=True)
    tables: dict[str, list[dict]] = {name: [] for name in ("person", "release", "participation", "event", "victim", "survey",
                                                      "obligation", "service", "activity")}
    for number in range(people):
        _person(tables, random, f"PX{number:05d}Z")
    sent = {(row["release_id"], row["model"]) for row in tables["participation"]}
    women = {row["person_id"] for row in tables["person"] if row["sex"] == "female"}
    for release in tables["release"]:
        _orders(tables, orders, release, (release["release_id"], "restitution") in sent)
        _services(tables, orders, release, women)
    _activities(tables, orders)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def _person(tables: dict[str, list[dict]], random: np.random.Generator, person: str) -> None:
    drawn = {column: str(random.choice(list(shares), p=np.array(list(shares.values())) / sum(shares.values())))
             for column, shares in SHARES.items()}
    born = date(1950, 1, 1) + timedelta(days=int(random.integers(0, 19_000)))
    tables["person"].append({"person_id": person, "sex": drawn["sex"], "race": drawn["race"], "ethnicity": drawn["ethnicity"], "born_on": born})
    start = date(2016, 1, 1) + timedelta(days=int(random.integers(0, 365 * 7)))
    for order in range(1 + (random.random() < 0.15)):
        release, start = f"{person}R{order}", start + timedelta(days=400 * order)
        women = drawn["sex"] == "female" and random.random() < 0.9
        prison = drawn["release_type"] == "prison_release"
        ended = LAST if random.random() < 0.97 else start + timedelta(days=int(random.integers(100, 1500)))
        tables["release"].append({
            "release_id": release, "person_id": person, "released_on": start, "release_type": drawn["release_type"],
            "county_fips": drawn["county_fips"], "circuit": COUNTIES[drawn["county_fips"]],
            "facility": "" if not prison else "Women 1" if women else f"Men {random.integers(1, 4)}",
            "offense": drawn["offense"], "risk_level": drawn["risk_level"], "follow_up_ended_on": min(max(ended, start), LAST) if start < LAST else start,
        })
        _participations(tables, random, person, release, start, drawn)
    for kind, share in EVENTS.items():
        if random.random() < share:
            day = tables["release"][-1]["released_on"] + timedelta(days=int(random.integers(1, 1400)))
            tables["event"].append({"event_id": f"{person}E{kind[:3]}", "person_id": person, "occurred_on": day, "event_type": kind,
                                    "offense": "violent" if random.random() < 0.3 else "property"})


def _participations(tables: dict, random: np.random.Generator, person: str, release: str, start: date, drawn: dict) -> None:
    for model, share in MODELS.items():
        # Mediation and circles are for the community only; conferences hardly ever after prison.
        if drawn["release_type"] == "prison_release" and (model in ("victim_offender_mediation", "circle_sentencing") or random.random() < 0.1):
            continue
        if random.random() > share:
            continue
        number = f"{release}{model[:3]}"
        status = str(random.choice(["completed", "withdrawn", "active", "declined"], p=[0.6, 0.2, 0.1, 0.1]))
        referred = start - timedelta(days=int(random.integers(5, 90)))
        started = status in ("completed", "active") or random.random() < 0.3
        tables["participation"].append({
            "participation_id": number, "person_id": person, "release_id": release, "model": model, "referred_on": referred,
            "started_on": referred + timedelta(days=3) if started else "", "status": status})
    if random.random() < 0.35:
        victim = f"{release}V"
        tables["victim"].append({"victim_id": victim, "release_id": release})
        for question in QUESTIONS:
            for wave in ("before", "after") if question == QUESTIONS[1] else ("after",):
                score = int(random.integers(1, 6)) if random.random() < 0.6 else ""
                tables["survey"].append({
                    "response_id": f"{victim}{question[:2]}{wave}", "respondent_id": victim, "respondent": "victim", "release_id": release,
                    "wave": wave, "asked_on": start + timedelta(days=30), "question": question, "score": score, "scale_min": 1, "scale_max": 5})


def _orders(tables: dict, random: np.random.Generator, release: dict, restitution: bool) -> None:
    """Restitution for nearly all who were sent to it and a third of the others, in one or two orders; hours for few."""
    number, start = release["release_id"], release["released_on"]
    if random.random() < (0.97 if restitution else 0.33):
        for order in range(1 + (random.random() < 0.08)):
            ordered, payee = int(random.integers(50, 2000)), str(random.choice(["victim", "agency", ""], p=[0.9, 0.06, 0.04]))
            paid = ordered if random.random() < 0.5 else 0 if random.random() < 0.9 else ordered // 2
            ordered_on = start if random.random() < 0.95 else LAST - timedelta(days=100)
            tables["obligation"].append({
                "obligation_id": f"{number}O{order}", "release_id": number, "kind": "restitution", "payee": payee, "unit": "usd",
                "ordered": ordered, "fulfilled": paid, "ordered_on": max(ordered_on, start)})
    if random.random() < 0.05:
        tables["obligation"].append({
            "obligation_id": f"{number}H", "release_id": number, "kind": "community_service", "payee": "agency", "unit": "hours",
            "ordered": 40, "fulfilled": 40 if random.random() < 0.9 else 0, "ordered_on": start})


def _services(tables: dict, random: np.random.Generator, release: dict, women: set[str]) -> None:
    """A program for everybody, one for women with a few others, one that few take."""
    person = release["person_id"]
    woman = person in women and random.random() < 0.4
    for program, share in (("missouri_reentry_process", 0.3), ("parenting", 0.5 if woman else 0.005), ("life_skills", 0.01)):
        if random.random() < share:
            tables["service"].append({
                "service_id": f"{release['release_id']}{program[:3]}", "person_id": person, "release_id": release["release_id"],
                "program": program, "gender_responsive": "true" if program == "parenting" and woman else "false",
                "started_on": release["released_on"] - timedelta(days=20),
                "status": str(random.choice(["completed", "withdrawn", "active"], p=[0.7, 0.25, 0.05]))})


def _activities(tables: dict, random: np.random.Generator) -> None:
    for month in range(24):
        for kind, unit, most in (("quilts", "quilts", 30), ("dog_training", "dogs", 4)):
            tables["activity"].append({
                "activity_id": f"AX{month:02d}{kind[:2]}", "facility": "Women 1", "month": date(2019 + month // 12, month % 12 + 1, 1),
                "kind": kind, "quantity": int(random.integers(1, 40)), "unit": unit, "participants": int(random.integers(1, most)),
                "hours": int(random.integers(10, 90)), "recipient_type": str(random.choice(["hospital", "shelter"]))})
