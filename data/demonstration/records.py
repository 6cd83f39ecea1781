"""Draw the demonstration block by block and write its ten tables."""

from pathlib import Path

import numpy as np
import pandas

from data.demonstration.activities import activity_rows
from data.demonstration.chance import stream
from data.demonstration.course import Episode, draw_chances, follow
from data.demonstration.events import event_rows
from data.demonstration.files import RecordFiles
from data.demonstration.obligations import obligation_rows
from data.demonstration.participations import draw_participations, participation_rows
from data.demonstration.people import Cases, People, draw_people
from data.demonstration.releases import is_recorded, person_rows, recorded_releases, release_rows
from data.demonstration.services import service_rows
from data.demonstration.surveys import survey_rows
from data.demonstration.truth import Truth
from data.demonstration.victims import by_participation, draw_victims, victim_rows
from data.problem import Problem

DEFAULT_RELEASES = 60_000
BLOCK = 1 << 15  # people drawn at a time: what bounds the memory


def write_records(folder: Path, people: int | None, seed: int, file_format: str = "parquet") -> pandas.DataFrame:
    """Write the ten tables into `folder` and return the known truth.

    people: how many; None: as many as have 60,000 releases between them. The same people and seed give the same files.
    Returns model, outcome, window_months, true_difference (see `truth`). Raises Problem for a size or seed that is none.
    """
    if people is not None and people < 1:
        raise Problem(f"The demonstration needs at least 1 person, not {people}; nothing was written.")
    if seed < 0:
        raise Problem(f"A seed is a whole number of 0 or more, not {seed}; nothing was written.")
    truth = Truth()
    with RecordFiles(folder, file_format) as files:
        _write(files, "activity", "activity_id", activity_rows(stream(seed, 0, "activities")))
        block = 0
        while (missing := _missing(files, people)) > 0:
            _write_block(files, truth, seed, block, missing, exact=people is None)
            block += 1
    return truth.frame()


def _missing(files: RecordFiles, people: int | None) -> int:
    """People still to draw, or releases where only their number is given."""
    return DEFAULT_RELEASES - files.rows["release"] if people is None else people - files.rows["person"]


def _write_block(files: RecordFiles, truth: Truth, seed: int, block: int, missing: int, exact: bool) -> None:
    """Draw and write one block: at most `missing` people, or exactly `missing` releases if fewer than a block has."""
    count = BLOCK if exact else min(BLOCK, missing)
    people, first = draw_people(stream(seed, block, "people"), count, files.rows["person"] + 1)
    chances = draw_chances(stream(seed, block, "course"), count)
    episodes = follow(people, first, chances)
    if exact and sum(is_recorded(people, episode).sum() for episode in episodes) > missing:
        kept = _people_with(people, episodes, missing)
        people, first, chances = people.take(kept), first.take(kept), chances[kept]
        people.number[:] = np.arange(len(kept)) + files.rows["person"] + 1
        first.person[:] = np.arange(len(kept))
        episodes = follow(people, first, chances)
    _write_tables(files, truth, seed, block, people, first, chances, episodes)


def _people_with(people: People, episodes: list[Episode], releases: int) -> np.ndarray:
    """Rows of the first people who have exactly `releases` releases between them."""
    each = np.zeros(len(people.number), dtype=np.int64)
    for episode in episodes:
        each[episode.cases.person] += is_recorded(people, episode)
    fitting = int(np.searchsorted(np.cumsum(each), releases, side="right"))
    # The next person may have one release too many: people with a single one make up the number.
    singles = fitting + np.flatnonzero(each[fitting:] == 1)
    return np.append(np.arange(fitting), singles[: releases - int(each[:fitting].sum())])


def _write_tables(
    files: RecordFiles, truth: Truth, seed: int, block: int,
    people: People, first: Cases, chances: np.ndarray, episodes: list[Episode],
) -> None:  # fmt: skip
    def chance(subject: str) -> np.random.Generator:
        return stream(seed, block, subject)

    releases = recorded_releases(chance("releases"), people, episodes, files.rows["release"] + 1)
    truth.add(people, first, chances, episodes, releases.dated[releases.first])
    drawn = draw_participations(chance("participations"), releases, files.rows["participation"] + 1)
    victims = draw_victims(chance("victims"), releases, drawn, files.rows["victim"] + 1)
    invited, took_part = by_participation(victims, len(drawn.number))
    files.write("person", person_rows(people))
    files.write("release", release_rows(chance("release fields"), people, releases))
    files.write(
        "participation",
        participation_rows(chance("participation fields"), people.number, releases, drawn, invited, took_part),
    )
    files.write("victim", victim_rows(releases, victims))
    _write(files, "event", "event_id", event_rows(chance("events"), people, first, episodes))
    _write(files, "survey", "response_id", survey_rows(chance("surveys"), people.number, releases, drawn, victims))
    obligations, payments = obligation_rows(
        chance("obligations"), releases, drawn, victims, files.rows["obligation"] + 1
    )
    files.write("obligation", obligations)
    _write(files, "payment", "payment_id", payments)
    _write(files, "service", "service_id", service_rows(chance("services"), people.number, releases))


def _write(files: RecordFiles, table: str, id_column: str, rows: dict[str, np.ndarray]) -> None:
    """Append rows whose ids are simply counted."""
    count = len(next(iter(rows.values())))
    files.write(table, {id_column: files.numbers(table, count), **rows})
