"""From rows of answers to counts: one item at a time where all are counted, so that memory does not grow with what was
asked; all at once in a selection.

The rows of an item are read once; how many were satisfied, where, in which band, by whom again and with whom they share
a person are additions over them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.counting import Source
from analytics.statement import statement
from analytics.tally import tally
from analytics.vocabulary import BASELINE
from data import derive
from data.standing import distributed, once

ANSWERED, SATISFIED = 1, 2
BATCH = 8  # items read at once where each reading looks at all releases,
ROWS_AT_ONCE = 1 << 23  # as long as they have not more answers than this, chosen or not
NO_BAND = 255  # a pair of answers before and after
# The rows of respondents with several answers stay as rows, which of many records are many.
KEPT_AS = {"level": np.int32, "respondent_number": np.uint32, "place": np.uint32, "state": np.uint8, "band": np.uint8}
Columns = dict[str, np.ndarray]


@dataclass(frozen=True)
class Found:
    """Counts as found (sparse), each a table of equally long arrays; level, item and place are positions.

    counts: answers by scale. bands: by band of the scale. repeated: a row for every answer of a respondent who stands
    in an item more than once. changes: pairs by their change. pairs: two answers to one item about one person.
    arm_set: [P] of each place, -1 without a release. about: [P] columns of what an answer of the place is about.
    """

    counts: Columns
    bands: Columns
    repeated: Columns
    changes: Columns
    pairs: Columns
    arm_set: np.ndarray
    about: Columns


def read_answers(source: Source, items: Sequence[int]) -> Found:
    """Count the answers to these items that a question is about."""
    moved = source.question.landmark > 0
    if moved:
        derive.answers_at_landmark(source.connection, source.question.landmark)
    about = _what_about(source)
    kinds = max(len(about["about"]), 1)
    tables: dict[str, list[Columns]] = defaultdict(list)
    items = list(items) or [-1]  # without any item the tables have no rows, but all columns
    for position, rows in enumerate(read_rows(source, items)):
        for name, count in (("counts", _counts), ("bands", _bands), ("repeated", _repeated), ("changes", _changes),
                            ("pairs", _pairs)):
            found = count(rows)
            tables[name].append({**found, "item": np.full(len(found["level"]), position, np.int16)})
    joined = {name: {column: np.concatenate([part[column] for part in parts]) for column in parts[0]}
              for name, parts in tables.items()}
    places = np.unique(joined["counts"]["place"])
    for table in joined.values():
        for column in table:
            if column.endswith("place"):
                table[column] = np.searchsorted(places, table[column]).astype(np.int32)
    return Found(**joined, arm_set=places // kinds - 1, about={name: column[places % kinds] for name, column in about.items()})


def read_rows(source: Source, items: Sequence[int]) -> Iterator[Columns]:
    """The rows of each of these items, one item after another. A landmark's own tables are made by `read_answers`."""
    kinds = max(len(_what_about(source)["about"]), 1)
    at_once = max(_at_once(source, len(items)), 1)
    together = [items[start : start + at_once] for start in range(0, len(items), at_once)]
    return (rows for batch in together for rows in _rows(source, batch, kinds))


