"""Random records counted a second time, row by row in plain Python, by the sentences of the contract alone."""

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest

from analytics.satisfaction import satisfaction
from tests.records import database

RESTORATIVE = ("circle_sentencing", "impact_of_crime_class")
OTHER = ("community_service", "restitution")
USUAL = "retributive_only"
TYPES = ("diversion", "prison_release", "probation_start")
LOWER_IS_BETTER = ("fear_of_revictimization", "felt_pressed")
DAY_0 = date(2020, 1, 1)


def draw(seed):
    """Small tables as lists of dicts; dates and ids collide on purpose."""
    chance = random.Random(seed)
    day = lambda most: DAY_0 + timedelta(days=chance.randrange(most))  # noqa: E731
    release = [
        {"release_id": f"r{n:02}", "person_id": f"p{chance.randrange(25):02}", "released_on": day(300),
         "release_type": chance.choice(TYPES), "follow_up_ended_on": date(2024, 1, 1)} for n in range(45)
    ]  # fmt: skip
    participation = []
    for n in range(30):
        of = chance.choice(release)
        given = chance.random() < 0.6
        referred = None if chance.random() < 0.1 else of["released_on"] + timedelta(days=chance.choice([-20, 0, 0, 5, 90]))
        participation.append({
            "participation_id": f"a{n:02}", "person_id": of["person_id"], "release_id": of["release_id"] if given else None,
            "model": chance.choice([*RESTORATIVE, *OTHER, USUAL]), "referred_on": referred, "status": "active"})  # fmt: skip
    survey = []
    for n in range(420):
        lowest, highest = chance.choice([(1, 5), (1, 5), (0, 10)])
        row = {"response_id": f"s{n:03}", "respondent_id": f"v{chance.randrange(40)}", "respondent": chance.choice(["victim", "supporter"]),
               "release_id": None, "participation_id": None, "model": None, "wave": chance.choice(["before", "after"]),
               "asked_on": chance.choice([None, DAY_0, day(9)]), "question": chance.choice(["fairness", "safety", "felt_pressed"]),
               "score": chance.choice([None, *range(lowest, highest + 1)]), "scale_min": lowest, "scale_max": highest}  # fmt: skip
        kind = chance.random()
        if kind < 0.55:
            row["release_id"] = chance.choice(release)["release_id"]
        elif kind < 0.85:
            row["participation_id"] = chance.choice(participation)["participation_id"]
        if kind >= 0.85 or chance.random() < 0.1:
            row["model"] = chance.choice([*RESTORATIVE, *OTHER, USUAL])
        survey.append(row)
    return release, participation, survey


def text(rows):
    return "\n".join([",".join(rows[0]), *(",".join("" if cell is None else str(cell) for cell in row.values()) for row in rows)])


class ByHand:
    """The contract's sentences, one method each."""

    def __init__(self, release, participation, survey, unit, strict):
        self.release = {row["release_id"]: row for row in release}
        self.participation = {row["participation_id"]: row for row in participation}
        self.survey, self.strict = survey, strict
        self.order = sorted(release, key=lambda row: (row["person_id"], row["released_on"], row["release_id"]))
        first = {}
        for row in self.order:
            first.setdefault(row["person_id"], row["release_id"])
        self.chosen = set(self.release) if unit == "every" else set(first.values())
        self.arms = {name: self.arms_of(name) for name in self.release}

    def release_of(self, row):
        """A participation with a release belongs to it; else to the next release on or after its date; else to none."""
        if row["release_id"]:
            return row["release_id"]
        if row["referred_on"] is None or row["model"] == USUAL:
            return None
        later = [r for r in self.order if r["person_id"] == row["person_id"] and r["released_on"] >= row["referred_on"]]
        return later[0]["release_id"] if later else None

    def arms_of(self, name):
        at = self.release[name]["released_on"]
        own = [row for row in self.participation.values() if self.release_of(row) == name]
        return {row["model"] for row in own if row["model"] != USUAL and row["referred_on"] and row["referred_on"] <= at}

    def in_baseline(self, name):
        row = self.release[name]
        mine = [r["release_id"] for r in self.order if r["person_id"] == row["person_id"]]
        here_or_before = mine[: mine.index(name) + 1]
        for part in self.participation.values():
            if part["model"] in RESTORATIVE and self.release_of(part) in here_or_before:
                if part["referred_on"] is None or part["referred_on"] <= row["released_on"]:
                    return False
        return not (self.strict and self.arms[name] & set(OTHER))

    def answers(self):
        """Each respondent in one release once per question and wave, with the rows it stands in."""
        latest = {}
        for row in self.survey:
            part = self.participation.get(row["participation_id"])
            name = row["release_id"] or (self.release_of(part) if part else None)
            model = part["model"] if part and part["model"] != USUAL else row["model"]
            key = (row["respondent_id"], row["respondent"], name or ("no release", model), row["question"], row["wave"])
            rank = (row["asked_on"] or date.min, row["response_id"])
            if key not in latest or rank > latest[key][0]:
                latest[key] = (rank, row, name, model)
        for _, row, name, model in latest.values():
            if name is None:
                if model:
                    yield row, name, {model}
            elif name in self.chosen:
                rows = ({model} - {USUAL}) if model else set(self.arms[name])
                usual = model is None or model == USUAL or (model in OTHER and not self.strict)
                yield row, name, rows | ({USUAL} if usual and self.in_baseline(name) else set())

    def table(self):
        """(respondent, model, question, wave) -> invited, answered, satisfied, and the same of the row's own baseline."""
        found = list(self.answers())
        told_of = {}
        for _, name, rows in found:
            told_of.setdefault(name, set()).update(rows - {USUAL})
        counts = {}
        for model in (*RESTORATIVE, *OTHER):
            releases = {name for name in self.chosen if model in self.arms[name] | told_of.get(name, set())}
            types = {self.release[name]["release_type"] for name in releases}
            for row, name, rows in found:
                cell = counts.setdefault((row["respondent"], model, row["question"], row["wave"]), [0] * 6)
                if model in rows:
                    self.add(cell, 0, row)
                if USUAL in rows and (name is None or (name not in releases and self.release[name]["release_type"] in types)):
                    self.add(cell, 3, row)
        return counts

    @staticmethod
    def add(cell, at, row):
        cell[at] += 1
        if row["score"] is not None:
            share = Fraction(row["score"] - row["scale_min"], row["scale_max"] - row["scale_min"])
            good = share <= Fraction(1, 4) if row["question"] in LOWER_IS_BETTER else share >= Fraction(3, 4)
            cell[at + 1] += 1
            cell[at + 2] += good


@pytest.mark.parametrize("seed", range(3))
def test_counts_are_those_made_by_hand(seed):
    release, participation, survey = draw(seed)
    db = database({"release": text(release), "participation": text(participation), "survey": text(survey)})
    for unit in ("first", "every"):
        for strict in (False, True):
            expected = ByHand(release, participation, survey, unit, strict).table()
            frame = satisfaction(db, unit=unit, strict_baseline=strict, min_cell=0)
            frame = frame[(frame["wave"] != "change")].set_index(["respondent", "model", "question", "wave"])
            assert sum(cell[0] for cell in expected.values()) > 60 and sum(cell[3] for cell in expected.values()) > 100
            for key, (invited, answered, satisfied, _, baseline_answered, baseline_satisfied) in expected.items():
                row = frame.loc[key]
                assert (row["invited"], row["answered"], row["satisfied"]) == (invited, answered, satisfied), key
                if baseline_answered:
                    assert row["baseline_satisfied_rate"] == baseline_satisfied / baseline_answered, key
                else:
                    assert row["baseline_satisfied_rate"] != row["baseline_satisfied_rate"], key