def _at_once(source: Source, items: int) -> int:
    """How many items to read in one look at the records."""
    question = source.question
    if not (question.where or question.by):
        return 1
    if question.where and (source.few or distributed(source.connection)):
        return items
    ((answers, asked),) = source.connection.execute("select (select count(*) from counted_answer), (select count(*) from answer_item)").fetchall()
    return min(BATCH, ROWS_AT_ONCE * asked // max(answers, 1))


def _what_about(source: Source) -> Columns:
    if source.question.landmark:
        return _about(source)
    return once(source.connection, "answer_about", lambda: _about(source))


def _about(source: Source) -> Columns:
    text = statement("answer_about", about="answer_about_found" if source.question.landmark else "answer_about")
    found = source.connection.execute(text, {"baseline": BASELINE}).fetchnumpy()
    return {name: np.asarray(column) for name, column in found.items()}


def answers_sql(source: Source, items: str) -> str:
    """The text of the statement that reads a question's answers to some items."""
    question = source.question
    answers = "counted_answer_found" if question.landmark else "counted_answer"
    level = "0"
    if question.where or question.by:
        chosen = statement("answers_about_releases", answers=answers, level=question.by or "0", chosen=source.passing("counted_release"))
        level = "level"
    else:
        chosen = source.passing(answers)
    return statement("answer_rows", chosen=chosen, level=level, arm_set=f"{question.exposure}_set", items=items)


def _rows(source: Source, items: Sequence[int], kinds: int) -> Iterator[Columns]:
    """The rows of each of these items, in one look at the records."""
    parameters = {name: value for name, value in source.parameters.items() if name != "landmark"}  # the table knows it
    text = answers_sql(source, ", ".join(map(str, items)))
    found = source.connection.execute(text, parameters).fetchnumpy()
    change = np.ma.filled(found.pop("change"), np.nan)
    rows = {name: np.asarray(column) for name, column in found.items()} | {"change": change}
    earliest = source.earliest(rows["release_number"], rows["order_in_person"])
    rows = {name: column[earliest] for name, column in rows.items()}
    rows["level"] = source.level_index(rows["level"])
    rows["place"] = (rows["arm_set"].astype(np.int64) + 1) * kinds + rows["about_set"]
    for item in items:
        yield rows if len(items) == 1 else _where(rows, rows["item"] == item, *rows)


def _where(rows: Columns, condition: np.ndarray, *names: str) -> Columns:
    return {name: rows[name][condition] for name in names}


def _counts(rows: Columns) -> Columns:
    lengths, scale = np.unique(rows["scale_length"], return_inverse=True)
    found = tally({"level": rows["level"], "place": rows["place"], "scale": scale},
                  answered=rows["state"] >= ANSWERED, satisfied=rows["state"] == SATISFIED, above_lowest=rows["above_lowest"])
    return {"level": found["level"], "place": found["place"], "scale_length": lengths[found["scale"]], "invited": found["times"],
            "answered": found["answered"].astype(np.int64), "satisfied": found["satisfied"].astype(np.int64),
            "above_lowest": found["above_lowest"] / 10_000}


def _bands(rows: Columns) -> Columns:
    found = tally(_where(rows, rows["band"] != NO_BAND, "level", "place", "band"))
    return {**found, "answers": found.pop("times")}


def _repeated(rows: Columns) -> Columns:
    again = _where(rows, rows["respondent_again"], "level", "respondent_number", "place", "state", "band")
    key = again["level"].astype(np.int64) << 32 | again["respondent_number"]
    _, place, times = np.unique(key, return_inverse=True, return_counts=True)
    several = times[place] > 1
    return {name: column[several].astype(KEPT_AS[name]) for name, column in again.items()}


def _changes(rows: Columns) -> Columns:
    pairs = _where(rows, (rows["band"] == NO_BAND) & (rows["state"] >= ANSWERED), "level", "place", "change")
    changes, code = np.unique(pairs["change"], return_inverse=True)
    found = tally({"level": pairs["level"], "place": pairs["place"], "change": code})
    return {"level": found["level"], "place": found["place"], "change": changes[found["change"]], "pairs": found["times"]}


def _pairs(rows: Columns) -> Columns:
    """Every two answers to the item about one person: the person's rows beside one another, at a distance of 1, 2, 3 ..."""
    shared = rows["person_again"] & (rows["state"] >= ANSWERED) & (rows["band"] != NO_BAND)
    found = _where(rows, shared, "level", "person_number", "place", "state")
    key = found["level"].astype(np.int64) << 32 | found["person_number"]
    order = np.argsort(key, kind="stable")
    key, place, satisfied = key[order], found["place"][order], found["state"][order] == SATISFIED
    level = found["level"][order]
    parts, distance = [], 1
    while distance < max(len(key), 2):
        first = np.flatnonzero(key[distance:] == key[:-distance])
        parts.append((first, first + distance))
        if not len(first):
            break
        distance += 1
    first, second = (np.concatenate(side) for side in zip(*parts, strict=True)) if parts else (np.empty(0, np.int64),) * 2
    counted = tally({"level": level[first], "first_place": place[first], "second_place": place[second],
                     "first_satisfied": satisfied[first], "second_satisfied": satisfied[second]})
    return {**counted, "pairs": counted.pop("times")}
